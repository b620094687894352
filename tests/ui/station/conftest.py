"""The simulated carrier once, and a packing table for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.simulator_process import Simulator, start_simulator
from tests.ui.table import Table, packing_table


@pytest.fixture(scope="session")
def carriers() -> Iterator[Simulator]:
    with start_simulator() as simulator:
        yield simulator


@pytest.fixture
def table(qtbot: QtBot, tmp_path: Path, carriers: Simulator) -> Iterator[Table]:
    with packing_table(qtbot, tmp_path, carriers) as made:
        yield made
