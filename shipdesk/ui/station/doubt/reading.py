"""What the station reads and does about bookings in doubt, in the lanes: plain functions, values in and out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from shipdesk.core.errors import InputError, ShipDeskError
from shipdesk.core.states import DOUBTFUL, State
from shipdesk.usecases.settle import look

if TYPE_CHECKING:
    from shipdesk.core.outcomes import Found
    from shipdesk.core.records import Attempt, Entry, Move
    from shipdesk.usecases.desk import Desk

_EVER = datetime.max.replace(tzinfo=UTC)
#: While the same request goes out again, it has not left the doubt.
_STILL = DOUBTFUL | {State.SENDING}


@dataclass(frozen=True, slots=True)
class Wait:
    """Since when a booking is in doubt, and when the carrier is asked again by itself; None: not by itself."""

    since: datetime
    due: datetime | None


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a person needs to decide about one booking: how it stands, and what was tried, oldest first."""

    entry: Entry
    attempts: tuple[Attempt, ...]
    since: datetime

    def seen(self) -> Attempt | None:
        """The last attempt in which the carrier showed what it has; None where it never did."""
        return next((one for one in reversed(self.attempts) if one.found is not None), None)


@dataclass(frozen=True, slots=True)
class Resolved:
    """What came of a person's word: the booking as it was, and as it is or the one that took its place."""

    before: Entry
    now: Entry


def read_waits(desk: Desk) -> dict[int, Wait]:
    """All bookings in doubt, by their ids."""
    return {entry.id: _wait(desk, entry) for entry in desk.book.due(DOUBTFUL, _EVER)}


def _wait(desk: Desk, entry: Entry) -> Wait:
    asked_again = entry.state is State.IN_DOUBT
    return Wait(_since(desk, entry), (entry.due_at or desk.clock()) if asked_again else None)


def _since(desk: Desk, entry: Entry) -> datetime:
    return began(desk.book.history(entry.id)) or entry.row.updated_at


def began(history: Sequence[Move]) -> datetime | None:
    """When the doubt began that has not ended since; None where there is none."""
    found = None
    for move in reversed(history):
        if move.after not in _STILL:
            break
        if move.after in DOUBTFUL:
            found = move.time
    return found


def read_doubt(desk: Desk, entry_id: int) -> Doubt | None:
    """One booking with what was tried; None where it is gone."""
    entry = desk.book.entry_by_id(entry_id)
    if entry is None:
        return None
    return Doubt(entry, tuple(desk.book.attempts(entry_id)), _since(desk, entry))


@dataclass(frozen=True, slots=True)
class There:
    """What the carrier has for a booking now; `fault` is why it cannot be asked, a sentence."""

    entry: Entry
    found: Found | None = None
    fault: str = ""


def at_the_carrier(desk: Desk, entry: Entry) -> There:
    """Ask for it by its number, or else by our reference, and keep what it shows. It books nothing."""
    try:
        return There(entry, look(desk, entry, words="Shown side by side.", number=entry.row.tracking_number))
    except ShipDeskError as fault:
        return There(entry, fault=str(fault))


def resolve_now(desk: Desk, entry_id: int, name: str, number: str, why: str) -> Resolved:
    """Do what a person said of the booking as it stands now. Raises as `usecases.resolve.resolve` does."""
    from shipdesk.usecases.resolve import resolve  # noqa: PLC0415 - late: keeps start-up fast

    entry = desk.book.entry_by_id(entry_id)
    if entry is None:
        raise InputError("This order is no longer in the order book.")
    return Resolved(entry, resolve(desk, entry, name, number=number, why=why))
