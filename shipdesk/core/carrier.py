"""What a carrier connector is: its record (data), its checks (pure), and its connector (HTTP).

A carrier is one folder below `shipdesk/carriers` and one line in `shipdesk/catalog.py`. Its `__init__` holds a
`CarrierRecord`; the record is cheap to import, and its two factories import the rest when they are called.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from shipdesk.core.fields import Choice, Field

if TYPE_CHECKING:
    from shipdesk.core.problems import Problem
    from shipdesk.core.shipment import Shipment
    from shipdesk.core.statuses import TrackingEvent


class Capability(StrEnum):
    """What a carrier's document offers beside booking."""

    LABEL = "label"
    TRACK = "track"
    RATES = "rates"
    SERVICES = "services"
    ORDERS = "orders"
    WEBHOOKS = "webhooks"


@dataclass(frozen=True, slots=True)
class Service:
    """A service of a carrier: the code of the interchange form, and what the clerk sees."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class AccountKey:
    """One setting of a carrier account. A secret one is kept in the keyring and never shown again."""

    key: str
    label: str
    secret: bool = False
    required: bool = True
    default: str = ""
    choices: tuple[Choice, ...] = ()
    help: str = ""
    several: bool = False
    """A secret of which more than one may hold at once: a webhook's, while it is being changed."""
    most_bytes: int = 0
    """The most bytes of UTF-8 that the carrier has room for; 0 where it does not count."""
    fault: Callable[[str], str | None] | None = None
    """For a value with a form of its own: one sentence of why it will not do, None when it will."""


#: The account's setting: where the receiver of webhooks can be reached from outside (`https://hooks.example.com`).
PUBLIC_URL = "public_url"


def public_url(help_text: str) -> AccountKey:
    """That setting, for a carrier that is told from here where to send."""
    return AccountKey(PUBLIC_URL, "Public address", required=False, help=help_text, fault=_public_fault)


def _public_fault(url: str) -> str | None:
    if url.startswith("https://") and len(url) > len("https://") and url.isascii() and not set(url) & set(" ?#"):
        return None
    return "The public address must start with https:// and hold no '?' or '#'; write it like https://hooks.example.com"


@dataclass(frozen=True)
class Account:
    """A carrier account as set up: where, and with what. `settings` holds no secret."""

    carrier: str
    environment: str
    base_url: str
    settings: Mapping[str, str]
    secret: Callable[[str], str]
    """Gives the secret of that name, or an empty text where none is set."""
    remember_secret: Callable[[str, str], None]
    """Keeps what a connector learns and must not write down (a token)."""


@dataclass(frozen=True)
class CheckContext:
    """What rules may look at beside the shipment itself: the time, the account's settings and what it may book."""

    now: datetime
    settings: Mapping[str, str] = field(default_factory=dict)
    services: frozenset[str] = frozenset()
    """The codes that the carrier itself named last to this account for this way; empty where nothing is known."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """A request as it will be sent, but for credentials: made once when the booking is queued.

    `payload` is text (JSON or form); the same bytes go out on every attempt. `notes` say in a clerk's words
    what the mapping did beside copying (a weight rounded up), so that it can be shown.
    """

    carrier: str
    reference: str
    operation: str
    payload: str
    notes: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 of operation and payload, hexadecimal."""
        return hashlib.sha256(f"{self.operation}\n{self.payload}".encode()).hexdigest()


