"""Hand-overs in the order book: kept scan by scan, one open per carrier, closed whole or not at all."""

from datetime import timedelta
from pathlib import Path

import pytest

from shipdesk.core.connector import LabelFile
from shipdesk.core.errors import ConflictError
from shipdesk.core.handover import Handover, Verdict
from shipdesk.core.records import Entry
from shipdesk.core.states import Label, State
from shipdesk.core.statuses import Status, TrackingEvent
from shipdesk.orderbook import open_book
from shipdesk.orderbook.repository import SqlOrderBook
from tests.orderbook.books import START, Ticking, booked, current, shipment

LONG_AGO = START - timedelta(days=14)
PDF = b"%PDF-1.4 manifest"


def ready(book: SqlOrderBook, reference: str = "REF1", **fields: object) -> Entry:
    """A booking whose label is printed."""
    entry = booked(book, shipment(reference, **fields), number=f"88270{reference}")
    entry = book.store_label(entry, LabelFile(b"%PDF-1.4"), who="May", why="The carrier's.")
    return book.move_label(entry, Label.PRINTED, who="May", why="Printed.")


def begun(book: SqlOrderBook, carrier: str = "jne") -> Handover:
    return book.open_handover(carrier, station="Station 3", who="May")


def scan(book: SqlOrderBook, handover: Handover, entry: Entry) -> None:
    book.scan_out(handover, entry, entry.row.tracking_number, who="May")


def test_one_is_open_for_each_carrier_and_found_again(book: SqlOrderBook) -> None:
    first = begun(book)
    assert begun(book).id == first.id
    assert begun(book, "ceva").id != first.id
    assert book.open_one("jne") == first
    assert book.open_one("jumppoint") is None


def test_a_scan_moves_a_parcel_from_missing_to_taken_and_its_undo_back(book: SqlOrderBook) -> None:
    one, two = ready(book), ready(book, "REF2")
    handover = begun(book)
    scan(book, handover, one)
    sheet = book.sheet(handover, LONG_AGO)
    assert [line.row.key for line in sheet.taken if line.row] == ["REF1"]
    assert [row.key for row in sheet.missing] == ["REF2"]
    book.undo_scan(sheet.handover, sheet.taken[0].id)
    sheet = book.sheet(handover, LONG_AGO)
    assert sheet.taken == ()
    assert [row.id for row in sheet.missing] == [one.id, two.id]


def test_what_is_missed_is_what_waits_at_the_table(book: SqlOrderBook) -> None:
    ready(book, "REF1")
    gone = ready(book, "GONE")
    book.add_events(gone, [TrackingEvent(Status.PICKED_UP, "Picked up", START, "jne")])
    void = ready(book, "VOID")
    book.move(void, State.VOID, who="May", why="Given up.")
    ready(book, "OTHER", carrier="ceva")
    assert [row.key for row in book.sheet(begun(book), LONG_AGO).missing] == ["REF1"]
    assert book.sheet(begun(book), START + timedelta(days=9)).missing == ()


def test_every_scan_outlives_the_process(book: SqlOrderBook, home: Path) -> None:
    entry = ready(book)
    handover = begun(book)
    scan(book, handover, entry)
    book.note_extra(handover, "X9", Verdict.UNKNOWN, "X9 is unknown.", row=None, who="May")
    other = open_book(home, clock=Ticking(), owner=False)  # nothing was closed: as after a crash
    try:
        found = other.open_one("jne")
        assert found is not None
        sheet = other.sheet(found, LONG_AGO)
        assert [line.text for line in sheet.taken] == [entry.row.tracking_number]
        assert [(line.text, line.sentence) for line in sheet.extra] == [("X9", "X9 is unknown.")]
    finally:
        other.close()


