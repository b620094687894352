"""Mend a row where it stands, and then all that are wrong alike; or leave a row out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING

from shipdesk.core.errors import InputError
from shipdesk.core.imports import MENDABLE, Alike, Import, ImportRow, Standing
from shipdesk.core.reading import get_path
from shipdesk.usecases.imports.judge import Raw, judged, mended
from shipdesk.usecases.imports.run import Pace, Tell, import_of

if TYPE_CHECKING:
    from shipdesk.usecases.desk import Desk

#: Rows that are mended in one transaction.
_CHUNK = 100
#: What `mend_alike` writes to: not to what somebody left out meanwhile.
_WRITTEN = tuple(standing for standing in MENDABLE if standing is not Standing.LEFT)
#: Each row has its own.
_UNIQUE = "reference"


@dataclass(frozen=True, slots=True)
class Mended:
    """A row after it was mended, and the others that the same mend would help; None where there are none."""

    row: ImportRow
    alike: Alike | None = None


def mend(desk: Desk, row_id: int, path: str, value: str) -> Mended:
    """Write `value` where a row is wrong; it is checked again at once. Raises `InputError` when it is taken over."""
    row = _row(desk, row_id)
    desk.imports.change({row_id: judged(desk, row.import_id, [mended(_raw(row), path, value)])[0]})
    now = _row(desk, row_id)
    return Mended(now, _alike(desk, row, now, path, value.strip()))


def mend_alike(desk: Desk, alike: Alike, tell: Tell | None = None, stop: Event | None = None) -> Import:
    """The same mend for the others, which may be stopped. A row that says something else by now stays as it is."""
    pace = Pace(tell)
    for at in range(0, len(alike.ids), _CHUNK):
        some = alike.ids[at : at + _CHUNK]
        raws = {row.id: _raw(row) for row in desk.imports.rows(some) if row.standing in _WRITTEN}
        same = {number: raw for number, raw in raws.items() if _says(raw, alike.path) == alike.before}
        fresh = judged(desk, alike.import_id, [mended(raw, alike.path, alike.after) for raw in same.values()])
        desk.imports.change(dict(zip(same, fresh, strict=True)))
        pace.told(len(some), (at + len(some)) / len(alike.ids))
        if stop is not None and stop.is_set():
            break
    return import_of(desk, alike.import_id)


def leave_out(desk: Desk, row_id: int) -> ImportRow:
    """Leave a row out of the import, or take one back in that was left out."""
    row = _row(desk, row_id)
    if row.standing is not Standing.LEFT:
        desk.imports.set_standing(row_id, Standing.LEFT)
        return desk.imports.rows([row_id])[0]
    desk.imports.change({row_id: judged(desk, row.import_id, [_raw(row)])[0]})
    return _row(desk, row_id)


def _alike(desk: Desk, row: ImportRow, now: ImportRow, path: str, value: str) -> Alike | None:
    """The rows that were wrong as `row` was before this mended it. What could not be read at all is like nothing."""
    wrong = next((problem.code for problem in row.problems if problem.field == path), "")
    unread = any(problem.field == path for problem in row.unread)
    helped = not any(problem.field == path and problem.code == wrong for problem in now.problems)
    before = _says(_raw(row), path)
    if not wrong or unread or not helped or before is None or path == _UNIQUE or '"' in path:
        return None
    ids = desk.imports.alike(row.import_id, path, wrong, before)
    return Alike(row.import_id, path, before, value, tuple(ids)) if ids else None


def _says(raw: Raw, path: str) -> str | None:
    """The text at a field, empty where there is none; None where it is no text."""
    found = get_path(raw.data, path) if path else None
    return "" if found is None else found if isinstance(found, str) else None


def _raw(row: ImportRow) -> Raw:
    return Raw(row.row, json.loads(row.data), list(row.unread))


def _row(desk: Desk, row_id: int) -> ImportRow:
    found = desk.imports.rows([row_id])
    if not found or found[0].standing not in MENDABLE:
        raise InputError("This row is in the order book already; change the order there.")
    return found[0]
