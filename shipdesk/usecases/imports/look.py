"""Look at a file before anything is taken from it: what it is, and which column is which field."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from shipdesk.core.errors import InputError
from shipdesk.core.imports import FileForm, FileKind, Plan
from shipdesk.usecases.imports.columns import known_columns, plan_for
from shipdesk.usecases.imports.encodings import Scan, scan
from shipdesk.usecases.imports.reader import DELIMITERS, RowSource

if TYPE_CHECKING:
    from shipdesk.usecases.desk import Desk
    from shipdesk.usecases.files.rows import Row

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


def look_at(desk: Desk, path: Path, encoding: str = "", delimiter: str = "") -> Look:
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
