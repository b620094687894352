"""One action on many bookings: what came of each, in a sentence; one that cannot be done stops no other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shipdesk.core.errors import InputError, ShipDeskError
from shipdesk.core.handover import Verdict
from shipdesk.core.paperwork import Paper
from shipdesk.core.records import Changes
from shipdesk.core.states import MOVES, State
from shipdesk.usecases.documents import print_paper
from shipdesk.usecases.hand_over import scan_out
from shipdesk.usecases.label import print_label
from shipdesk.usecases.track import track_bookings

if TYPE_CHECKING:
    from shipdesk.core.records import Entry
    from shipdesk.usecases.desk import Desk

#: How many are asked for between two looks whether to go on.
_TRACKED_TOGETHER = 30


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one. `well` is False where it was not done; `sentence` says what was, or why not."""

    entry_id: int
    reference: str
    well: bool
    sentence: str


#: Is told what came of the next ones; ends the work with False.
Tell = Callable[[Sequence[Outcome]], bool]
Deed = Callable[["Desk", "Entry"], str]


def reprint(desk: Desk, entry: Entry) -> str:
    """Print the stored label once more. Raises as `print_label` does."""
    return print_label(desk, entry, why="Printed again.")[1]


def packing_slip(desk: Desk, entry: Entry) -> str:
    """Print its packing slip. Raises as `print_paper` does."""
    issued = print_paper(desk, entry.id, Paper.PACKING_SLIP)
    return " ".join((issued.where, *issued.notes))


def hold(desk: Desk, entry: Entry) -> str:
    """Put it aside. Raises `InputError` where it can no longer be, `ConflictError`."""
    if entry.state is State.HELD:
        raise InputError("It is on hold already.")
    if State.HELD not in MOVES[entry.state] or entry.row.elsewhere_id:
        raise InputError(f"It is {_words(entry)}; it can no longer be put aside.")
    why = "Put on hold with others."
    desk.book.move(entry, State.HELD, who=desk.who, why=why, changes=Changes(note=why))
    return "On hold."


def release(desk: Desk, entry: Entry) -> str:
    """From hold back to what is to ship. Raises `InputError` where it is not on hold, `ConflictError`."""
    if entry.state is not State.HELD:
        raise InputError(f"It is {_words(entry)}, and not on hold.")
    desk.book.move(entry, State.TO_SHIP, who=desk.who, why="Released with others.", changes=Changes(note=""))
    return "To ship."


def hand_over_at(station: str) -> Deed:
    """Scan parcels out for their carriers' drivers at this station."""

    def hand_over(desk: Desk, entry: Entry) -> str:
        scanned = scan_out(desk, entry.row.carrier, station, entry.row.tracking_number or entry.row.key)
        if scanned.verdict not in (Verdict.TAKEN, Verdict.TWICE):
            raise InputError(scanned.sentence)
        return f"{scanned.sentence} {scanned.handover.number}."

    return hand_over


def do_each(desk: Desk, ids: Sequence[int], deed: Deed, tell: Tell) -> None:
    """Do it for each of these, in order, until `tell` ends it."""
    for entry_id in ids:
        if not tell([_done(desk, entry_id, deed)]):
            return


def track_each(desk: Desk, ids: Sequence[int], tell: Tell) -> None:
    """Ask the carriers for news of these, some at a time, until `tell` ends it."""
    for start in range(0, len(ids), _TRACKED_TOGETHER):
        some = ids[start : start + _TRACKED_TOGETHER]
        if not tell(list(_tracked(desk, some))):
            return


def _tracked(desk: Desk, ids: Sequence[int]) -> Iterator[Outcome]:
    for one in track_bookings(desk, ids):
        words = one.fault or (f"{one.new_events} new." if one.new_events else "Nothing new.")
        yield Outcome(one.row.id if one.row else 0, one.reference, not one.fault, words)


def _done(desk: Desk, entry_id: int, deed: Deed) -> Outcome:
    entry = desk.book.entry_by_id(entry_id)
    if entry is None:
        return Outcome(entry_id, str(entry_id), well=False, sentence="It is no longer in the order book.")
    try:
        return Outcome(entry_id, entry.row.key, well=True, sentence=deed(desk, entry))
    except ShipDeskError as fault:
        return Outcome(entry_id, entry.row.key, well=False, sentence=str(fault))


def _words(entry: Entry) -> str:
    return entry.state.replace("_", " ")
