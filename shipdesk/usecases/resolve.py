"""Do what a person says of a booking that nobody could settle; it is in the history with who, when and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shipdesk.core.carrier import Settling
from shipdesk.core.errors import ConflictError, InputError, NetworkError, SetupError, ShipDeskError
from shipdesk.core.exchange import journal
from shipdesk.core.outcomes import Verdict
from shipdesk.core.problems import Severity
from shipdesk.core.records import Changes
from shipdesk.core.states import TWO_PARCELS, Label, State
from shipdesk.usecases import book
from shipdesk.usecases import label as labels
from shipdesk.usecases.check import check
from shipdesk.usecases.late import bring_up, first_watch, noticed
from shipdesk.usecases.resolutions import BY_NAME, resolutions
from shipdesk.usecases.settle import ASK, look, no_probe_because, same_place, take_found
from shipdesk.usecases.work import attempt, quiet

if TYPE_CHECKING:
    from datetime import datetime

    from shipdesk.core.outcomes import Found
    from shipdesk.core.problems import Problem
    from shipdesk.core.records import Entry
    from shipdesk.usecases.desk import Desk


_NO_LABEL_YET = frozenset({Label.NONE, Label.PENDING, Label.FAILED_CHECK})


@dataclass(frozen=True, slots=True)
class Word:
    """What the person gave with it, trimmed."""

    number: str = ""
    why: str = ""


def resolve(desk: Desk, entry: Entry, name: str, *, number: str = "", why: str = "") -> Entry:
    """Do what the person says; the booking as it stands then, or the new one that was begun in its place.

    Asks the carrier where the resolution means that, and so takes up to a call's time.

    Raises:
        InputError: the number or the reason is missing, or the carrier cannot confirm the number; or nothing can be
            asked or sent under it.
        ConflictError: it is not in a state for this, it was moved meanwhile, or the number is another parcel's.
        NetworkError, CarrierError, SetupError: the carrier cannot be asked now; nothing has changed.
    """
    word = Word(number.strip(), " ".join(why.split()))
    resolution = next((one for one in resolutions(entry.state) if one.name == name), None)
    if resolution is None:
        raise ConflictError(f"{entry.row.key} is {_words(entry.state)}; '{BY_NAME[name].label}' is not for that.")
    if resolution.needs_number and not word.number:
        raise InputError("The number is missing; enter the one that the carrier has given.")
    if resolution.needs_why and not word.why:
        raise InputError("The reason is missing; say in a few words why, it is kept with the booking.")
    resolved = _DO[name](desk, entry, word)
    if resolved.row.label in (Label.PENDING, Label.FAILED_CHECK) and resolved.state is State.BOOKED:
        labels.fetch_now(desk, resolved)
    return desk.book.entry_by_id(resolved.id) or resolved


# --- each of them


def _number(desk: Desk, entry: Entry, word: Word) -> Entry:
    if entry.state is State.BOOKED and word.number.casefold() == entry.row.tracking_number.casefold():
        raise InputError(f"{word.number} is what {entry.row.key} is booked under; enter the second parcel's number.")
    other = desk.book.by_number(word.number)
    if other is not None and other.id != entry.id:
        raise ConflictError(f"{word.number} is already the number of {other.row.key}; look which of them it is.")
    found, doubt = _asked(desk, entry, word.number)
    if doubt and not word.why:
        raise InputError(f"{doubt} Ask again later, or give a reason to take the number on your word.")
    number = found.number if found and found.number else word.number
    if entry.state is State.BOOKED:
        return _second(desk, entry, number, " ".join(filter(None, [doubt or "The carrier confirms it.", word.why])))
    why = " ".join(filter(None, [f"The number {number} was entered.", doubt or "The carrier confirms it.", word.why]))
    changes = Changes(tracking_number=number, note=why if doubt else "")
    booked = desk.book.move(entry, State.BOOKED, who=desk.who, why=why, changes=changes)
    return _of_its_own_label(desk, booked, before=entry.row.tracking_number)


def _of_its_own_label(desk: Desk, entry: Entry, *, before: str) -> Entry:
    """A label that is there already is that of the number before: no parcel leaves with it."""
    if before in ("", entry.row.tracking_number) or entry.row.label in _NO_LABEL_YET:
        return entry
    why = f"It is the label of {before}, and the parcel is shipped as {entry.row.tracking_number}."
    return desk.book.move_label(entry, Label.FAILED_CHECK, who=desk.who, why=why)


def _second(desk: Desk, entry: Entry, number: str, whence: str) -> Entry:
    """The number that is known stays; both are shown until a person has said which of the two is shipped."""
    carrier = desk.record(entry.row.carrier).label
    ours = f"{entry.row.key} as {entry.row.tracking_number}"
    why = (
        f"{TWO_PARCELS} at {carrier} for one order: {ours}, and one as {number}. "
        f"Have {carrier} cancel one, then say which is shipped. {whence}"
    )
    return desk.book.move(entry, State.CONFLICT, who=desk.who, why=why, changes=Changes(note=why))


def _asked(desk: Desk, entry: Entry, number: str) -> tuple[Found | None, str]:
    """What the carrier has under this number, and why that confirms nothing, a sentence.

    Raises:
        ConflictError: it is another parcel's number; the sentence shows both.
    """
    carrier = desk.record(entry.row.carrier).label
    try:
        with journal() as exchanges:
            found = desk.connector(entry.row.carrier).find(number)
    except ShipDeskError as fault:
        desk.book.note_attempt(entry, ASK, Verdict.UNKNOWN, f"{number}: {fault}", exchanges)
        return None, f"{carrier} cannot confirm {number}: {fault}"
    if found is None:
        desk.book.note_attempt(entry, ASK, "not found", number, exchanges)
        return None, f"{carrier} does not know {number}."
    desk.book.note_attempt(entry, ASK, "found", f"{number}: {_of_carrier(found)}", exchanges, found=found)
    ours = _is_ours(entry, found)
    if ours is False:
        if noticed(desk, entry.row.carrier, found):
            raise ConflictError(
                f"{number} is {found.reference}, which was let go and was booked after all: there are two parcels at "
                f"{carrier} for one order. Both are shown; have {carrier} cancel one."
            )
        raise ConflictError(
            f"{number} is another parcel's number. At {carrier}: {_of_carrier(found)}; here: {_of_book(entry)}."
        )
    return found, "" if ours else f"{carrier} knows {number} and does not say whose it is."


def _is_ours(entry: Entry, found: Found) -> bool | None:
    """By the reference, else by consignee and country; None where the carrier tells neither."""
    if found.reference:
        return found.reference.casefold() == entry.row.key.casefold()
    return same_place(entry, found) if found.receiver and found.country else None


def _of_carrier(found: Found) -> str:
    return ", ".join(filter(None, [found.reference, found.receiver, found.country])) or "nothing more"


def _of_book(entry: Entry) -> str:
    return ", ".join(filter(None, [entry.row.key, entry.row.receiver, entry.row.country]))


def _ask(desk: Desk, entry: Entry, word: Word) -> Entry:
    if desk.record(entry.row.carrier).settling is Settling.SEND_AGAIN:
        if reason := no_probe_because(desk, entry):
            raise InputError(f"{reason} Look it up at the carrier and enter its number, or send it again on your word.")
        return _send(desk, entry, f"Asked with the same request. {word.why}".strip())
    found = look(desk, entry, words=f"Asked by {desk.who}. {word.why}".strip())
    if found is not None:
        return take_found(desk, entry, found, who=desk.who)
    note = f"{desk.record(entry.row.carrier).label} does not know it; that is no proof that it is not booked."
    return desk.book.postpone(entry, entry.due_at or desk.clock(), note)


def _send_again(desk: Desk, entry: Entry, word: Word) -> Entry:
    return _send(desk, entry, f"Sent again. {word.why}")


def _send(desk: Desk, entry: Entry, why: str) -> Entry:
    if entry.frozen is None:
        raise InputError(f"The request of {entry.row.key} is not in the order book, so it cannot be sent again.")
    moved = attempt(desk, entry.row.carrier, [entry], quiet, why=why)
    if not moved:
        raise ConflictError(f"{entry.row.key} was changed meanwhile; look again.")
    if moved[0].state is entry.state and moved[0].tries == entry.tries:
        raise NetworkError(_kept_back(desk, entry))
    return moved[0]


def _kept_back(desk: Desk, entry: Entry) -> str:
    """Why the try that was just made did not leave."""
    words = desk.book.attempts(entry.id)[-1].words
    return f"Nothing was sent. {words}".strip()


def _book_anew(desk: Desk, entry: Entry, word: Word) -> Entry:
    if entry.state is not State.VOID:
        entry = _let_go(desk, entry, f"Booked anew. {word.why}", due_at=first_watch(desk, entry))
    anew = desk.book.next_generation(entry, who=desk.who, why=f"Booked anew. {word.why}")
    try:
        return book.queue(desk, anew.shipment, accept_warnings=_were_accepted(entry, check(desk, anew.shipment)))
    except (InputError, SetupError) as fault:
        return book.hold(desk, anew.shipment, why=str(fault))


def _were_accepted(before: Entry, problems: list[Problem]) -> bool:
    accepted = {(one.field, one.code) for one in before.problems}
    return all((one.field, one.code) in accepted for one in problems if one.severity is Severity.WARNING)


def _give_up(desk: Desk, entry: Entry, word: Word) -> Entry:
    why = f"Given up as not booked. {word.why}"
    return _let_go(desk, entry, why, due_at=first_watch(desk, entry))


def _void(desk: Desk, entry: Entry, word: Word) -> Entry:
    void = _let_go(desk, entry, word.why)
    bring_up(desk, entry.row.reference)
    return void


def _let_go(desk: Desk, entry: Entry, why: str, *, due_at: datetime | None = None) -> Entry:
    changes = Changes(note=why, due_at=due_at)
    return desk.book.move(entry, State.VOID, who=desk.who, why=why, changes=changes)


def _words(state: State) -> str:
    return state.replace("_", " ")


_DO = {
    "number": _number,
    "ask": _ask,
    "send_again": _send_again,
    "book_anew": _book_anew,
    "give_up": _give_up,
    "void": _void,
}
