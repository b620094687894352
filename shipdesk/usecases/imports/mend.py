"""Mend a row where it stands, or leave it out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from shipdesk.core.errors import InputError
from shipdesk.core.imports import MENDABLE, ImportRow, Standing
from shipdesk.usecases.imports.judge import Raw, judged, mended

if TYPE_CHECKING:
    from shipdesk.usecases.desk import Desk


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


def _row(desk: Desk, row_id: int) -> ImportRow:
    found = desk.imports.rows([row_id])
    if not found or found[0].standing not in MENDABLE:
        raise InputError("This row is in the order book already; change the order there.")
    return found[0]
