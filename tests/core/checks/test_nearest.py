"""Names that look alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shipdesk.core.checks.nearest import ALIKE, Nearest, fold, likeness

CITIES = Nearest(
    ["Shenzhen", "Guangzhou", "San Francisco", "San Fernando", "Jakarta Barat", "กรุงเทพฯ", "Garching bei München"]
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Shenzen", ["Shenzhen"]),
        ("san fransisco", ["San Francisco"]),
        ("Jakarta", ["Jakarta Barat"]),
        ("กรุงเทพ", ["กรุงเทพฯ"]),
        ("Munchen", []),
        ("Berlin", []),
        ("", []),
    ],
)
def test_the_most_alike(typed: str, found: list[str]) -> None:
    assert CITIES.find(typed) == found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Noord-Holland", "noord holland"),
        ("São Paulo", "sao paulo"),
        ("  Hong   Kong ", "HONG KONG"),
        ("Zürich", "ZURICH"),
    ],
)
def test_spellings_that_fold_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_thai_marks_are_letters() -> None:
    assert fold("น้ำ") != fold("นำ")


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_between_0_and_1_and_knows_the_same(one: str, other: str) -> None:
    assert 0 <= likeness(fold(one), fold(other)) <= 1
    assert likeness(fold(one), fold(one)) >= ALIKE
