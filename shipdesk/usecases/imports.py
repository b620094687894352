"""Import: look at a file, say how its columns are read, check every row, and take the good ones over.

An import can be stopped anywhere and goes on where it was, in another process too: what is staged and what is taken
over are one transaction each with the place in the file they stand for.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING

from shipdesk.core.errors import InputError
from shipdesk.core.imports import (
    MENDABLE,
    TAKEABLE,
    Aim,
    FileForm,
    FileKind,
    Import,
    ImportRow,
    NewImport,
    Plan,
    Stage,
    Standing,
)
from shipdesk.core.states import State
from shipdesk.usecases.import_bytes import Scan, digest_of, scan
from shipdesk.usecases.import_columns import known_columns, plan_for
from shipdesk.usecases.import_reader import DELIMITERS, RowSource
from shipdesk.usecases.import_rows import Raw, judged, mended, raw_records, raw_rows

if TYPE_CHECKING:
    from shipdesk.usecases.desk import Desk
    from shipdesk.usecases.files.rows import Row

#: Rows that are checked and kept at once: what a crash has to do again, and what a booking may have to wait for.
_CHUNK = 100
_TAKEN_AT_ONCE = 250
_BOOKED_AT_ONCE = 10
_PREVIEW = 20
#: Without these a file holds no orders.
_NEEDED = ("reference",)


@dataclass(frozen=True, slots=True)
class Look:
    """A file as it would be read: what it is, what else it could be, its headings and its first rows."""

    path: Path
    scan: Scan
    form: FileForm
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    plan: Plan
    fault: str = ""
    """Why nothing can be read of it this way; another encoding or delimiter may do."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: shipments done by it, the share of all that is done (0 to 1), and how long it takes."""

    done: int
    share: float
    per_second: float
    left_s: float | None
    """Seconds until it is through at this rate; None while that cannot be told."""


Tell = Callable[[Progress], None]


def look(desk: Desk, path: Path, encoding: str = "", delimiter: str = "") -> Look:
    """Look at a file before anything is taken from it. `encoding` and `delimiter` are a person's; else they are told.

    Raises:
        InputError: it is none that can be read at all.
    """
    found = scan(path)
    form = FileForm(found.kind, encoding or (found.encodings[0] if found.encodings else ""), delimiter)
    if form.kind is FileKind.JSON:
        return Look(path, found, form, (), (), Plan(), _json_fault(path, form))
    if form.kind is FileKind.TABLE and not delimiter:
        form = replace(form, delimiter=max(DELIMITERS, key=lambda one: _columns_by(path, replace(form, delimiter=one))))
    try:
        headings, rows = _first_rows(path, form)
    except InputError as fault:
        return Look(path, found, form, (), (), Plan(), str(fault))
    return Look(path, found, form, headings, rows, plan_for(desk, headings))


def plan_fault(look: Look, plan: Plan) -> str:
    """Why a file cannot be read by this plan; empty when it can."""
    if look.fault or look.form.kind is FileKind.JSON:
        return look.fault
    for path in _NEEDED:
        if path not in plan.paths:
            return f"Say which column is the {path}: without it no row can be told from another."
    if all(path in _NEEDED or not path for path in plan.paths):
        return "Say what the other columns are."
    return ""


def begin(desk: Desk, look: Look, plan: Plan, aim: Aim, *, accept: bool = False, watched: bool = False) -> Import:
    """A new import of a file that was looked at; its columns are remembered. `check_on` does the work.

    Raises:
        InputError: the plan will not do.
    """
    if fault := plan_fault(look, plan):
        raise InputError(fault)
    if plan.headings:
        desk.imports.remember(plan)
    file = NewImport(
        str(look.path.absolute()),
        look.path.name,
        look.scan.digest,
        look.scan.size,
        look.form,
        plan,
        aim,
        accept,
        watched,
    )
    return desk.imports.begin(file)


def check_on(desk: Desk, import_id: int, tell: Tell | None = None, stop: Event | None = None) -> Import:
    """Read and check what is left of the file. `stop` leaves it where it is, to be gone on with later.

    Raises:
        InputError: the file is gone, or is another one now; what is staged stays.
    """
    one = _must_be(desk, import_id)
    if one.stage is not Stage.CHECKING:
        return one
    path = Path(one.file.path)
    _must_be_the_same(one, path)
    pace = _Pace(tell)
    with RowSource(path, one.file.form) as source:
        position = one.position
        raws = islice(_raws(source, one), position, None)
        while chunk := list(islice(raws, _CHUNK)):
            if stop is not None and stop.is_set():
                return _must_be(desk, import_id)
            position += len(chunk)
            desk.imports.stage(import_id, judged(desk, import_id, chunk), position)
            pace.told(len(chunk), source.share)
        note = source.fault
    if not position:
        note = note or f"{one.file.name} holds no shipment."
    desk.imports.set_stage(import_id, Stage.READY, note)
    return _must_be(desk, import_id)


