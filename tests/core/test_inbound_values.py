"""Single values as strangers send them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from shipdesk.core.inbound_values import moment, words

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
BANGKOK = timezone(timedelta(hours=7))


@pytest.mark.parametrize(
    "value",
    [
        1795348800,
        "1795348800",
        " 1795348800.0 ",
        1795348800000,
        "1795348800000",
        Decimal("1795348800000"),
        Decimal("1795348800.000"),
        "2026-11-22T12:00:00Z",
        "2026-11-22T19:00:00+07:00",
        "2026-11-22 19:00:00",
        "20261122T190000",
    ],
)
def test_a_time_is_read_in_every_form(value: object) -> None:
    assert moment(value, BANGKOK) == NOON


def test_eight_digits_are_a_date_and_not_a_number_of_seconds() -> None:
    assert moment("20261122") == datetime(2026, 11, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "soon",
        "22/11/2026",
        "20261122190000",
        1795348800000000,
        0,
        -1795348800,
        True,
        None,
        [],
        {},
        "١٧٩٥٣٤٨٨٠٠",
        5e300,
    ],
)
def test_what_is_no_time_is_none(value: object) -> None:
    assert moment(value) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("10240.0"), "10240"),
        (Decimal("1E+3"), "1000"),
        (Decimal("1.10"), "1.10"),
        (Decimal("1E+99999999"), "1E+99999999"),
        (Decimal("NaN"), "NaN"),
        (10240, "10240"),
        ("10240.0", "10240.0"),
        (True, ""),
        (None, ""),
    ],
)
def test_a_number_is_text_as_people_write_it(value: object, text: str) -> None:
    assert words(value) == text
