"""What the proofs are held against: the simulated carriers, a process of their own."""

from collections.abc import Iterator

import pytest

from tests.simulator_process import Simulator, start_simulator


@pytest.fixture(scope="module")
def simulator() -> Iterator[Simulator]:
    with start_simulator() as running:
        yield running