def take_on(desk: Desk, import_id: int, tell: Tell | None = None, stop: Event | None = None) -> Import:
    """Take over what is good, where the import's aim says; what is left of it, when it was stopped before."""
    one = _must_be(desk, import_id)
    if one.stage not in (Stage.READY, Stage.TAKING):
        return one
    desk.imports.set_stage(import_id, Stage.TAKING, one.note)
    whole, done, pace = max(one.count(*TAKEABLE), 1), 0, _Pace(tell)
    for count in _taken(desk, one):
        done += count
        pace.told(count, min(done / whole, 1.0))
        if stop is not None and stop.is_set():
            return _must_be(desk, import_id)
    now = _must_be(desk, import_id)
    desk.imports.set_stage(import_id, Stage.READY if now.count(Standing.FAULTY) else Stage.DONE, one.note)
    return _must_be(desk, import_id)


def mend(desk: Desk, row_id: int, path: str, value: str) -> ImportRow:
    """Write `value` where a row is wrong; it is checked again at once. Raises `InputError` when it is taken over."""
    row = _row(desk, row_id)
    raw = Raw(row.row, json.loads(row.data), list(row.unread))
    desk.imports.change(row_id, mended(desk, row.import_id, raw, path, value))
    return _row(desk, row_id)


def leave_out(desk: Desk, row_id: int) -> ImportRow:
    """Leave a row out of the import, or take one back in that was left out."""
    row = _row(desk, row_id)
    if row.standing is not Standing.LEFT:
        desk.imports.set_standing(row_id, Standing.LEFT)
        return desk.imports.rows([row_id])[0]
    raw = Raw(row.row, json.loads(row.data), list(row.unread))
    desk.imports.change(row_id, judged(desk, row.import_id, [raw])[0])
    return _row(desk, row_id)


class _Pace:
    """How fast a run is, told after each chunk."""

    def __init__(self, tell: Tell | None) -> None:
        self._tell, self._begun, self._done = tell, monotonic(), 0
        self._first: float | None = None

    def told(self, count: int, share: float) -> None:
        self._done += count
        self._first = share if self._first is None else self._first
        passed = max(monotonic() - self._begun, 1e-6)
        gained = share - self._first
        left = passed * (1 - share) / gained if gained > 0 else None
        if self._tell is not None:
            self._tell(Progress(self._done, share, self._done / passed, left))


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


def _raws(source: RowSource, one: Import) -> Iterator[Raw]:
    plan = one.file.plan
    if one.file.form.kind is FileKind.JSON:
        return raw_records(source.records(), plan)
    rows = source.rows()
    next(rows, None)
    return raw_rows(rows, plan)


def _must_be(desk: Desk, import_id: int) -> Import:
    found = desk.imports.get(import_id)
    if found is None:
        raise InputError("This import was discarded; import the file again.")
    return found


def _must_be_the_same(one: Import, path: Path) -> None:
    digest = ""
    with suppress(OSError):
        digest = digest_of(path)
    if digest != one.file.digest:
        what = "was changed since it was begun" if digest else f"is not at {path.parent} any more"
        raise InputError(
            f"{one.file.name} {what}; {one.position:,} of its shipments are here. Put the file back to go on, or "
            "import it anew: what was taken over is known again."
        )


def _row(desk: Desk, row_id: int) -> ImportRow:
    found = desk.imports.rows([row_id])
    if not found or found[0].standing not in MENDABLE:
        raise InputError("This row is in the order book already; change the order there.")
    return found[0]


def _columns_by(path: Path, form: FileForm) -> tuple[int, int]:
    """How much the headings say when they are cut by this delimiter."""
    try:
        headings, _rows = _first_rows(path, form, most=0)
    except InputError:
        return 0, 0
    return known_columns(headings), len(headings)


def _first_rows(
    path: Path, form: FileForm, most: int = _PREVIEW
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    with RowSource(path, form) as source:
        rows = source.rows()
        headings = next(rows, None)
        if headings is None:
            raise InputError(source.fault or f"{path.name} holds no row.")
        return _texts(headings), tuple(_texts(row) for row in islice(rows, most))


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(cell.strip() if isinstance(cell, str) else _shown(cell) for cell in row.cells)


def _shown(cell: object) -> str:
    return format(cell, ".15g") if isinstance(cell, float) else str(cell)


def _json_fault(path: Path, form: FileForm) -> str:
    """Why there is not one shipment in it; empty where there is."""
    with RowSource(path, form) as source:
        found = next(source.records(), None)
        return "" if found is not None else source.fault or f"{path.name} holds no shipment."
