"""Parcels on their way: what went wrong stands first, then the longest silent; counted, and asked in turn."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shipdesk.core.records import Changes, Entry
from shipdesk.core.states import State
from shipdesk.core.statuses import Status, TrackingEvent
from shipdesk.core.under_way import Cell, Limit, Wanted
from shipdesk.orderbook.repository import SqlOrderBook
from tests.orderbook.books import START, booked, current, shipment


def on_its_way(
    book: SqlOrderBook, name: str, status: Status | None = None, hours: float = 0, leg: str = "", carrier: str = "jne"
) -> Entry:
    entry = booked(book, shipment(name, carrier=carrier), number=f"N-{name}")
    if status is not None:
        event = TrackingEvent(status, f"It is {status}.", START - timedelta(hours=hours), carrier, leg=leg)
        book.add_events(entry, [event])
    return current(book, entry)


def names(book: SqlOrderBook, wanted: Wanted) -> list[str]:
    return [parcel.row.reference for parcel in book.parcels(book.on_the_way(wanted))]


@pytest.fixture
def full(book: SqlOrderBook) -> SqlOrderBook:
    on_its_way(book, "fresh", Status.IN_TRANSIT, 1)
    on_its_way(book, "done", Status.DELIVERED, 2)
    on_its_way(book, "old", Status.IN_TRANSIT, 90)
    on_its_way(book, "failed", Status.DELIVERY_FAILED, 3)
    on_its_way(book, "none")
    on_its_way(book, "stuck", Status.CUSTOMS, 100, "CUSTOMS", "ceva")
    on_its_way(book, "last", Status.ARRIVED, 60, "LAST_MILE", "ceva")
    return book


def test_what_went_wrong_stands_first_then_the_longest_silent(full: SqlOrderBook) -> None:
    assert names(full, Wanted()) == ["failed", "stuck", "old", "last", "fresh", "none"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(carrier="ceva"), ["stuck", "last"]),
        (Wanted(statuses=frozenset({"in_transit"})), ["old", "fresh"]),
        (Wanted(statuses=frozenset({""})), ["none"]),
        (Wanted(leg="LAST_MILE"), ["last"]),
        (Wanted(troubled=True), ["failed"]),
        (Wanted(silent=(Limit("jne", "", START - timedelta(hours=48)),)), ["old"]),
        (
            Wanted(
                silent=(
                    Limit("ceva", "", START - timedelta(hours=24)),
                    Limit("ceva", "CUSTOMS", START - timedelta(hours=120)),
                )
            ),
            ["last"],
        ),
        (Wanted(silent=()), []),
        (Wanted(carrier="jne", statuses=frozenset({"customs"})), []),
    ],
)
def test_each_part_narrows(full: SqlOrderBook, wanted: Wanted, found: list[str]) -> None:
    assert names(full, wanted) == found


def test_a_parcel_tells_where_it_is_and_since_when(full: SqlOrderBook) -> None:
    (stuck,) = full.parcels(full.on_the_way(Wanted(leg="CUSTOMS")))
    assert (stuck.leg, stuck.words, stuck.news_at) == ("CUSTOMS", "It is customs.", START - timedelta(hours=100))
    (silent,) = full.parcels(full.on_the_way(Wanted(statuses=frozenset({""}))))
    entry = full.entry("none")
    assert entry is not None
    moved = [move.time for move in full.history(entry.id) if move.after == State.BOOKED]
    assert (silent.news_at, silent.since) == (None, silent.booked_at)
    assert moved == [silent.booked_at]


def test_what_is_not_booked_is_not_on_its_way(full: SqlOrderBook) -> None:
    entry = full.entry("old")
    assert entry is not None
    full.move(entry, State.VOID, who="May", why="It never left.", changes=Changes())
    assert "old" not in names(full, Wanted())


def test_the_way_is_counted_by_status_day_and_silence(full: SqlOrderBook) -> None:
    limits = [Limit("jne", "", START - timedelta(hours=48))]
    cells = full.cells(START + timedelta(days=3, hours=1), limits, 2)
    assert sum(cell.parcels for cell in cells) == 6
    assert Cell("jne", "in_transit", "", 2, silent=True, parcels=1) in cells
    assert Cell("jne", "in_transit", "", 2, silent=False, parcels=1) in cells
    assert {cell.days for cell in full.cells(START, limits, 2)} == {0}


def test_carriers_are_asked_in_turn_and_no_list_notices(full: SqlOrderBook) -> None:
    now = START + timedelta(hours=1)
    first = full.to_ask("jne", now, 2)
    assert len(first) == 2
    revision = full.revision()
    full.ask_again({parcel.row.id: now + timedelta(hours=1) for parcel in first})
    assert full.revision() == revision
    rest = full.to_ask("jne", now, 10)
    assert {parcel.row.id for parcel in (*first, *rest)} == {
        parcel.row.id for parcel in full.parcels(full.on_the_way(Wanted(carrier="jne")))
    }
    full.ask_again({parcel.row.id: now + timedelta(hours=2) for parcel in rest})
    assert full.to_ask("jne", now, 10) == []
    later = full.to_ask("jne", now + timedelta(hours=3), 10)
    assert [parcel.row.id for parcel in later[:2]] == [parcel.row.id for parcel in first]


def test_news_that_is_known_writes_nothing(full: SqlOrderBook) -> None:
    entry = full.entry("old")
    assert entry is not None
    revision = full.revision()
    assert full.add_events(entry, full.events(entry.id)) == 0
    assert full.revision() == revision


@pytest.mark.parametrize(
    "wanted",
    [Wanted(), Wanted(carrier="jne", leg="LAST_MILE", troubled=True), Wanted(silent=(Limit("jne", "", START),))],
)
def test_a_list_is_read_from_its_index_alone(full: SqlOrderBook, wanted: Wanted) -> None:
    sql, values = full.way_sql(wanted)
    plan = [line[3] for line in full.database.all(f"EXPLAIN QUERY PLAN {sql}", values)]
    assert "USING COVERING INDEX booking_under_way" in plan[0]
