"""News: each piece once, and no older one turns the status back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shipdesk.core.states import Label
from shipdesk.core.statuses import Status, TrackingEvent
from shipdesk.orderbook.repository import SqlOrderBook
from tests.orderbook.books import START, add, booked, current, shipment


def event(status: Status, hours: float | None, text: str = "", source: str = "webhook") -> TrackingEvent:
    time = None if hours is None else START + timedelta(hours=hours)
    return TrackingEvent(status, text or status.value.title(), time, source)


def test_the_same_news_is_kept_once_whichever_way_it_comes(book: SqlOrderBook) -> None:
    entry = booked(book)
    assert book.add_events(entry, [event(Status.PICKED_UP, 1), event(Status.IN_TRANSIT, 2)]) == 2
    assert book.add_events(entry, [event(Status.PICKED_UP, 1, source="asked"), event(Status.ARRIVED, 3)]) == 1
    assert [one.status for one in book.events(entry.id)] == [Status.PICKED_UP, Status.IN_TRANSIT, Status.ARRIVED]


def test_news_stands_in_nobodys_way(book: SqlOrderBook) -> None:
    """A carrier's news of a parcel that is just being printed: the label's move was not decided on it."""
    entry = booked(book)
    book.add_events(entry, [event(Status.PICKED_UP, 1)])
    moved = book.move_label(entry, Label.FAILED_CHECK, who="Mei", why="It has no barcode.")
    assert (moved.row.label, moved.row.status) == (Label.FAILED_CHECK, Status.PICKED_UP)


def test_the_link_to_a_proof_is_kept(book: SqlOrderBook) -> None:
    entry = booked(book)
    told = TrackingEvent(Status.DELIVERED, "Delivered", START, "ceva", "50003", "LAST_MILE", "https://pod.test/1.pdf")
    book.add_events(entry, [told])
    assert book.events(entry.id) == [told]


def test_an_older_event_never_turns_the_status_back(book: SqlOrderBook) -> None:
    entry = booked(book)
    book.add_events(entry, [event(Status.DELIVERED, 9, "Handed to J. Lee")])
    book.add_events(entry, [event(Status.CREATED, 1), event(Status.OUT_FOR_DELIVERY, 8)])
    found = current(book, entry)
    assert (found.row.status, found.carrier_status) == (Status.DELIVERED, "Handed to J. Lee")
    assert [one.status for one in book.events(entry.id)][-1] is Status.DELIVERED


def test_an_event_without_a_time_is_kept_and_moves_nothing(book: SqlOrderBook) -> None:
    entry = booked(book)
    assert book.add_events(entry, [event(Status.DELIVERED, None)]) == 1
    assert current(book, entry) == entry
    assert book.events(entry.id) == [event(Status.DELIVERED, None)]
    assert book.add_events(entry, [event(Status.DELIVERED, None)]) == 0


@pytest.mark.parametrize("hours", [25 + 24, 24 * 365 * 70])
def test_an_event_of_a_time_to_come_is_kept_and_hides_nothing_that_follows(book: SqlOrderBook, hours: int) -> None:
    """A sender's clock may be wrong by years; by a zone it may be wrong by a day."""
    entry = booked(book)
    assert book.add_events(entry, [event(Status.IN_TRANSIT, hours)]) == 1
    assert current(book, entry) == entry
    book.add_events(entry, [event(Status.ARRIVED, 14)])
    book.add_events(entry, [event(Status.DELIVERED, 15)])
    assert current(book, entry).row.status == Status.DELIVERED
    assert len(book.events(entry.id)) == 3


def test_words_that_nobody_reads_never_hide_what_is_known(book: SqlOrderBook) -> None:
    entry = booked(book)
    book.add_events(entry, [event(Status.UNKNOWN, 1, "Manifested")])
    assert current(book, entry).row.status == Status.UNKNOWN
    book.add_events(entry, [event(Status.DELIVERED, 2), event(Status.UNKNOWN, 3, "POD uploaded")])
    assert current(book, entry).row.status == Status.DELIVERED


def test_news_is_kept_for_a_booking_that_moved_meanwhile(book: SqlOrderBook) -> None:
    entry = booked(book)
    book.add_events(entry, [event(Status.PICKED_UP, 1)])
    assert book.add_events(entry, [event(Status.IN_TRANSIT, 2)]) == 1


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    told=st.lists(st.tuples(st.sampled_from(sorted(set(Status) - {Status.UNKNOWN})), st.integers(0, 20)), min_size=1),
    cuts=st.lists(st.integers(0, 10)),
)
def test_in_any_order_the_newest_stands(book: SqlOrderBook, told: list[tuple[Status, int]], cuts: list[int]) -> None:
    entry = add(book, shipment(f"N{book.revision()}"))
    events = [event(status, hours) for status, hours in told]
    for begin, end in zip([0, *sorted(cuts)], [*sorted(cuts), len(events)], strict=True):
        book.add_events(entry, events[begin:end])
    newest = max(_time(one) for one in events)
    last = {one.status for one in events if _time(one) == newest}
    assert Status(current(book, entry).row.status) in last
    assert len(book.events(entry.id)) == len(set(events))


def _time(one: TrackingEvent) -> datetime:
    assert one.time is not None
    return one.time


def test_of_one_moment_the_end_of_the_way_stands_in_whatever_order_they_come(book: SqlOrderBook) -> None:
    entry = booked(book)
    book.add_events(entry, [event(Status.DELIVERED, 2)])
    book.add_events(entry, [event(Status.IN_TRANSIT, 2)])
    assert current(book, entry).row.status == Status.DELIVERED


HOOK = TrackingEvent(Status.PICKED_UP, "Picked up · Warehouse X · fragile", START, "ceva", "10003")
ASKED = TrackingEvent(Status.PICKED_UP, "Picked up (Collected) · fragile", START, "ceva", leg="LAST_MILE", link="p.pdf")
ONE = TrackingEvent(
    Status.PICKED_UP, "Picked up (Collected) · Warehouse X · fragile", START, "ceva", "10003", "LAST_MILE", "p.pdf"
)


@pytest.mark.parametrize(("first", "second"), [(HOOK, ASKED), (ASKED, HOOK)])
def test_what_is_told_by_webhook_and_by_asking_stands_once_with_all_of_it(
    book: SqlOrderBook, first: TrackingEvent, second: TrackingEvent
) -> None:
    entry = booked(book)
    assert [book.add_events(entry, [one]) for one in (first, second, first, second)] == [1, 0, 0, 0]
    (found,) = book.events(entry.id)
    assert (found.code, found.leg, found.link) == (ONE.code, ONE.leg, ONE.link)
    assert sorted(found.text.split(" · ")) == sorted(ONE.text.split(" · "))
    assert found.text.startswith("Picked up (Collected)")


@pytest.mark.parametrize(
    "other",
    [
        replace(HOOK, leg="FIRST_MILE"),
        replace(HOOK, code="10004", leg="LAST_MILE"),
        replace(HOOK, text="Left the warehouse"),
        replace(HOOK, time=START + timedelta(seconds=1)),
        replace(HOOK, time=None),
    ],
)
def test_what_differs_is_told_twice(book: SqlOrderBook, other: TrackingEvent) -> None:
    entry = booked(book)
    assert book.add_events(entry, [replace(HOOK, leg="LAST_MILE"), other]) == 2
