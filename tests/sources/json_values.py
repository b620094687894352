"""Any JSON that a stranger may send, and documented bodies with any of their values replaced."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

_TEXTS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["", "=HYPERLINK(1)", "\u202eabc", "a\x00b", "\ud800", "1e400", "NaN", "-1", "9" * 200, "٣"]),
)
_NUMBERS = st.one_of(
    st.integers(),
    st.sampled_from([10**4000, -(10**30), 0, Decimal("1E+400"), Decimal("-0.001"), Decimal("1E-4000")]),
    st.decimals(allow_nan=False, allow_infinity=False),
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), _TEXTS, _NUMBERS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_TEXTS, inner, max_size=3)),
    max_leaves=8,
)
OBJECTS = st.dictionaries(_TEXTS, VALUES, max_size=5)


def spoilt(body: Mapping[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """The body with some of its values, at any depth, replaced or taken out."""
    return st.fixed_dictionaries(
        {}, optional={key: st.one_of(_kept(value), VALUES) for key, value in body.items()}
    ).flatmap(lambda some: st.just(some) | st.dictionaries(_TEXTS, VALUES, max_size=2).map(lambda more: more | some))


def _kept(value: Any) -> st.SearchStrategy[Any]:
    if isinstance(value, dict):
        return st.just(value) | spoilt(value)
    if isinstance(value, list) and value:
        return st.just(value) | st.lists(_kept(value[0]) | VALUES, max_size=3)
    return st.just(value)
