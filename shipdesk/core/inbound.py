"""What comes in from outside: a delivery as it was received, what a source makes of it, and where it is kept.

A source of webhooks is one folder and one line in `shipdesk/catalog.py`, as a carrier is. Receiving proves who sent
a delivery and keeps it; only afterwards is it read (`Reader.read`) and worked into the order book.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from shipdesk.core.carrier import AccountKey
    from shipdesk.core.shipment import Shipment
    from shipdesk.core.statuses import TrackingEvent


@dataclass(frozen=True, slots=True)
class Delivery:
    """One POST as it came. Header names are lower case; `token` is what followed the path, where something did."""

    source: str
    headers: Mapping[str, str]
    body: bytes
    received_at: datetime
    token: str = ""


@dataclass(frozen=True)
class Proofs:
    """What an account knows that only the sender knows too. `settings` holds no secret."""

    settings: Mapping[str, str]
    secrets: Callable[[str], Sequence[str]]
    """All secrets of a name, any of which proves; empty where none is set."""


_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
_EXACT_DIGITS = 18


def read_object(body: bytes) -> dict[str, Any]:
    """The JSON object of a delivery: fractions as Decimal, and no text that cannot be written down again.

    Raises:
        ValueError: it is no JSON, or no object; the message is a sentence.
    """
    if not body.strip():
        raise ValueError("The body is empty; it must be a JSON object.")
    try:
        found = json.loads(
            body.decode("utf-8-sig"), parse_float=_fraction, parse_int=_whole, parse_constant=_no_constant
        )
    except json.JSONDecodeError as fault:
        what = fault.msg.removesuffix(" at")
        raise ValueError(f"This is not JSON: line {fault.lineno}, column {fault.colno}: {what}.") from None
    except UnicodeDecodeError as fault:
        raise ValueError(f"This is not JSON: byte {fault.start + 1} is not UTF-8.") from None
    except RecursionError:
        raise ValueError("This is not JSON that can be read: it is nested too deeply.") from None
    if not isinstance(found, dict):
        raise ValueError("The body is JSON, but not an object: it must begin with '{'.")
    cleaned: dict[str, Any] = _without_surrogates(found) if _SURROGATE.search(body) else found
    return cleaned


def _fraction(text: str) -> Decimal:
    try:
        return Decimal(text)
    except ArithmeticError:
        raise ValueError(f"This is not JSON that can be read: the number {text[:20]} is too long.") from None


def _whole(digits: str) -> int | Decimal:
    """Python reads no integer of thousands of digits; whoever sends one means nothing by its type."""
    return int(digits) if len(digits) <= _EXACT_DIGITS else Decimal(digits)


def _no_constant(name: str) -> Any:
    raise ValueError(f"This is not JSON: {name} is no number.")


def _without_surrogates(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_without_surrogates(one) for one in value]
    if isinstance(value, dict):
        return {_without_surrogates(key): _without_surrogates(one) for key, one in value.items()}
    return value


class NotUnderstoodError(Exception):
    """The delivery is genuine, but cannot be read; its text is one sentence of what is odd about it."""


@dataclass(frozen=True, slots=True)
class ParcelNews:
    """News of a parcel that a carrier has under `number`; `reference` is ours, where the news tells it."""

    number: str
    events: tuple[TrackingEvent, ...]
    reference: str = ""


@dataclass(frozen=True, slots=True)
class OrderToShip:
    """An order of a platform, filled in as far as it goes: carrier and service are left to the station's presets."""

    shipment: Shipment
    ready: bool
    """Whether it is to be shipped now; otherwise its state at the platform only updates what is here."""
    state: str
    """The platform's own word."""
    changed_at: datetime | None
    cancelled: bool = False
    """The platform says that it is not to be shipped any more."""
    platform: str = ""
    """Where it was bought, in the sender's words: two platforms may count up to the same number."""
    flags: tuple[str, ...] = ()
    """What a clerk should look at, a sentence each (a text longer than was promised)."""
    rest: Mapping[str, Any] = field(default_factory=dict)
    """What has no place in the shipment."""


