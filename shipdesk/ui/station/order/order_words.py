"""What is said of the order at hand in a clerk's words: over its form, under its reference, and beside its state."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from shipdesk.core.states import TWO_PARCELS, Label, State
from shipdesk.ui.station.lists.row_words import doubt_sentence
from shipdesk.ui.theme.states import LABEL
from shipdesk.ui.theme.tokens import Meaning

if TYPE_CHECKING:
    from shipdesk.core.records import Row

_SOURCES = {"table": "Typed at the table", "file": "From a file", "training": "Sample order", "": ""}

_FIXED: dict[State, tuple[Meaning, str]] = {
    State.QUEUED: (Meaning.ACCENT, "Queued, not booked yet: it goes out exactly as it stands here."),
    State.SENDING: (Meaning.ACCENT, "It is being sent exactly as it stands here."),
    State.CONFLICT: (Meaning.DOUBT, "The carrier already has a parcel under this reference. A person has to decide."),
    State.NEEDS_PERSON: (Meaning.DOUBT, "It may or may not be booked. A person has to look it up at the carrier."),
    State.VOID: (Meaning.NEUTRAL, "Void: the carrier cancelled it."),
}
_TWO = "Two parcels for one order: a person has to decide which of them is shipped."
_BESIDE = {
    State.QUEUED: "Not booked yet.",
    State.SENDING: "The carrier has not answered yet.",
    State.IN_DOUBT: "We keep asking the carrier.",
    State.CONFLICT: "A person has to decide.",
    State.NEEDS_PERSON: "A person has to decide.",
}


def remark_on(row: Row, carrier: str) -> tuple[Meaning, str] | None:
    """The remark for a booking; None where there is nothing to say. `carrier` is its name for people."""
    if row.state is State.IN_DOUBT:
        return Meaning.DOUBT, doubt_sentence(carrier)
    if row.state is State.REFUSED:
        return Meaning.STOP, row.note or f"{carrier} refused it; nothing was booked. Mend it and book again."
    if row.state is State.HELD:
        return Meaning.CARE, row.note or "On hold."
    if row.state in (State.TO_SHIP, State.QUEUED) and row.note:
        return Meaning.CARE, row.note
    if row.state is State.CONFLICT and row.note.startswith(TWO_PARCELS):
        return Meaning.DOUBT, _TWO
    return _FIXED.get(row.state)


def beside_state(row: Row) -> str:
    """What else is to be said of a booking, beside its state and number."""
    if row.state is State.ACCEPTED:
        return "The carrier has accepted it; its number is not known yet."
    if row.doubtful and row.note:
        return row.note
    if row.state is not State.BOOKED:
        return _BESIDE.get(row.state, "")
    printed = row.label in (Label.SENT, Label.PRINTED, Label.SEEN, Label.HANDED_OVER)
    return f"{LABEL[row.label].word}. {'F8 prints it again.' if printed else ''}".strip()


def about(row: Row | None, pieces: int) -> str:
    """The quiet line under the reference: where it came from, how much it is, since when."""
    if row is None:
        return "New shipment, not in the order book yet"
    source = _SOURCES.get(row.source, f"From {row.source.capitalize()}")
    count = f"{pieces} pieces" if pieces > 1 else "1 piece" if pieces else ""
    return "  ·  ".join(filter(None, (source, count, _since(row))))


def _since(row: Row) -> str:
    made = row.created_at.astimezone()
    today = row.created_at.astimezone().date() == datetime.now(made.tzinfo).date()
    return f"{made:%H:%M}" if today else f"{made:%d %b, %H:%M}"
