"""What the order book gives back: plain values, cheap to make, safe to hand to any thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from shipdesk.core.states import DOUBTFUL, Label, State

if TYPE_CHECKING:
    from shipdesk.core.exchange import Exchange
    from shipdesk.core.outcomes import Found, Frozen
    from shipdesk.core.problems import Problem
    from shipdesk.core.shipment import Shipment


class Row(NamedTuple):
    """One line of a list: what the tables of the window and `shipdesk orders` show. Times are aware, in UTC.

    A named tuple because lists are made of thousands: a frozen dataclass costs six times as much to make.
    """

    id: int
    reference: str
    generation: int
    carrier: str
    service: str
    state: State
    label: Label
    tracking_number: str
    status: str
    """One of `core.statuses.Status`, or empty while nothing is known."""
    receiver: str
    country: str
    pieces: int
    source: str
    """Where it came from: `table`, `file`, `deeple`, `training`, a carrier's name for orders made elsewhere …"""
    note: str
    """One sentence for the clerk on why it stands where it stands ("No network; it goes out by itself.")."""
    created_at: datetime
    updated_at: datetime
    elsewhere_id: str = ""
    """Of a shipment that was made elsewhere: its id there, in the words of `source`; else empty."""

    @property
    def key(self) -> str:
        """The reference on the wire: a later generation carries its number (`REF1-2`)."""
        return self.reference if self.generation == 1 else f"{self.reference}-{self.generation}"

    @property
    def doubtful(self) -> bool:
        return self.state in DOUBTFUL


@dataclass(frozen=True, slots=True)
class Entry:
    """One booking whole. `version` grows with every change; a move names the version it was decided on."""

    row: Row
    version: int
    shipment: Shipment
    frozen: Frozen | None
    problems: tuple[Problem, ...]
    """What the carrier's refusal said, or which warnings a person accepted."""
    carrier_status: str
    """The carrier's own words for `row.status`."""
    tries: int
    """How many requests may have booked something under this key: sent, and not refused for certain."""
    due_at: datetime | None
    """When the worker looks at it again by itself; None: at once, or never by itself."""
    alone: bool = False
    """The carrier refused it once together with others: it is sent by itself from now on."""
    link: str = ""
    """Where a shipment that was made elsewhere can be followed, where its sender told."""

    @property
    def id(self) -> int:
        return self.row.id

    @property
    def state(self) -> State:
        return self.row.state


class Move(NamedTuple):
    """One line of the history: who moved it, when, why."""

    time: datetime
    before: str
    after: str
    who: str
    why: str


class Attempt(NamedTuple):
    """One try at the carrier: `kind` is `book`, `ask`, `label`; `verdict` is empty while it runs."""

    id: int
    kind: str
    started_at: datetime
    ended_at: datetime | None
    verdict: str
    words: str
    exchanges: tuple[Exchange, ...] = ()
    found: Found | None = None
    """What the carrier showed of its own."""


class Document(NamedTuple):
    """A file that belongs to a booking. `digest` is its SHA-256, hexadecimal; `size` in bytes."""

    kind: str
    media_type: str
    size: int
    digest: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Query:
    """A search of the order book; empty parts do not narrow it. Newest first."""

    text: str = ""
    states: frozenset[State] = frozenset()
    carrier: str = ""
    since: datetime | None = None
    until: datetime | None = None
    ids: tuple[int, ...] = ()
    """Only these bookings."""


class Changes(NamedTuple):
    """What changes beside the state in one move; None leaves a part as it is."""

    tracking_number: str | None = None
    note: str | None = None
    problems: tuple[Problem, ...] | None = None
    due_at: datetime | None = None
    """Set with every move: None takes it away."""
    shipment: Shipment | None = None
    frozen: Frozen | None = None


class Backup(NamedTuple):
    """What a backup holds: when it was made, how many shipments and labels."""

    made_at: datetime
    shipments: int
    labels: int


class Gaps(NamedTuple):
    """What a restored order book does not know, for a person to say; while there is any, nothing new is booked."""

    keys: tuple[str, ...]
    """Sent after the backup: booked or not?"""
    since: datetime | None
    """The journal of intents is not that of the backup: nobody here knows what else was sent since then."""
