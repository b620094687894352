"""Several processes on one order book, and processes that die in the middle: nothing twice, nothing lost."""

from __future__ import annotations

import random
import select
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest
from filelock import FileLock

from shipdesk.core.states import State
from shipdesk.orderbook import FILE, RUN, open_book
from shipdesk.orderbook.migrate import MIGRATIONS, bring_up_to_date, newest, revision_of
from shipdesk.orderbook.repository import SqlOrderBook
from tests.orderbook.books import Ticking, add, queue, shipment

ROOT = Path(__file__).parents[2]
ORDER = [State.TO_SHIP, State.QUEUED, State.SENDING, State.BOOKED]
Process = subprocess.Popen[str]


@contextmanager
def process(home: Path, task: str) -> Iterator[Process]:
    command = [sys.executable, "-W", "error", "-m", "tests.orderbook.process", str(home), task]
    with subprocess.Popen(command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as started:
        try:
            yield started
        finally:
            started.kill()


def say(process: Process, word: str = "go") -> None:
    assert process.stdin is not None
    process.stdin.write(f"{word}\n")
    process.stdin.flush()


def hear(process: Process) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def rest(process: Process) -> list[str]:
    assert process.stdout is not None
    return process.stdout.read().split("\n")[:-1]


def together(home: Path, task: str, number: int) -> list[list[str]]:
    """What each of `number` processes said after all were ready and were let go at once."""
    with ExitStack() as stack:
        started = [stack.enter_context(process(home, task)) for _ in range(number)]
        for one in started:
            assert hear(one) == "ready"
        for one in started:
            say(one)
        said = [rest(one) for one in started]
        assert [one.wait() for one in started] == [0] * number
    return said


def test_of_two_moves_decided_on_one_version_one_is_made(book: SqlOrderBook, home: Path) -> None:
    entry = add(book)
    said = sorted(together(home, "hold", 2))
    assert said == [["REF1 was changed meanwhile: it is held now; look again."], ["moved"]]
    assert len(book.history(entry.id)) == 2


def test_two_processes_never_begin_one_booking_twice(book: SqlOrderBook, home: Path) -> None:
    references = {f"REF{number}" for number in range(40)}
    entries = [queue(book, add(book, shipment(reference))) for reference in sorted(references)]
    first, second = together(home, "begin", 2)
    assert sorted(first + second) == sorted(references)
    for entry in entries:
        found = book.entry_by_id(entry.id)
        assert found is not None
        assert (found.state, found.tries, len(book.attempts(entry.id))) == (State.SENDING, 1, 1)
    assert {entry.row.reference for entry in book.orphans()} == references


def test_two_processes_may_make_the_file_at_once(tmp_path: Path) -> None:
    with process(tmp_path / "new", "make") as first, process(tmp_path / "new", "make") as second:
        assert rest(first) == rest(second) == ["0"]


def test_two_processes_may_bring_an_old_file_up_to_date_at_once(tmp_path: Path) -> None:
    old = _old_home(tmp_path)
    with process(old, "make") as first, process(old, "make") as second:
        assert rest(first) == rest(second) == ["0"]
        assert (first.wait(), second.wait()) == (0, 0)
    assert revision_of(old / FILE) == newest()
    assert [path.name for path in old.glob("*.before-*.db")] == ["orderbook.before-0001.db"]
    with closing(sqlite3.connect(old / "orderbook.before-0001.db")) as kept:
        assert kept.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]


@pytest.mark.parametrize("lock", ["opening.lock", "migrate.lock"])
def test_who_would_migrate_waits_for_who_is_at_it(tmp_path: Path, lock: str) -> None:
    old = _old_home(tmp_path)
    with FileLock(old / RUN / lock), process(old, "make") as other:
        assert other.stdout is not None
        assert select.select([other.stdout], [], [], 2.0)[0] == []
        assert revision_of(old / FILE) == "0001"
    with process(old, "make") as other:
        assert rest(other) == ["0"]


def _old_home(tmp_path: Path) -> Path:
    """A home whose order book was made by the first ShipDesk."""
    first, home = tmp_path / "migrations", tmp_path / "old"
    shutil.copytree(MIGRATIONS, first)
    for later in (first / "versions").glob("v*.py"):
        if not later.name.startswith("v0001"):
            later.unlink()
    (home / RUN).mkdir(parents=True)
    bring_up_to_date(home / FILE, home / RUN, first)
    return home


@pytest.mark.parametrize("seed", range(4))
def test_what_a_killed_process_said_is_on_the_disk(home: Path, seed: int) -> None:
    dice = random.Random(seed)
    told: dict[str, State] = {}
    with process(home, "churn") as first, process(home, "churn") as second:
        for _ in range(dice.randint(20, 120)):
            for one in (first, second):
                reference, state = hear(one).split()
                told[reference] = State(state)
        first.kill()
        second.kill()
        for line in rest(first) + rest(second):
            reference, state = line.split()
            told[reference] = State(state)
    book = open_book(home, clock=Ticking())
    assert book.database.all("PRAGMA integrity_check") == [("ok",)]
    with book.database.write() as connection:
        connection.execute("INSERT INTO search (search) VALUES ('integrity-check')")
    for reference, state in told.items():
        found = book.entry(reference)
        assert found is not None, reference
        assert ORDER.index(found.state) - ORDER.index(state) in (0, 1), (reference, state, found.state)
        assert [move.after for move in book.history(found.id)] == ORDER[: ORDER.index(found.state) + 1]
        attempts = book.attempts(found.id)
        assert len(attempts) == (found.state in (State.SENDING, State.BOOKED))
        assert all(bool(attempt.ended_at) == (found.state is State.BOOKED) for attempt in attempts)
    assert len(book.orphans()) == book.counts()[State.SENDING] <= 2
    book.close()
