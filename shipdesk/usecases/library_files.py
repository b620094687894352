"""Cards of the library out of files and into them: CSV and XLSX, columns by their names."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from threading import Event
from typing import TYPE_CHECKING

from shipdesk.core.cards import KINDS, CardKind, checked_values
from shipdesk.core.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from shipdesk.usecases.desk import Desk
    from shipdesk.usecases.files.rows import Row, Value

_MOST_ROWS = 100_000
#: What is named of the rows that would not do; the rest is counted.
_MOST_FAULTS = 200
_PAGE = 500
_EVERY = 500
_DELIMITERS = (",", ";", "\t", "|")
#: What a column may be called beside its own name and label: the words of carriers' lists.
_ALIASES = {
    "code": (
        *("kode", "tariff code", "tarif code", "kode tarif", "destination code", "origin code", "dest code"),
        *("kode tujuan", "kode asal", "kode jne", "jne code"),
    ),
    "city": ("kota", "city name", "kabupaten", "kota/kabupaten", "kabupaten/kota", "regency"),
    "district": ("kecamatan", "district name"),
    "province": ("provinsi", "province name", "propinsi"),
    "postcode": ("postal code", "zip", "zip code", "zipcode", "kode pos", "kodepos"),
}


@dataclass(frozen=True, slots=True)
class RowFault:
    """A row that was not taken, as a spreadsheet counts, and why."""

    row: int
    sentence: str


@dataclass(slots=True)
class Imported:
    """What came of an import: good rows are in the library, the others are named."""

    taken: int = 0
    refused: int = 0
    faults: list[RowFault] = field(default_factory=list)

    def refuse(self, row: int, sentence: str) -> None:
        """A row stays out."""
        self.refused += 1
        if len(self.faults) < _MOST_FAULTS:
            self.faults.append(RowFault(row, sentence))


def import_cards(
    desk: Desk, kind: CardKind, path: Path, tell: Callable[[int], None] | None = None, stop: Event | None = None
) -> Imported:
    """Cards of one kind from CSV or XLSX, columns by their names. `tell` is given the row now and then.

    Raises:
        InputError: it is no such file, or a column that is needed is not there; nothing was taken.
    """
    from shipdesk.usecases.files.read import file_content  # noqa: PLC0415 - late: keeps start-up fast

    try:
        rows = iter(_rows(file_content(path)))
        columns = _columns(kind, next(rows, None))
    except InputError as fault:
        raise InputError(f"{path.name} {fault}") from fault
    done = Imported()
    read = (_values(row, columns) for row in _until(stop, _told(rows, tell)))
    done.taken = desk.library.put_all(kind, _checked(kind, read, done))
    return done


def export_cards(desk: Desk, kind: CardKind, path: Path) -> int:
    """All cards of one kind as CSV in UTF-8, in the columns that `import_cards` reads; how many.

    Raises:
        InputError: the file cannot be written.
    """
    names = [row.path for row in KINDS[kind].fields]
    ids = desk.library.ids(kind)
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(names)
            for at in range(0, len(ids), _PAGE):
                writer.writerows(
                    [card.text(name) for name in names] for card in desk.library.cards(ids[at : at + _PAGE])
                )
    except OSError as fault:
        raise InputError(f"{path} cannot be written: {fault.strerror}.") from fault
    return len(ids)


def _rows(content: bytes) -> Iterator[Row]:
    from shipdesk.usecases.files.read import decoded  # noqa: PLC0415 - the same
    from shipdesk.usecases.files.rows import Row  # noqa: PLC0415 - late: keeps start-up fast
    from shipdesk.usecases.files.sheets import is_workbook, sheet_rows  # noqa: PLC0415 - the same

    if is_workbook(content):
        yield from (row for row in sheet_rows(content, most_rows=_MOST_ROWS) if not row.is_empty)
        return
    text = decoded(content)
    first = text[: text.find("\n") + 1] or text
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, cells in enumerate(reader, start=1):
            if number > _MOST_ROWS:
                raise InputError(f"has more than {_MOST_ROWS:,} rows; split it.")
            if any(cell.strip() for cell in cells):
                yield Row(number, cells)
    except csv.Error as fault:
        raise InputError(f"is no CSV from line {reader.line_num} on: {fault}.") from fault


def _columns(kind: CardKind, headings: Row | None) -> list[str]:
    """The field of each column; empty where it is none of ours."""
    known: dict[str, str] = {}
    for one in KINDS[kind].fields:
        for word in (one.path, one.label, *_ALIASES.get(one.path, ())):
            known[_heading(word)] = one.path
    columns = [known.get(_heading(cell), "") for cell in headings.cells] if headings else []
    for name in KINDS[kind].needed:
        if name not in columns:
            raise InputError(f"has no column {name} in its first row; {KINDS[kind].name} need it.")
    twice = next((name for at, name in enumerate(columns) if name and name in columns[:at]), None)
    if twice:
        raise InputError(f"has the column {twice} twice; keep one.")
    return columns


def _heading(cell: Value) -> str:
    return " ".join(str(cell).casefold().replace("_", " ").replace("-", " ").split())


def _told(rows: Iterator[Row], tell: Callable[[int], None] | None) -> Iterator[Row]:
    for row in rows:
        if tell is not None and row.number % _EVERY == 0:
            tell(row.number)
        yield row


def _until(stop: Event | None, rows: Iterator[Row]) -> Iterator[Row]:
    return rows if stop is None else takewhile(lambda _row: not stop.is_set(), rows)


def _values(row: Row, columns: list[str]) -> tuple[int, dict[str, str]]:
    cells = zip(columns, row.cells, strict=False)  # a row may be shorter than the headings
    return row.number, {name: _text(cell) for name, cell in cells if name}


def _checked(kind: CardKind, read: Iterator[tuple[int, dict[str, str]]], done: Imported) -> Iterator[Mapping[str, str]]:
    for number, values in read:
        try:
            yield checked_values(kind, values)
        except InputError as fault:
            done.refuse(number, str(fault))


def _text(cell: Value) -> str:
    """The cell as a person sees it: a spreadsheet keeps a postcode as a number."""
    if isinstance(cell, bool):
        return "true" if cell else ""
    return format(cell, ".15g") if isinstance(cell, float) else str(cell)
