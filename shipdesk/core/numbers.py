"""Decimals as people write them, and as we write them: never a binary float on the way."""

from __future__ import annotations

import json
import re
from decimal import Decimal

_PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
_MOST_DIGITS = 30
#: A phone number is known by its last digits: calling codes and leading zeros come and go before them.
PHONE_DIGITS = 8


class JsonNumber(str):
    """A number of a JSON text, kept as it was written, so that no digit is lost in a binary float."""

    __slots__ = ()


def read_decimal(text: str) -> Decimal:
    """The number that `text` says.

    Raises:
        ValueError: it is no plain decimal number; the message is a sentence.
    """
    text = text.strip()
    if re.search(r"\d[eE][+-]?\d", text):
        raise ValueError(f"{shown(text)} is written with an exponent; write all its digits, for example 1200.5.")
    if not _PLAIN.fullmatch(text) or not text.isascii():
        raise ValueError(f"{shown(text)} is not a number; write it like 1200.5, with a point and no thousands mark.")
    if len(text) > _MOST_DIGITS:
        raise ValueError(f"A number has at most {_MOST_DIGITS} digits.")
    return Decimal(text)


def write_decimal(value: Decimal) -> str:
    """The canonical text: no exponent, no trailing zeros, no plus sign (`25.20` is `25.2`, `1E+2` is `100`)."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def decimal_places(value: Decimal) -> int:
    """How many digits after the point matter (`1.50` has one)."""
    return len(write_decimal(value).partition(".")[2])


def write_json(value: object) -> str:
    """JSON text of dicts, lists, text, booleans, None and numbers; a Decimal stands there digit by digit."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{json.dumps(key)}: {write_json(item)}' for key, item in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(write_json(item) for item in value)}]"
    if isinstance(value, Decimal):
        return write_decimal(value)
    return json.dumps(value, ensure_ascii=False)


def shown(text: str, most: int = 40) -> str:
    """`text` in quotes for a sentence, cut when it is long."""
    return f"'{text}'" if len(text) <= most else f"'{text[: most - 1]}…'"


def phone_tail(text: str) -> str:
    """The digits that a phone number is known by."""
    return "".join(c for c in text if c.isdecimal())[-PHONE_DIGITS:]
