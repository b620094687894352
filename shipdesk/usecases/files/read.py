"""Read shipments from files: JSON (an object, a list, one object a line), CSV, TSV and XLSX.

What does not fit in one shipment becomes a problem of that shipment; only a file that is none of these is refused.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from shipdesk.core.errors import InputError
from shipdesk.core.problems import error
from shipdesk.core.reading import NotJsonError, Reading, parse_json, read_shipment
from shipdesk.usecases.files.rows import ADDED, Row, known_headings, read_rows
from shipdesk.usecases.files.sheets import is_workbook, sheet_rows
from shipdesk.usecases.files.tables import unquoted

_MOST_BYTES = 64 << 20
_MOST_ROWS = 50_000
_DELIMITERS = (",", ";", "\t", "|")
#: Byte order marks, the longer first: that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: What spreadsheets of our clerks' countries write when it is not Unicode.
_OLD_ENCODINGS = ["big5hkscs", "gb18030", "cp874", "cp1252"]
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


def read_files(paths: Iterable[Path]) -> list[Reading]:
    """The shipments of these files, in order. A reference that stands twice is an error on the later one.

    Raises:
        InputError: a file is missing or unreadable, or holds no shipments at all; names it, and nothing was read.
    """
    readings = [reading for path in paths for reading in read_file(path)]
    return list(_without_twins(readings))


def read_file(path: Path) -> list[Reading]:
    """The shipments of one file; `place` says where each stands in it. Raises as `read_files` does."""
    content = file_content(path)
    try:
        readings = _readings(content, path.suffix.lower())
    except InputError as fault:
        raise InputError(f"{path.name} {fault}") from fault
    if not readings:
        raise InputError(f"{path.name} holds no shipment.")
    return [replace(reading, place=f"{path.name}, {reading.place}") for reading in readings]


def file_content(path: Path) -> bytes:
    """The bytes of a file. Raises `InputError` where there are none, or too many."""
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except FileNotFoundError as fault:
        raise InputError(f"There is no file {path}.") from fault
    except IsADirectoryError as fault:
        raise InputError(f"{path} is a folder; name a file in it.") from fault
    except (OSError, ValueError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else "its name is none"
        raise InputError(f"{path} cannot be read: {reason}.") from fault
    if len(content) > _MOST_BYTES:
        raise InputError(f"{path.name} is larger than {_MOST_BYTES >> 20} MiB; split it.")
    if not content.strip():
        raise InputError(f"{path.name} is empty.")
    return content


def _readings(content: bytes, suffix: str) -> list[Reading]:
    if is_workbook(content):
        return read_rows(sheet_rows(content))
    if content.startswith(_OLD_EXCEL):
        raise InputError("is a file of an old Excel, or has a password; save it as XLSX or CSV without one.")
    text = decoded(content)
    begins_as_json = text.lstrip()[:1] in ("{", "[")
    if suffix in (".json", ".jsonl", ".ndjson") or (begins_as_json and suffix not in (".csv", ".tsv")):
        return _json_readings(text)
    return read_rows(_csv_rows(text))


def _json_readings(text: str) -> list[Reading]:
    try:
        records = parse_json(text)
    except NotJsonError as fault:
        sentence = str(fault).removeprefix("This is not JSON")
        raise InputError(f"is not JSON{sentence}" if sentence != str(fault) else f"is not JSON: {fault}") from fault
    if len(records) > _MOST_ROWS:
        raise InputError(f"holds more than {_MOST_ROWS:,} shipments; split it.")
    return [
        replace(read_shipment(_without_added(record)), place=f"shipment {number}")
        for number, record in enumerate(records, 1)
    ]


def _without_added(record: object) -> object:
    """Without what an export says beside the shipment; a record that is none stays as it is, for its problem."""
    if isinstance(record, dict):
        for name in ADDED:
            record.pop(name, None)
    return record


def decoded(content: bytes) -> str:
    """The text, by its byte order mark, else as UTF-8, else by what its letters look like."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError as fault:
                raise InputError("begins as Unicode and is damaged further on; save it again.") from fault
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(content)


def _guessed(content: bytes) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - late: keeps start-up fast

    best = from_bytes(content, cp_isolation=_OLD_ENCODINGS).best()
    if best is None:
        raise InputError("is no JSON, CSV or XLSX, or in an encoding that cannot be told; save it as UTF-8.")
    return str(best)


def _csv_rows(text: str) -> Iterator[Row]:
    """The rows of CSV in whichever delimiter makes most of its first row."""
    best = max(_DELIMITERS, key=lambda delimiter: known_headings(next(_parsed(text, delimiter), Row(0, ())).cells))
    return _parsed(text, best)


def _parsed(text: str, delimiter: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if number > _MOST_ROWS:
                raise InputError(f"has more than {_MOST_ROWS:,} rows; split it.")
            if any(cell.strip() for cell in cells):
                yield Row(number, [unquoted(cell) for cell in cells])
    except csv.Error as fault:
        raise InputError(f"is no CSV from line {reader.line_num} on: {fault}.") from fault


def _without_twins(readings: Sequence[Reading]) -> Iterator[Reading]:
    first: dict[str, str] = {}
    for reading in readings:
        reference = reading.shipment.reference
        if reference and reference in first:
            sentence = (
                f"The reference {reference} stands here already ({first[reference]}); give each shipment its own."
            )
            yield replace(reading, problems=(*reading.problems, error("reference", "reference.twice", sentence)))
        else:
            first[reference] = reading.place
            yield reading
