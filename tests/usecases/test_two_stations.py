"""The window and a command over one order book, at the very same moment: one booking for each order."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from shipdesk.app import open_accounts, open_desk
from shipdesk.settings.paths import open_home
from shipdesk.settings.store import SettingsStore
from tests.simulator_process import Simulator, start_simulator

ROOT = Path(__file__).parents[2]
ROUNDS = 50
Process = subprocess.Popen[str]


@pytest.fixture
def carriers() -> Iterator[Simulator]:
    with start_simulator() as simulator:
        yield simulator


@pytest.fixture
def home(tmp_path: Path, carriers: Simulator) -> Path:
    home = open_home(tmp_path / "home")
    accounts = open_accounts(home, SettingsStore(home.settings), training=True)
    url = f"{carriers.url}/jumppoint"
    accounts.set("jumppoint", {"environment": "custom", "base_url": url, "username": "station-3"})
    accounts.set_secret("jumppoint", "password", "secret")
    return home.root


@contextmanager
def station(home: Path) -> Iterator[Process]:
    command = [sys.executable, "-W", "error", "-m", "tests.usecases.station_process", str(home)]
    with subprocess.Popen(command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as started:
        try:
            assert hear(started) == ["ready", ""]
            yield started
        finally:
            started.kill()


def tell(process: Process, reference: str) -> None:
    assert process.stdin is not None
    process.stdin.write(f"{reference}\n")
    process.stdin.flush()


def hear(process: Process) -> list[str]:
    assert process.stdout is not None
    first, _, rest = process.stdout.readline().strip().partition(" ")
    return [first, rest]


def test_two_stations_that_book_one_order_at_once_book_it_once(home: Path, carriers: Simulator) -> None:
    references = [f"ORDER{number}" for number in range(ROUNDS)]
    ends: Counter[str] = Counter()
    with station(home) as window, station(home) as command:
        for reference in references:
            for process in (window, command):
                tell(process, reference)
            for process in (window, command):
                said, end = hear(process)
                assert said == reference
                ends[end] += 1
    assert carriers.control()["carriers"]["jumppoint"]["references"] == dict.fromkeys(references, 1)
    assert carriers.control()["carriers"]["jumppoint"]["attempts"] == dict.fromkeys(references, 1)
    assert ends == {"booked": 2 * ROUNDS}
    with open_desk(home) as desk:
        for reference in references:
            entry = desk.book.entry(reference)
            assert entry is not None
            assert [move.after for move in desk.book.history(entry.id)][:4] == ["draft", "queued", "sending", "booked"]
            assert sum(attempt.kind == "book" for attempt in desk.book.attempts(entry.id)) == 1
