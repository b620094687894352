"""What a carrier is: its record (data, and rules that ask nobody), and an account of it.

A carrier is one folder below `shipdesk/carriers` and one line in `shipdesk/catalog.py`. Its `__init__` holds a
`CarrierRecord`; the record is cheap to import, and its functions import the rest when they are called.
`connect` gives its connector (`core.connector`), which books what `freeze` has made (`core.outcomes`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from shipdesk.core.fields import Choice, Field

if TYPE_CHECKING:
    from shipdesk.core.connector import Connector
    from shipdesk.core.outcomes import Frozen
    from shipdesk.core.problems import Problem
    from shipdesk.core.shipment import Shipment


class Capability(StrEnum):
    """What a carrier's document offers beside booking."""

    LABEL = "label"
    TRACK = "track"
    RATES = "rates"
    SERVICES = "services"
    ORDERS = "orders"
    WEBHOOKS = "webhooks"


class Settling(StrEnum):
    """How a booking in doubt is settled without a person (DECISIONS.md, "Unknown is a state")."""

    SEND_AGAIN = "send_again"
    """The same bytes again: the carrier documents its refusal of a used reference."""
    LOOK = "look"
    """Ask for the reference; never a second POST by itself."""


class Service(NamedTuple):
    """A service of a carrier: the code of the interchange form, and what the clerk sees."""

    code: str
    name: str


class AccountKey(NamedTuple):
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
