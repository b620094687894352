"""Shipments at the table: each change is whole, compared with what it was decided on, and in the history."""

from __future__ import annotations

import pytest

from shipdesk.core.errors import ConflictError, ShipDeskError
from shipdesk.core.ports import OrderBook
from shipdesk.core.problems import warning
from shipdesk.core.records import Changes, Query
from shipdesk.core.states import IllegalMoveError, State
from shipdesk.orderbook.repository import SqlOrderBook
from tests.orderbook.books import START, add, booked, current, frozen, queue, send, shipment


def test_it_is_the_order_book_of_the_ports(book: SqlOrderBook) -> None:
    port: OrderBook = book
    assert port.revision() == 0


def test_what_is_added_comes_back_whole(book: SqlOrderBook) -> None:
    one = shipment(receiver__address="Moo 4\nSoi 7", cod={"amount": "25.50", "currency": "THB"}, options={"a": "1"})
    entry = add(book, one)
    found = book.entry("REF1")
    assert found == entry
    assert found.shipment == one
    assert (found.row.receiver, found.row.country, found.row.pieces, found.row.source) == ("Jerry Lee", "TH", 2, "file")
    assert (found.row.created_at, found.version, found.tries, found.frozen) == (START, 1, 0, None)
    assert [(m.before, m.after, m.who, m.why) for m in book.history(entry.id)] == [("", "to_ship", "May", "Scanned.")]


def test_ids_grow_with_time(book: SqlOrderBook) -> None:
    ids = [add(book, shipment(f"REF{n}")).id for n in range(5)]
    assert ids == sorted(set(ids))


@pytest.mark.parametrize("reference", ["REF1", "ref1"])
def test_a_reference_stands_once_in_the_book(book: SqlOrderBook, reference: str) -> None:
    add(book)
    with pytest.raises(ConflictError, match=f"{reference} is already in the order book; it is to ship"):
        add(book, shipment(reference))
    assert book.count(Query()) == 1


def test_drafts_may_be_without_a_reference(book: SqlOrderBook) -> None:
    first, second = add(book, shipment(""), State.DRAFT), add(book, shipment(""), State.DRAFT)
    assert first.id != second.id
    assert book.entry("") is None


def test_many_are_added_whole_or_not_at_all(book: SqlOrderBook) -> None:
    with pytest.raises(ConflictError, match="REF2"):
        book.add_all(
            [shipment("REF1"), shipment("REF2"), shipment("REF2")], State.DRAFT, who="M", why="", source="file"
        )
    assert book.count(Query()) == 0
    added = book.add_all([shipment("REF1"), shipment("REF2")], State.DRAFT, who="M", why="", source="file")
    assert [entry.row.reference for entry in added] == ["REF1", "REF2"]


def test_nothing_begins_as_booked(book: SqlOrderBook) -> None:
    with pytest.raises(IllegalMoveError):
        add(book, state=State.BOOKED)


def test_a_change_replaces_the_shipment_and_forgets_the_frozen_request(book: SqlOrderBook) -> None:
    entry = book.move(queue(book, add(book)), State.DRAFT, who="May", why="Back.")
    assert entry.frozen is not None
    changed = book.change(entry, shipment(receiver__name="Ann Wong"), who="May", why="Wrong name.")
    assert (changed.row.receiver, changed.frozen, changed.version) == ("Ann Wong", None, entry.version + 1)
    assert current(book, changed) == changed
    assert book.history(entry.id)[-1].why == "Wrong name."


def test_a_change_may_give_another_reference_that_is_free(book: SqlOrderBook) -> None:
    add(book, shipment("REF2"))
    entry = add(book)
    with pytest.raises(ConflictError, match="REF2 is already"):
        book.change(entry, shipment("REF2"), who="May", why="")
    assert book.change(entry, shipment("REF3"), who="May", why="").row.reference == "REF3"
    assert book.entry("REF1") is None


def test_what_is_queued_can_no_longer_be_changed(book: SqlOrderBook) -> None:
    entry = queue(book, add(book))
    with pytest.raises(ConflictError, match="REF1 is queued; it can no longer be changed"):
        book.change(entry, shipment(note="more"), who="May", why="")


def test_a_move_decided_on_an_older_version_changes_nothing(book: SqlOrderBook) -> None:
    old = add(book)
    book.move(old, State.HELD, who="Ben", why="Box missing.")
    revision = book.revision()
    with pytest.raises(ConflictError, match="REF1 was changed meanwhile: it is held now; look again"):
        book.move(old, State.DRAFT, who="May", why="")
    assert current(book, old).state is State.HELD
    assert len(book.history(old.id)) == 2
    assert book.revision() == revision


