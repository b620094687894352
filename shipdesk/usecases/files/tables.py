"""Tables written to files, row by row. All cells are text, and none is a formula when a spreadsheet opens it."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from shipdesk.core.errors import InputError

#: Of a sheet, in every program that opens it.
MOST_ROWS = 1_048_576
_MOST_CHARACTERS = 32_767
_SHEET = "xl/worksheets/sheet1.xml"
#: Of the second format, which is that of text, and no formula whatever it begins with.
_AS_TEXT = 's="1" t="inlineStr"'
_SQUEEZED = 3
#: What XML has no way to write, a carriage return that it would lose, and what would be read as one written so.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
#: What makes a spreadsheet take the cell of a CSV file for a formula. A quote before it says that it is text.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_QUOTE = "'"


class Table(Protocol):
    """A table that is being written."""

    def row(self, cells: Sequence[str]) -> None: ...

    def close(self) -> None: ...


class CsvTable:
    """UTF-8 with a byte order mark, without which spreadsheets take Thai and Chinese for something else."""

    def __init__(self, file: Path) -> None:
        self._file = file.open("w", encoding="utf-8-sig", newline="")
        self._csv = csv.writer(self._file)

    def row(self, cells: Sequence[str]) -> None:
        self._csv.writerow([_harmless(cell) if cell else "" for cell in cells])

    def close(self) -> None:
        self._file.close()


class XlsxTable:
    """One sheet, written row by row straight into the archive; no row is held in memory.

    A library makes the workbook with its one empty sheet; the rows are put into it here, for cell by cell it takes
    six times as long.
    """

    def __init__(self, file: Path, most_rows: int = MOST_ROWS) -> None:
        self._columns: list[str] = []
        self._rows, self._most_rows = 0, most_rows
        shell = zipfile.ZipFile(io.BytesIO(_empty_workbook()))
        self._archive = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_SQUEEZED)
        for name in shell.namelist():
            if name != _SHEET:
                self._archive.writestr(name, shell.read(name))
        head, mark, self._tail = shell.read(_SHEET).decode().partition("<sheetData/>")
        assert mark
        self._sheet = self._archive.open(_SHEET, "w", force_zip64=True)
        self._sheet.write(f"{head}<sheetData>".encode())

    def row(self, cells: Sequence[str]) -> None:
        if self._rows == self._most_rows:
            raise InputError(
                f"An XLSX file holds {self._most_rows:,} rows and there are more; export it as CSV or JSON."
            )
        self._rows += 1
        while len(self._columns) < len(cells):
            self._columns.append(_column_name(len(self._columns)))
        written = [
            f'<c r="{name}{self._rows}" {_AS_TEXT}><is><t xml:space="preserve">{_xml(cell)}</t></is></c>'
            for name, cell in zip(self._columns, cells, strict=False)
            if cell
        ]
        self._sheet.write(f'<row r="{self._rows}">{"".join(written)}</row>'.encode())

    def close(self) -> None:
        self._sheet.write(f"</sheetData>{self._tail}".encode())
        self._sheet.close()
        self._archive.close()


def _empty_workbook() -> bytes:
    """A workbook whose only sheet has no cell. Its second format is that of text."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - late: keeps start-up fast

    made = io.BytesIO()
    with Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Orders")
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, 0, None, book.add_format({"num_format": 49}))
    return made.getvalue()


def _column_name(index: int) -> str:
    """The name of a column, from 0: A to Z, then AA."""
    above, letter = divmod(index, 26)
    return (_column_name(above - 1) if above else "") + chr(ord("A") + letter)


def _xml(text: str) -> str:
    """A text as it stands in a cell: what XML cannot hold is written `_x001F_`, as spreadsheets read it."""
    cut = text[:_MOST_CHARACTERS]
    if _UNWRITABLE.search(cut):
        cut = _UNWRITABLE.sub(_escape, cut)
    return cut.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _escape(found: re.Match[str]) -> str:
    return f"_x{ord(found[0][0]):04X}_{found[0][1:]}"


def _harmless(cell: str) -> str:
    return _QUOTE + cell if cell.lstrip(_QUOTE).startswith(_FORMULA_STARTS) else cell


def unquoted(cell: str) -> str:
    """The text of a cell that was written with the quote before it."""
    return cell[1:] if cell.startswith(_QUOTE) and cell.lstrip(_QUOTE).startswith(_FORMULA_STARTS) else cell
