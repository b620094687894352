"""The model of the protocol is right in every state, and every way to break it that we know is caught."""

from __future__ import annotations

import pytest

from shipdesk.core.states import MOVES
from tests.proofs.model import RULES, VARIANTS, BrokenError, Rules, explore


@pytest.mark.parametrize(("stations", "generations"), [(1, 1), (1, 2), (2, 1), (2, 2)])
@pytest.mark.parametrize("rules", RULES.values(), ids=RULES)
def test_no_state_that_can_be_reached_is_wrong(rules: Rules, stations: int, generations: int) -> None:
    seen = explore(rules, stations=stations, generations=generations)
    assert seen.moves > seen.states > 20


@pytest.mark.parametrize("rules", VARIANTS.values(), ids=VARIANTS)
def test_a_broken_protocol_is_caught(rules: Rules) -> None:
    with pytest.raises(BrokenError) as caught:
        explore(rules, stations=2, generations=2)
    assert caught.value.sentence
    assert caught.value.path


def test_every_move_of_the_model_is_one_of_the_products_table() -> None:
    walked = {move for rules in RULES.values() for move in explore(rules, stations=2).walked}
    assert len(walked) > 10
    assert [(before, after) for before, after in walked if after not in MOVES[before]] == []
