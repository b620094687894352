"""When an answer may be taken for a yes: each carrier's document in a few lines, written apart from the connectors.

An oracle is strict where the product may be strict or not (a key twice, bytes that are no UTF-8): it names the only
verdicts that an answer may give beside a no and a doubt.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from shipdesk.core.outcomes import Verdict

Yes = frozenset[Verdict]
NO: Yes = frozenset()
#: What tells the clerk that something stands at the carrier.
POSITIVE = frozenset({Verdict.BOOKED, Verdict.ACCEPTED, Verdict.DUPLICATE})


def jumppoint(status: int, body: Any, _: str) -> Yes:
    """Create Booking: 200 `{"status": true, "data": …}`; 400 "Errors: referenceNo: Reference No is already taken"."""
    if not isinstance(body, dict):
        return NO
    if status == 200 and body.get("status") is True:
        data = body.get("data")
        number = data.get("orderNo") if isinstance(data, dict) else None
        return frozenset({Verdict.BOOKED, Verdict.ACCEPTED} if _is_number(number) else {Verdict.ACCEPTED})
    message = body.get("message")
    if (
        status == 400
        and body.get("status") is False
        and isinstance(message, str)
        and message.strip().startswith("Errors:")
    ):
        words = message.casefold()
        return frozenset({Verdict.DUPLICATE}) if "referenceno" in words and "taken" in words else NO
    return NO


def ceva(status: int, body: Any, reference: str) -> Yes:
    """Upload: 200 `data[]` with `customerOrderCode`, `id` and `trackingNumber`, one entry for each order."""
    data = body.get("data") if isinstance(body, dict) else None
    if status not in range(200, 300) or not isinstance(data, list):
        return NO
    ours = [one for one in data if isinstance(one, dict) and one.get("customerOrderCode") == reference]
    if len({json.dumps(one, default=str, sort_keys=True) for one in ours}) != 1:
        return NO
    return frozenset(
        {Verdict.BOOKED, Verdict.ACCEPTED} if _is_number(ours[0].get("trackingNumber")) else {Verdict.ACCEPTED}
    )


def jne(status: int, body: Any, _: str) -> Yes:
    """generatecnote, pickupcashless: 200 `detail[0]` with `sukses`/`success` and `cnote_no`; "… already exist …"."""
    detail = body.get("detail") if isinstance(body, dict) else None
    if status != 200 or not isinstance(detail, list) or len(detail) != 1 or not isinstance(detail[0], dict):
        return NO
    said, reason = detail[0].get("status"), detail[0].get("reason")
    if isinstance(said, str) and said.strip().casefold() in ("sukses", "success"):
        return frozenset({Verdict.BOOKED}) if _is_number(detail[0].get("cnote_no")) else NO
    taken = isinstance(reason, str) and "already exist" in reason.casefold()
    return frozenset({Verdict.DUPLICATE}) if taken else NO


ORACLES: dict[str, Callable[[int, Any, str], Yes]] = {"jumppoint": jumppoint, "ceva": ceva, "jne": jne}


def given(body: bytes) -> frozenset[str]:
    """Every text and number in an answer that is JSON, as text."""
    return frozenset(map(str.strip, _scalars(json.loads(body.decode("utf-8-sig"), parse_float=str, parse_int=str))))


def _scalars(value: Any) -> list[str]:
    if isinstance(value, dict | list):
        inner = value.values() if isinstance(value, dict) else value
        return [text for one in inner for text in _scalars(one)]
    return [value] if isinstance(value, str) else []


def allowed(carrier: str, status: int, body: bytes, reference: str) -> Yes:
    """The positive verdicts that these bytes may give for this reference."""
    try:
        value = json.loads(body.decode("utf-8-sig"), parse_float=Decimal, object_pairs_hook=_no_key_twice)
    except (ValueError, ArithmeticError, RecursionError):
        return NO
    return ORACLES[carrier](status, value, reference)


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) < len(pairs):
        raise ValueError
    return dict(pairs)


def _is_number(value: Any) -> bool:
    """Something that could stand on a label: a short text, or a whole number."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return True
    return isinstance(value, str) and len(value.strip()) <= 64 and value.isascii() and any(map(str.isalnum, value))
