"""Look at a file before anything is taken from it: what it is, and which column is which field."""

from __future__ import annotations

from collections.abc import Sequence
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
#: Rows that may stand above the headings: a title, a date, `sep=;`.
_MOST_TITLES = 9
#: Sheets that are looked at for the one with the orders.
_MOST_SHEETS = 10
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
    """Why nothing can be read of it this way; another encoding, delimiter or sheet may do."""
    sheets: tuple[str, ...] = ()
    """The sheets of a workbook that a person sees."""


def look_at(desk: Desk, path: Path, encoding: str = "", delimiter: str = "", sheet: str = "") -> Look:
    """Look at a file before anything is taken from it. What is given is a person's choice; else it is told.

    Raises:
        InputError: it is none that can be read at all.
    """
    found = scan(path)
    form = FileForm(found.kind, encoding or (found.encodings[0] if found.encodings else ""), delimiter, sheet)
    if form.kind is FileKind.JSON:
        return Look(path, found, form, (), (), Plan(), _json_fault(path, form))
    sheets = _sheets(path, form)
    if form.kind is FileKind.TABLE and not delimiter:
        form = _best(desk, path, [replace(form, delimiter=one) for one in DELIMITERS])
    elif len(sheets) > 1 and not sheet:
        form = _best(desk, path, [replace(form, sheet=one) for one in sheets[:_MOST_SHEETS]])
    try:
        top = _top(desk, path, form)
    except InputError as fault:
        return Look(path, found, form, (), (), Plan(), str(fault), sheets)
    form = replace(form, heading=top.number)
    return Look(path, found, form, top.headings, top.rows, plan_for(desk, top.headings), sheets=sheets)


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


@dataclass(frozen=True, slots=True)
class _Top:
    """The beginning of a table: the row of its headings, and the first below it."""

    number: int
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    told: int
    """How many of the headings say by themselves, or by what was said before, what they are."""


def _best(desk: Desk, path: Path, forms: Sequence[FileForm]) -> FileForm:
    """The form in which the headings say most; of equals the one with most columns, and the first of these."""

    def worth(form: FileForm) -> tuple[int, int]:
        try:
            top = _top(desk, path, form)
        except InputError:
            return -1, 0
        return top.told, len(top.headings)

    return max(forms, key=worth)


def _top(desk: Desk, path: Path, form: FileForm) -> _Top:
    """The headings are the row that says most: a title may stand above them. Raises `InputError` where is no row."""
    with RowSource(path, form) as source:
        rows = list(islice(source.rows(), _PREVIEW + _MOST_TITLES))
        if not rows:
            raise InputError(source.fault or f"{path.name} holds no row.")
    told = [_told(desk, _texts(row)) for row in rows[: _MOST_TITLES + 1]]
    most = max(told)
    at = told.index(most) if most > told[0] + 1 else 0  # one word may stand in any row by chance
    texts = tuple(_texts(row) for row in rows[at + 1 : at + 1 + _PREVIEW])
    return _Top(rows[at].number, _texts(rows[at]), texts, told[at])


def _told(desk: Desk, headings: tuple[str, ...]) -> int:
    known = desk.imports.plan(headings)
    return len(headings) if known is not None else known_columns(headings)


def _sheets(path: Path, form: FileForm) -> tuple[str, ...]:
    if form.kind is not FileKind.SHEET:
        return ()
    with RowSource(path, form) as source:
        return source.sheets()


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(cell.strip() if isinstance(cell, str) else _shown(cell) for cell in row.cells)


def _shown(cell: object) -> str:
    return format(cell, ".15g") if isinstance(cell, float) else str(cell)


def _json_fault(path: Path, form: FileForm) -> str:
    """Why there is not one shipment in it; empty where there is."""
    with RowSource(path, form) as source:
        found = any(True for _record in source.records())
        return "" if found else source.fault or f"{path.name} holds no shipment."
