"""Book what was read from files: each shipment ends booked, held, refused or with its faults; none stops another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from shipdesk.core.errors import ConflictError, InputError, SetupError, ShipDeskError
from shipdesk.core.problems import Problem, error, has_errors
from shipdesk.core.states import EDITABLE, SHIPPED, State
from shipdesk.usecases import book
from shipdesk.usecases.check import check, check_reading
from shipdesk.usecases.work import Tell, quiet
from shipdesk.usecases.work_off import work_off

if TYPE_CHECKING:
    from shipdesk.core.reading import Reading
    from shipdesk.core.records import Entry
    from shipdesk.core.shipment import Shipment
    from shipdesk.usecases.desk import Desk

SOURCE = "file"
_HELD = "There are warnings; a person must accept them first."


@dataclass(frozen=True, slots=True)
class Booked:
    """What became of one shipment. Without an entry it is not in the order book: it had faults."""

    reference: str
    place: str
    entry: Entry | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def is_done(self) -> bool:
        """The carrier has said yes to this very shipment."""
        return self.entry is not None and self.entry.state in SHIPPED and not has_errors(self.problems)

    @property
    def state(self) -> str:
        return self.entry.state if self.entry else ""

    def as_dict(self) -> dict[str, Any]:
        """The public form: `reference`, `state`, `tracking_number`, `problems`."""
        return {
            "reference": self.reference,
            "state": self.state,
            "tracking_number": self.entry.row.tracking_number if self.entry else "",
            "problems": [problem.as_dict() for problem in self.problems],
        }


def queue_readings(desk: Desk, readings: Sequence[Reading], *, accept_warnings: bool) -> list[Booked]:
    """Check and queue these; what has warnings that nobody accepted is put on hold. One for each, in order."""
    lacking = _lacking_accounts(desk, {reading.shipment.carrier for reading in readings})
    return [_queued(desk, reading, lacking, accept_warnings=accept_warnings) for reading in readings]


def book_queued(desk: Desk, queued: Sequence[Booked], tell: Tell = quiet) -> tuple[list[Booked], str]:
    """Send what is queued and fetch the labels: how each stands then, and a sentence where the work broke off.

    What the network keeps from leaving stays `queued`.
    """
    broke_off = ""
    try:
        work_off(desk, [one.entry for one in queued if one.entry], tell)
    except ShipDeskError as fault:
        broke_off = str(fault)
    return [_now(desk, one) for one in queued], broke_off


def _queued(desk: Desk, reading: Reading, lacking: Mapping[str, str], *, accept_warnings: bool) -> Booked:
    found = Booked(reading.shipment.reference, reading.place)
    if has_errors(reading.problems):
        return replace(found, problems=tuple(check_reading(desk, reading)))
    try:
        _must_have_account(desk, reading.shipment, lacking)
        entry, problems = _queued_or_held(desk, reading.shipment, accept_warnings=accept_warnings)
        return replace(found, entry=entry, problems=problems)
    except InputError as fault:
        return replace(found, problems=fault.problems)
    except ConflictError as fault:
        return replace(found, problems=(error("reference", "reference.moved", str(fault)),))


def _queued_or_held(desk: Desk, shipment: Shipment, *, accept_warnings: bool) -> tuple[Entry, tuple[Problem, ...]]:
    """The entry, and what it is held for. Raises as `book.queue` does, but for warnings."""
    try:
        return book.queue(desk, shipment, accept_warnings=accept_warnings, source=SOURCE), ()
    except InputError as fault:
        if has_errors(fault.problems):
            raise
        return book.hold(desk, shipment, why=_HELD, source=SOURCE), fault.problems


def _lacking_accounts(desk: Desk, carriers: set[str]) -> dict[str, str]:
    """Which of these carriers cannot be called, and the sentence that says why."""
    lacking = {}
    for carrier in carriers & desk.records.keys():
        try:
            desk.connector(carrier)
        except SetupError as fault:
            lacking[carrier] = str(fault)
    return lacking


def _must_have_account(desk: Desk, shipment: Shipment, lacking: Mapping[str, str]) -> None:
    """Nothing is queued for a carrier that cannot be called: it would go out by surprise on another day."""
    entry = desk.book.entry(shipment.reference) if shipment.reference else None
    if shipment.carrier in lacking and (entry is None or entry.state in EDITABLE):
        sentence = lacking[shipment.carrier]
        raise InputError(sentence, [*check(desk, shipment), error("carrier", "account.missing", sentence)])


def _now(desk: Desk, one: Booked) -> Booked:
    if one.entry is None:
        return one
    entry = desk.book.entry_by_id(one.entry.id) or one.entry
    said = entry.problems if entry.state in (State.REFUSED, State.CONFLICT) else ()
    return replace(one, entry=entry, problems=one.problems or said)
