"""The ports: what the verbs need of the order book, the settings, the printers and the documents.

`app.py` brings the real ones; tests may bring fakes. Every call here blocks, and is safe from any thread.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from shipdesk.core.elsewhere import AdoptedShipments
from shipdesk.core.outside import OutsideWords
from shipdesk.core.prints import Prints

if TYPE_CHECKING:
    from pathlib import Path

    from shipdesk.core.batches import Batches
    from shipdesk.core.carrier import Account
    from shipdesk.core.connector import LabelFile
    from shipdesk.core.exchange import Exchange
    from shipdesk.core.imports import Imports
    from shipdesk.core.library import Library
    from shipdesk.core.outcomes import Found, Frozen, Outcome
    from shipdesk.core.prints import JobState, Printed
    from shipdesk.core.problems import Problem
    from shipdesk.core.records import Attempt, Backup, Changes, Document, Entry, Gaps, Move, Query, Row
    from shipdesk.core.shipment import Shipment
    from shipdesk.core.states import Label, State
    from shipdesk.core.statuses import TrackingEvent


class OrderBook(AdoptedShipments, OutsideWords, Prints, Protocol):
    """The order book. Every changing call is one durable transaction that either happened whole or not at all.

    Changing calls take the entry they were decided on and compare its version and state: when somebody else moved
    it meanwhile they raise `ConflictError` and change nothing. Each writes a line of history.
    """

    @property
    def library(self) -> Library:
        """What is used again and again, in the same file."""

    @property
    def batches(self) -> Batches:
        """Many orders booked as one piece of work, in the same file."""

    @property
    def imports(self) -> Imports:
        """Files on their way into the book, in the same file."""

    # --- shipments at the table

    def add(self, shipment: Shipment, state: State, *, who: str, why: str, source: str) -> Entry:
        """A new booking in `draft`, `to_ship` or `held`. Raises `ConflictError` when the reference is there."""

    def change(self, entry: Entry, shipment: Shipment, *, who: str, why: str) -> Entry:
        """Replace the shipment while its state is editable (`core.states.EDITABLE`)."""

    def move(self, entry: Entry, to: State, *, who: str, why: str, changes: Changes | None = None) -> Entry:
        """Any legal move that is no attempt (hold, back to draft, a person's word)."""

    def queue(
        self, entry: Entry, shipment: Shipment, frozen: Frozen, *, accepted: Sequence[Problem], who: str
    ) -> Entry:
        """Freeze and queue. Raises `ConflictError` when another booking of this reference is live."""

    def next_generation(self, entry: Entry, *, who: str, why: str) -> Entry:
        """A new booking for the same order, in `draft`, under the next generation; a person decided it."""

    # --- attempts

    def queued(self, carrier: str, now: datetime, most: int) -> list[Entry]:
        """Queued bookings that are due, oldest first."""

    def begin(self, entries: Sequence[Entry], kind: str, *, who: str, why: str = "") -> list[int]:
        """All of `entries` to `sending` under this process, with an attempt each; its ids. All or none.

        `why` is a person's reason where one asked for it.
        """

    def end(
        self,
        entry_id: int,
        attempt: int,
        to: State,
        outcome: Outcome,
        exchanges: Sequence[Exchange],
        *,
        who: str,
        why: str,
        changes: Changes,
    ) -> Entry:
        """The attempt's end and the move it means, from `sending`."""

    def postpone(self, entry: Entry, until: datetime | None, note: str) -> Entry:
        """Leave the state, look again at `until`; used when nothing was sent, and between looks."""

    def note_attempt(
        self,
        entry: Entry,
        kind: str,
        verdict: str,
        words: str,
        exchanges: Sequence[Exchange],
        *,
        found: Found | None = None,
    ) -> None:
        """Keep an exchange that moved nothing (a label asked for, a look), with what was found."""

    def let_go(self, entries: Sequence[Entry]) -> None:
        """Nobody here waits for their answers any more; what is still `sending` of them is an orphan."""

    def orphans(self) -> list[Entry]:
        """Bookings in `sending` for whose answer nobody waits: their process is gone, or could not write it down."""

    def due(self, states: frozenset[State], now: datetime) -> list[Entry]:
        """Bookings in these states that the worker is to look at now, oldest first."""

    def watched(self, carrier: str, now: datetime) -> list[Entry]:
        """Let go of by a person, and still to be looked for: void ones that are due, the longest due first."""

    def carriers_due(self, now: datetime) -> list[str]:
        """Who has something queued, in doubt, watched or a label pending that is due; names, sorted."""

    def next_due(self, states: frozenset[State]) -> datetime | None:
        """When the next of them falls due; None when none does by itself."""

    # --- backup and restore

    def backup(self, file: Path) -> Backup:
        """Everything into one file, verified, while others may be at work.

        Raises:
            InputError: the file cannot be written there, or is something else.
            SetupError: the order book is damaged, or the disk is full.
        """

    def gaps(self) -> Gaps | None:
        """What a restore has left for a person to say; None where there is nothing, as on all other days."""

    def close_gap(self, *, who: str, why: str) -> None:
        """A person has compared the carriers' own lists with the order book."""

    # --- labels, documents, news

    def store_label(self, entry: Entry, label: LabelFile, *, who: str, why: str) -> Entry:
        """Keep the bytes with their hash, then say `stored`, in one transaction."""

    def label(self, entry_id: int) -> LabelFile | None:
        """The stored label. Raises `ShipDeskError` when the bytes no longer match their hash."""

    def move_label(self, entry: Entry, to: Label, *, who: str, why: str) -> Entry:
        """A legal move of the label; the booking stays as it is."""

    def labels_pending(self, carrier: str, now: datetime) -> list[Entry]:
        """Booked, label `pending`, due."""

    def add_events(self, entry: Entry, events: Sequence[TrackingEvent]) -> int:
        """Keep news, each once; how many were new. An older event never turns the status back."""

    # --- reading

    def entry(self, reference: str) -> Entry | None:
        """The live generation of our own order, or its latest; where there is none, the latest made elsewhere."""

    def generations(self, reference: str) -> list[Entry]:
        """Those of our own order under this reference, the first one first."""

    def entry_by_id(self, entry_id: int) -> Entry | None: ...

    def by_number(self, tracking_number: str, carrier: str = "") -> Entry | None:
        """The newest booking with this number, of this carrier where one is given."""

    def rows(self, query: Query, most: int, after: tuple[datetime, int] | None = None) -> list[Row]:
        """A page, newest first, after the (created_at, id) of the last row of the page before."""

    def forms(self, ids: Sequence[int]) -> Mapping[int, str]:
        """The shipments of these bookings as canonical JSON, by id: for a few hundred at once."""

    def count(self, query: Query) -> int: ...

    def ids(self, query: Query) -> list[int]:
        """The bookings that a search finds, in the order of the list."""

    def anchors(self, query: Query, every: int) -> list[tuple[datetime, int]]:
        """The keys of each `every`-th row, so that any page of a long list is one step away."""

    def counts(self) -> Mapping[State, int]: ...

    def history(self, entry_id: int) -> list[Move]: ...

    def attempts(self, entry_id: int) -> list[Attempt]: ...

    def events(self, entry_id: int) -> list[TrackingEvent]: ...

    def documents(self, entry_id: int) -> list[Document]: ...

    def revision(self) -> int:
        """Grows with every change by any process: the window asks it to know whether to read again."""

    def close(self) -> None: ...


class Accounts(Protocol):
    """The carrier accounts that are set up."""

    def account(self, carrier: str) -> Account | None:
        """None where no account of that carrier is set up."""

    def settings(self, carrier: str) -> Mapping[str, str]:
        """The account's settings without secrets; empty where there is none."""


class Printer(Protocol):
    """The printer that is set for a kind of document."""

    def print_label(self, label: LabelFile, *, title: str, carrier: str = "") -> Printed:
        """Print at exactly 100 %, without a dialog, on the printer of this carrier's labels or of all labels.

        Raises:
            PrinterAwayError: the printer took nothing, and will once somebody has seen to it.
            PrintError: it would not print it, or broke off; the text says which and what to do.
        """

    def job_state(self, target: str, job: str) -> JobState:
        """What is known by now of what `print_label` handed over. Raises `PrinterAwayError`."""

    def print_document(self, pdf: bytes, *, title: str) -> str:
        """The same on the printer that is set for documents: slips, invoices, customs forms, manifests."""


@dataclass(frozen=True, slots=True)
class PrinterChoice:
    """A printer that could be set: `target` is what the setting holds, `label` what the clerk sees."""

    target: str
    label: str
    state: str
    """In a word or two: `ready`, `paused`, `not found`."""
    ready: bool = True
    chosen: bool = False
    """It is the one that is set for labels."""


class Clock(Protocol):
    """The time, so that tests may set it."""

    def __call__(self) -> datetime:
        """Now, aware, in UTC."""
