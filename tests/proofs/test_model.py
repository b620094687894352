"""The model of the protocol is right in every state, and every way to break it that we know is caught."""

from __future__ import annotations

import pytest

from shipdesk.core.states import LIVE, MOVES, State
from tests.proofs.model import RULES, VARIANTS, BrokenError, Rules, explore


@pytest.mark.parametrize(("stations", "generations"), [(1, 1), (1, 2), (2, 1), (2, 2)])
@pytest.mark.parametrize("rules", RULES.values(), ids=RULES)
def test_no_state_that_can_be_reached_is_wrong(rules: Rules, stations: int, generations: int) -> None:
    seen = explore(rules, stations=stations, generations=generations)
    assert seen.moves > seen.states > 100


@pytest.mark.parametrize("rules", VARIANTS.values(), ids=VARIANTS)
def test_a_broken_protocol_is_caught(rules: Rules) -> None:
    with pytest.raises(BrokenError) as caught:
        explore(rules, stations=2, generations=2)
    assert caught.value.sentence
    assert caught.value.path


def test_every_move_of_the_model_is_one_of_the_table() -> None:
    """The states that the model moves by hand, checked against the product's table."""
    by_hand = {
        (State.DRAFT, State.QUEUED),
        (State.REFUSED, State.QUEUED),
        (State.QUEUED, State.DRAFT),
        (State.QUEUED, State.SENDING),
        (State.IN_DOUBT, State.SENDING),
        (State.SENDING, State.IN_DOUBT),
        (State.IN_DOUBT, State.BOOKED),
        (State.IN_DOUBT, State.NEEDS_PERSON),
    }
    assert all(after in MOVES[before] for before, after in by_hand)
    assert State.QUEUED not in MOVES[State.IN_DOUBT]
    assert State.QUEUED not in MOVES[State.BOOKED]
    assert {State.IN_DOUBT, State.NEEDS_PERSON, State.CONFLICT, State.SENDING} <= LIVE
