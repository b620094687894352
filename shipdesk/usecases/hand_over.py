"""The end of the day: parcels scanned out to a driver, what is missing and what is extra named, and signed for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from shipdesk.core.errors import ConflictError, InputError
from shipdesk.core.handover import MISSED_DAYS, READY, Handover, Leaving, Sheet, Verdict
from shipdesk.core.records import Query
from shipdesk.core.states import DOUBTFUL, SHIPPED, Label, State
from shipdesk.usecases.documents import Issued, write_file
from shipdesk.usecases.show import find

if TYPE_CHECKING:
    from shipdesk.core.handover import Closed, Noted, Pickup, Signature
    from shipdesk.core.records import Entry, Row
    from shipdesk.usecases.desk import Desk

#: How many of a list the screen is given; the order book finds the others.
MOST = 400
_CLOSED = 30


@dataclass(frozen=True, slots=True)
class CarrierDay:
    """How far one carrier is: `expected` and `taken` together are to leave."""

    carrier: str
    label: str
    expected: int
    taken: int


@dataclass(frozen=True, slots=True)
class Evening:
    """Everything the end of the day asks about."""

    carriers: tuple[CarrierDay, ...]
    doubts: tuple[Row, ...]
    pickups: tuple[Pickup, ...]
    unseen: tuple[Row, ...]
    """Labels that were printed and that nobody has scanned on their parcel yet."""
    closed: tuple[Closed, ...]


@dataclass(frozen=True, slots=True)
class Scanned:
    """What one scan means, in a sentence, and what was kept of it in which hand-over."""

    verdict: Verdict
    sentence: str
    handover: Handover
    noted: Noted | None = None
    """None where nothing had to be kept: it was scanned before."""


def evening(desk: Desk) -> Evening:
    """The day's end over all carriers."""
    since = _since(desk)
    return Evening(
        carriers=tuple(_day(desk, carrier) for carrier in desk.records),
        doubts=tuple(desk.book.rows(Query(states=DOUBTFUL), MOST)),
        pickups=tuple(desk.handovers.pickups(since, MOST)),
        unseen=tuple(desk.handovers.unseen(since, MOST)),
        closed=tuple(desk.handovers.closed_handovers(_CLOSED)),
    )


def _day(desk: Desk, carrier: str) -> CarrierDay:
    expected, taken = desk.handovers.progress(carrier, _since(desk))
    return CarrierDay(carrier, desk.records[carrier].label, expected, taken)


def look(desk: Desk, carrier: str) -> Sheet:
    """The carrier's open hand-over; where none was begun, what it would ask for, under no number. Begins none."""
    handover = desk.handovers.open_one(carrier) or Handover(0, "", carrier, "", desk.clock(), 0)
    return desk.handovers.sheet(handover, _since(desk))


def scan_out(desk: Desk, carrier: str, station: str, text: str) -> Scanned:
    """One scan of a parcel that is to leave with this carrier; kept before this returns.

    What must not leave is kept too, as an extra with its sentence, until it is undone. It costs the same however many
    were scanned before: the sheet is not read again.
    """
    handover = desk.handovers.open_one(carrier) or desk.handovers.open_handover(carrier, station=station, who=desk.who)
    for _try in range(2):
        entry = _found(desk, carrier, text)
        verdict, sentence = _judge(desk, handover, entry, text)
        try:
            noted = _note(desk, handover, entry, text, (verdict, sentence))
        except ConflictError:
            handover = desk.handovers.open_handover(carrier, station=station, who=desk.who)
            continue  # another station was quicker: judge it as it stands now
        return Scanned(verdict, sentence, noted.handover if noted else handover, noted)
    raise ConflictError(f"{text} was changed while it was scanned; scan it again.")


def _note(desk: Desk, handover: Handover, entry: Entry | None, text: str, judged: tuple[Verdict, str]) -> Noted | None:
    verdict, sentence = judged
    if verdict is Verdict.TAKEN and entry is not None:
        return desk.handovers.scan_out(handover, entry, text, who=desk.who)
    if verdict is Verdict.TWICE:
        return None
    row = entry.row if entry else None
    return desk.handovers.note_extra(handover, text, verdict, sentence, row=row, who=desk.who)


def undo(desk: Desk, handover: Handover, line_id: int) -> Sheet:
    """Take a scan off again. Raises `ConflictError` when the hand-over is closed."""
    desk.handovers.undo_scan(handover, line_id)
    return desk.handovers.sheet(handover, _since(desk))


