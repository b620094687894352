"""Tables that are written: text stays text, whatever it begins with and whatever stands in it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from shipdesk.core.errors import InputError
from shipdesk.usecases.files.tables import CsvTable, XlsxTable, unquoted

ODD = [
    "=1+1",
    "+1",
    "@SUM(A1)",
    "<b> & ]]>",
    " ends in blanks ",
    "two\nlines",
    "000123456789012345",
    "_x0041_",
    "bell\x07",
    "香港 สวัสดี 🎁",
    "",
    "x",
]


def test_what_is_written_into_a_sheet_is_read_again_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    table = XlsxTable(file)
    table.row(ODD)
    table.row(["second", *[""] * 800, "far"])
    table.close()
    first, second = _rows(file)
    assert first[: len(ODD)] == ODD
    assert (second[0], second[801]) == ("second", "far")


def _rows(file: Path) -> list[list[str]]:
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - late: as the reader does

    with CalamineWorkbook.from_path(file) as book:
        return [[str(cell) for cell in row] for row in book.get_sheet_by_index(0).iter_rows()]


def test_no_cell_of_a_sheet_is_a_formula_and_each_is_text(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    table = XlsxTable(file)
    table.row(ODD)
    table.close()
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        styles = archive.read("xl/styles.xml").decode()
    assert "<f>" not in sheet
    assert sheet.count('s="1" t="inlineStr"') == sheet.count("<c ") == len(ODD) - 1
    assert styles.partition("<cellXfs")[2].count('numFmtId="49"') == 1
    assert 'numFmtId="49"' in styles.partition("<cellXfs")[2].split("<xf ")[2]


def test_a_sheet_that_is_full_says_so(tmp_path: Path) -> None:
    table = XlsxTable(tmp_path / "a.xlsx", most_rows=2)
    for _row in range(2):
        table.row(["a"])
    with pytest.raises(InputError, match="An XLSX file holds 2 rows"):
        table.row(["a"])
    table.close()


def test_what_a_spreadsheet_would_calculate_is_quoted_in_csv(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    table = CsvTable(file)
    table.row(["=1+1", "'=2", "plain", ""])
    table.close()
    written = file.read_text(encoding="utf-8-sig").strip().split(",")
    assert written == ["'=1+1", "''=2", "plain", ""]
    assert [unquoted(cell) for cell in written] == ["=1+1", "'=2", "plain", ""]
