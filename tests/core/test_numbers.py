"""Decimals go into JSON digit by digit."""

import json
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from shipdesk.core.numbers import write_json


def test_digits_are_written_as_they_are() -> None:
    value = {"a": Decimal("0.1"), "b": [Decimal("25.20"), 3, True, None, 'Tee "Ö" 香'], "c": {}, "d": Decimal("1E+2")}
    assert write_json(value) == '{"a": 0.1, "b": [25.2, 3, true, null, "Tee \\"Ö\\" 香"], "c": {}, "d": 100}'


_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(alphabet=st.characters(exclude_categories=["Cs"]))
    | st.decimals(allow_nan=False, allow_infinity=False, places=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=10,
)


@given(_VALUES)
def test_any_json_reads_that_says_the_same(value: object) -> None:
    assert json.loads(write_json(value), parse_float=Decimal, parse_int=Decimal) == value
