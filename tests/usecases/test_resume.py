"""What an earlier run left goes on; how it is told; and waiting until nothing goes on by itself."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from shipdesk.core.batches import Batch, Standing
from shipdesk.core.connector import Connector
from shipdesk.core.errors import SetupError
from shipdesk.core.outcomes import Outcome, Verdict
from shipdesk.core.records import Changes, Entry
from shipdesk.core.states import Label, State
from shipdesk.usecases.batch import make, pause
from shipdesk.usecases.book import queue
from shipdesk.usecases.desk import Desk
from shipdesk.usecases.resume import resume
from shipdesk.usecases.work import book_round
from tests.usecases.desks import PDF, Bench, NoAccounts, open_bench, sample


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with open_bench(tmp_path) as bench:
        yield bench


def queued(bench: Bench, reference: str) -> Entry:
    return queue(bench.desk, sample(reference=reference), accept_warnings=True)


def test_nothing_is_left_over(bench: Bench) -> None:
    found = resume(bench.desk, wait=True)
    assert (found.resumed, found.troubles, found.next_due) == ((), (), None)


def test_all_that_was_left_goes_on_and_is_told_with_when_the_next_is_due(tmp_path: Path) -> None:
    with open_bench(tmp_path) as gone:
        gone.desk.book.begin([queued(gone, "SENT")], "book", who="Mei")
        queued(gone, "QUEUED")
        queued(gone, "LABEL")
        gone.carrier.script = [Verdict.BOOKED]
        book_round(gone.desk, "jumppoint")
    with open_bench(tmp_path) as bench:
        bench.carrier.script = [Verdict.UNKNOWN, Verdict.UNKNOWN]
        bench.carrier.labels = [PDF]
        found = resume(bench.desk)
    told = {one.entry.row.reference: one for one in found.resumed}
    assert set(told) == {"SENT", "QUEUED", "LABEL"}
    booked = [one for one in found.resumed if one.entry.state is State.BOOKED]
    assert len(booked) == 1
    doubtful = sorted(
        (one for one in found.resumed if one.entry.state is State.IN_DOUBT), key=lambda one: one.entry.tries
    )
    assert [one.due_at for one in doubtful] == [bench.clock.now + timedelta(seconds=pause) for pause in (5, 30)]
    assert found.next_due == doubtful[0].due_at
    assert doubtful[0].as_dict()["next_due"] == "2026-11-23T09:00:05Z"
    assert [one.is_done for one in doubtful] == [False, False]


def test_a_label_that_is_pending_is_fetched(bench: Bench) -> None:
    queued(bench, "A1")
    bench.carrier.script = [Verdict.BOOKED]
    book_round(bench.desk, "jumppoint")
    (one,) = resume(bench.desk).resumed
    assert (one.entry.row.label, one.is_done) == (Label.PENDING, True)
    assert one.due_at == bench.clock.now + timedelta(seconds=2)
    bench.clock.pass_(2)
    bench.carrier.labels = [PDF]
    (one,) = resume(bench.desk).resumed
    assert (one.entry.row.label, one.due_at) == (Label.STORED, None)
    assert resume(bench.desk).resumed == ()


def test_a_carrier_without_an_account_is_said_and_keeps_nobody_back(bench: Bench) -> None:
    entry = queued(bench, "A1")

    def missing(_carrier: str) -> Connector:
        raise SetupError("There is no Jumppoint account yet.")

    desk = replace(bench.desk, connector=missing)
    found = resume(desk, wait=True)
    assert found.troubles == ("There is no Jumppoint account yet.",)
    assert [(one.entry.id, one.entry.state, one.due_at) for one in found.resumed] == [(entry.id, State.QUEUED, None)]


def batch_of(bench: Bench, *references: str) -> Batch:
    entries = [
        bench.desk.book.add(sample(reference=one), State.TO_SHIP, who="Mei", why="A test.", source="file")
        for one in references
    ]
    return make(bench.desk, [entry.id for entry in entries], prints=True)


def test_a_batch_that_a_stop_or_a_trouble_left_goes_on(bench: Bench) -> None:
    batch = batch_of(bench, "A1", "A2")
    bench.desk.batches.stand(batch.id, Standing.PAUSED, "The Zebra has no paper; put some in.")
    bench.carrier.script = [Verdict.BOOKED, Verdict.REFUSED]
    bench.carrier.labels = [PDF]
    found = resume(bench.desk)
    assert sorted(one.entry.state for one in found.resumed) == [State.BOOKED, State.REFUSED]
    assert (found.troubles, len(bench.tray.printed), bench.desk.batches.open_batches()) == ((), 1, [])


@pytest.mark.parametrize("by", ["a person", "another day"])
def test_a_batch_that_waits_for_a_person_is_said_and_left_alone(bench: Bench, by: str) -> None:
    batch = batch_of(bench, "A1")
    if by == "a person":
        pause(bench.desk, batch.id)
    else:
        bench.clock.pass_(24 * 3600)
    found = resume(bench.desk, wait=True)
    assert [sentence.partition(";")[0] for sentence in found.troubles] == ["A batch of orders is paused"]
    assert (found.resumed, bench.carrier.sent) == ((), [])


def test_why_an_order_of_a_batch_was_not_sent_is_told(bench: Bench) -> None:
    entry = bench.desk.book.add(
        sample(reference="BAD", receiver={}), State.TO_SHIP, who="Mei", why="A test.", source="file"
    )
    make(bench.desk, [entry.id], prints=True)
    (one,) = resume(bench.desk, wait=True).resumed
    assert (one.entry.state, one.is_done) == (State.TO_SHIP, False)
    assert "missing" in one.as_dict()["note"]


class Wall:
    """A clock that runs."""

    def __call__(self) -> datetime:
        return datetime.now(UTC)


def impatient(bench: Bench) -> Desk:
    return replace(bench.desk, clock=Wall(), accounts=NoAccounts(settle="0,0.05,0.1"))


def test_waiting_goes_on_until_nothing_does_by_itself(bench: Bench) -> None:
    queued(bench, "A1")
    bench.carrier.script = [Verdict.UNKNOWN, Verdict.UNKNOWN, Verdict.DUPLICATE]
    (one,) = resume(impatient(bench), wait=True).resumed
    assert (one.entry.state, one.entry.tries, one.due_at) == (State.ACCEPTED, 3, None)


def test_waiting_ends_with_a_person_where_nothing_else_helps(bench: Bench) -> None:
    queued(bench, "A1")
    bench.carrier.script = [Verdict.UNKNOWN] * 4
    (one,) = resume(impatient(bench), wait=True).resumed
    assert (one.entry.state, len(bench.carrier.sent)) == (State.NEEDS_PERSON, 4)


def test_what_another_process_is_sending_is_waited_for(bench: Bench, tmp_path: Path) -> None:
    with open_bench(tmp_path) as other:
        entry = queued(other, "A1")
        (attempt,) = other.desk.book.begin([entry], "book", who="other")
        desk = impatient(bench)
        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(resume, desk, wait=True)
            assert wait([waiting], 0.3).not_done  # it would be done at once
            outcome = Outcome("A1", Verdict.ACCEPTED)
            other.desk.book.end(
                entry.id, attempt, State.ACCEPTED, outcome, (), who="other", why="Yes.", changes=Changes()
            )
            assert waiting.result(20).resumed == ()


def test_closing_ends_the_wait_after_what_is_being_sent(bench: Bench) -> None:
    queued(bench, "A1")
    queued(bench, "A2")
    desk = impatient(bench)
    bench.carrier.before_sending = desk.closing.set
    bench.carrier.script = [Verdict.UNKNOWN, Verdict.UNKNOWN]
    states = [one.entry.state for one in resume(desk, wait=True).resumed]
    assert State.IN_DOUBT in states
    assert set(states) <= {State.IN_DOUBT, State.QUEUED}
