"""The four senders as their documents have them: what they send, and how each proves that it was them."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

SECRETS = {
    "jumppoint": ("webhook_secret", "98a120ec04cb5410b2e9314e0fa0538e8f90"),
    "ceva": ("webhook_key", "sübscription-key"),
    "deeple": ("secret", "deeple-secret"),
    "winkelstraat": ("api_key", "winkelstraat-key"),
}
PROJECT = "P-100"


@dataclass(frozen=True)
class Sent:
    """One POST: where to, with which headers, and the bytes."""

    source: str
    headers: dict[str, bytes]
    content: bytes

    @property
    def raw_headers(self) -> list[tuple[bytes, bytes]]:
        return [(name.encode(), value) for name, value in self.headers.items()]

    @property
    def path(self) -> str:
        return f"/hooks/{self.source}"


def jumppoint(body: dict[str, Any], secret: str = "") -> Sent:
    content = json.dumps(body).encode()
    key = (secret or SECRETS["jumppoint"][1]).encode()
    return Sent(
        "jumppoint", {"X-Jumppoint-Signature": hmac.new(key, content, hashlib.sha256).hexdigest().encode()}, content
    )


def ceva(body: dict[str, Any], secret: str = "") -> Sent:
    return Sent("ceva", {"clientId": (secret or SECRETS["ceva"][1]).encode()}, json.dumps(body).encode())


def deeple(body: dict[str, Any], secret: str = "", at: str = "", project: str = PROJECT) -> Sent:
    content, at = json.dumps(body).encode(), at or str(int(time.time()))
    signed = hmac.new(
        (secret or SECRETS["deeple"][1]).encode(), project.encode() + at.encode() + content, hashlib.sha256
    )
    headers = {"PID": project.encode(), "TIMESTAMP": at.encode(), "SIGNATURE": signed.hexdigest().encode()}
    return Sent("deeple", headers, content)


def winkelstraat(body: dict[str, Any], secret: str = "") -> Sent:
    return Sent(
        "winkelstraat", {"x-api-key": (secret or SECRETS["winkelstraat"][1]).encode()}, json.dumps(body).encode()
    )


SENDERS: dict[str, Callable[..., Sent]] = {
    "jumppoint": jumppoint,
    "ceva": ceva,
    "deeple": deeple,
    "winkelstraat": winkelstraat,
}


def event(source: str, number: str) -> dict[str, Any]:
    """An event of that source about the parcel or order `number`."""
    events: dict[str, dict[str, Any]] = {
        "jumppoint": {
            "customerOrderId": f"id-{number}",
            "customerOrderNo": number,
            "status": "Order Created",
            "triggeredAt": "2026-05-25T00:20:03.820Z",
        },
        "ceva": {
            "eventType": "CUSTOMER_STATUS",
            "eventPayload": {
                "orderCode": number,
                "update": {
                    "status": "Pickup Scheduled",
                    "statusCode": "10003",
                    "updateTimestamp": "2026-12-09T16:09:53+00:00",
                },
                "serviceType": "LAST_MILE",
            },
        },
        "deeple": {"orderNumber": number, "state": "SHIPPED", "updatedAt": "2026-05-01 10:00:00", "grandTotal": 12.50},
        "winkelstraat": {
            "increment_id": number,
            "updated_at": "2026-02-20 15:31:54",
            "status": None,
            "track": {"carrier": "ups", "tracking_number": "1Z1"},
        },
    }
    return events[source]


def sent(source: str, number: str) -> Sent:
    """That event, with the sender's proof."""
    return SENDERS[source](event(source, number))
