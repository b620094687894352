"""JSON as `JSON.stringify(JSON.parse(text))` writes it: what Jumppoint's example code hashes in place of the raw body.

After ECMA-262: numbers as `Number::toString` (6.1.6.1.20), keys in the order of `OrdinaryOwnPropertyKeys` (10.1.11.1),
text as `QuoteJSONString` (25.5.2.3).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

#: Array indexes are whole numbers below this; such keys come first, in their order.
_INDEXES = 2**32 - 1
#: From so many digits before the point, or zeros behind it, a number is written with an exponent.
_MOST_DIGITS, _MOST_ZEROS = 21, 6


def stringify(body: bytes) -> bytes:
    """Compact JSON, byte for byte as a JavaScript receiver would write what it has read.

    Raises:
        ValueError, RecursionError: it is no JSON, or nested too deeply.
    """
    read = json.loads(body.decode("utf-8-sig"), parse_float=float, parse_int=float, parse_constant=_no_constant)
    # Half of a surrogate pair has no bytes: it is written as its escape.
    return _written(read).encode("utf-8", "backslashreplace")


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


def _written(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ",".join(f"{_quoted(key)}:{_written(value[key])}" for key in _keys(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_written, value)) + "]"
    return _number(value) if isinstance(value, float) else _quoted(value)


def _quoted(value: str | bool | None) -> str:
    return json.dumps(value, ensure_ascii=False)


def _keys(read: Mapping[str, Any]) -> list[str]:
    indexes = sorted((key for key in read if _is_index(key)), key=int)
    return indexes + [key for key in read if not _is_index(key)]


def _is_index(key: str) -> bool:
    digits = key.isascii() and key.isdecimal() and len(key) <= 10
    return digits and str(int(key)) == key and int(key) < _INDEXES


def _number(value: float) -> str:
    if not math.isfinite(value):
        return "null"
    if value == 0:
        return "0"
    sign, parts, exponent = Decimal(repr(value)).as_tuple()
    found = "".join(map(str, parts))
    digits = found.rstrip("0")
    point = len(found) + int(exponent)
    return "-" * sign + _placed(digits, point)


def _placed(digits: str, point: int) -> str:
    """Digits without zeros at the end, with the point after the first `point` of them."""
    if len(digits) <= point <= _MOST_DIGITS:
        return digits.ljust(point, "0")
    if 0 < point <= _MOST_DIGITS:
        return f"{digits[:point]}.{digits[point:]}"
    if -_MOST_ZEROS < point <= 0:
        return "0." + "0" * -point + digits
    rest = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{digits[0]}{rest}e{'+' if point > 0 else '-'}{abs(point - 1)}"
