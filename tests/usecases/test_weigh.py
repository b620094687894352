from decimal import Decimal

import pytest

from shipdesk.core.devices import ScaleState, Weight
from shipdesk.usecases.weigh import Pan, why_not


def stable(kg: str) -> Weight:
    return Weight(ScaleState.STABLE, Decimal(kg))


@pytest.mark.parametrize("state", [state for state in ScaleState if state is not ScaleState.STABLE])
def test_only_a_stable_weight_is_taken_and_for_the_rest_there_is_a_sentence(state: ScaleState) -> None:
    pan = Pan()
    pan.see(Weight(state, Decimal("1.2")))
    assert pan.take() is None
    assert why_not(pan.now).endswith(".")


def test_the_same_parcel_until_the_scale_was_empty() -> None:
    pan = Pan()
    pan.see(stable("1.24"))
    same = [pan.same_parcel]
    assert pan.take() == Decimal("1.24")
    for weight in (Weight(ScaleState.MOVING, Decimal("1.3")), stable("1.3"), Weight(ScaleState.ZERO), stable("1.3")):
        pan.see(weight)
        same.append(pan.same_parcel)
    assert same == [False, True, True, False, False]
    assert why_not(pan.now) == ""
