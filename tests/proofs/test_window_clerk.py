"""A clerk who presses anything at any time, at the real window: a few days here, many with `prove clerk --long`."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.proofs.window_clerk import WindowClerk, Windows, windows
from tests.simulator_process import Simulator, start_simulator

SHORT = settings(
    max_examples=5,
    stateful_step_count=8,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="windows are forked, so that many can be killed")


@pytest.fixture(scope="module")
def carriers() -> Iterator[Simulator]:
    with start_simulator() as running:
        yield running


@pytest.fixture(scope="module")
def opened() -> Iterator[Windows]:
    with windows() as running:
        yield running


def test_whatever_is_pressed_at_the_window_nothing_is_booked_twice_or_lost(
    carriers: Simulator, opened: Windows
) -> None:
    class OfThisTest(WindowClerk):
        windows = opened

    OfThisTest.carriers = carriers
    run_state_machine_as_test(OfThisTest, settings=SHORT)
    assert OfThisTest.cut > 0, "no kill struck a request under way: this run proves nothing"
