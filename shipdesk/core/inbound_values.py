"""Single values out of what strangers send: whatever their type, a clean value or none, and never an exception."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, tzinfo
from decimal import Decimal
from typing import Any

#: Marks that turn the direction of the text around them: nothing that is shown or printed needs them.
_DIRECTIONS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
#: Digits before the point, and places after it, of amounts that things have.
_MOST_DIGITS, _MOST_PLACES = 12, 6
#: Seconds or milliseconds; eight digits are a date.
_SINCE_1970 = re.compile(r"\d{9,16}(\.\d{1,9})?", re.ASCII)
_YEARS = range(1990, 2100)


def words(value: Any) -> str:
    """Text on one line, also where a number came (`10240.0` is `10240`); empty for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        return ""
    if isinstance(value, int) and value.bit_length() > 4096:
        return ""  # Python writes no number of so many digits
    if isinstance(value, Decimal) and value.adjusted() < _MOST_DIGITS and value == value.to_integral_value():
        value = int(value)
    shown = (" " if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") else c for c in str(value))
    return " ".join("".join(c for c in shown if c not in _DIRECTIONS).split())


def lines(value: Any) -> str:
    """As `words`, with its line breaks."""
    if not isinstance(value, str):
        return words(value)
    return "\n".join(filter(None, map(words, value.splitlines())))


def amount(value: Any) -> Decimal | None:
    """A number of a size that things cost, not negative, also where it comes as text (`"100.00"`); else None."""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        return None
    if isinstance(value, int):
        return Decimal(value) if 0 <= value < 10**_MOST_DIGITS else None
    if isinstance(value, str) and (len(value) > 40 or not value.isascii() or "_" in value or "e" in value.casefold()):
        return None
    try:
        number = Decimal(value)
    except ArithmeticError:
        return None
    if not number.is_finite() or number < 0 or number.adjusted() >= _MOST_DIGITS:
        return None
    return number if int(number.as_tuple().exponent) >= -_MOST_PLACES else None


def count(value: Any) -> int | None:
    """A whole number of things, at least 1; else None."""
    number = amount(value)
    return int(number) if number is not None and number >= 1 and number == int(number) else None


def moment(value: Any, zone: tzinfo = UTC) -> datetime | None:
    """A time, aware, in UTC; one that names no zone is in `zone`. None where it is none.

    ISO 8601, or seconds or milliseconds since 1970.
    """
    try:
        if _SINCE_1970.fullmatch(text := words(value)):
            return _since_1970(float(text))
        if not isinstance(value, str):
            return None
        found = datetime.fromisoformat(text)
        return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _since_1970(number: float) -> datetime | None:
    """Seconds, or milliseconds from where seconds would be past the year 5000; of another age it is no time."""
    found = datetime.fromtimestamp(number / 1000 if number >= 1e11 else number, UTC)
    return found if found.year in _YEARS else None


def kind(value: Any) -> str:
    """What a value is, in a clerk's words."""
    if value is None:
        return "empty"
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    return "true or false" if isinstance(value, bool) else "text" if isinstance(value, str) else "a number"
