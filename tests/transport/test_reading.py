"""What may be called JSON, and what a carrier's words may look like."""

from decimal import Decimal

import pytest

from shipdesk.transport.reading import NotJsonError, plain, read_json


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
