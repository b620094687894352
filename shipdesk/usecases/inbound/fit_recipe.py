"""Find out how a sender computes its proof, from deliveries that a person vouches for.

Nothing unproved is ever kept by the receiver: whoever has such a delivery (the proxy or tunnel in front shows them)
gives it as a file of the request as it came: header lines, an empty line, the body.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from shipdesk.core.errors import InputError
from shipdesk.core.inbound import Delivery

if TYPE_CHECKING:
    from datetime import datetime

    from shipdesk.core.inbound import SourceRecord

#: One delivery alone may fit by more than one recipe.
ENOUGH = 3


def fit_recipe(source: SourceRecord, requests: Sequence[bytes], secrets: Sequence[str], now: datetime) -> str:
    """The likeliest recipe that proves them all.

    Raises:
        InputError: the source documents its proof, no secret is set, a request is none, or nothing fits.
    """
    if (fit := source.reader().fit) is None:
        raise InputError(f"How {source.label} proves itself is documented; there is nothing to find out.")
    if not secrets:
        raise InputError(f"{source.label}'s secret is not set; set it first with --secret {source.secrets[0]}.")
    deliveries = [_read(source.id, request, now) for request in requests]
    found = fit(deliveries, secrets)
    if not found:
        raise InputError("No recipe makes these signatures; look whether the secret is theirs and the body unchanged.")
    return found[0]


def _read(source: str, request: bytes, now: datetime) -> Delivery:
    head, empty, body = request.partition(b"\r\n\r\n")
    if not empty:
        head, empty, body = request.partition(b"\n\n")
    lines = [line.partition(":") for line in head.decode("latin-1").splitlines()]
    headers = {name.strip().lower(): value.strip() for name, colon, value in lines if colon}
    if not empty or "signature" not in headers:
        raise InputError("A request is header lines (with SIGNATURE), an empty line, then the body as it came.")
    return Delivery(source, headers, body, now)
