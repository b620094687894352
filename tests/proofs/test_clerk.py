"""A clerk who presses anything at any time: a few hundred keys here, as many as wanted with `prove clerk`."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.proofs.clerk import Clerk, ClerkWhoLooks

SHORT = settings(
    max_examples=25,
    stateful_step_count=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("clerk", [Clerk, ClerkWhoLooks])
def test_whatever_a_clerk_does_nothing_is_booked_twice_or_lost(clerk: type[Clerk]) -> None:
    run_state_machine_as_test(clerk, settings=SHORT)
