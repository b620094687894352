"""A hand-over: the parcels of one carrier, scanned out one by one and signed for by the driver.

One is open per carrier at a time, over all stations; it stays open over a restart and over midnight until it is
closed. Closing is one transaction: the signed manifest is kept and every label on it is `handed_over`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from shipdesk.core.states import Label
from shipdesk.core.statuses import Status

if TYPE_CHECKING:
    from shipdesk.core.records import Entry, Row

#: A parcel may be scanned out while its label stands here: the label exists and is not with the carrier yet.
READY = frozenset({Label.STORED, Label.SENT, Label.PRINTED, Label.SEEN})
#: News after which a parcel no longer waits at the table, whatever was scanned.
AT_THE_TABLE = frozenset({Status.CREATED, Status.CONFIRMED, Status.UNKNOWN})
#: How far back a booking that was never handed over is still missed, in days; scanned out it may be at any age.
MISSED_DAYS = 14


class Verdict(StrEnum):
    """What one scan means for the hand-over."""

    TAKEN = "taken"
    """It goes with the driver."""
    TWICE = "twice"
    """It was scanned into this hand-over before; it counts once, and no line is kept."""
    UNKNOWN = "unknown"
    OTHER_CARRIER = "other_carrier"
    VOID = "void"
    IN_DOUBT = "in_doubt"
    NOT_BOOKED = "not_booked"
    NO_LABEL = "no_label"
    ALREADY = "already"
    """It was handed over before, or stands in another open hand-over."""


@dataclass(frozen=True, slots=True)
class Line:
    """One scan that is kept: a parcel that goes, or an extra that must not, with the sentence that says why."""

    id: int
    text: str
    """What was scanned."""
    verdict: Verdict
    sentence: str
    time: datetime
    who: str
    row: Row | None = None
    """The booking, where the scan is one's."""

    def replaces(self, other: Line) -> bool:
        """Whether this scan takes an earlier extra away: of the same parcel, or the same text that must not go."""
        if other.verdict is Verdict.TAKEN:
            return False
        parcel = self.row is not None and other.row is not None and self.row.id == other.row.id
        return parcel or (self.verdict is not Verdict.TAKEN and self.text == other.text)


@dataclass(frozen=True, slots=True)
class Handover:
    """One hand-over. `version` grows with every scan; closing names the version that the manifest was drawn of."""

    id: int
    number: str
    carrier: str
    station: str
    opened_at: datetime
    version: int
    closed_at: datetime | None = None
    driver: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """A scan that was kept: its line, and the hand-over in the version that has it."""

    handover: Handover
    line: Line


@dataclass(frozen=True, slots=True)
class Sheet:
    """A hand-over with everything on it: what was scanned (newest first), and what is still expected."""

    handover: Handover
    lines: tuple[Line, ...] = ()
    missing: tuple[Row, ...] = ()

    @property
    def taken(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.verdict is Verdict.TAKEN)

    @property
    def extra(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.verdict is not Verdict.TAKEN)

    def follow(self, noted: Noted) -> Sheet | None:
        """The sheet with one scan more; None where that is not the next one, so that it has to be read again."""
        handover, line = noted.handover, noted.line
        if (handover.id, handover.version) != (self.handover.id, self.handover.version + 1):
            return None
        lines = tuple(one for one in self.lines if not line.replaces(one))
        gone = line.row.id if line.row is not None and line.verdict is Verdict.TAKEN else None
        return Sheet(handover, (line, *lines), tuple(row for row in self.missing if row.id != gone))


@dataclass(frozen=True, slots=True)
class Signature:
    """How the driver signed: strokes of points in millimetres from the top left of the field, or only the name."""

    name: str = ""
    strokes: tuple[tuple[tuple[float, float], ...], ...] = ()
    width_mm: float = 0
    height_mm: float = 0


@dataclass(frozen=True, slots=True)
class Leaving:
    """What stands on the manifest: the parcels, who hands them over, the driver's signature and when (aware)."""

    handover: Handover
    entries: tuple[Entry, ...]
    signature: Signature
    clerk: str
    time: datetime


@dataclass(frozen=True, slots=True)
class Closed:
    """A hand-over of the past, for the list: how many parcels went."""

    handover: Handover
    parcels: int


@dataclass(frozen=True, slots=True)
class Pickup:
    """A parcel that waits for a pickup the carrier was asked for: the day (ISO), and its slot or time."""

    row: Row
    day: str
    when: str


class Handovers(Protocol):
    """Where hand-overs are kept. Every changing call is one durable transaction, whole or not at all."""

    def open_handover(self, carrier: str, *, station: str, who: str) -> Handover:
        """The carrier's open hand-over; a new one where there is none."""

    def open_one(self, carrier: str) -> Handover | None:
        """The carrier's open hand-over; None where there is none. Opens nothing."""

    def handover(self, handover_id: int) -> Handover | None: ...

    def sheet(self, handover: Handover, since: datetime) -> Sheet:
        """Everything on it; `missing` are bookings made after `since` that wait at the table, oldest first."""

    def taken_by(self, entry_id: int) -> Handover | None:
        """The open hand-over that this booking was scanned into; None for none."""

    def progress(self, carrier: str, since: datetime) -> tuple[int, int]:
        """Of a carrier's open hand-over: how many bookings made after `since` wait, and how many are on it."""

    def scan_out(self, handover: Handover, entry: Entry, text: str, *, who: str) -> Noted:
        """Put a parcel on it.

        Raises:
            ConflictError: the hand-over is closed, the booking was moved meanwhile or stands on another one.
        """

    def note_extra(
        self, handover: Handover, text: str, verdict: Verdict, sentence: str, *, row: Row | None, who: str
    ) -> Noted:
        """Keep a scan that must not go; the same text counts once. Raises `ConflictError` when it is closed."""

    def undo_scan(self, handover: Handover, line_id: int) -> None:
        """Take a scan off again. Raises `ConflictError` when the hand-over is closed."""

    def close_handover(self, sheet: Sheet, manifest: bytes, *, driver: str, who: str, why: str) -> Handover:
        """Keep the manifest (a PDF), and move the label of everything on it to `handed_over`.

        Raises:
            ConflictError: something was scanned, or a parcel on it was moved, since the sheet was read.
        """

    def manifest(self, handover_id: int) -> bytes | None:
        """The manifest of a closed hand-over. Raises `ShipDeskError` when it no longer matches its hash."""

    def closed_handovers(self, most: int) -> Sequence[Closed]:
        """The last ones, newest first."""

    def pickups(self, since: datetime, most: int) -> Sequence[Pickup]:
        """Parcels made after `since` that wait for a pickup the carrier was asked for, the next day first."""

    def unseen(self, since: datetime, most: int) -> Sequence[Row]:
        """Labels that were printed after `since` and that nobody has scanned on their parcel yet, oldest first."""
