"""The faulty rows of an import as a file: mended in a spreadsheet, it is imported like any other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shipdesk.core.errors import InputError
from shipdesk.core.imports import Standing
from shipdesk.usecases.export import columns_of
from shipdesk.usecases.files.tables import CsvTable

if TYPE_CHECKING:
    from shipdesk.core.imports import ImportRow
    from shipdesk.usecases.desk import Desk

#: The heading of the column that says what is wrong; a file that is imported may have it.
REASONS = "reasons"
_PAGE = 500
_PRODUCTS = "products[]."


def export_faulty(desk: Desk, import_id: int, path: Path) -> int:
    """Write the faulty rows with their reasons as CSV, in the columns of the interchange form; how many.

    Raises:
        InputError: the file cannot be written.
    """
    ids = desk.imports.ids(import_id, Standing.FAULTY)
    columns = columns_of(desk)
    try:
        table = CsvTable(path)
        try:
            table.row([REASONS, *(column.replace("[]", "") for column in columns)])
            for at in range(0, len(ids), _PAGE):
                for row in desk.imports.rows(ids[at : at + _PAGE]):
                    _write(table, row, columns)
        finally:
            table.close()
    except OSError as fault:
        raise InputError(f"{path} cannot be written: {fault.strerror or fault}.") from fault
    return len(ids)


def _write(table: CsvTable, row: ImportRow, columns: list[str]) -> None:
    data = json.loads(row.data)
    found = data.get("products")
    products = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
    reasons = " ".join(problem.message for problem in row.problems)
    for place, product in enumerate(products or [{}]):
        cells = [_text(product if _PRODUCTS in column else data, column, whole=place == 0) for column in columns]
        table.row([reasons if place == 0 else "", *cells])


def _text(data: Any, column: str, *, whole: bool) -> str:
    of_product = column.startswith(_PRODUCTS)
    if not of_product and not whole:
        return ""
    value = data
    for step in column.removeprefix(_PRODUCTS).split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
