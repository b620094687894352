"""Put a shipment in the order book, and queue it to be booked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from shipdesk.core.errors import ConflictError, InputError
from shipdesk.core.problems import Problem, error, has_errors, has_warnings
from shipdesk.core.states import EDITABLE, MOVES, State
from shipdesk.usecases.check import check
from shipdesk.usecases.inbound.own_address import with_own_address
from shipdesk.usecases.restore import must_be_open

if TYPE_CHECKING:
    from shipdesk.core.records import Entry
    from shipdesk.core.shipment import Shipment
    from shipdesk.usecases.desk import Desk

#: Another station that books the very same order adds it, queues it and sends it while we look.
_STEPS_OF_ANOTHER = 3


def add(desk: Desk, shipment: Shipment, state: State = State.TO_SHIP, *, source: str, why: str) -> Entry:
    """A new order at the table. Raises `ConflictError` when its reference is already in the book."""
    return desk.book.add(shipment, state, who=desk.who, why=why, source=source)


def keep(desk: Desk, shipment: Shipment, *, source: str = "table") -> Entry:
    """Keep what the clerk has typed, as a draft or in the order it belongs to; nothing is checked.

    Raises:
        InputError: there is no reference to keep it under, or its booking can no longer be changed.
    """
    if not shipment.reference:
        problem = error("reference", "reference.missing", "The reference is missing; give it a number of your own.")
        raise InputError(problem.message, [problem])
    entry = desk.book.entry(shipment.reference)
    if entry is None:
        return add(desk, shipment, State.DRAFT, source=source, why="Typed at the table.")
    if entry.shipment == shipment:
        return entry
    if entry.state not in EDITABLE:
        raise _used(entry)
    return desk.book.change(entry, shipment, who=desk.who, why="Changed at the table.")


def hold(desk: Desk, shipment: Shipment, *, why: str, source: str = "table", note: str = "") -> Entry:
    """Put it aside. Raises as `keep` does."""
    from shipdesk.core.records import Changes  # noqa: PLC0415 - late: keeps start-up fast

    entry = keep(desk, shipment, source=source)
    if entry.state is State.HELD:
        return entry
    if State.HELD not in MOVES[entry.state]:
        raise InputError(f"{entry.row.key} is {entry.state.replace('_', ' ')}; it can no longer be put aside.")
    return desk.book.move(entry, State.HELD, who=desk.who, why=why, changes=Changes(note=note or why))


def queue(desk: Desk, shipment: Shipment, *, accept_warnings: bool, source: str = "table") -> Entry:
    """Check, freeze and queue; booking itself goes on behind (`usecases.work`).

    Queued again with the same content it does nothing but give back where the booking stands.

    Raises:
        InputError: it has faults, or warnings that nobody accepted (`.problems`), or the reference belongs to
            a booking with other content.
        SetupError: after a restore, while it is not said what became of what was sent since the backup.
        ConflictError: somebody else has just changed it.
    """
    for _ in range(_STEPS_OF_ANOTHER):
        try:
            return _queued(desk, shipment, accept_warnings=accept_warnings, source=source)
        except ConflictError:
            if not _is_there(desk, shipment):
                raise
    return _queued(desk, shipment, accept_warnings=accept_warnings, source=source)


def stage(desk: Desk, shipment: Shipment, *, accept_warnings: bool, source: str) -> Entry:
    """Check it and have it in the order book, for a batch to queue. Raises as `queue` does."""
    try:
        return _staged(desk, shipment, accept_warnings=accept_warnings, source=source)
    except ConflictError:
        if not _is_there(desk, shipment):
            raise
    return _staged(desk, shipment, accept_warnings=accept_warnings, source=source)


def _is_there(desk: Desk, shipment: Shipment) -> bool:
    entry = desk.book.entry(shipment.reference)
    return entry is not None and entry.shipment == shipment


def _staged(desk: Desk, shipment: Shipment, *, accept_warnings: bool, source: str) -> Entry:
    entry, _problems = _bookable(desk, shipment, accept_warnings=accept_warnings, source=source)
    if entry.shipment == shipment:
        return entry
    return desk.book.change(entry, shipment, who=desk.who, why="Changed to be booked.")


def _queued(desk: Desk, shipment: Shipment, *, accept_warnings: bool, source: str) -> Entry:
    entry, problems = _bookable(desk, shipment, accept_warnings=accept_warnings, source=source)
    if entry.state not in EDITABLE:
        return entry
    record = desk.record(shipment.carrier)
    on_the_wire = with_own_address(desk, shipment.model_copy(update={"reference": entry.row.key}))
    frozen = record.freeze(on_the_wire, desk.context(shipment.carrier))
    return desk.book.queue(entry, shipment, frozen, accepted=problems, who=desk.who)


def _bookable(desk: Desk, shipment: Shipment, *, accept_warnings: bool, source: str) -> tuple[Entry, Sequence[Problem]]:
    """Its entry, new where there is none yet, and the warnings that are accepted. Raises as `queue` does."""
    entry = desk.book.entry(shipment.reference) if shipment.reference else None
    if entry is not None and entry.state not in EDITABLE:
        if entry.shipment == shipment:
            return entry, ()
        raise _used(entry)
    problems = check(desk, shipment)
    _must_be_bookable(problems, accept_warnings=accept_warnings)
    must_be_open(desk)
    if entry is None:
        entry = add(desk, shipment, State.DRAFT, source=source, why="Made to be booked.")
    return entry, problems


def unqueue(desk: Desk, reference: str) -> Entry:
    """Back to the table, while nothing has been sent. Raises `ConflictError` when it is too late."""
    entry = desk.book.entry(reference)
    if entry is None or entry.state is not State.QUEUED:
        raise ConflictError(f"{reference} is no longer waiting to be sent.")
    return desk.book.move(entry, State.DRAFT, who=desk.who, why="Taken back by the clerk before it was sent.")


def _must_be_bookable(problems: Sequence[Problem], *, accept_warnings: bool) -> None:
    if has_errors(problems):
        count = sum(problem.severity == "error" for problem in problems)
        raise InputError(f"{count} fault{'s' if count > 1 else ''} to mend before it can be booked.", problems)
    if has_warnings(problems) and not accept_warnings:
        raise InputError("There are warnings; a person must accept them first.", problems)


def _used(entry: Entry) -> InputError:
    message = (
        f"The reference {entry.row.reference} is already in the order book as {entry.state.replace('_', ' ')}, "
        "with other content; use another reference."
    )
    return InputError(message, [error("reference", "reference.used", message)])
