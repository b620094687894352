"""Settle what is in doubt, as far as that goes without a person (DECISIONS.md, "Unknown is a state")."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from shipdesk.core.carrier import Settling
from shipdesk.core.errors import ConflictError, ShipDeskError
from shipdesk.core.exchange import journal
from shipdesk.core.outcomes import Found, Verdict
from shipdesk.core.protocol import MOST_PROBES, PROBE_FOR
from shipdesk.core.records import Attempt, Changes, Entry
from shipdesk.core.states import State
from shipdesk.usecases.work import BOOK, OFFLINE_PAUSES, Tell, attempt, quiet

if TYPE_CHECKING:
    from shipdesk.usecases.desk import Desk

ASK = "ask"
HOUSE = "ShipDesk"
_NOT_FOUND = "not found"
_LOOK_IT_UP = "Look it up at the carrier and say what is there."


def settle_round(desk: Desk, carrier: str, tell: Tell = quiet) -> list[Entry]:
    """Look after one booking in doubt that is due, as the carrier's document allows; empty: none was due."""
    if desk.closing.is_set():
        return []
    due = [e for e in desk.book.due(frozenset({State.IN_DOUBT}), desk.clock()) if e.row.carrier == carrier]
    with desk.claims.take([entry.id for entry in due], 1) as mine:
        # What was due when the list was read may have been settled by the thread that had it until now.
        batch = [now for one in mine if (now := desk.book.entry_by_id(one)) is not None and _is_due(desk, now)]
        again = desk.record(carrier).settling is Settling.SEND_AGAIN
        try:
            return [now for entry in batch for now in (_send_again if again else _look_again)(desk, entry, tell)]
        except ConflictError:
            return []  # another process was quicker: it is theirs


def _is_due(desk: Desk, entry: Entry) -> bool:
    return entry.state is State.IN_DOUBT and (entry.due_at is None or entry.due_at <= desk.clock())


def _send_again(desk: Desk, entry: Entry, tell: Tell) -> list[Entry]:
    why = "We have asked as often as is safe." if entry.tries > MOST_PROBES else no_probe_because(desk, entry)
    return [_needs_person(desk, entry, why)] if why else attempt(desk, entry.row.carrier, [entry], tell)


def no_probe_because(desk: Desk, entry: Entry) -> str:
    """Why the same bytes must not go out again unless a person says so, a sentence; empty where they may."""
    record, now = desk.record(entry.row.carrier), desk.clock()
    if desk.leaves_doubts_to_person(record.id):
        return f"The {record.label} account leaves every doubt to a person."
    if now - _first_sent(desk, entry) > PROBE_FOR:
        return f"It was first sent more than three days ago; {record.label} may have forgotten the reference."
    if record.probe_until is not None and entry.frozen is not None:
        until = record.probe_until(entry.frozen)
        if until is not None and now >= until:
            return f"Its pickup day is over; {record.label} would refuse the date and not say what it has."
    return ""


def _first_sent(desk: Desk, entry: Entry) -> datetime:
    sent = [one.started_at for one in desk.book.attempts(entry.id) if _has_left(one)]
    return min(sent, default=desk.clock())


def _has_left(one: Attempt) -> bool:
    return one.kind == BOOK and one.verdict != Verdict.NOT_SENT


def _look_again(desk: Desk, entry: Entry, _tell: Tell) -> list[Entry]:
    return [_after_a_look(desk, entry)]


def _after_a_look(desk: Desk, entry: Entry) -> Entry:
    try:
        found = look(desk, entry)
    except ShipDeskError as fault:
        return desk.book.postpone(entry, desk.clock() + timedelta(seconds=OFFLINE_PAUSES[-1]), str(fault))
    if found is not None:
        return take_found(desk, entry, found, who=HOUSE)
    pauses, looks = desk.settle_pauses(entry.row.carrier), _looks(desk.book.attempts(entry.id))
    if looks >= len(pauses):
        return _needs_person(desk, entry, "We have asked as often as makes sense; not found is not proof.")
    note = "The carrier does not know it yet; we keep asking."
    return desk.book.postpone(entry, desk.clock() + pauses[looks], note)


def look(desk: Desk, entry: Entry, *, words: str = "", number: str = "") -> Found | None:
    """What the carrier has under our reference, or its own `number`, kept as an attempt with these `words`.

    Raises:
        SetupError, CarrierError, NetworkError: it cannot be asked now.
    """
    try:
        with journal() as exchanges:
            connector = desk.connector(entry.row.carrier)
            found = connector.find(number) if number else connector.look(entry.row.key)
    except ShipDeskError as fault:
        desk.book.note_attempt(entry, ASK, Verdict.UNKNOWN, f"{words} {fault}".strip(), exchanges)
        raise
    desk.book.note_attempt(entry, ASK, "found" if found else _NOT_FOUND, words, exchanges, found=found)
    return found


def _looks(attempts: Sequence[Attempt]) -> int:
    """How often it was not found since the last request that may have booked it."""
    sent = max((place for place, one in enumerate(attempts) if _has_left(one)), default=0)
    return sum(one.kind == ASK and one.verdict == _NOT_FOUND for one in attempts[sent:])


def take_found(desk: Desk, entry: Entry, found: Found, *, who: str) -> Entry:
    """What was found under our reference is ours where the consignee and the country are; else it is a conflict."""
    same = same_place(entry, found)
    to = State.CONFLICT if not same else State.BOOKED if found.number else State.ACCEPTED
    why = "Found at the carrier." if same else "The carrier has another parcel under this reference."
    changes = Changes(tracking_number=found.number, note=why)
    return desk.book.move(entry, to, who=who, why=why, changes=changes)


def same_place(entry: Entry, found: Found) -> bool:
    """Whether the carrier has it for the consignee and the country that were sent."""
    ours = entry.shipment.receiver
    return (ours.name.casefold(), ours.country.casefold()) == (found.receiver.casefold(), found.country.casefold())


def _needs_person(desk: Desk, entry: Entry, because: str) -> Entry:
    why = f"{because} {_LOOK_IT_UP}"
    return desk.book.move(entry, State.NEEDS_PERSON, who=HOUSE, why=why, changes=Changes(note=why))
