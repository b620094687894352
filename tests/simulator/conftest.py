"""One simulator process for these tests, put back to its start before each."""

from collections.abc import Iterator

import pytest

from tests.simulator.receiver import Receiver, listening
from tests.simulator_process import Simulator, start_simulator


@pytest.fixture(scope="session")
def simulator_process() -> Iterator[Simulator]:
    with start_simulator() as running:
        yield running


@pytest.fixture
def simulator(simulator_process: Simulator) -> Simulator:
    simulator_process.control("reset")
    return simulator_process


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """Takes webhooks."""
    with listening() as one:
        yield one
