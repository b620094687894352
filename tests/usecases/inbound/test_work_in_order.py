"""An order of a platform follows its platform until a clerk has made it his own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shipdesk.core.cards import CardKind
from shipdesk.core.inbound import Working
from shipdesk.core.outcomes import Verdict
from shipdesk.core.shipment import write_shipment
from shipdesk.core.states import State
from shipdesk.orderbook import FILE, open_book
from shipdesk.usecases import book
from shipdesk.usecases.label import fetch_due
from shipdesk.usecases.show import show
from shipdesk.usecases.work import book_round
from tests.usecases.desks import Bench, FakeClock, open_bench, sample
from tests.usecases.inbound.deliveries import entry, keep, later, newest, order, receive, work

NUMBER = "DP2611220001"


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with open_bench(tmp_path) as made:
        yield made


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("empty")
    open_book(home, clock=FakeClock()).close()
    return home / FILE


@contextmanager
def fresh(empty: Path) -> Iterator[Bench]:
    with TemporaryDirectory() as home:
        shutil.copy(empty, Path(home) / FILE)
        with open_bench(Path(home)) as made:
            yield made


def stands(bench: Bench) -> tuple[object, ...]:
    """All that the order book says of it, but for when and how it came to that."""
    found = bench.desk.book.entry(NUMBER)
    return (found.state, found.row.note, write_shipment(found.shipment)) if found else ()


def test_an_order_to_ship_waits_at_the_table_with_what_a_clerk_should_know(bench: Bench) -> None:
    received = receive(bench, "deeple", order())
    made = entry(bench)
    assert (made.state, made.row.source, made.row.receiver) == (State.TO_SHIP, "deeple", "สมชาย ใจดี")
    assert made.row.note.startswith("Whether it is paid")
    assert (received.working, received.reference) == (Working.DONE, NUMBER)


def test_another_state_makes_no_order_and_is_remembered(bench: Bench) -> None:
    receive(bench, "deeple", order(5, state="CANCELLED"))
    assert bench.desk.book.entry(NUMBER) is None
    receive(bench, "deeple", order(1))
    assert entry(bench).state is State.HELD, "it was cancelled before we heard that it was to be shipped"


def test_what_the_library_knows_is_filled_in(bench: Bench) -> None:
    values = {"sku": "TS-BLK-M", "description": "Knitted shirt", "hs_code": "610910"}
    bench.desk.library.save(CardKind.PRODUCT, values)
    receive(bench, "deeple", order())
    assert entry(bench).shipment.products[0].hs_code == "610910"


def test_a_newer_word_changes_what_nobody_has_touched_and_an_older_one_does_not(bench: Bench) -> None:
    receive(bench, "deeple", order(1))
    receive(bench, "deeple", order(3, postalCode="50300"))
    received = receive(bench, "deeple", order(2, postalCode="50100"))
    assert entry(bench).shipment.receiver.postcode == "50300"
    assert received.note == f"{NUMBER} stays as it is: something newer is known of it."


def test_without_a_date_the_later_message_counts(bench: Bench) -> None:
    """One of these has no `updatedAt` at all, and the other one that nobody can read."""
    undated = {name: value for name, value in order().items() if name != "updatedAt"}
    receive(bench, "deeple", order(updatedAt="22/11/2026 noon", postalCode="50300", note="zzz"))
    later(bench, seconds=5)
    receive(bench, "deeple", undated | {"postalCode": "50100"})
    assert entry(bench).shipment.receiver.postcode == "50100"
    later(bench, seconds=5)
    receive(bench, "deeple", order(updatedAt="22/11/2026 later", postalCode="50500", note="aaa"))
    assert entry(bench).shipment.receiver.postcode == "50500"


def test_a_date_to_come_outdoes_nothing_that_follows(bench: Bench) -> None:
    receive(bench, "deeple", order(updatedAt="2099-01-01 00:00:00"))
    later(bench, hours=1)
    cancelled_at = bench.clock().astimezone(timezone(timedelta(hours=7)))
    receive(bench, "deeple", order(state="CANCELLED", updatedAt=f"{cancelled_at:%Y-%m-%d %H:%M:%S}"))
    assert entry(bench).state is State.HELD


def test_a_cancelled_order_is_held_and_shipped_after_all(bench: Bench) -> None:
    receive(bench, "deeple", order(1))
    receive(bench, "deeple", order(2, state="CANCELLED"))
    assert entry(bench).row.note.startswith("Deeple has cancelled this order (CANCELLED).")
    assert entry(bench).state is State.HELD
    receive(bench, "deeple", order(3))
    assert entry(bench).state is State.TO_SHIP
    assert "cancelled" not in entry(bench).row.note


def test_what_a_clerk_has_put_aside_stays_aside(bench: Bench) -> None:
    receive(bench, "deeple", order(1))
    bench.desk.book.move(entry(bench), State.HELD, who="Mei", why="Waits for stock.")
    receive(bench, "deeple", order(2, note="hurry"))
    assert entry(bench).state is State.HELD


def test_what_a_clerk_has_changed_is_not_changed_and_he_is_told(bench: Bench) -> None:
    receive(bench, "deeple", order(1))
    mended = entry(bench).shipment.model_copy(update={"note": "Mei's own"})
    book.keep(bench.desk, mended)
    receive(bench, "deeple", order(2, postalCode="50300"))
    kept = entry(bench)
    assert kept.shipment == mended
    assert kept.row.note == "Deeple has changed the receiver's postcode since; what stands here was not changed."


def booked(bench: Bench, verdict: Verdict = Verdict.BOOKED) -> None:
    """The clerk has filled it in and booked it."""
    keep_it = sample(reference=NUMBER)
    book.queue(bench.desk, keep_it, accept_warnings=True)
    bench.carrier.script = [verdict]
    book_round(bench.desk, "jumppoint")


def test_a_booked_order_is_never_changed_and_a_cancellation_is_said_loudly(bench: Bench) -> None:
    receive(bench, "deeple", order(1))
    booked(bench)
    before = entry(bench)
    receive(bench, "deeple", order(2, state="CANCELLED", postalCode="50300"))
    after = entry(bench)
    assert (after.state, after.shipment, after.frozen) == (State.BOOKED, before.shipment, before.frozen)
    (told,) = bench.desk.book.told()
    assert (told.key, told.who) == (after.row.key, "Deeple")
    assert told.text.startswith(
        "Deeple has cancelled this order (CANCELLED). It is booked here, or may be: keep the parcel back. "
        "Deeple has changed the receiver's postcode since"
    )


def test_a_cancellation_after_booking_stands_until_it_is_taken_whatever_becomes_of_the_label(bench: Bench) -> None:
    receive(bench, "deeple", order(1))
    booked(bench)
    receive(bench, "deeple", order(2, state="CANCELLED"))
    fetch_due(bench.desk, "jumppoint")
    assert entry(bench).row.note == "There is no label yet."
    assert show(bench.desk, NUMBER)["note"].startswith("Deeple has cancelled this order (CANCELLED).")
    bench.desk.book.take(entry(bench).id, who="Mei")
    receive(bench, "deeple", order(3, state="CANCELLED"))
    assert bench.desk.book.told() == []
    assert bench.desk.book.history(entry(bench).id)[-1].who == "Mei"
    receive(bench, "deeple", order(4, state="CANCELLED_BY_SHOP"))
    (again,) = bench.desk.book.told()
    assert "CANCELLED_BY_SHOP" in again.text


def test_a_cancellation_that_is_taken_back_is_told_no_more(bench: Bench) -> None:
    receive(bench, "deeple", order(1))
    booked(bench)
    receive(bench, "deeple", order(2, state="CANCELLED"))
    receive(bench, "deeple", order(3))
    assert bench.desk.book.told() == []
    receive(bench, "deeple", order(4, state="DELIVERED"))
    assert bench.desk.book.told() == []


def test_a_cancellation_stops_what_is_queued(bench: Bench) -> None:
    receive(bench, "deeple", order(1))
    book.queue(bench.desk, sample(reference=NUMBER), accept_warnings=True)
    receive(bench, "deeple", order(2, state="CANCELLED"))
    assert entry(bench).state is State.HELD
    assert book_round(bench.desk, "jumppoint") == []


def test_a_word_about_what_is_just_being_booked_waits_until_it_is(bench: Bench) -> None:
    receive(bench, "deeple", order(1))
    book.queue(bench.desk, sample(reference=NUMBER), accept_warnings=True)
    received = receive(bench, "deeple", order(2, postalCode="50300"))
    assert received.working is Working.WAITING
    bench.carrier.script = [Verdict.BOOKED]
    book_round(bench.desk, "jumppoint")
    later(bench, seconds=3)
    (told,) = bench.desk.book.told()
    assert "postcode" in told.text
    assert newest(bench).working is Working.DONE


def test_a_reference_that_was_here_before_is_for_a_person(bench: Bench) -> None:
    book.keep(bench.desk, sample(reference=NUMBER))
    received = receive(bench, "deeple", order())
    assert received.working is Working.UNMATCHED
    assert received.note == f"{NUMBER} is already in the order book and not from Deeple; nothing was changed."


def test_two_platforms_with_one_number_are_not_mixed(bench: Bench) -> None:
    receive(bench, "deeple", order(1))
    received = receive(bench, "deeple", order(2, platform="LAZADA", receiverName="Somebody else"))
    assert received.working is Working.UNMATCHED
    assert entry(bench).row.receiver == "สมชาย ใจดี"


_MESSAGES: list[dict[str, Any]] = [
    order(1),
    order(2, state="CREATED", note="first"),
    order(3, state="CANCELLED"),
    order(3),
    order(4, postalCode="50300", items=[]),
    order(5, state="CANCELLED", note="last"),
    order(6, state="SHIPPED", phoneNumber="12"),
    order(9, updatedAt="no time"),
]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_neither_the_order_nor_repetition_of_what_came_matters(empty: Path, data: st.DataObject) -> None:
    some = data.draw(st.lists(st.sampled_from(range(len(_MESSAGES))), min_size=1, unique=True), "messages")
    with fresh(empty) as one:
        for place in some:
            receive(one, "deeple", _MESSAGES[place])
        expected = stands(one)
    again = data.draw(st.permutations(some + data.draw(st.lists(st.sampled_from(some), max_size=3))), "again")
    at_once = data.draw(st.booleans(), "at once")
    with fresh(empty) as other:
        for place in again:
            keep(other, "deeple", _MESSAGES[place])
            if not at_once:
                work(other)
        work(other)
        assert stands(other) == expected
