"""The rows of a file, one after the other: what it takes of memory does not grow with the file.

XLSX is the exception: its reader holds the whole sheet, without Python's objects, so a sheet has an upper bound.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, TypeVar

from shipdesk.core.errors import InputError
from shipdesk.core.imports import FileForm, FileKind
from shipdesk.core.reading import NotJsonError, json_decoder
from shipdesk.usecases.files.rows import Row
from shipdesk.usecases.files.sheets import LONG, sheet_names, sheet_rows
from shipdesk.usecases.files.tables import unquoted

T = TypeVar("T")
DELIMITERS = {",": "Comma", ";": "Semicolon", "\t": "Tab", "|": "Bar"}
#: A line of a table, in characters: beyond it a file is no table, and would only fill the memory.
_LONGEST_LINE = 1 << 20
_LARGEST_RECORD = 4 << 20
_LARGEST_SHEET = 64 << 20
_BLOCK = 64 << 10


class RowSource:
    """The rows of a table or sheet, or the records of a JSON file; a context manager."""

    def __init__(self, path: Path, form: FileForm) -> None:
        """Raises `InputError` when the file cannot be opened."""
        try:
            self._file: BinaryIO = path.open("rb")
        except OSError as fault:
            raise InputError(f"{path.name} cannot be read: {fault.strerror}.") from fault
        self._size = max(path.stat().st_size, 1)
        self._form, self._name = form, path.name
        self.fault = ""
        """Why the file could be read no further; what stands before that is as good as any."""
        self._share: float | None = None
        self._text: io.TextIOWrapper | None = None  # it would close the file when it is forgotten

    def __enter__(self) -> RowSource:
        return self

    def __exit__(self, *_what: object) -> None:
        self._file.close()

    @property
    def share(self) -> float:
        """How much of the file is read, 0 to 1."""
        return self._file.tell() / self._size if self._share is None else self._share

    def rows(self) -> Iterator[Row]:
        """The filled rows, headings first, as far as the file is a table."""
        found = self._sheet() if self._form.kind is FileKind.SHEET else self._table()
        return self._until_fault(row for row in found if not row.is_empty)

    def body(self) -> Iterator[Row]:
        """The filled rows below the headings. The same headings once more, as in files put together, are no row."""
        rows = self.rows()
        headings = next((row for row in rows if row.number >= self._form.heading), None)
        return (row for row in rows if headings is None or row.cells != headings.cells)

    def sheets(self) -> tuple[str, ...]:
        """The sheets of a workbook that a person sees."""
        return sheet_names(self._file.read(_LARGEST_SHEET))

    def records(self) -> Iterator[object]:
        """The records of a JSON file, as far as it is one."""
        return self._until_fault(self._json())

    def _until_fault(self, found: Iterator[T]) -> Iterator[T]:
        try:
            yield from found
        except InputError as fault:
            self.fault = f"{self._name} {fault}"

    def _sheet(self) -> Iterator[Row]:
        content = self._file.read(_LARGEST_SHEET + 1)
        if len(content) > _LARGEST_SHEET:
            raise InputError(f"is larger than {_LARGEST_SHEET >> 20} MiB; save it as CSV, which may be of any size.")
        yield from sheet_rows(content, name=self._form.sheet, most_rows=LONG, tell=self._tell)

    def _tell(self, share: float) -> None:
        self._share = share

    def _decoded(self) -> io.TextIOWrapper:
        encoding = "utf-8-sig" if self._form.encoding == "utf-8" else self._form.encoding
        self._text = io.TextIOWrapper(self._file, encoding, errors="replace", newline="")
        return self._text

    def _table(self) -> Iterator[Row]:
        text = self._decoded()
        reader = csv.reader(_lines(text), delimiter=self._form.delimiter or ",", strict=True)
        number = 0
        try:
            for number, cells in enumerate(reader, start=1):
                yield Row(number, [unquoted(cell) for cell in cells])
        except csv.Error as fault:
            why = "a cell is too long" if "field limit" in str(fault) else str(fault)
            raise InputError(
                f"is no table after row {number:,}: {why}. A quote that is never closed does this; mend it and "
                "import the file again."
            ) from fault

    def _json(self) -> Iterator[object]:
        text = self._decoded()
        decoder = json_decoder()
        held, number, ended = "", 0, False
        while True:
            held = held.lstrip(" \t\r\n,[]" if number else " \t\r\n,[\ufeff")
            if ended and not held.strip("] \t\r\n"):
                return
            try:
                record, at = decoder.raw_decode(held)
                if not ended and at == len(held):
                    raise json.JSONDecodeError("cut", held, at)  # a number may go on in the next block
            except (json.JSONDecodeError, NotJsonError, RecursionError) as fault:
                if ended or len(held) > _LARGEST_RECORD or not isinstance(fault, json.JSONDecodeError):
                    raise InputError(f"is no JSON after shipment {number:,}; mend it and import it again.") from fault
                block = text.read(max(_BLOCK, len(held)))
                ended = not block
                held += block
                continue
            number += 1
            held = held[at:]
            yield record


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    while line := text.readline(_LONGEST_LINE):
        if len(line) == _LONGEST_LINE and not line.endswith("\n"):
            raise InputError(f"has a line of more than {_LONGEST_LINE:,} characters; no table has.")
        yield line
