"""Who sent a webhook as CEVA's, and which event it is ("Handling Webhook", "Customer Status")."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from shipdesk.core.proofs import matches_any, named

if TYPE_CHECKING:
    from shipdesk.core.inbound import Delivery, Proofs

_UPDATE = "eventPayload.update."


def proves(delivery: Delivery, proofs: Proofs) -> bool:
    """CEVA, "Handling Webhook": the header `clientId` is the key of the subscription. It does not cover the body."""
    keys = (key.encode() for key in proofs.secrets("webhook_key"))
    return matches_any(delivery.headers.get("clientid", "").strip(), keys)


def identity(body: Mapping[str, Any]) -> str:
    """Order code, status code, time and leg."""
    needed = ("eventPayload.orderCode", f"{_UPDATE}statusCode", f"{_UPDATE}updateTimestamp")
    return named(body, needed, ("eventPayload.serviceType",))
