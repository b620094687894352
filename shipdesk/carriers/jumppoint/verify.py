"""Who sent a webhook as Jumppoint's, and which event it is ("Handle webhook requests")."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from shipdesk.carriers.jumppoint.stringify import stringify
from shipdesk.core.proofs import matches_any, named

if TYPE_CHECKING:
    from shipdesk.core.inbound import Delivery, Proofs

_HEX_DIGITS = 64


def unproved(delivery: Delivery, proofs: Proofs) -> str:
    """Jumppoint, "Security": X-Jumppoint-Signature is the hex HMAC-SHA256 of the raw body.

    Its example code hashes the body read and written again instead, so that is a proof as well.
    """
    given = delivery.headers.get("x-jumppoint-signature", "").strip().lower()
    if not given:
        return "It has no X-Jumppoint-Signature."
    if len(given) != _HEX_DIGITS:
        return "Its X-Jumppoint-Signature is no HMAC-SHA256 in hex."
    secrets = [secret.encode() for secret in proofs.secrets("webhook_secret")]
    if matches_any(given, [_digest(secret, delivery.body) for secret in secrets]):
        return ""
    again = _written_again(delivery.body)
    if again is not None and matches_any(given, [_digest(secret, again) for secret in secrets]):
        return ""
    return "Its X-Jumppoint-Signature fits no secret that is kept here."


def identity(body: Mapping[str, Any]) -> str:
    """Order, status and time."""
    return named(body, ("customerOrderNo", "status", "triggeredAt"))


def _digest(secret: bytes, content: bytes) -> bytes:
    return hmac.new(secret, content, hashlib.sha256).hexdigest().encode()


def _written_again(body: bytes) -> bytes | None:
    """As `JSON.stringify(req.body)` writes it; None where it is no JSON."""
    try:
        return stringify(body)
    except (ValueError, RecursionError):
        return None
