"""Stations that are killed at random moments: nothing is booked twice, nothing is lost."""

from __future__ import annotations

import os

import pytest

from tests.proofs.flows import FLOWS, Flow
from tests.proofs.kills import campaign
from tests.simulator_process import Simulator

KILLS = 30


@pytest.mark.skipif(not hasattr(os, "fork"), reason="stations are forked, so that thousands of them can be killed")
@pytest.mark.parametrize("flow", FLOWS, ids=[flow.name for flow in FLOWS])
def test_a_station_killed_anywhere_books_nothing_twice_and_loses_nothing(simulator: Simulator, flow: Flow) -> None:
    tally = campaign(simulator, flow, kills=KILLS, seed=1)
    assert tally.complaints == []
    assert tally.kills >= KILLS
    assert tally.cut > 0, "no kill struck a request under way: this run proves nothing"
    assert tally.states.total() == tally.bookings
