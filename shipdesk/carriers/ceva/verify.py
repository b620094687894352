"""Who sent a webhook as CEVA's, and which event it is ("Handling Webhook", "Customer Status")."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from shipdesk.carriers.ceva import vocab
from shipdesk.core.proofs import matches_any, named

if TYPE_CHECKING:
    from shipdesk.core.inbound import Delivery, Proofs

_UPDATE = "eventPayload.update."


def unproved(delivery: Delivery, proofs: Proofs) -> str:
    """CEVA, "Handling Webhook": the header `clientId` is the key of the subscription. It does not cover the body."""
    given = delivery.headers.get("clientid", "").strip()
    if not given:
        return "It has no clientId."
    keys = (key.encode() for key in proofs.secrets("webhook_key"))
    return "" if matches_any(given, keys) else "Its clientId is the key of no subscription known here."


def identity(body: Mapping[str, Any]) -> str:
    """Order code, status code, time and leg; of another type of event nobody knows what makes it the same."""
    if body.get("eventType") != vocab.EVENT_TYPE:
        return ""
    needed = ("eventPayload.orderCode", f"{_UPDATE}statusCode", f"{_UPDATE}updateTimestamp")
    return named(body, needed, ("eventPayload.serviceType",))
