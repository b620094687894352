"""Take over what is good: into the to-ship list, or booked."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event
from typing import TYPE_CHECKING

from shipdesk.core.imports import TAKEABLE, Aim, Import, ImportRow, Stage, Standing
from shipdesk.core.states import State
from shipdesk.usecases.imports.run import Pace, Tell, import_of

if TYPE_CHECKING:
    from shipdesk.usecases.desk import Desk

_TAKEN_AT_ONCE = 250
_BOOKED_AT_ONCE = 10


def take_on(desk: Desk, import_id: int, tell: Tell | None = None, stop: Event | None = None) -> Import:
    """Take over what is good, where the import's aim says; what is left of it, when it was stopped before."""
    one = import_of(desk, import_id)
    if one.stage not in (Stage.READY, Stage.TAKING):
        return one
    desk.imports.set_stage(import_id, Stage.TAKING, one.note)
    whole, done, pace = max(one.count(*TAKEABLE), 1), 0, Pace(tell)
    for count in _taken(desk, one):
        done += count
        pace.told(count, min(done / whole, 1.0))
        if stop is not None and stop.is_set():
            return import_of(desk, import_id)
    now = import_of(desk, import_id)
    desk.imports.set_stage(import_id, Stage.READY if now.count(Standing.FAULTY) else Stage.DONE, one.note)
    return import_of(desk, import_id)


def _taken(desk: Desk, one: Import) -> Iterator[int]:
    """Chunk by chunk, how many rows were looked at."""
    if one.file.aim is Aim.TO_SHIP:
        while count := desk.imports.take(one.id, _TAKEN_AT_ONCE, who=desk.who):
            yield count
        return
    ids = sorted(number for standing in TAKEABLE for number in desk.imports.ids(one.id, standing))
    for at in range(0, len(ids), _BOOKED_AT_ONCE):
        rows = [row for row in desk.imports.rows(ids[at : at + _BOOKED_AT_ONCE]) if row.standing in TAKEABLE]
        _queue(desk, rows, accept=one.file.accept)
        yield len(ids[at : at + _BOOKED_AT_ONCE])


def _queue(desk: Desk, rows: list[ImportRow], *, accept: bool) -> None:
    """Queue these, and say of each what came of it. One that a stopped program has queued is not queued again."""
    from shipdesk.core.reading import Reading  # noqa: PLC0415 - late: keeps start-up fast
    from shipdesk.core.shipment import Shipment  # noqa: PLC0415 - the same
    from shipdesk.usecases.book_file import queue_readings  # noqa: PLC0415 - the same

    for row in rows:
        shipment = Shipment.model_validate_json(row.shipment)
        there = desk.book.entry(shipment.reference)
        if there is not None and there.shipment == shipment and there.state is not State.DRAFT:
            desk.imports.settle(row.id, there.id, ())
            continue
        (booked,) = queue_readings(desk, [Reading(shipment)], accept_warnings=accept)
        desk.imports.settle(row.id, booked.entry.id if booked.entry else 0, booked.problems)
