"""JSON as a JavaScript receiver writes again what it has read; each case was compared with one that runs JavaScript."""

from __future__ import annotations

import pytest

from shipdesk.carriers.jumppoint.stringify import stringify


@pytest.mark.parametrize(
    ("body", "written"),
    [
        ('{ "a" : 1.0, "b":[ 1.10, -0, -0.0 ] }', '{"a":1,"b":[1.1,0,0]}'),
        ("[1e20, 1e21, 123456789012345678901234]", "[100000000000000000000,1e+21,1.2345678901234569e+23]"),
        ("[0.000001, 1E-7, 123e-20, 5e-324, 1.5e300]", "[0.000001,1e-7,1.23e-18,5e-324,1.5e+300]"),
        ("[9007199254740993, 12345678901234567890, 1e400, -2.50]", "[9007199254740992,12345678901234567000,null,-2.5]"),
        (r'["\u00e9 \/ \u2028 \ud83d\ude00 \u007f", "\u0001\b\t"]', '["é / \u2028 😀 \x7f","\\u0001\\b\\t"]'),
        (r'["\uD800", "\uDE00\uD83D"]', r'["\ud800","\ude00\ud83d"]'),
        ('{"b":1, "2":1, "1":2, "b":3}', '{"1":2,"2":1,"b":3}'),
        (
            '{"01":1, "-1":2, "4294967295":3, "4294967294":4, "0":5}',
            '{"0":5,"4294967294":4,"01":1,"-1":2,"4294967295":3}',
        ),
        ('\ufeff{"สถานะ": null, "ok": true}', '{"สถานะ":null,"ok":true}'),
    ],
)
def test_it_is_written_as_javascript_does(body: str, written: str) -> None:
    assert stringify(body.encode()) == written.encode()


@pytest.mark.parametrize(
    ("body", "says"), [(b"{", "Expecting"), (b"[NaN]", "NaN is no JSON"), (b"\xff", "decode"), (b"", "Expecting")]
)
def test_what_is_no_json_is_not_written(body: bytes, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        stringify(body)
