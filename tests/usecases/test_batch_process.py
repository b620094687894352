"""A batch of which each tenth row is bad, its process killed twice: nothing twice, nothing lost, each label in turn."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest

from shipdesk.app import open_accounts, open_desk
from shipdesk.core.batches import PrintOrder
from shipdesk.core.shipment import Shipment
from shipdesk.core.states import State
from shipdesk.settings.paths import open_home
from shipdesk.settings.store import SettingsStore
from shipdesk.usecases.batch import Result, make, results
from shipdesk.usecases.work_off import THREADS
from tests.simulator_process import Simulator, start_simulator
from tests.usecases.desks import sample

ROOT = Path(__file__).parents[2]
#: Every so-manieth order has faults.
BAD = 10
Process = subprocess.Popen[str]


@pytest.fixture
def carriers() -> Iterator[Simulator]:
    with start_simulator() as simulator:
        yield simulator


@pytest.fixture
def home(tmp_path: Path, carriers: Simulator) -> Path:
    home = open_home(tmp_path / "home")
    settings = SettingsStore(home.settings)
    settings.set({"label_printer": f"file:{tmp_path / 'labels'}/"})
    accounts = open_accounts(home, settings, training=True)
    url = f"{carriers.url}/jumppoint"
    accounts.set("jumppoint", {"environment": "custom", "base_url": url, "username": "a", "settle": "0,0.1,0.1"})
    accounts.set_secret("jumppoint", "password", "secret")
    return home.root


@contextmanager
def station(home: Path) -> Iterator[Process]:
    command = [sys.executable, "-W", "error", "-m", "tests.usecases.batch_process", str(home)]
    with subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE) as started:
        try:
            assert hear(started) == "ready"
            yield started
        finally:
            started.kill()


def hear(process: Process) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def order(number: int) -> Shipment:
    shipment = sample(reference=f"ORDER{number:03}")
    is_bad = number % BAD == 7
    return shipment.model_copy(update={"products": ()}) if is_bad else shipment


@pytest.mark.timeout(1500)
@pytest.mark.parametrize("orders", [60, pytest.param(500, marks=pytest.mark.slow)])
def test_a_batch_outlives_two_kills(orders: int, home: Path, carriers: Simulator, tmp_path: Path) -> None:
    with open_desk(home) as desk:
        entries = [
            desk.book.add(order(number), State.TO_SHIP, who="Mei", why="A test.", source="file")
            for number in range(orders)
        ]
        make(desk, [entry.id for entry in entries], order=PrintOrder.REFERENCE, prints=True)
    for moves in (orders // 8, orders * 3 // 4):
        with station(home) as process:
            for _ in range(moves):
                assert hear(process).startswith("moved"), "it was done before it was killed"
    with station(home) as process:
        while (said := hear(process)) != "done":
            assert said.startswith("moved")
        assert process.wait(30) == 0

    with open_desk(home) as desk:
        batch = desk.batches.batch(1)
        assert batch is not None
        assert batch.ended_at is not None
        became = {line.row.reference: (result, line.row) for line, result, _why in results(desk, batch)}
        good = [f"ORDER{number:03}" for number in range(orders) if number % BAD != 7]
        assert len(became) == orders
        assert Counter(result for result, _row in became.values())[Result.FAULTS] == orders - len(good)
        assert carriers.control()["carriers"]["jumppoint"]["references"] == dict.fromkeys(good, 1)
        ends = Counter(became[reference][0] for reference in good)
        assert ends.keys() <= {Result.PRINTED, Result.UNSURE, Result.NO_NUMBER}
        assert ends[Result.UNSURE] <= 2, "more were being printed than there were kills"
        assert ends[Result.NO_NUMBER] <= 2 * THREADS, "more were being sent than there were threads"
        has_label = [reference for reference in good if became[reference][0] is Result.PRINTED]
        printed = [
            (move.time, reference)
            for reference, (_result, row) in became.items()
            for move in desk.book.history(row.id)
            if move.after in ("sent", "printed") and move.before == "stored"
        ]
        turns = [reference for _time, reference in sorted(printed)]
        assert sorted(turns) == has_label
        papers = Counter(file.name.split()[0].split("_")[0] for file in (tmp_path / "labels").iterdir())
        assert sum(papers.values()) <= len(good)
        late = sum(one > two for one, two in pairwise(turns))
        assert late <= 8, f"{late} of {len(turns)} labels came out of their turn"
