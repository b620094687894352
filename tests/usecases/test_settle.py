"""What goes on by itself with a doubt, and where that ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, cast

import pytest

from shipdesk.core.carrier import Settling
from shipdesk.core.errors import NetworkError
from shipdesk.core.outcomes import Found, Verdict
from shipdesk.core.ports import OrderBook
from shipdesk.core.records import Entry
from shipdesk.core.states import State
from shipdesk.usecases.book import queue
from shipdesk.usecases.settle import settle_round
from shipdesk.usecases.work import book_round
from tests.usecases.desks import Bench, open_bench, sample

TODAY = {"date": "2026-11-23", "slot": "PM", "bag": "1"}


def doubtful(bench: Bench, pickup: dict[str, str] | None = None) -> Entry:
    """A1, whose answer was lost."""
    queue(bench.desk, sample(reference="A1", pickup=pickup or {}), accept_warnings=True)
    bench.carrier.script = [Verdict.UNKNOWN]
    (entry,) = book_round(bench.desk, "jumppoint")
    assert entry.state is State.IN_DOUBT
    return entry


def test_an_account_that_never_probes_leaves_a_doubt_to_a_person_at_once(tmp_path: Path) -> None:
    with open_bench(tmp_path, probe="never") as bench:
        doubtful(bench)
        (entry,) = settle_round(bench.desk, "jumppoint")
        assert (entry.state, len(bench.carrier.sent)) == (State.NEEDS_PERSON, 1)
        assert entry.row.note.startswith("The Jumppoint account leaves every doubt to a person.")


def test_three_days_after_it_was_first_sent_nothing_goes_out_by_itself(tmp_path: Path) -> None:
    with open_bench(tmp_path) as bench:
        doubtful(bench)
        bench.clock.pass_(72 * 3600)
        bench.carrier.script = [Verdict.UNKNOWN]
        (entry,) = settle_round(bench.desk, "jumppoint")  # to the very last second
        assert entry.state is State.IN_DOUBT
        bench.clock.pass_(60)
        (entry,) = settle_round(bench.desk, "jumppoint")
        assert (entry.state, len(bench.carrier.sent)) == (State.NEEDS_PERSON, 2)
        assert "more than three days ago" in entry.row.note


@pytest.mark.parametrize(("hours", "state"), [(6.9, State.ACCEPTED), (7.0, State.NEEDS_PERSON)])
def test_after_the_pickup_day_at_the_sender_a_refused_date_would_hide_the_answer(
    tmp_path: Path, hours: float, state: State
) -> None:
    with open_bench(tmp_path) as bench:
        # Monday 09:00 in UTC is 17:00 in Hong Kong, whose Monday ends seven hours later.
        entry = doubtful(bench, pickup=TODAY)
        assert entry.shipment.sender.country == "HK"
        bench.clock.pass_(hours * 3600)
        bench.carrier.script = [Verdict.DUPLICATE]
        (entry,) = settle_round(bench.desk, "jumppoint")
        assert entry.state is state
        assert (state is State.ACCEPTED) or "Its pickup day is over" in entry.row.note


def test_where_looking_settles_it_no_day_and_no_setting_ends_the_looks(tmp_path: Path) -> None:
    with open_bench(tmp_path, settling=Settling.LOOK, probe="never") as bench:
        doubtful(bench, pickup=TODAY)
        bench.clock.pass_(100 * 3600)
        bench.carrier.found = Found("X1", "A1", receiver=sample().receiver.name, country="MY")
        (entry,) = settle_round(bench.desk, "jumppoint")
        assert entry.state is State.BOOKED


def test_a_look_that_gets_no_answer_is_no_look(tmp_path: Path) -> None:
    with open_bench(tmp_path, settling=Settling.LOOK) as bench:
        entry = doubtful(bench)
        bench.carrier.found = NetworkError("Jumppoint cannot be reached.")
        for _ in range(10):
            (entry,) = settle_round(bench.desk, "jumppoint")
            assert (entry.state, entry.row.note) == (State.IN_DOUBT, "Jumppoint cannot be reached.")
            bench.clock.pass_(100)
        bench.carrier.found = None
        (entry,) = settle_round(bench.desk, "jumppoint")
        assert entry.state is State.IN_DOUBT  # the first look that counts
        bench.clock.pass_(100)
        bench.carrier.found = Found("", "A1", receiver=sample().receiver.name, country="MY")
        (entry,) = settle_round(bench.desk, "jumppoint")
        assert entry.state is State.ACCEPTED


def test_a_doubt_that_somebody_else_has_just_settled_is_theirs(tmp_path: Path) -> None:
    with open_bench(tmp_path) as bench, open_bench(tmp_path) as other:
        entry = doubtful(bench)
        bench.clock.pass_(60)

        def settle_it_elsewhere() -> None:
            other.desk.book.move(entry, State.ACCEPTED, who="other", why="Quicker.")

        bench.carrier.script = [Verdict.DUPLICATE]
        bench.carrier.before_sending = settle_it_elsewhere
        assert settle_round(bench.desk, "jumppoint") == []
        assert len(bench.carrier.sent) == 1


def test_while_the_program_ends_nothing_new_is_begun(tmp_path: Path) -> None:
    with open_bench(tmp_path) as bench:
        doubtful(bench)
        queue(bench.desk, sample(reference="A2"), accept_warnings=True)
        bench.clock.pass_(60)
        bench.desk.closing.set()
        assert settle_round(bench.desk, "jumppoint") == []
        assert book_round(bench.desk, "jumppoint") == []
        assert len(bench.carrier.sent) == 1


@pytest.mark.parametrize("settling", Settling)
def test_what_another_thread_has_just_settled_is_not_looked_at_again(tmp_path: Path, settling: Settling) -> None:
    """The list of what is due is read before the claim; the one who had it may have finished in between."""
    with open_bench(tmp_path, settling=settling) as bench:
        entry = doubtful(bench)
        bench.clock.pass_(100)
        bench.carrier.found = Found("X1", "A1", receiver=sample().receiver.name, country="MY")
        book = bench.desk.book

        class QuickOther:
            """Whoever reads the list with this book finds that somebody else has dealt with it by then."""

            def __getattr__(self, name: str) -> Any:
                return getattr(book, name)

            def due(self, states: frozenset[State], now: datetime) -> list[Entry]:
                found = book.due(states, now)
                bench.carrier.script = [Verdict.DUPLICATE]
                assert [one.id for one in settle_round(bench.desk, "jumppoint")] == [entry.id]
                return found

        tries = len(book.attempts(entry.id))
        slow = replace(bench.desk, book=cast("OrderBook", QuickOther()))
        assert settle_round(slow, "jumppoint") == []
        assert len(book.attempts(entry.id)) == tries + 1
