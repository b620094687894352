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


@pytest.mark.parametrize("drift", ["0.001", "0.005", "0.009"])
def test_a_scale_that_has_drifted_is_empty(drift: str) -> None:
    pan = Pan()
    pan.see(stable(drift))
    assert pan.take() is None
    assert why_not(pan.now).startswith("The scale is empty")
    pan.see(stable("1.24"))
    pan.take()
    pan.see(stable(drift))
    assert not pan.same_parcel
    pan.see(stable("0.010"))
    assert pan.take() == Decimal("0.010")


def test_what_is_put_to_a_parcel_after_it_was_weighed_is_seen_and_noise_is_not() -> None:
    pan = Pan()
    pan.see(stable("0.4"))
    pan.take()
    seen = []
    for kg in ("0.402", "1.24", "0.399", "0.3"):
        pan.see(stable(kg))
        seen.append(pan.since_taken)
    assert seen == [None, Decimal("1.24"), None, Decimal("0.3")]
    pan.see(Weight(ScaleState.ZERO))
    pan.see(stable("1.24"))
    assert pan.since_taken is None


def test_what_lies_there_when_an_order_is_left_is_not_the_next_ones() -> None:
    pan = Pan()
    pan.see(stable("1.24"))
    pan.leave()
    assert pan.same_parcel
    pan.see(Weight(ScaleState.ZERO))
    pan.leave()
    assert not pan.same_parcel
