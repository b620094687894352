"""Batches: many orders booked and printed as one piece of work, kept so that it outlives the program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shipdesk.core.records import Row


class PrintOrder(StrEnum):
    """In which order the labels of a batch come out; all but the last wait for the one whose turn it is."""

    GIVEN = "given"
    REFERENCE = "reference"
    DESTINATION = "destination"
    """By carrier, then country and postcode."""
    READY = "ready"


class Standing(StrEnum):
    """What a batch does. Cancelled, it sends nothing more, and goes on with what was sent."""

    RUNNING = "running"
    PAUSED = "paused"
    CANCELLED = "cancelled"


class Stage(StrEnum):
    """How far one line is. From `queued` on the booking itself says the rest, until nothing more is done with it."""

    WAITING = "waiting"
    QUEUED = "queued"
    DONE = "done"
    HELD = "held"
    FAULTY = "faulty"
    SKIPPED = "skipped"
    TAKEN_BACK = "taken_back"


class Print(StrEnum):
    """What is known of a line's label on its way to the printer."""

    NOT_YET = ""
    UNDER_WAY = "under_way"
    """Said before the printer is asked: whoever finds it after a crash does not know whether it came out."""
    UNSURE = "unsure"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class NewLine:
    """One order of a batch to be made. `before` is where its booking stands, to go back there."""

    booking_id: int
    before: str
    stage: Stage = Stage.WAITING
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """One batch. `accepted` are the codes of the warnings that a person accepted for all of it."""

    id: int
    made_at: datetime
    order: PrintOrder
    prints: bool
    """Its labels are printed as they come."""
    accepted: frozenset[str]
    standing: Standing
    note: str = ""
    """Why it stands still, in a sentence."""
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One order of a batch, with its booking as it stands now. `place` counts from 0, in the order of printing."""

    batch_id: int
    place: int
    before: str
    stage: Stage
    print: Print
    sentence: str
    row: Row


#: How many lines stand alike, by (stage, print, booking's state, label).
Tally = Mapping[tuple[str, str, str, str], int]


class Batches(Protocol):
    """The batches of the order book. Every change is one durable transaction."""

    def make_batch(
        self, lines: Sequence[NewLine], *, order: PrintOrder, accepted: frozenset[str], prints: bool, who: str
    ) -> Batch:
        """Keep a new batch; its lines are sent and printed in the order given."""

    def batch(self, batch_id: int) -> Batch | None: ...

    def open_batches(self) -> list[Batch]:
        """Those with anything left to do, the oldest first."""

    def stand(self, batch_id: int, standing: Standing, note: str = "") -> None:
        """Run on, pause or cancel. Cancelled, every line that still waits is taken back at once."""

    def end_batch(self, batch_id: int) -> None:
        """Nothing is left to do."""

    def alone_at(self, batch_id: int) -> AbstractContextManager[bool]:
        """Whether this process alone works on the batch for the length of the block; no two ever do."""

    def rows_of(self, ids: Sequence[int]) -> list[Row]:
        """The rows of these bookings, in the order given; one that is gone is left out."""

    def batch_lines(self, batch_id: int) -> list[BatchLine]:
        """All lines, in their order."""

    def tally(self, batch_id: int) -> Tally: ...

    def waiting_lines(self, batch_id: int, carrier: str, most: int) -> list[BatchLine]:
        """The next lines of a carrier that nothing was done with yet."""

    def queued_lines(self, batch_id: int) -> list[BatchLine]:
        """Lines that were queued and not followed to their end yet."""

    def carriers_waiting(self, batch_id: int) -> list[str]:
        """Whose lines still wait, by name."""

    def printable_line(self, batch: Batch) -> BatchLine | None:
        """The line whose label is to be printed now; None while the one whose turn it is may still come."""

    def settle_lines(self, batch: Batch) -> int:
        """Follow no further what is at its end; how many lines are left to wait, to send or to follow."""

    def mark_line(self, line: BatchLine, stage: Stage, sentence: str = "") -> bool:
        """Move a line on; False when it was moved meanwhile."""

    def mark_print(self, line: BatchLine, to: Print, sentence: str = "") -> None: ...

    def unsettle_prints(self, batch_id: int, before: Print, to: Print, sentence: str = "") -> None:
        """Every line whose printing stands at `before` to `to`."""
