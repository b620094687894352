"""Shipments made elsewhere: each followed once, kept up with, tied to our order, never taken for one of ours."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from shipdesk.core.elsewhere import Adopted, Adoption
from shipdesk.core.errors import ConflictError, InputError
from shipdesk.core.inbound import ShipmentElsewhere
from shipdesk.core.outcomes import Verdict
from shipdesk.core.records import Query
from shipdesk.core.states import Label, State
from shipdesk.core.statuses import Status, TrackingEvent
from shipdesk.orderbook import FILE
from shipdesk.orderbook.repository import SqlOrderBook
from tests.orderbook.books import START, add, booked, current, end, queue, send, shipment

UPS = "1Z7E3V556825150AAP"
LINK = f"https://www.ups.test/track?tracknum={UPS}"


def at(hours: int) -> datetime:
    return START + timedelta(hours=hours)


def event(status: Status, hours: int) -> TrackingEvent:
    return TrackingEvent(status, status.value, at(hours), "winkelstraat")


MADE = ShipmentElsewhere(
    id="000000288",
    references=("PO-7", "000000549"),
    carrier="ups",
    number=UPS,
    link=LINK,
    shipment=shipment("", carrier="", service="", receiver__name="Jan Jansen", receiver__country="NL"),
    events=(event(Status.IN_TRANSIT, 1),),
    changed_at=at(1),
)


def adopt(book: SqlOrderBook, made: ShipmentElsewhere = MADE, source: str = "winkelstraat") -> Adoption:
    return book.adopt(made, source=source, who="Winkelstraat", why="Made by the supplier.")


def references(book: SqlOrderBook, text: str = "") -> list[str]:
    return [row.reference for row in book.rows(Query(text=text), 10)]


def test_it_stands_as_booked_under_its_own_carrier_number_and_link(book: SqlOrderBook) -> None:
    adopted = adopt(book)
    entry = adopted.entry
    assert (adopted.how, adopted.new_events) == (Adopted.NEW, 1)
    assert (entry.state, entry.row.label, entry.row.carrier) == (State.BOOKED, Label.NONE, "ups")
    assert (entry.row.reference, entry.row.tracking_number, entry.link) == ("PO-7", UPS, LINK)
    assert (entry.row.source, entry.row.elsewhere_id, entry.row.receiver) == ("winkelstraat", "000000288", "Jan Jansen")
    assert (entry.shipment.reference, entry.shipment.carrier, entry.row.status) == ("PO-7", "ups", Status.IN_TRANSIT)
    assert [(move.after, move.who) for move in book.history(entry.id)] == [("booked", "Winkelstraat")]
    assert book.labels_pending("ups", at(9)) == []


@pytest.mark.parametrize("typed", ["PO-7", "po-", UPS, "0AAP", "Jansen"])
def test_it_is_found_as_any_other(book: SqlOrderBook, typed: str) -> None:
    adopt(book)
    add(book)
    assert references(book, typed) == ["PO-7"]


def test_the_same_again_changes_nothing(book: SqlOrderBook) -> None:
    first = adopt(book)
    again = adopt(book)
    assert (again.how, again.new_events, again.entry) == (Adopted.KNOWN, 0, first.entry)
    assert len(book.history(first.entry.id)) == 1


def test_newer_data_are_taken_and_older_ones_turn_nothing_back(book: SqlOrderBook) -> None:
    first = adopt(book, replace(MADE, number="", link="", carrier=""))
    newer = replace(MADE, changed_at=at(3), events=(event(Status.DELIVERED, 3),))
    second = adopt(book, newer)
    assert (second.how, second.entry.id) == (Adopted.UPDATED, first.entry.id)
    row = second.entry.row
    assert (row.carrier, row.tracking_number, second.entry.link, row.status) == ("ups", UPS, LINK, Status.DELIVERED)
    older = adopt(book, replace(MADE, changed_at=at(2), number="1ZOLD", link="", events=(event(Status.IN_TRANSIT, 2),)))
    assert (older.how, older.new_events) == (Adopted.KNOWN, 1)
    assert (older.entry.row.tracking_number, older.entry.link, older.entry.row.status) == (UPS, LINK, Status.DELIVERED)
    assert references(book, UPS) == ["PO-7"]
    assert references(book, "1ZOLD") == []


def test_what_tells_nothing_new_still_says_how_new_it_is(book: SqlOrderBook) -> None:
    adopt(book)
    assert adopt(book, replace(MADE, changed_at=at(3))).how is Adopted.KNOWN
    assert adopt(book, replace(MADE, changed_at=at(2), link="https://old.test")).entry.link == LINK


def test_silence_unsays_nothing(book: SqlOrderBook) -> None:
    adopt(book)
    quiet = adopt(book, replace(MADE, changed_at=at(2), number="", link="", carrier=""))
    assert (quiet.entry.row.tracking_number, quiet.entry.link, quiet.entry.row.carrier) == (UPS, LINK, "ups")


def test_one_reference_may_have_several_and_our_own_order(book: SqlOrderBook) -> None:
    first = adopt(book).entry
    second = adopt(book, replace(MADE, id="000000289", number="1Z2")).entry
    assert book.entry("PO-7") == second
    ours = add(book, shipment("PO-7"))
    assert book.entry("po-7") == ours
    assert [row.id for row in book.tied(ours)] == [first.id, second.id]
    assert [row.id for row in book.tied(first)] == [ours.id, second.id]
    sent, attempt = send(book, queue(book, ours))
    assert end(book, sent, attempt).state is State.BOOKED
    assert len(references(book, "PO-7")) == 3


def test_an_order_of_ours_that_comes_later_ties_it(book: SqlOrderBook) -> None:
    lonely = replace(MADE, references=("PO-7", "000000549"))
    adopt(book, lonely)
    ours = add(book, shipment("000000549"))
    assert adopt(book, lonely).entry.row.reference == "000000549"
    assert [row.elsewhere_id for row in book.tied(ours)] == ["000000288"]
    assert references(book, "PO-7") == []


def test_it_is_tied_to_a_later_generation_by_its_key(book: SqlOrderBook) -> None:
    first = book.move(add(book), State.VOID, who="Lead", why="Lost.")
    ours = book.next_generation(first, who="Lead", why="Anew.")
    made = adopt(book, replace(MADE, references=("REF1-2",)))
    assert made.entry.row.reference == "REF1"
    assert [row.id for row in book.tied(made.entry)] == [first.id, ours.id]


def test_without_any_reference_it_stands_under_its_own_number(book: SqlOrderBook) -> None:
    assert adopt(book, replace(MADE, references=("", ""))).entry.row.reference == "000000288"


def test_the_same_parcel_told_of_by_two_is_one(book: SqlOrderBook) -> None:
    first = adopt(book)
    other = adopt(book, replace(MADE, id="77", carrier="UPS"), source="another")
    assert (other.entry.id, other.entry.row.source) == (first.entry.id, "winkelstraat")
    assert adopt(book, replace(MADE, id="78", carrier="dhl"), source="another").how is Adopted.NEW


def test_what_was_booked_here_is_not_adopted_but_its_news_is_taken(book: SqlOrderBook) -> None:
    ours = booked(book, shipment("PO-7"), number=UPS)
    told = adopt(book)
    assert (told.how, told.entry.id, told.new_events) == (Adopted.OURS, ours.id, 1)
    assert told.entry.row.status == Status.IN_TRANSIT
    assert references(book) == ["PO-7"]


@pytest.mark.parametrize("to", [State.IN_DOUBT, State.ACCEPTED, State.CONFLICT])
def test_what_settling_has_to_say_is_left_to_it(book: SqlOrderBook, to: State) -> None:
    sent, attempt = send(book, queue(book, add(book)))
    ours = end(book, sent, attempt, to, Verdict.UNKNOWN, number=None)
    told = adopt(book, replace(MADE, references=("REF1",), carrier="jne"))
    assert (told.how, told.entry, told.new_events) == (Adopted.OURS, ours, 0)
    other = adopt(book, replace(MADE, references=("REF1",)))
    assert (other.how, other.entry.row.carrier) == (Adopted.NEW, "ups")
    assert current(book, ours) == ours


def test_a_second_parcel_under_a_booked_reference_is_shown(book: SqlOrderBook) -> None:
    ours = booked(book)
    told = adopt(book, replace(MADE, references=("REF1",), carrier="jne", number="999"))
    assert told.how is Adopted.NEW
    assert [row.tracking_number for row in book.tied(ours)] == ["999"]
    nameless = adopt(book, replace(MADE, id="5", references=("REF1",), carrier="jne", number=""))
    assert (nameless.how, nameless.entry.id) == (Adopted.OURS, ours.id)


def test_an_order_that_waits_at_the_table_is_not_booked_by_it(book: SqlOrderBook) -> None:
    ours = add(book)
    assert adopt(book, replace(MADE, references=("REF1",), carrier="jne")).how is Adopted.NEW
    assert current(book, ours) == ours
    assert book.by_number(UPS) != ours


def test_our_own_comes_first_by_number_too(book: SqlOrderBook) -> None:
    adopt(book)
    ours = booked(book, number=UPS)
    assert book.by_number(UPS) == ours


def test_it_can_be_neither_moved_nor_changed_nor_booked(book: SqlOrderBook) -> None:
    entry = adopt(book).entry
    with pytest.raises(ConflictError, match="PO-7 was made elsewhere; it is tracked here"):
        book.move(entry, State.VOID, who="May", why="")
    with pytest.raises(ConflictError, match="PO-7 was made elsewhere"):
        book.next_generation(entry, who="May", why="")
    with pytest.raises(ConflictError, match="PO-7 was made elsewhere"):
        queue(book, entry)
    with pytest.raises(ConflictError, match="can no longer be changed"):
        book.change(entry, shipment("PO-7"), who="May", why="")
    assert current(book, entry) == entry


def test_one_without_an_id_is_refused(book: SqlOrderBook) -> None:
    with pytest.raises(InputError, match="that winkelstraat told of has no number there"):
        adopt(book, replace(MADE, id=""))


def test_the_schema_itself_holds_each_of_them_once(book: SqlOrderBook, home: Path) -> None:
    entry_id = adopt(book).entry.id
    names = "reference, generation, carrier, service, state, label, tracking_number, number_reversed, status, " + (
        "carrier_status, receiver, country, pieces, source, note, created_at, updated_at, version, tries, owner"
    )
    copy = f"INSERT INTO booking ({names}, elsewhere_id) SELECT {names}, ? FROM booking WHERE id = ?"
    with closing(sqlite3.connect(home / FILE)) as connection, connection:
        connection.execute(copy, ("000000289", entry_id))
        connection.execute(copy, ("", entry_id))
        for twice in ("000000288", ""):
            with pytest.raises(sqlite3.IntegrityError):
                connection.execute(copy, (twice, entry_id))


def test_of_two_that_name_one_moment_the_one_that_tells_more_counts(book: SqlOrderBook) -> None:
    bare = replace(MADE, number="", link="", events=())
    assert adopt(book, bare).how is Adopted.NEW
    whole = adopt(book)
    assert (whole.how, whole.entry.row.tracking_number, whole.entry.link) == (Adopted.UPDATED, UPS, LINK)
    assert adopt(book, bare).entry == whole.entry


def test_of_two_that_name_one_moment_and_differ_the_one_that_is_known_stays(book: SqlOrderBook) -> None:
    known = adopt(book).entry
    for other in (
        replace(MADE, number="1Z7E3V556825150AAQ"),
        replace(MADE, shipment=shipment("", carrier="", service="", receiver__name="Piet", receiver__country="NL")),
    ):
        again = adopt(book, other)
        assert (again.how, again.entry) == (Adopted.KNOWN, known)
    later = replace(MADE, number="1Z7E3V556825150AAQ", changed_at=at(2))
    assert adopt(book, later).entry.row.tracking_number == "1Z7E3V556825150AAQ"


def test_times_beside_the_status_are_kept_and_move_nothing(book: SqlOrderBook) -> None:
    collected = event(Status.PICKED_UP, 70)
    entry = adopt(book, replace(MADE, times=(collected,))).entry
    assert entry.row.status == Status.IN_TRANSIT
    assert collected in book.events(entry.id)