def test_closing_keeps_the_manifest_and_hands_every_label_over(book: SqlOrderBook) -> None:
    entries = [ready(book, f"REF{at}") for at in range(3)]
    handover = begun(book)
    for entry in entries[:2]:
        scan(book, handover, entry)
    closed = book.close_handover(
        book.sheet(handover, LONG_AGO), PDF, driver="Budi", who="May", why="Handed over to Budi."
    )
    assert book.manifest(handover.id) == PDF
    assert closed.driver == "Budi"
    assert [current(book, entry).row.label for entry in entries] == [
        Label.HANDED_OVER, Label.HANDED_OVER, Label.PRINTED,
    ]  # fmt: skip
    last = book.history(entries[0].id)[-1]
    assert (last.after, last.who, last.why) == ("handed_over", "May", "Handed over to Budi.")
    assert [(one.handover.id, one.parcels) for one in book.closed_handovers(9)] == [(handover.id, 2)]
    again = book.sheet(closed, LONG_AGO)
    assert len(again.taken) == 2
    assert again.missing == ()
    assert begun(book).id != handover.id


def test_a_manifest_that_is_out_of_date_closes_nothing(book: SqlOrderBook) -> None:
    one, two = ready(book), ready(book, "REF2")
    handover = begun(book)
    scan(book, handover, one)
    sheet = book.sheet(handover, LONG_AGO)
    scan(book, handover, two)  # at another station, while the driver signs
    with pytest.raises(ConflictError, match="meanwhile"):
        book.close_handover(sheet, PDF, driver="Budi", who="May", why="")
    assert book.open_one("jne") is not None
    assert book.manifest(handover.id) is None
    assert current(book, one).row.label is Label.PRINTED


def test_a_parcel_that_was_given_up_meanwhile_stops_the_whole_closing(book: SqlOrderBook) -> None:
    one, two = ready(book), ready(book, "REF2")
    handover = begun(book)
    scan(book, handover, one)
    scan(book, handover, two)
    sheet = book.sheet(handover, LONG_AGO)
    book.move(two, State.VOID, who="May", why="Given up.")
    with pytest.raises(ConflictError, match="REF2 is void"):
        book.close_handover(sheet, PDF, driver="Budi", who="May", why="")
    assert current(book, one).row.label is Label.PRINTED
    assert book.open_one("jne") is not None


def test_a_closed_one_takes_no_scan_and_loses_none(book: SqlOrderBook) -> None:
    one, two = ready(book), ready(book, "REF2")
    handover = begun(book)
    scan(book, handover, one)
    sheet = book.sheet(handover, LONG_AGO)
    book.close_handover(sheet, PDF, driver="Budi", who="May", why="")
    with pytest.raises(ConflictError, match="closed"):
        scan(book, handover, two)
    with pytest.raises(ConflictError, match="closed"):
        book.undo_scan(handover, sheet.taken[0].id)
    with pytest.raises(ConflictError, match="closed"):
        book.note_extra(handover, "X", Verdict.UNKNOWN, "", row=None, who="May")


def test_a_parcel_stands_on_one_open_handover_only(book: SqlOrderBook) -> None:
    entry = ready(book)
    scan(book, begun(book), entry)
    with pytest.raises(ConflictError, match="just scanned"):
        scan(book, begun(book, "ceva"), entry)
    found = book.taken_by(entry.id)
    assert found is not None
    assert found.carrier == "jne"


def test_an_extra_counts_once_and_goes_when_the_parcel_is_taken_after_all(book: SqlOrderBook) -> None:
    entry = ready(book)
    handover = begun(book)
    for _ in range(2):
        book.note_extra(handover, "X9", Verdict.UNKNOWN, "?", row=None, who="May")
        book.note_extra(handover, "REF1", Verdict.NO_LABEL, "No label.", row=entry.row, who="May")
    assert len(book.sheet(handover, LONG_AGO).extra) == 2
    scan(book, handover, entry)
    assert [line.text for line in book.sheet(handover, LONG_AGO).extra] == ["X9"]


def test_pickups_and_unseen_labels_are_listed(book: SqlOrderBook) -> None:
    asked = ready(book, "REF1", pickup={"date": "2026-11-24", "slot": "AM"})
    seen = ready(book, "REF2")
    book.move_label(seen, Label.SEEN, who="May", why="Scanned.")
    (pickup,) = book.pickups(LONG_AGO, 9)
    assert (pickup.row.id, pickup.day, pickup.when) == (asked.id, "2026-11-24", "AM")
    assert [row.key for row in book.unseen(LONG_AGO, 9)] == ["REF1"]
