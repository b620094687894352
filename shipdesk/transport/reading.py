"""Reading what a carrier answered: leniently in its keys, strictly in its form."""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

_BIDI = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,63}")


class NotJsonError(ValueError):
    """The body is no JSON that can be trusted: cut off, no JSON at all, a key twice, half a character."""


def read_json(body: bytes) -> Any:
    """The JSON of an answer, its numbers as int and Decimal.

    Raises:
        NotJsonError: it is none.
    """
    try:
        found = json.loads(
            body.decode("utf-8-sig"), parse_float=Decimal, parse_constant=_no_constant, object_pairs_hook=_once
        )
        json.dumps(found, ensure_ascii=False, default=str).encode()  # half of a surrogate pair is no text
    except (ValueError, ArithmeticError, RecursionError) as fault:
        raise NotJsonError(str(fault)) from fault
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands there twice")
    return found


def plain(text: object, most: int = 500) -> str:
    """A carrier's words for a person: one line, no control or direction marks, at most so many characters."""
    if not isinstance(text, str):
        return ""
    shown = "".join(" " if unicodedata.category(c) == "Cc" else c for c in text if c not in _BIDI)
    line = " ".join(shown.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def text(value: Any) -> str:
    """Text, also where a number came."""
    return plain(str(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else value)


def read_label_number(value: Any) -> str:
    """A carrier's own number: letters, digits and `. _ / -`, at most 64 as fit a barcode; empty for anything else."""
    found = text(value)
    return found if _NUMBER.fullmatch(found) else ""


def read_number(value: Any) -> Decimal | None:
    """A number, also where it comes as text."""
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        return None
    try:
        number = Decimal(value)
    except ArithmeticError:
        return None
    return number if number.is_finite() else None


def read_time(value: Any) -> datetime | None:
    """ISO 8601, aware, in UTC where it names no zone; None for anything else."""
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