class Verdict(StrEnum):
    """How one attempt to book ended, as far as the carrier's document lets us say."""

    BOOKED = "booked"
    """The carrier's number is known."""
    ACCEPTED = "accepted"
    """The carrier said yes; its number is not known yet."""
    REFUSED = "refused"
    """A documented refusal that proves nothing was booked."""
    DUPLICATE = "duplicate"
    """The carrier says that the reference is already used; `number` is set where it tells whose."""
    CONFLICT = "conflict"
    """What the carrier has is not what was to be sent: two numbers for one reference, or another's parcel under it."""
    SPLIT = "split"
    """Refused together with others, and proved not booked: each is to be sent alone."""
    NOT_SENT = "not_sent"
    """Proved: not one byte of the request left, or the carrier looked at nothing of it. Try again."""
    UNKNOWN = "unknown"
    """Anything else. The parcel may or may not be booked."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one attempt for one reference. `words` are the carrier's own, or the network's, for a person."""

    reference: str
    verdict: Verdict
    number: str = ""
    problems: tuple[Problem, ...] = ()
    words: str = ""
    retry_after_s: float | None = None
    label_url: str = ""
    found: Found | None = None
    """What the carrier showed of its own, where that is not what was to be sent."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the carrier has under a number: for confirming a booking and for showing two side by side."""

    number: str
    reference: str
    status: TrackingEvent | None = None
    receiver: str = ""
    country: str = ""
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LabelFile:
    """A label as the carrier gave it: the bytes, and `application/pdf`, `image/png` or `application/zpl`."""

    content: bytes
    media_type: str = "application/pdf"


@dataclass(frozen=True, slots=True)
class Rate:
    """What a service would cost; days None where the carrier does not say."""

    service: str
    name: str
    amount: Decimal | None
    currency: str
    days_min: int | None = None
    days_max: int | None = None


class Settling(StrEnum):
    """How a booking in doubt is settled without a person (DECISIONS.md, "Unknown is a state")."""

    SEND_AGAIN = "send_again"
    """The same bytes again: the carrier documents its refusal of a used reference."""
    LOOK = "look"
    """Ask for the reference; never a second POST by itself."""


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


class Rates(Protocol):
    """What the connector of a carrier with `Capability.RATES` can do beside the rest."""

    def rates(self, shipment: Shipment) -> list[Rate]:
        """What each service would cost for this shipment; empty where the carrier has no price for it.

        Raises `InputError` when the shipment lacks what the carrier reckons with, `CarrierError` or `NetworkError`.
        """


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


@dataclass(frozen=True, eq=False)
class CarrierRecord:
    """All that the house knows of a carrier without calling it."""

    id: str
    label: str
    services: tuple[Service, ...]
    environments: Mapping[str, str]
    """`production` and `sandbox` to their base URLs, as the document gives them; `custom` needs none."""
    account: tuple[AccountKey, ...]
    fields: Callable[[str], frozenset[str]]
    """The paths that a service sends, of the field table and of `options`; `[]` for an index (`products[].sku`)."""
    ignored: Mapping[str, str]
    """Paths that no service of this carrier sends, each with the reason."""
    required: Callable[[str], frozenset[str]]
    """The paths that a service cannot do without: marked in the form."""
    choices: Mapping[str, tuple[Choice, ...]]
    """Closed lists of this carrier, by path."""
    check: Callable[[Shipment, CheckContext], list[Problem]]
    freeze: Callable[[Shipment, CheckContext], Frozen]
    """The request of a shipment that passed `check`."""
    connect: Callable[[Account], Connector]
    options: tuple[Field, ...] = ()
    capabilities: frozenset[Capability] = frozenset()
    settling: Settling = Settling.LOOK
    probe_until: Callable[[Frozen], datetime | None] | None = None
    """Until when the same bytes still get a telling answer, aware; later the carrier refuses something else first."""
    batch: int = 1
    byte_limits: Callable[[str], Mapping[str, int]] | None = None
    """Where the carrier counts bytes of UTF-8: path to the most bytes, for a service."""
    tracked_together: int = 1
    """How many numbers one request for news takes; a connector asks for more one after the other."""
    silent_after_h: Mapping[str, int] = field(default_factory=lambda: {"": 72})
    """Hours without news after which a parcel is silent too long, by leg; the empty leg is every other one."""
    wire_lines: Callable[[Shipment], Mapping[str, list[str]]] | None = None
    """Where the carrier takes an address in short lines: path of the address to the lines as they will be sent."""

    def service(self, code: str) -> Service | None:
        return next((service for service in self.services if service.code == code), None)
