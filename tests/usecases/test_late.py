"""What a person let go of, and was booked after all: it is found, and both are shown until a person says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from shipdesk.core.carrier import Settling
from shipdesk.core.errors import ConflictError, NetworkError
from shipdesk.core.outcomes import Found, Outcome, Verdict
from shipdesk.core.records import Entry
from shipdesk.core.states import Label, State
from shipdesk.usecases.book import queue
from shipdesk.usecases.late import noticed, watch_round
from shipdesk.usecases.resolve import resolve
from shipdesk.usecases.resume import resume
from shipdesk.usecases.settle import settle_round
from shipdesk.usecases.work import book_round
from shipdesk.usecases.work_off import drain
from tests.usecases.desks import PDF, Bench, open_bench, sample

RECEIVER = sample().receiver.name
LATE = Found("X1", "A1", receiver=RECEIVER, country="MY")
DAY = 24 * 3600


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with open_bench(tmp_path, settling=Settling.LOOK) as bench:
        yield bench


def let_go(bench: Bench, how: str = "book_anew") -> Entry:
    """A1 was sent, nobody could find it, and a person let go of it; what stands in its place, or itself."""
    queue(bench.desk, sample(reference="A1"), accept_warnings=True)
    bench.carrier.script = [Verdict.UNKNOWN]
    (entry,) = book_round(bench.desk, "jumppoint")
    while entry.state is State.IN_DOUBT:
        bench.clock.pass_(100)
        (entry,) = settle_round(bench.desk, "jumppoint")
    return resolve(bench.desk, entry, how, why="Their desk has nothing.")


def booked(bench: Bench) -> Entry:
    bench.carrier.script = [Outcome("A1-2", Verdict.BOOKED, "X2")]
    (entry,) = book_round(bench.desk, "jumppoint")
    assert entry.state is State.BOOKED
    return entry


def turns_up(bench: Bench, seconds: float = 100) -> None:
    """The first request is booked at the carrier, and it is time to look."""
    bench.carrier.found = LATE
    bench.clock.pass_(seconds)
    drain(bench.desk, "jumppoint")


def first(bench: Bench) -> Entry:
    return bench.desk.book.generations("A1")[0]


def latest(bench: Bench) -> Entry:
    return bench.desk.book.generations("A1")[-1]


def test_two_parcels_are_a_conflict_that_stays_until_a_person_takes_it(bench: Bench) -> None:
    let_go(bench)
    booked(bench)
    turns_up(bench)
    alarm = latest(bench)
    assert alarm.state is State.CONFLICT
    assert alarm.row.note.startswith("Two parcels at Jumppoint for one order: A1 as X1 was booked after all")
    assert "beside A1-2 as X2" in alarm.row.note
    (seen,) = [one.found for one in bench.desk.book.attempts(alarm.id) if one.found]
    assert seen == LATE
    assert bench.desk.book.history(alarm.id)[-1].why == alarm.row.note
    assert "Booked after all as X1, beside A1-2" in bench.desk.book.history(first(bench).id)[-1].why
    bench.clock.pass_(DAY)
    assert watch_round(bench.desk, "jumppoint") == []
    assert latest(bench) == alarm


def test_a_person_keeps_ours_or_lets_go_of_it_and_then_the_late_one_is_the_orders_parcel(bench: Bench) -> None:
    let_go(bench)
    booked(bench)
    turns_up(bench)
    bench.carrier.found = Found("X2", "A1-2", receiver=RECEIVER, country="MY")
    kept = resolve(bench.desk, latest(bench), "number", number="X2")
    assert (kept.state, kept.row.tracking_number, first(bench).state) == (State.BOOKED, "X2", State.VOID)
    resolve(bench.desk, kept, "void", why="Cancelled on the phone.")
    now = bench.desk.book.entry("a1")
    assert now is not None
    assert (now.row.key, now.state, now.row.tracking_number) == ("A1", State.CONFLICT, "X1")
    bench.carrier.found, bench.carrier.labels = LATE, [PDF]
    adopted = resolve(bench.desk, now, "number", number="X1")
    assert (adopted.state, adopted.row.label) == (State.BOOKED, Label.STORED)
    void = resolve(bench.desk, adopted, "void", why="This one as well.")
    assert bench.desk.book.entry("A1") == latest(bench)
    assert (void.state, latest(bench).state) == (State.VOID, State.VOID)


def test_what_was_given_up_and_turns_up_is_shown_and_booked_no_second_time(bench: Bench) -> None:
    let_go(bench, "give_up")
    turns_up(bench)
    found = bench.desk.book.entry("A1")
    assert found is not None
    assert (found.state, found.row.tracking_number) == (State.CONFLICT, "X1")
    assert found.row.note == "A1 was let go, and was booked after all as X1."
    assert queue(bench.desk, found.shipment, accept_warnings=True) == found
    assert len(bench.carrier.sent) == 1


def test_nothing_goes_out_under_the_next_reference_any_more(bench: Bench) -> None:
    assert let_go(bench).state is State.QUEUED
    bench.carrier.found = LATE
    bench.clock.pass_(100)
    watch_round(bench.desk, "jumppoint")
    assert [one.state for one in bench.desk.book.generations("A1")] == [State.CONFLICT, State.VOID]
    assert book_round(bench.desk, "jumppoint") == []
    found = bench.desk.book.entry("A1")
    assert found is not None
    anew = resolve(bench.desk, found, "book_anew", why="X1 was cancelled by their desk.")
    assert (anew.row.key, anew.state) == ("A1-3", State.QUEUED)


def test_while_the_next_one_is_in_doubt_it_is_settled_first(bench: Bench) -> None:
    let_go(bench)
    bench.carrier.script = [Verdict.UNKNOWN]
    book_round(bench.desk, "jumppoint")
    bench.carrier.found = LATE
    bench.clock.pass_(31)
    watch_round(bench.desk, "jumppoint")
    assert latest(bench).state is State.IN_DOUBT
    assert first(bench).due_at == bench.clock.now + timedelta(seconds=60)
    bench.carrier.found = None
    while latest(bench).state is State.IN_DOUBT:
        bench.clock.pass_(100)
        settle_round(bench.desk, "jumppoint")
    bench.carrier.found = LATE
    watch_round(bench.desk, "jumppoint")
    assert latest(bench).state is State.CONFLICT


def test_it_is_looked_for_ever_more_seldom_and_three_days_long(bench: Bench) -> None:
    let_go(bench)
    booked(bench)
    began, looks = bench.clock.now, []
    while (due := first(bench).due_at) is not None:
        bench.clock.now = due
        assert bench.desk.book.carriers_due(bench.clock.now) == ["jumppoint"]
        drain(bench.desk, "jumppoint")
        looks.append((bench.clock.now - began).total_seconds())
    assert looks[0] == 30
    assert 3 * DAY <= looks[-1] < 6 * DAY
    assert len(looks) < 20
    assert all(later >= 2 * earlier for earlier, later in pairwise(looks))
    assert latest(bench).state is State.BOOKED


def test_a_look_that_gets_no_answer_is_made_again_soon(bench: Bench) -> None:
    let_go(bench)
    booked(bench)
    bench.carrier.found = NetworkError("Jumppoint cannot be reached.")
    bench.clock.pass_(100)
    drain(bench.desk, "jumppoint")
    turns_up(bench, 61)
    assert latest(bench).state is State.CONFLICT


def test_nobody_waits_for_what_was_let_go(bench: Bench) -> None:
    let_go(bench)
    booked(bench)
    bench.carrier.labels = [PDF]
    assert resume(bench.desk, wait=True).next_due is None


def test_where_nobody_can_be_asked_nothing_is_watched_and_nothing_is_sent(tmp_path: Path) -> None:
    with open_bench(tmp_path, probe="never") as bench:
        let_go(bench, "give_up")
        assert first(bench).due_at is None
        bench.clock.pass_(DAY)
        assert bench.desk.book.carriers_due(bench.clock.now) == []
        assert len(bench.carrier.sent) == 1


def by_number(bench: Bench) -> None:
    bench.carrier.found = LATE
    with pytest.raises(ConflictError, match="X1 is A1, which was let go and was booked after all: there are two"):
        resolve(bench.desk, latest(bench), "number", number="X1")


def by_news(bench: Bench) -> None:
    assert [one.row.key for one in noticed(bench.desk, "jumppoint", LATE)] == ["A1-2"]


@pytest.mark.parametrize("shown", [by_number, by_news])
def test_whatever_else_shows_it_raises_the_alarm_as_well(tmp_path: Path, shown: Callable[[Bench], None]) -> None:
    with open_bench(tmp_path, probe="never") as bench:
        let_go(bench)
        bench.carrier.script = [Verdict.ACCEPTED]
        book_round(bench.desk, "jumppoint")
        shown(bench)
        assert (latest(bench).state, first(bench).state) == (State.CONFLICT, State.VOID)
        assert latest(bench).row.note.startswith("Two parcels")


def test_what_is_ours_or_nobodys_is_no_alarm(bench: Bench) -> None:
    let_go(bench)
    entry = booked(bench)
    for reference in ("A1-2", "A1-3", "B7", ""):
        assert noticed(bench.desk, "jumppoint", Found("X9", reference)) == []
    assert noticed(bench.desk, "ceva", LATE) == []
    assert latest(bench) == entry
