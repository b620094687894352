"""The worker: what is queued goes out, once each, and every end of an attempt is written down before the next.

A round takes one batch of one carrier and one operation. The order book is the referee: `sending` is committed,
durably, between the connection and the first byte; if another process was quicker, that commit fails and nothing is
sent.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from shipdesk.core.carrier import Settling
from shipdesk.core.errors import ConflictError
from shipdesk.core.exchange import Exchange, journal
from shipdesk.core.outcomes import Frozen, Outcome, Verdict
from shipdesk.core.protocol import Step, after_attempt
from shipdesk.core.records import Changes, Entry
from shipdesk.core.states import SHIPPED, State
from shipdesk.usecases.restore import must_be_open

if TYPE_CHECKING:
    from shipdesk.usecases.desk import Desk

#: How long to leave a carrier alone that could not be reached, in seconds, by how often in a row.
OFFLINE_PAUSES = (2, 5, 15, 30, 60)
#: The kind of an attempt that may book something.
BOOK = "book"

Tell = Callable[[Sequence[int]], None]


def quiet(_ids: Sequence[int]) -> None:
    """For who does not want to be told."""


def book_round(desk: Desk, carrier: str, tell: Tell = quiet) -> list[Entry]:
    """Send one batch of what is queued and due; the bookings as they stand now. Empty: nothing was due.

    `tell` is called with the ids when their request starts to leave.

    Raises:
        SetupError: the carrier has no account, or booking is shut after a restore; what is queued stays queued.
    """
    if desk.closing.is_set():
        return []
    record = desk.record(carrier)
    for together in _sendable_together(desk.book.queued(carrier, desk.clock(), record.batch * 4)):
        with desk.claims.take([entry.id for entry in together], record.batch) as mine:
            if mine:
                must_be_open(desk)
                return attempt(desk, carrier, [entry for entry in together if entry.id in mine], tell)
    return []


def _sendable_together(waiting: Sequence[Entry]) -> list[list[Entry]]:
    """Those of one operation, the oldest first. One that has spoilt a whole call goes alone."""
    groups: dict[object, list[Entry]] = {}
    for entry in waiting:
        groups.setdefault(entry.id if entry.alone else _frozen(entry).operation, []).append(entry)
    return list(groups.values())


def recover(desk: Desk) -> list[Entry]:
    """In doubt is what nobody waits for any more: the process is gone that sent it, or its disk was full."""
    why = "The program stopped while it was being sent. It may or may not be booked."
    recovered = []
    for entry in desk.book.orphans():
        with suppress(ConflictError):  # another process that is starting was quicker
            changes = Changes(due_at=desk.clock())
            recovered.append(desk.book.move(entry, State.IN_DOUBT, who="ShipDesk", why=why, changes=changes))
    return recovered


def attempt(desk: Desk, carrier: str, batch: Sequence[Entry], tell: Tell, *, why: str = "") -> list[Entry]:
    """One request for these bookings, and what came of each; empty when another process was quicker.

    `why` goes into the history, where a person asked for it.
    """
    try:
        return _attempted(desk, carrier, batch, tell, why)
    finally:
        desk.book.let_go(batch)  # also where the disk would not take the outcome: then it is in doubt


def _attempted(desk: Desk, carrier: str, batch: Sequence[Entry], tell: Tell, why: str) -> list[Entry]:
    attempts: list[int] = []

    def sending() -> None:
        attempts.extend(desk.book.begin(batch, BOOK, who=desk.who, why=why))
        tell([entry.id for entry in batch])

    try:
        with journal() as exchanges:
            outcomes = desk.connector(carrier).book([_frozen(entry) for entry in batch], sending)
    except ConflictError:
        return []  # another process was quicker: it is theirs
    if not attempts:
        kept = []
        for entry, outcome in zip(batch, outcomes, strict=True):
            with suppress(ConflictError):  # the clerk took it back meanwhile
                kept.append(_kept_back(desk, entry, outcome, exchanges))
        return kept
    return [
        _ended(desk, entry, attempt, outcome, exchanges)
        for entry, attempt, outcome in zip(batch, attempts, outcomes, strict=True)
    ]


def _frozen(entry: Entry) -> Frozen:
    if entry.frozen is None:
        raise ValueError(f"booking {entry.id} is queued without its request")
    return entry.frozen


def _kept_back(desk: Desk, entry: Entry, outcome: Outcome, exchanges: Sequence[Exchange]) -> Entry:
    """Not one byte left: the network was not there, or a look before sending found the reference in use."""
    again = _next_try(desk, entry, outcome)
    desk.book.note_attempt(entry, BOOK, outcome.verdict, outcome.words, exchanges, found=outcome.found)
    if outcome.verdict not in (Verdict.DUPLICATE, Verdict.CONFLICT):
        by_itself = entry.state is not State.NEEDS_PERSON
        return desk.book.postpone(entry, again, _goes_out_later(outcome)) if by_itself else entry
    step = after_attempt(outcome, earlier_tries=entry.tries)
    changes = Changes(note=step.why, tracking_number=outcome.number or None)
    return desk.book.move(entry, step.to, who="ShipDesk", why=step.why, changes=changes)


def _goes_out_later(outcome: Outcome) -> str:
    return f"{outcome.words} It goes out by itself." if outcome.words else "No network; it goes out by itself."


def _next_try(desk: Desk, entry: Entry, outcome: Outcome) -> datetime:
    pause = outcome.retry_after_s or OFFLINE_PAUSES[min(_failures(desk, entry), len(OFFLINE_PAUSES) - 1)]
    return desk.clock() + timedelta(seconds=pause)


def _failures(desk: Desk, entry: Entry) -> int:
    return sum(attempt.verdict == Verdict.NOT_SENT for attempt in desk.book.attempts(entry.id))


def _ended(desk: Desk, entry: Entry, attempt: int, outcome: Outcome, exchanges: Sequence[Exchange]) -> Entry:
    step = after_attempt(outcome, earlier_tries=entry.tries)
    return desk.book.end(
        entry.id,
        attempt,
        step.to,
        outcome,
        exchanges,
        who=desk.who,
        why=step.why,
        changes=_changes(desk, entry, outcome, step),
    )


def _changes(desk: Desk, entry: Entry, outcome: Outcome, step: Step) -> Changes:
    return Changes(
        note=_note(outcome, step),
        problems=outcome.problems or None,
        tracking_number=outcome.number or None,
        due_at=_due(desk, entry, outcome, step.to),
    )


def _note(outcome: Outcome, step: Step) -> str:
    if step.to in SHIPPED:
        return ""
    return _goes_out_later(outcome) if outcome.verdict is Verdict.NOT_SENT and step.to is State.QUEUED else step.why


def _due(desk: Desk, entry: Entry, outcome: Outcome, to: State) -> datetime | None:
    """When the worker takes it up again; one that is to go alone at once."""
    if to is State.IN_DOUBT:
        return _next_look(desk, entry, outcome)
    return _next_try(desk, entry, outcome) if outcome.verdict is Verdict.NOT_SENT else None


def _next_look(desk: Desk, entry: Entry, outcome: Outcome) -> datetime:
    """Asking may begin at once; the same bytes again only after a pause, or they would race the first ones."""
    pauses = desk.settle_pauses(entry.row.carrier)
    again = desk.record(entry.row.carrier).settling is Settling.SEND_AGAIN
    by_itself = again and not desk.leaves_doubts_to_person(entry.row.carrier)
    pause = pauses[min(entry.tries + 1, len(pauses) - 1)] if by_itself else pauses[0]
    return desk.clock() + max(pause, timedelta(seconds=outcome.retry_after_s or 0))