@dataclass(frozen=True, slots=True)
class ShipmentElsewhere:
    """A shipment that somebody else booked, with a carrier of their own."""

    id: str
    """The sender's number of this shipment: the same again is the same shipment."""
    references: tuple[str, ...]
    """Numbers that may be our `reference`, the likeliest first."""
    carrier: str
    """The carrier's name in the sender's words (`ups`)."""
    number: str
    link: str
    """Where it can be followed."""
    shipment: Shipment
    events: tuple[TrackingEvent, ...]
    changed_at: datetime | None = None
    times: tuple[TrackingEvent, ...] = ()
    """Moments that its sender names beside the status, which is the one to go by: kept, and moving nothing."""


News = ParcelNews | OrderToShip | ShipmentElsewhere


@dataclass(frozen=True, slots=True)
class Reader:
    """How deliveries of one source are proved, told apart and read."""

    unproved: Callable[[Delivery, Proofs], str]
    """Why it does not prove who sent it, a sentence for our log without a value of the delivery; empty where it does.

    Secrets are compared in constant time. The body is not trusted, nor known to be JSON, yet.
    """
    identity: Callable[[Mapping[str, Any]], str]
    """What makes two deliveries the same event; empty where it does not say, and the body's hash decides."""
    read: Callable[[Mapping[str, Any]], News]
    """Pure. Raises `NotUnderstoodError`."""
    fit: Callable[[Sequence[Delivery], Sequence[str]], tuple[str, ...]] | None = None
    """Where the proof is not documented: values of the setting `fit_key` by which a secret proves all of these."""


@dataclass(frozen=True, eq=False)
class SourceRecord:
    """All that the house knows of a sender of webhooks. A carrier's shares id, label and account with the carrier."""

    id: str
    label: str
    account: tuple[AccountKey, ...]
    secrets: tuple[str, ...]
    """The names of the secrets that prove a delivery; without any of them set the source is not configured."""
    reader: Callable[[], Reader]
    """Imported with the first delivery: a window that paints has no use for it."""
    fit_key: str = ""
    """The setting that `Reader.fit` finds values of; empty where the sender documents its proof."""
    tokens: bool = False
    """Whether it sends news of a parcel to an address of the parcel's own, when that was booked with one."""
    environments: Mapping[str, str] = field(default_factory=dict)
    """Empty: nobody is called (`settings.accounts.Holder`)."""


class Working(StrEnum):
    """Where a kept delivery stands."""

    WAITING = "waiting"
    DONE = "done"
    NOT_UNDERSTOOD = "not_understood"
    """Genuine, but not readable: for a person."""
    UNMATCHED = "unmatched"
    """Understood, but of a parcel that nobody here knows: for a person, and looked at again when that is booked."""
    DISMISSED = "dismissed"
    """A person has seen it."""


@dataclass(frozen=True, slots=True)
class Received:
    """A delivery as it is kept. `note` says in one sentence what came of it; times are aware, in UTC."""

    id: int
    source: str
    identity: str
    body: bytes
    token: str
    received_at: datetime
    working: Working
    note: str = ""
    tries: int = 0
    due_at: datetime | None = None
    reference: str = ""
    """The order it was worked into; where it is unmatched, the number that nobody knew."""


class Inbox(Protocol):
    """The deliveries that were kept: one durable transaction for each call, safe from any thread and process."""

    def keep(self, deliveries: Sequence[tuple[Delivery, str]]) -> int:
        """Keep these under their identities, all or none, durably when it returns; how many were new."""

    def waiting(self, now: datetime, most: int) -> list[Received]:
        """What is to be worked off now: waiting and due, then unmatched and to be looked at again, each oldest first.

        Again is when its pause is over, or once a booking of its carrier has the number that nobody knew.
        """

    def settle(self, received: Received, working: Working, note: str, *, reference: str = "") -> None:
        """What came of it. A delivery that was settled meanwhile by somebody else stays as it is."""

    def postpone(
        self,
        received: Received,
        until: datetime,
        note: str,
        *,
        working: Working = Working.WAITING,
        reference: str = "",
    ) -> None:
        """Look again then, with one more try counted; meanwhile it is `working` (waiting, or unmatched)."""

    def of_order(self, source: str, reference: str) -> list[Received]:
        """All of a source that were worked into this order, oldest first."""

    def received(self, working: frozenset[Working], most: int, before_id: int | None = None) -> list[Received]:
        """A page for the inbox screen, newest first."""

    def counts(self) -> Mapping[Working, int]: ...
