"""Fetch a label, keep it, check it, print it. Trouble here never touches the booking."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from shipdesk.core.carrier import Capability
from shipdesk.core.connector import LabelFile
from shipdesk.core.errors import CarrierError, ConflictError, InputError, NetworkError, NotReadyError, PrintError
from shipdesk.core.exchange import journal
from shipdesk.core.states import LABEL_MOVES, Label, State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shipdesk.core.label_faults import Fault
    from shipdesk.core.prints import Printed
    from shipdesk.core.records import Entry
    from shipdesk.usecases.desk import Desk

#: Seconds to the next try when the carrier has no label yet, or cannot be reached.
PAUSES = (2, 5, 15, 60, 300)


class UnfitLabelError(PrintError):
    """This very label failed its check; the printer would take another."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("The label was not printed: " + _sentences(faults))
        self.bearable = all(fault.bearable for fault in faults)
        """A person may have it printed as it is."""


def fetch(desk: Desk, entry: Entry) -> Entry:
    """The entry with its label stored; one that already is stays as it is.

    Raises:
        InputError: it is not booked, or its number is not known yet.
        NotReadyError: the carrier has none yet; it is asked again later.
        CarrierError, NetworkError: it could not be had; it is asked again later.
    """
    if entry.state is not State.BOOKED:
        raise InputError(f"{entry.row.reference} has no label yet: it is {entry.state.replace('_', ' ')}.")
    if entry.row.label not in (Label.PENDING, Label.FAILED_CHECK):
        return entry
    try:
        with journal() as exchanges:
            label, why = _label(desk, entry)
    except (CarrierError, NetworkError) as fault:
        verdict = "not ready" if isinstance(fault, NotReadyError) else "failed"
        desk.book.note_attempt(entry, "label", verdict, str(fault), exchanges)
        tries = sum(attempt.kind == "label" for attempt in desk.book.attempts(entry.id))
        pause = PAUSES[min(tries, len(PAUSES)) - 1]
        desk.book.postpone(entry, desk.clock() + timedelta(seconds=pause), str(fault))
        raise
    desk.book.note_attempt(entry, "label", "stored", "", exchanges)
    entry = desk.book.store_label(entry, label, who=desk.who, why=why)
    if faults := desk.label_faults(label, entry.row.tracking_number):
        return desk.book.move_label(entry, Label.FAILED_CHECK, who=desk.who, why=_sentences(faults))
    return entry


def _label(desk: Desk, entry: Entry) -> tuple[LabelFile, str]:
    """The carrier's label, or ours where the carrier gives none; and in a sentence whose it is."""
    record = desk.record(entry.row.carrier)
    if Capability.LABEL not in record.capabilities:
        return desk.draw_label(record, entry), f"Drawn here: {record.label} gives no label."
    connector = desk.connector(entry.row.carrier)
    return connector.label(entry.row.tracking_number, entry.row.key), "The carrier's label."


def fetch_now(desk: Desk, entry: Entry) -> Entry | None:
    """Ask once for its label, unless another thread is at it; the entry with the label, None while there is none."""
    with desk.claims.take([entry.id], 1) as mine:
        if not mine:
            return None
        try:
            return fetch(desk, entry)
        except (CarrierError, NetworkError):
            return None  # kept with the attempt, and asked again when it is due
        except ConflictError:
            return None  # another thread or process was quicker: it is theirs


def fetch_due(desk: Desk, carrier: str) -> list[Entry]:
    """Ask once for every pending label of a carrier that is due; the entries whose label is there now."""
    pending = desk.book.labels_pending(carrier, desk.clock())
    return [ready for entry in pending if (ready := fetch_now(desk, entry)) is not None]


def stored(desk: Desk, entry: Entry) -> LabelFile:
    """The label's bytes from the order book. Raises `InputError` when there is none yet, or none here ever."""
    if entry.row.elsewhere_id:
        raise InputError(f"{entry.row.reference} was made elsewhere, and so was its label; print it where it was made.")
    label = desk.book.label(entry.id)
    if label is None:
        raise InputError(f"The label of {entry.row.reference} is not there yet.")
    return label


def faults_of(desk: Desk, entry: Entry) -> list[Fault]:
    """What is wrong with the stored label. Raises `InputError` as `stored` does."""
    return desk.label_faults(stored(desk, entry), entry.row.tracking_number)


def released(desk: Desk, entry: Entry, *, as_it_is: bool = False) -> LabelFile:
    """The stored label for a file. `as_it_is` as in `print_label`; the history keeps it.

    Raises:
        InputError: there is none yet, or it failed its check.
    """
    label, faults = stored(desk, entry), faults_of(desk, entry)
    if any(not (as_it_is and fault.bearable) for fault in faults):
        hint = " It can be had with --as-it-is." if all(fault.bearable for fault in faults) else ""
        raise InputError(f"The label of {entry.row.reference} was not written: {_sentences(faults)}{hint}")
    stands = entry.row.label
    if faults and stands in LABEL_MOVES[stands]:
        why = f"Written to a file as it is: {_sentences(faults)}"
        desk.book.move_label(entry, stands, who=desk.who, why=why)
    return label


def print_label(
    desk: Desk, entry: Entry, *, why: str = "Booked and printed.", as_it_is: bool = False
) -> tuple[Entry, str]:
    """Print the stored label at exactly 100 %; the entry and a sentence of where it went.

    A reprint is told from the first label wherever it is seen: in the queue's list of jobs and in the history.
    `as_it_is` is a person's word for this one printing: faults that can be borne stop nothing, and the history keeps
    them with who said so. Nothing prints so by itself.

    Raises:
        InputError: there is no label yet.
        PrinterAwayError: the printer took nothing; it may be tried again by itself.
        UnfitLabelError: the label failed its check; nothing was printed.
        PrintError: the printer would not take it; nothing was printed.
    """
    label = stored(desk, entry)
    faults = desk.label_faults(label, entry.row.tracking_number)
    if any(not (as_it_is and fault.bearable) for fault in faults):
        raise UnfitLabelError(faults)
    before = desk.book.times_printed(entry.id)
    mark = f" REPRINT {before}" if before else ""
    title = f"{entry.row.reference} {entry.row.tracking_number}{mark}"
    printed = desk.printer.print_label(label, title=title, carrier=entry.row.carrier)
    again = f" Label {before + 1} of this booking." if before else ""
    borne = f" As it is: {_sentences(faults)}" if faults else ""
    return _note(desk, entry, printed, f"{why} {printed.where}{again}{borne}"), printed.where


def _sentences(faults: Sequence[Fault]) -> str:
    return " ".join(fault.sentence for fault in faults)


def _note(desk: Desk, entry: Entry, printed: Printed, why: str) -> Entry:
    """Paper that lies on the table is a fact: it is written down also where somebody moved the booking meanwhile."""
    while True:
        try:
            return desk.book.note_print(entry, printed, who=desk.who, why=why)
        except ConflictError:
            now = desk.book.entry_by_id(entry.id)
            if now is None or now.version == entry.version:
                raise
            entry = now
