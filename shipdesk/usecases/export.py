"""The order book, or a search of it, into a file: shipments in the interchange form, with where each stands.

Read back by `check`, `book` and import: what the order book adds (`ADDED`) is passed over there.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any, Protocol

from shipdesk.core.errors import InputError
from shipdesk.core.fields import FIELDS
from shipdesk.usecases.files.rows import ADDED
from shipdesk.usecases.files.tables import CsvTable, Table, XlsxTable
from shipdesk.usecases.show import row_form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shipdesk.core.records import Query
    from shipdesk.usecases.desk import Desk

_PAGE = 500
_PRODUCTS = "products[]."


class Writer(Protocol):
    """One kind of file, shipment by shipment."""

    def write(self, shipment: Mapping[str, Any], added: Mapping[str, str]) -> None: ...

    def close(self) -> None:
        """Write what is still held back."""


def export(desk: Desk, query: Query, file: Path, *, progress: Callable[[int], bool] = lambda _written: True) -> int:
    """Write what `query` finds, newest first, and replace `file` with it whole; how many shipments.

    The memory it takes does not grow with their number. `progress` is told how many are written, and ends it with
    False: then `file` is left as it was.

    Raises:
        InputError: the file's ending names no format, it cannot be written there, or holds too few rows.
    """
    make = _FORMATS.get(file.suffix.lower())
    if make is None:
        raise InputError(f"{file.name} must end with one of {', '.join(_FORMATS)}.")
    file = file.absolute()
    try:
        with _replacing(file) as fresh:
            written = _write(desk, query, make(fresh, columns_of(desk)), progress)
            if written < 0:
                fresh.unlink()
        return max(written, 0)
    except OSError as fault:
        raise InputError(f"{file} cannot be written: {fault.strerror or fault}.") from fault


def _write(desk: Desk, query: Query, writer: Writer, progress: Callable[[int], bool]) -> int:
    """How many were written; -1 when it was ended."""
    written, after = 0, None
    try:
        while page := desk.book.rows(query, _PAGE, after):
            forms = desk.book.forms([row.id for row in page])
            for row in page:
                stand = row_form(row)
                writer.write(json.loads(forms[row.id]), {name: stand[name] for name in ADDED})
            written += len(page)
            after = (page[-1].created_at, page[-1].id)
            if not progress(written):
                return -1
        return written
    finally:
        writer.close()


@contextlib.contextmanager
def _replacing(file: Path) -> Iterator[Path]:
    """A file beside `file` that takes its place at the end, when it is still there."""
    with NamedTemporaryFile(prefix=f".{file.name}.", dir=file.parent, delete=False) as made:
        fresh = Path(made.name)
    try:
        yield fresh
        if fresh.exists():
            fresh.chmod(0o666 & ~_umask())
            fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def columns_of(desk: Desk) -> list[str]:
    """Every path there is, so that two exports have the same columns; those of the shipment before the products'."""
    own = [row.path for row in FIELDS if not row.path.startswith(_PRODUCTS)]
    options = [row.path for record in desk.records.values() for row in record.options]
    products = [row.path for row in FIELDS if row.path.startswith(_PRODUCTS)]
    return list(dict.fromkeys([*own, *options, *products]))


class _Json:
    """A list of objects."""

    def __init__(self, file: Path, _columns: list[str]) -> None:
        self._file = file.open("w", encoding="utf-8")
        self._before = "[\n"

    def write(self, shipment: Mapping[str, Any], added: Mapping[str, str]) -> None:
        record = {**shipment, **{name: value for name, value in added.items() if value}}
        self._file.write(self._before + json.dumps(record, ensure_ascii=False))
        self._before = ",\n"

    def close(self) -> None:
        with self._file as file:
            file.write("\n]\n" if self._before == ",\n" else "[]\n")


class _Rows:
    """A table with a row for each product; the shipment's own columns stand on its first."""

    def __init__(self, table: Table, columns: list[str]) -> None:
        self._table = table
        first, *rest = columns
        headings = [first, *ADDED, *rest]
        self._places = {path: place for place, path in enumerate(headings)}
        table.row([path.replace("[]", "") for path in headings])

    def write(self, shipment: Mapping[str, Any], added: Mapping[str, str]) -> None:
        own, products = {**shipment, **added}, shipment.get("products") or [{}]
        own.pop("products", None)
        for number, product in enumerate(products):
            cells = [""] * len(self._places)
            if number == 0:
                self._fill(cells, own, "")
            self._fill(cells, product, _PRODUCTS)
            self._table.row(cells)

    def _fill(self, cells: list[str], data: Mapping[str, Any], before: str) -> None:
        """What there is, each in its place: of a hundred columns most are empty."""
        for name, value in data.items():
            place = self._places.get(before + name)
            if place is not None:
                cells[place] = _text(value)
            if isinstance(value, dict):
                self._fill(cells, value, f"{before}{name}.")

    def close(self) -> None:
        self._table.close()


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    return "" if value == {} else json.dumps(value, ensure_ascii=False)


def _csv(file: Path, columns: list[str]) -> Writer:
    return _Rows(CsvTable(file), columns)


def _xlsx(file: Path, columns: list[str]) -> Writer:
    return _Rows(XlsxTable(file), columns)


_FORMATS: dict[str, Callable[[Path, list[str]], Writer]] = {".csv": _csv, ".xlsx": _xlsx, ".json": _Json}
