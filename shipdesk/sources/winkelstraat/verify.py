"""Who sent a webhook as Winkelstraat's, and which event it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from shipdesk.core.proofs import matches_any, named

if TYPE_CHECKING:
    from shipdesk.core.inbound import Delivery, Proofs


def unproved(delivery: Delivery, proofs: Proofs) -> str:
    """Winkelstraat, "Headers": `x-api-key` is a shared secret. It does not cover the body."""
    given = delivery.headers.get("x-api-key", "").strip()
    if not given:
        return "It has no x-api-key."
    keys = (key.encode() for key in proofs.secrets("api_key"))
    return "" if matches_any(given, keys) else "Its x-api-key is none of those kept here."


def identity(body: Mapping[str, Any]) -> str:
    """Its number, when it was changed, and the status, which may be null."""
    return named(body, ("increment_id", "updated_at"), ("status",))