def close(desk: Desk, sheet: Sheet, signature: Signature) -> Handover:
    """Sign it off: the manifest is drawn and kept, and what is on it is handed over.

    Raises:
        InputError: nothing was scanned, or nobody has signed.
        ConflictError: something was scanned or moved since the sheet was read; look again.
    """
    if not sheet.taken:
        raise InputError("Nothing is scanned out yet; scan the parcels that leave, then close the hand-over.")
    if not signature.name.strip():
        raise InputError("The driver's name is missing; type it, and let the driver sign beside it.")
    entries = [desk.book.entry_by_id(line.row.id) for line in reversed(sheet.taken) if line.row is not None]
    leaving = Leaving(
        sheet.handover, tuple(entry for entry in entries if entry is not None), signature, desk.who, desk.clock()
    )
    manifest = desk.draw_handover(leaving)
    why = f"Handed over to {signature.name} with {sheet.handover.number}."
    return desk.handovers.close_handover(sheet, manifest, driver=signature.name, who=desk.who, why=why)


def print_manifest(desk: Desk, handover: Handover) -> Issued:
    """Print the signed list on the printer for documents. Raises `InputError` as long as it is open, `PrintError`."""
    return Issued(desk.printer.print_document(_manifest(desk, handover), title=handover.number))


def save_manifest(desk: Desk, handover: Handover, path: Path) -> Issued:
    """Write the signed list to `path`, which then ends in `.pdf`. Raises as `print_manifest`, and `ShipDeskError`."""
    path = path.with_suffix(".pdf")
    write_file(path, _manifest(desk, handover))
    return Issued(path.name)


def _manifest(desk: Desk, handover: Handover) -> bytes:
    manifest = desk.handovers.manifest(handover.id)
    if manifest is None:
        raise InputError(f"The hand-over {handover.number} is still open; close it first.")
    return manifest


def _since(desk: Desk) -> datetime:
    return desk.clock() - timedelta(days=MISSED_DAYS)


def _found(desk: Desk, carrier: str, text: str) -> Entry | None:
    """Two carriers may give the same number: this one's parcel comes first."""
    try:
        return desk.book.by_number(text, carrier) or find(desk, text)
    except InputError:
        return None


def _judge(desk: Desk, handover: Handover, entry: Entry | None, text: str) -> tuple[Verdict, str]:
    """What a scan means for this hand-over, and the sentence that says so."""
    if entry is None:
        return Verdict.UNKNOWN, f"{text} is no parcel of this order book; put it aside."
    row, key = entry.row, entry.row.key
    if (fault := _unfit(desk, handover, row)) is not None:
        return fault
    other = desk.handovers.taken_by(entry.id)
    if other is not None and other.id == handover.id:
        return Verdict.TWICE, f"{key} was scanned before; it counts once."
    if other is not None:
        return Verdict.ALREADY, f"{key} is scanned into {other.number} already; look where the parcel is."
    return Verdict.TAKEN, f"{key} goes to {row.receiver}, {row.country}."


def _unfit(desk: Desk, handover: Handover, row: Row) -> tuple[Verdict, str] | None:
    """Why a booking must not leave with this driver; None when it may."""
    key, state = row.key, row.state.replace("_", " ")
    theirs, ours = _name(desk, row.carrier), _name(desk, handover.carrier)
    reasons = (
        (row.state is State.VOID, Verdict.VOID, "was given up; take its label off and keep it here."),
        (row.state in DOUBTFUL, Verdict.IN_DOUBT, "may not be booked; keep it here until that is settled."),
        (row.state not in SHIPPED, Verdict.NOT_BOOKED, f"is not booked: it is {state}; book it at the station first."),
        (row.carrier != handover.carrier, Verdict.OTHER_CARRIER, f"goes with {theirs}, not with {ours}."),
        (row.label is Label.HANDED_OVER, Verdict.ALREADY, "was handed over before; look why it is here again."),
        (row.label not in READY, Verdict.NO_LABEL, "has no label that may leave; print it at the station first."),
    )
    return next(((verdict, f"{key} {words}") for holds, verdict, words in reasons if holds), None)


def _name(desk: Desk, carrier: str) -> str:
    return desk.records[carrier].label if carrier in desk.records else carrier
