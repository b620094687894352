"""The rows of an XLSX file. The file is a stranger's: what would exhaust the memory is found before it is read."""

from __future__ import annotations

import html
import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import date, time
from typing import TYPE_CHECKING

from shipdesk.core.errors import InputError
from shipdesk.usecases.files.rows import BrokenCell, Row, Value

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_MOST_BYTES = 256 << 20
_TOLD_EVERY = 100
_MOST_PARTS = 2_000
_BLOCK = 1 << 20
#: Most rows of an import, and its columns end with DX (128).
LONG = 200_000
#: A cell or row beyond row 49,999 (of a long list 99,999) or column IV. The reader keeps whole rectangles: because of
#: one such cell it would ask the system for gigabytes, and end the program when it does not get them.
_TOO_FAR = {
    50_000: re.compile(rb"""\sr\s*=\s*["'](?!(?:[A-Z]|[A-H][A-Z]|I[A-V])?[1-4]?\d{1,4}["'])"""),
    100_000: re.compile(rb"""\sr\s*=\s*["'](?!(?:[A-Z]|[A-H][A-Z]|I[A-V])?\d{1,5}["'])"""),
    LONG: re.compile(rb"""\sr\s*=\s*["'](?!(?:[A-Z]|[A-C][A-Z]|D[A-X])?1?\d{1,5}["'])"""),
}
_LAST_COLUMN = {50_000: "IV", 100_000: "IV", LONG: "DX"}
_ERROR_CELL = re.compile(rb"""<(?:\w+:)?c\s(?=[^>]*\bt\s*=\s*["']e["'])[^>]*?\br\s*=\s*["']([A-Z]+)(\d+)["']""")
#: What unpacking a damaged or encrypted archive raises.
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, LookupError, ValueError, RuntimeError)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BOOK, _LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_SHEET = re.compile(rb"""<(?:\w+:)?sheet\s[^>]*>""")
_LINK = re.compile(rb"""<(?:\w+:)?Relationship\s[^>]*>""")


def is_workbook(content: bytes) -> bool:
    """Whether it begins as an XLSX file does."""
    return content.startswith(b"PK\x03\x04")


def sheet_names(content: bytes) -> tuple[str, ...]:
    """The sheets that a person sees, in their order; none where it cannot be read. Hidden ones and charts are not."""
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - late: keeps start-up fast

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            return _shown(book)
    except (CalamineError, *_UNREADABLE):
        return ()


def sheet_rows(
    content: bytes, *, name: str = "", most_rows: int = 50_000, tell: Callable[[float], None] | None = None
) -> Iterator[Row]:
    """The rows of the sheet of this name, else of the first that is shown.

    `most_rows` is 50,000, for a long list 100,000, or `LONG`. `tell` is given the share that is read now and then, 0
    to 1.

    Raises:
        InputError: it is no workbook, or one too large; the sentence goes on from the name of the file.
    """
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - late: keeps start-up fast

    try:
        broken = _inspect(content, most_rows)
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            wanted = name or next(iter(_shown(book)), "")
            if not wanted:
                raise InputError("has no sheet with cells; save the sheet of the orders as XLSX or CSV.")
            sheet = book.get_sheet_by_name(wanted)
    except (CalamineError, *_UNREADABLE) as fault:
        raise InputError("is no XLSX file that can be read; save it again as XLSX or CSV.") from fault
    return _rows(sheet, broken.get(_part_of(content, wanted), frozenset()), tell)


def _shown(book: CalamineWorkbook) -> tuple[str, ...]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415 - late: keeps start-up fast

    return tuple(
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ is SheetTypeEnum.WorkSheet and sheet.visible is SheetVisibleEnum.Visible
    )


def _rows(
    sheet: CalamineSheet, broken: frozenset[tuple[int, int]], tell: Callable[[float], None] | None
) -> Iterator[Row]:
    """Row by row: as Python's objects a whole sheet would be ten times as large."""
    above, left = sheet.start or (0, 0)
    margin, height = [""] * left, max(sheet.height, 1)
    for place, line in enumerate(sheet.iter_rows()):
        if tell is not None and place % _TOLD_EVERY == 0:
            tell(place / height)
        number = above + place + 1
        cells = [
            BrokenCell() if (number, at) in broken else _value(cell)
            for at, cell in enumerate([*margin, *line], start=1)
        ]
        yield Row(number, cells)


def _value(cell: object) -> Value:
    if isinstance(cell, str | bool | float | date | time):
        return cell
    return float(cell) if isinstance(cell, int) else str(cell)


def _inspect(content: bytes, most_rows: int) -> dict[str, frozenset[tuple[int, int]]]:
    """Look through the parts before anything is built from them: for each, row and column of cells with an error."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        parts = book.infolist()
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_BYTES:
            raise InputError("is too large when unpacked; split it, or save it as CSV.")
        if any(part.compress_type not in _METHODS for part in parts):
            raise zipfile.BadZipFile("packed in a way that no spreadsheet uses")
        return {part.filename: _broken_cells(book, part, most_rows) for part in parts}


def _broken_cells(book: zipfile.ZipFile, part: zipfile.ZipInfo, most_rows: int) -> frozenset[tuple[int, int]]:
    """Of a part that is a sheet the cells with an error; of any other nothing."""
    found: set[tuple[int, int]] = set()
    is_sheet = False
    for text in _whole_tags(book, part):
        is_sheet = is_sheet or b"sheetData" in text
        if is_sheet and _TOO_FAR[most_rows].search(text):
            raise InputError(
                f"reaches beyond row {most_rows - 1:,} or column {_LAST_COLUMN[most_rows]}; "
                "delete the empty rows and columns, or split it."
            )
        if is_sheet:
            found |= {(int(row), _column(name)) for name, row in _ERROR_CELL.findall(text)}
    return frozenset(found)


def _whole_tags(book: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """A part in pieces that end where a tag ends: unpacked whole, a long sheet takes hundreds of megabytes."""
    rest = b""
    with book.open(part) as packed:
        while block := packed.read(max(_BLOCK, len(rest))):
            text, tag_end, rest = (rest + block).rpartition(b">")
            yield text + tag_end
    yield rest


def _part_of(content: bytes, sheet: str) -> str:
    """The name of the part that holds this sheet; empty when the workbook does not say."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        if not {_BOOK, _LINKS} <= set(book.namelist()):
            return ""
        sheets = {_of(tag, "name"): _of(tag, "id") for tag in _SHEET.findall(book.read(_BOOK))}
        links = {_of(tag, "Id"): _of(tag, "Target") for tag in _LINK.findall(book.read(_LINKS))}
    target = links.get(sheets.get(sheet, ""), "")
    return posixpath.normpath(posixpath.join("xl", target)).lstrip("/")


def _of(tag: bytes, name: str) -> str:
    """An attribute of a tag, whatever its prefix."""
    found = re.search(rf"""[\s:]{name}\s*=\s*(["'])(.*?)\1""".encode(), tag, re.DOTALL)
    return html.unescape(found[2].decode("utf-8", "replace")) if found else ""


def _column(name: bytes) -> int:
    number = 0
    for letter in name:
        number = number * 26 + letter - ord("A") + 1
    return number