def test_a_change_decided_on_an_older_version_is_not_made_even_in_the_same_state(book: SqlOrderBook) -> None:
    old = add(book)
    book.change(old, shipment(note="Ben's"), who="Ben", why="")
    with pytest.raises(ConflictError, match="it is to ship now"):
        book.change(old, shipment(note="May's"), who="May", why="")
    with pytest.raises(ConflictError):
        book.move(old, State.HELD, who="May", why="")
    assert current(book, old).shipment.note == "Ben's"


def test_a_frozen_request_that_changed_on_the_disk_is_not_sent(book: SqlOrderBook) -> None:
    queue(book, add(book))
    with book.database.write() as connection:
        connection.execute("UPDATE frozen SET payload = replace(payload, '1.24', '9.24')")
    with pytest.raises(ShipDeskError, match="The stored request of REF1 no longer matches its checksum"):
        book.queued("jne", START, 10)


def test_a_move_carries_its_changes(book: SqlOrderBook) -> None:
    entry = add(book)
    problem = warning("receiver.postcode", "postcode.form", "Odd.", fix="10110")
    held = book.move(
        entry, State.HELD, who="May", why="Odd.", changes=Changes(note="Ask", problems=(problem,), due_at=START)
    )
    assert (held.row.note, held.problems, held.due_at) == ("Ask", (problem,), START)
    back = book.move(held, State.DRAFT, who="May", why="")
    assert (back.row.note, back.problems, back.due_at) == ("Ask", (problem,), None)


def test_only_an_attempt_moves_to_sending(book: SqlOrderBook) -> None:
    with pytest.raises(IllegalMoveError):
        book.move(queue(book, add(book)), State.SENDING, who="May", why="")


def test_queueing_freezes_the_request_and_keeps_who_accepted_what(book: SqlOrderBook) -> None:
    problem = warning("customs.product_type", "battery.general", "A battery in general goods.")
    entry = add(book)
    queued = book.queue(entry, entry.shipment, frozen(entry.shipment), accepted=[problem], who="May")
    assert (queued.state, queued.frozen, queued.problems) == (State.QUEUED, frozen(entry.shipment), (problem,))
    last = book.history(entry.id)[-1]
    assert (last.who, last.why) == ("May", "Queued, with warnings accepted: customs.product_type battery.general.")


def test_what_is_being_sent_is_not_queued_again(book: SqlOrderBook) -> None:
    entry, _ = send(book, queue(book, add(book)))
    with pytest.raises(IllegalMoveError):
        queue(book, entry)


def test_one_live_booking_for_each_order_over_all_carriers(book: SqlOrderBook) -> None:
    first = booked(book)
    second = book.next_generation(first, who="Lead", why="The parcel was lost.")
    elsewhere = shipment(carrier="ceva")
    with pytest.raises(ConflictError, match="REF1 is already booked as REF1 with jne; it is not booked twice"):
        book.queue(second, elsewhere, frozen(elsewhere), accepted=(), who="May")
    book.move(current(book, first), State.VOID, who="Lead", why="The carrier cancelled it.")
    assert book.queue(second, elsewhere, frozen(elsewhere), accepted=(), who="May").state is State.QUEUED


def test_the_next_generation_is_a_draft_under_its_own_key(book: SqlOrderBook) -> None:
    first = book.move(booked(book), State.VOID, who="Lead", why="Cancelled.")
    second = book.next_generation(first, who="Lead", why="Send it anew.")
    assert (second.state, second.row.key, second.row.tracking_number) == (State.DRAFT, "REF1-2", "")
    assert second.shipment == first.shipment
    assert book.entry("REF1") == second
    with pytest.raises(ConflictError, match="REF1 was changed meanwhile"):
        book.next_generation(first, who="Ben", why="Me too.")


def test_two_orders_never_go_out_under_one_key(book: SqlOrderBook) -> None:
    add(book, shipment("REF1-2"))
    second = book.next_generation(add(book), who="Lead", why="")
    assert second.row.key == "REF1-3"
    with pytest.raises(ConflictError, match="REF1-3 is already in the order book"):
        add(book, shipment("REF1-3"))
    assert add(book, shipment("REF1-4")).row.key == "REF1-4"
