"""Tables written to files, row by row. All cells are text, and none is a formula when a spreadsheet opens it."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from shipdesk.core.errors import InputError

_MOST_ROWS = 1_048_576
_MOST_CHARACTERS = 32_767
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
        self._csv.writerow([_harmless(cell) for cell in cells])

    def close(self) -> None:
        self._file.close()


class XlsxTable:
    """One sheet, written row by row; of the rows that are written only one is held in memory."""

    def __init__(self, file: Path) -> None:
        from xlsxwriter import Workbook  # noqa: PLC0415 - late: keeps start-up fast

        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = Workbook(str(file), {**options, "strings_to_numbers": False, "tmpdir": str(file.parent)})
        self._sheet = self._book.add_worksheet("Orders")
        self._sheet.freeze_panes(1, 1)
        self._text = self._book.add_format({"num_format": "@"})
        self._rows = 0

    def row(self, cells: Sequence[str]) -> None:
        if self._rows == _MOST_ROWS:
            raise InputError(f"An XLSX file holds {_MOST_ROWS:,} rows and there are more; export it as CSV or JSON.")
        for column, cell in enumerate(cells):
            if cell:
                self._sheet.write_string(self._rows, column, cell[:_MOST_CHARACTERS], self._text)
        self._rows += 1

    def close(self) -> None:
        self._book.close()


def _harmless(cell: str) -> str:
    return _QUOTE + cell if cell.lstrip(_QUOTE).startswith(_FORMULA_STARTS) else cell


def unquoted(cell: str) -> str:
    """The text of a cell that was written with the quote before it."""
    return cell[1:] if cell.startswith(_QUOTE) and cell.lstrip(_QUOTE).startswith(_FORMULA_STARTS) else cell
