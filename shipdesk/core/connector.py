"""What can be asked of a carrier over HTTP, and what it answers with.

Every connector is a `Connector`; the other protocols are what it can do beside that, by the capabilities of its
record (`core.carrier.Capability`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shipdesk.core.carrier import Service
    from shipdesk.core.outcomes import Found, Frozen, Outcome
    from shipdesk.core.shipment import Shipment
    from shipdesk.core.statuses import TrackingEvent


@dataclass(frozen=True, slots=True)
class LabelFile:
    """A label as the carrier gave it: the bytes, and `application/pdf`, `image/png` or `application/zpl`."""

    content: bytes
    media_type: str = "application/pdf"


class Connector(Protocol):
    """One account at one carrier, over HTTP. Safe to call from several threads; blocks until answered.

    Asking calls raise `CarrierError` (the carrier said no) or `NetworkError` (no answer). `book` raises neither:
    every end of an attempt is an `Outcome`.
    """

    def test(self) -> str:
        """Call the carrier with the account's credentials; a sentence of what it said."""

    def book(self, requests: Sequence[Frozen], sending: Callable[[], None]) -> list[Outcome]:
        """One attempt for these requests (one, or up to the record's `batch`, all of one operation), one for one.

        `sending` is called after the connection stands and before the first byte of the request leaves; when it
        raises, nothing is sent and its exception passes through.
        """

    def label(self, number: str, reference: str = "") -> LabelFile:
        """The label of a booked shipment. Raises `NotReadyError` when the carrier has none yet.

        `reference` is our key, for a carrier that may not be asked by its own number.
        """

    def find(self, number: str) -> Found | None:
        """What the carrier has under its own number; None where it knows no such number."""

    def look(self, reference: str) -> Found | None:
        """What the carrier has under our reference, where it can be asked by that; None where it has nothing."""

    def track(
        self, numbers: Sequence[str], references: Mapping[str, str] | None = None
    ) -> dict[str, list[TrackingEvent]]:
        """News of these, oldest first, by number; a number that the carrier does not know is left out.

        `references` are our keys by number, for a carrier that may not be asked by its own.
        """

    def close(self) -> None:
        """Give back the connections."""


@dataclass(frozen=True, slots=True)
class Rate:
    """What a service would cost; days None where the carrier does not say."""

    service: str
    name: str
    amount: Decimal | None
    currency: str
    days_min: int | None = None
    days_max: int | None = None


class Rates(Protocol):
    """What the connector of a carrier with `Capability.RATES` can do beside the rest."""

    def rates(self, shipment: Shipment) -> list[Rate]:
        """What each service would cost for this shipment; empty where the carrier has no price for it.

        Raises `InputError` when the shipment lacks what the carrier reckons with, `CarrierError` or `NetworkError`.
        """


class Services(Protocol):
    """What the connector of a carrier with `Capability.SERVICES` can do beside the rest."""

    def services(self, origin: str, destination: str) -> list[Service]:
        """What may be booked now from one country to another (ISO 3166 alpha-2), under the account's own names.

        Raises `CarrierError` or `NetworkError`.
        """


@dataclass(frozen=True, slots=True)
class Order:
    """An order as the carrier's list has it, also one that was made elsewhere."""

    found: Found
    shipment: Shipment
    """As far as the list tells it."""
    events: tuple[TrackingEvent, ...] = ()
    id: str = ""
    """What the carrier knows it by, whatever becomes of its numbers."""


@dataclass(frozen=True, slots=True)
class OrderPage:
    """A page of the carrier's list; `more` tells whether another may follow."""

    orders: tuple[Order, ...]
    more: bool


class Orders(Protocol):
    """What the connector of a carrier with `Capability.ORDERS` can do beside the rest."""

    def orders(self, page: int) -> OrderPage:
        """A page of all orders of the account, from 1. Raises `CarrierError` or `NetworkError`."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """A subscription to a carrier's news. `secret` is there only in the answer that made it, and never shown."""

    id: str
    url: str
    created_at: datetime | None = None
    secret: str = field(default="", repr=False)


class WebhookManager(Protocol):
    """What the connector of a carrier with `Capability.WEBHOOKS` can do beside the rest.

    All raise `CarrierError` or `NetworkError`; none that changes something is tried twice by itself.
    """

    def webhooks(self) -> list[Webhook]:
        """Those that are registered."""

    def webhook(self, webhook_id: str) -> Webhook:
        """One of them."""

    def create_webhook(self, url: str) -> Webhook:
        """Register `url`. The secret, where there is one, is kept with the account's webhook secrets."""

    def change_webhook(self, webhook_id: str, url: str) -> None:
        """Send the news to another URL from now on."""

    def delete_webhook(self, webhook_id: str) -> None:
        """No more news there, from now on."""
