"""Reading: pages that join, counts that agree, and a number that grows with every change."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shipdesk.core.records import Query, Row
from shipdesk.core.states import State
from shipdesk.orderbook.repository import SqlOrderBook
from tests.orderbook.books import NUMBER, START, add, booked, queue, shipment

STATES = (State.DRAFT, State.TO_SHIP, State.HELD)
QUERIES = [
    Query(),
    Query(states=frozenset({State.DRAFT})),
    Query(states=frozenset({State.DRAFT, State.HELD})),
    Query(states=frozenset({State.BOOKED})),
    Query(carrier="ceva"),
    Query(carrier="ceva", states=frozenset({State.DRAFT, State.TO_SHIP})),
    Query(since=START + timedelta(seconds=10), until=START + timedelta(seconds=30)),
    Query(text="jerry", states=frozenset({State.DRAFT, State.HELD})),
]


@pytest.fixture
def full(book: SqlOrderBook) -> SqlOrderBook:
    for number in range(40):
        carrier = "ceva" if number % 4 == 0 else "jne"
        add(book, shipment(f"REF{number}", carrier=carrier), STATES[number % 3])
    return book


def _fits(row: Row, query: Query) -> bool:
    return (
        (not query.states or row.state in query.states)
        and (not query.carrier or row.carrier == query.carrier)
        and (query.since is None or row.created_at >= query.since)
        and (query.until is None or row.created_at < query.until)
    )


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_pages_counts_and_anchors_tell_one_story(full: SqlOrderBook, query: Query) -> None:
    everything = full.rows(Query(), 100)
    wanted = [row for row in everything if _fits(row, query)]
    pages, after = [], None
    while page := full.rows(query, 7, after):
        pages += page
        after = (page[-1].created_at, page[-1].id)
    assert pages == wanted
    assert full.count(query) == len(wanted)
    assert full.anchors(query, 7) == [(row.created_at, row.id) for row in wanted[6::7]]


def test_a_page_reads_an_index_and_sorts_nothing(full: SqlOrderBook) -> None:
    for query in QUERIES:
        sql, values = full.page_sql(query, 10, (START, 5))
        plan = " ".join(step[3] for step in full.database.all(f"EXPLAIN QUERY PLAN {sql}", values))
        assert "TEMP B-TREE" not in plan, (query, plan)


def test_rows_made_in_one_instant_keep_their_places(full: SqlOrderBook) -> None:
    added = full.add_all([shipment(f"SAME{n}") for n in range(5)], State.DRAFT, who="", why="", source="file")
    assert len({entry.row.created_at for entry in added}) == 1
    first = full.rows(Query(), 2)
    second = full.rows(Query(), 3, (first[-1].created_at, first[-1].id))
    assert [row.reference for row in first + second] == ["SAME4", "SAME3", "SAME2", "SAME1", "SAME0"]


def test_counts_name_every_state(full: SqlOrderBook) -> None:
    counts = full.counts()
    assert set(counts) == set(State)
    assert (counts[State.DRAFT], counts[State.TO_SHIP], counts[State.HELD], counts[State.BOOKED]) == (14, 13, 13, 0)
    booked(full, shipment("NEW"))
    assert full.counts()[State.BOOKED] == 1


def test_the_revision_grows_with_every_change(book: SqlOrderBook) -> None:
    seen = [book.revision()]
    entry = add(book)
    seen.append(book.revision())
    queue(book, entry)
    seen.append(book.revision())
    book.rows(Query(), 10)
    assert seen == sorted(set(seen))
    assert book.revision() == seen[-1]


def test_single_entries_are_found_by_reference_id_and_number(book: SqlOrderBook) -> None:
    entry = booked(book)
    assert book.entry("REF1") == book.entry_by_id(entry.id) == book.by_number(NUMBER) == entry
    assert book.entry("REF2") is None
    assert book.entry_by_id(99) is None
    assert book.by_number("") is None
