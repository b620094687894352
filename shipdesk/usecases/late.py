"""What a person let go of is still looked for: a request may have been booked long after its answer was lost.

A booking that was given up, or booked anew under the next reference, is never sent again. Where the carrier can be
asked by our reference it is asked, ever more seldom, for as long as the same bytes would be sent again elsewhere.
Whatever shows that it was booked after all makes a conflict of it: two parcels at the carrier for one order, or one
that nobody wants. It stays until a person says what becomes of it.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from shipdesk.core.carrier import Settling
from shipdesk.core.errors import ConflictError, ShipDeskError
from shipdesk.core.protocol import PROBE_FOR
from shipdesk.core.records import Changes
from shipdesk.core.states import EDITABLE, IN_FLIGHT, TWO_PARCELS, State
from shipdesk.usecases.settle import ASK, HOUSE, look
from shipdesk.usecases.work import OFFLINE_PAUSES, Tell, quiet

if TYPE_CHECKING:
    from shipdesk.core.outcomes import Found
    from shipdesk.core.records import Entry
    from shipdesk.usecases.desk import Desk

#: What is still being settled comes to its end first; then there is something to compare with.
_UNDER_WAY = (IN_FLIGHT - {State.QUEUED}) | {State.IN_DOUBT}


def first_watch(desk: Desk, entry: Entry) -> datetime | None:
    """When to look for the first time for one that is being let go; None where nothing can or need be asked."""
    can_ask = desk.record(entry.row.carrier).settling is Settling.LOOK
    if entry.state is not State.NEEDS_PERSON or not entry.tries or not can_ask:
        return None
    return desk.clock() + desk.settle_pauses(entry.row.carrier)[-1]


def watch_round(desk: Desk, carrier: str, tell: Tell = quiet) -> list[Entry]:
    """Look for one that was let go and is due; it and what had to be moved because of it. Empty: none was due."""
    if desk.closing.is_set():
        return []
    due = desk.book.watched(carrier, desk.clock())
    with desk.claims.take([entry.id for entry in due], 1) as mine:
        for one in mine:
            entry = desk.book.entry_by_id(one)
            if entry is not None and entry.state is State.VOID and entry.due_at and entry.due_at <= desk.clock():
                with suppress(ConflictError):  # another process was quicker: it is theirs
                    return _watched(desk, entry, tell)
    return []


def _watched(desk: Desk, entry: Entry, tell: Tell) -> list[Entry]:
    try:
        found = look(desk, entry, words="Let go of, and looked for.")
    except ShipDeskError:
        return [desk.book.postpone(entry, desk.clock() + timedelta(seconds=OFFLINE_PAUSES[-1]), entry.row.note)]
    if found is None:
        return [desk.book.postpone(entry, _next_watch(desk, entry), entry.row.note)]
    moved = _raise(desk, entry, found)
    tell([one.id for one in moved])
    return moved


def _next_watch(desk: Desk, entry: Entry) -> datetime | None:
    """After as long again as it has been let go; None when it was looked for long enough."""
    now = desk.clock()
    since = now - (_let_go_at(desk, entry) or now)
    return now + max(desk.settle_pauses(entry.row.carrier)[-1], since) if since < PROBE_FOR else None


def _let_go_at(desk: Desk, entry: Entry) -> datetime | None:
    moves = [move for move in desk.book.history(entry.id) if move.after == State.VOID != move.before]
    return moves[-1].time if moves else None


def noticed(desk: Desk, carrier: str, found: Found) -> list[Entry]:
    """Something else has shown a parcel of the carrier (a message, a person's number): was it let go of here?

    What had to be moved because of it; empty when it is none of those.
    """
    reference = found.reference
    orders = desk.book.generations(reference) or desk.book.generations(reference.rpartition("-")[0])
    late = [one for one in orders if one.row.key.casefold() == reference.casefold() and one.row.carrier == carrier]
    if not late or late[0].state is not State.VOID or not late[0].tries:
        return []
    desk.book.note_attempt(late[0], ASK, "found", f"Shown by {found.number}.", (), found=found)
    return _raise(desk, late[0], found)


def bring_up(desk: Desk, reference: str) -> None:
    """The live one is let go: what was booked late beside it is the order's parcel now, for a person to say."""
    for entry in reversed(desk.book.generations(reference)):
        since = _let_go_at(desk, entry)
        seen = [one for one in desk.book.attempts(entry.id) if one.found is not None]
        if entry.state is State.VOID and since and seen and seen[-1].started_at > since:
            assert seen[-1].found is not None
            _raise(desk, entry, seen[-1].found)
            return


def _raise(desk: Desk, late: Entry, found: Found) -> list[Entry]:
    """Make the conflict that a person has to take: of the live one beside it or, where none is, of itself."""
    others = [one for one in desk.book.generations(late.row.reference) if one.id != late.id]
    if any(one.state in _UNDER_WAY for one in others):
        return [desk.book.postpone(late, desk.clock() + timedelta(seconds=OFFLINE_PAUSES[-1]), late.row.note)]
    moved = [_take_back(desk, late, one) for one in others if one.state in EDITABLE or one.state is State.QUEUED]
    beside = [one for one in others if one.state in _MAY_STAND]
    if not beside:
        why = f"{late.row.key} was let go, and was booked after all{_as(found.number)}."
        changes = Changes(tracking_number=found.number or None, note=why)
        return [*moved, desk.book.move(late, State.CONFLICT, who=HOUSE, why=why, changes=changes)]
    return [*moved, *(_two(desk, late, one, found) for one in beside)]


_MAY_STAND = frozenset({State.BOOKED, State.ACCEPTED, State.NEEDS_PERSON, State.CONFLICT})


def _take_back(desk: Desk, late: Entry, other: Entry) -> Entry:
    why = f"{late.row.key} was booked after all; nothing was sent under {other.row.key}."
    if other.state is State.QUEUED:
        other = desk.book.move(other, State.HELD, who=HOUSE, why=why)
    return desk.book.move(other, State.VOID, who=HOUSE, why=why, changes=Changes(note=why))


def _two(desk: Desk, late: Entry, beside: Entry, found: Found) -> Entry:
    """Both are shown with the live one; only then is the late one no longer looked for."""
    carrier = desk.record(late.row.carrier).label
    if beside.state is not State.CONFLICT:
        why = (
            f"{TWO_PARCELS} at {carrier} for one order: {late.row.key}{_as(found.number)} was booked after all, beside "
            f"{beside.row.key}{_as(beside.row.tracking_number)}. Have {carrier} cancel one, then say which is shipped."
        )
        desk.book.note_attempt(beside, ASK, "found", f"{late.row.key} was booked after all.", (), found=found)
        beside = desk.book.move(beside, State.CONFLICT, who=HOUSE, why=why, changes=Changes(note=why))
    desk.book.postpone(late, None, f"Booked after all{_as(found.number)}, beside {beside.row.key}.")
    return beside


def _as(number: str) -> str:
    return f" as {number}" if number else ""
