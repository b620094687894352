"""What may be called JSON, and what a carrier's words may look like."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from shipdesk.transport.reading import NotJsonError, plain, read_json, read_label_number, read_number, read_time, text


def test_numbers_keep_their_digits() -> None:
    assert read_json(b'\xef\xbb\xbf{"a": 1.10, "b": 2, "c": "\xe9\xa6\x99"}') == {
        "a": Decimal("1.10"),
        "b": 2,
        "c": "香",
    }
    assert str(read_json(b"[1.10]")[0]) == "1.10"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b'{"status": tru',
        b'{"status": true, "status": false}',
        b'{"a": NaN}',
        b'{"a": "\\ud800"}',
        b'{"a": "\xff"}',
        b"[" * 100_000,
        b"1" * 5000,
    ],
    ids=lambda body: repr(body[:20]),
)
def test_what_is_no_json(body: bytes) -> None:
    with pytest.raises(NotJsonError):
        read_json(body)


def test_words_become_one_plain_line() -> None:
    assert plain("Sorry,\r\n\tno \u202eevil\u202c \x1b[2J ") == "Sorry, no evil [2J"
    assert plain("x" * 600) == "x" * 499 + "…"
    assert plain(None) == plain({"a": 1}) == ""


@pytest.mark.parametrize(
    ("value", "read"),
    [("7.50", Decimal("7.50")), (7, Decimal(7)), (Decimal("0.1"), Decimal("0.1")), (" 7 ", Decimal(7))],
)
def test_numbers_are_read_also_from_text(value: object, read: Decimal) -> None:
    assert read_number(value) == read


@pytest.mark.parametrize("value", [None, True, "", "many", "NaN", "1e", [], {}, 7.5])
def test_what_is_no_number(value: object) -> None:
    assert read_number(value) is None


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("2024-08-14T03:02:11.045697Z", datetime(2024, 8, 14, 3, 2, 11, 45697, tzinfo=UTC)),
        ("2023-11-17T12:20:00.025367+02:00", datetime(2023, 11, 17, 10, 20, 0, 25367, tzinfo=UTC)),
        ("2023-11-17T12:20:00", datetime(2023, 11, 17, 12, 20, tzinfo=UTC)),
        ("Exception", None),
        (None, None),
        (5, None),
    ],
)
def test_times(value: object, read: datetime | None) -> None:
    assert read_time(value) == read


def test_text_is_one_line_also_where_a_number_came() -> None:
    values: list[object] = ["a\n\u202eb", 7, Decimal("7.50"), True, None, []]
    assert [text(one) for one in values] == ["a b", "7", "7.50", "", "", ""]


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("JPTH1931219700", "JPTH1931219700"),
        (8827001234567890, "8827001234567890"),
        (" RED001SIN/11.16_2-3\n", "RED001SIN/11.16_2-3"),
        ("x" * 64, "x" * 64),
        ("x" * 65, ""),
        ("\u200bJPTH1931219700", ""),
        ("two words", ""),
        ("-", ""),
        (True, ""),
        (None, ""),
    ],
)
def test_a_number_is_one_that_can_stand_on_a_label(value: object, number: str) -> None:
    assert read_label_number(value) == number
