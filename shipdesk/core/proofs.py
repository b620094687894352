"""What the proofs of all senders share: comparing with secrets, and naming an event."""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any


def matches_any(given: str, wanted: Iterable[bytes]) -> bool:
    """Whether a header equals one of `wanted`, in a time that does not tell which, nor how much of it.

    Headers are read as Latin-1, byte for byte, so that any bytes a stranger sends can be compared.
    """
    value = given.encode("latin-1", "replace")
    found = False
    for one in wanted:
        found |= bool(one) and hmac.compare_digest(value, one)
    return found


def named(body: Mapping[str, Any], needed: Sequence[str], optional: Sequence[str] = ()) -> str:
    """The values at these paths (`update.statusCode`) as one text; empty where a needed one is missing or no value."""
    values = [_at(body, path) for path in (*needed, *optional)]
    if any(value in (None, "") for value in values[: len(needed)]) or any(isinstance(v, list | dict) for v in values):
        return ""
    return json.dumps([None if value is None else str(value) for value in values])


def _at(body: Mapping[str, Any], path: str) -> Any:
    found: Any = body
    for key in path.split("."):
        found = found.get(key) if isinstance(found, Mapping) else None
    return found
