"""Shipments out of rows: the columns are the paths with dots, one row for each product.

The shipment's own columns stand on its first row or on all; a row without a reference, or with the one above,
belongs to the shipment above.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from shipdesk.core.errors import InputError
from shipdesk.core.fields import BY_PATH, Kind
from shipdesk.core.numbers import shown
from shipdesk.core.problems import Problem, error
from shipdesk.core.reading import Reading, read_shipment

#: What an export says of each shipment beside its form; reading passes over it.
ADDED = ("state", "label", "tracking_number", "status", "created_at", "updated_at")
_KNOWN = frozenset(path.replace("[]", "") for path in BY_PATH)
_DECIMALS = frozenset(path.replace("[]", "") for path, field in BY_PATH.items() if field.kind is Kind.DECIMAL)
_OPTIONS = "options."
_PRODUCTS = "products."
#: What a spreadsheet makes of a long number when it saves it as text.
_ROUNDED = re.compile(r"[+-]?\d([.,]\d+)?E\+\d{2,}")
_COMMA_BEFORE_CENTS = re.compile(r"(\d+|\d{1,3}(\.\d{3})+),\d{1,2}|\d{1,3}(\.\d{3})+,\d+")
_COMMA_BETWEEN_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+\.\d+")
_SPREADSHEET_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"})
#: A spreadsheet keeps 15 digits of a number.
_EXACT_BELOW = 10**15


@dataclass(frozen=True, slots=True)
class BrokenCell:
    """A cell that holds a spreadsheet's error (`#N/A`) instead of a value."""


Value = str | bool | float | date | time | datetime | BrokenCell


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet counts, and its cells; an empty cell is an empty text."""

    number: int
    cells: Sequence[Value]

    @property
    def is_empty(self) -> bool:
        return not any(is_filled(cell) for cell in self.cells)


def is_filled(cell: Value) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else True


def heading_path(cell: Value) -> str:
    """The path that a heading means; `products[].sku`, as the field table writes it, is `products.sku`."""
    return cell.strip().replace("[]", "") if isinstance(cell, str) else str(cell)


def known_headings(cells: Iterable[Value]) -> int:
    """How many of these are columns of a shipment: what tells a table of shipments from any other text."""
    paths = [heading_path(cell) for cell in cells]
    return sum(path in _KNOWN or path.startswith(_OPTIONS) for path in paths)


def read_rows(rows: Iterable[Row]) -> list[Reading]:
    """The shipments of a table whose first filled row is its headings.

    Raises:
        InputError: the headings are no columns of a shipment, or one stands there twice. The sentence goes on
            from the name of the file.
    """
    filled = (row for row in rows if not row.is_empty)
    headings = _headings(next(filled, Row(0, ())))
    return [_reading(draft) for draft in drafts(filled, headings)]


def _headings(row: Row) -> list[str]:
    paths = [heading_path(cell) for cell in row.cells]
    if not known_headings(row.cells):
        raise InputError("has no column of a shipment, such as reference or receiver.name, in its first row.")
    for index, path in enumerate(paths):
        if path and path in paths[:index]:
            raise InputError(f"has the column {shown(path)} twice; keep one.")
    return paths


@dataclass(slots=True)
class Draft:
    """A shipment out of its rows: `row` is where it begins, `problems` are the cells that could not be read."""

    row: int
    data: dict[str, Any] = field(default_factory=dict)
    products: list[dict[str, Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    seen: dict[str, object] = field(default_factory=dict)

    def record(self) -> dict[str, Any]:
        """The interchange form, as the cells gave it."""
        return {**self.data, **({"products": self.products} if self.products else {})}


def drafts(rows: Iterable[Row], headings: Sequence[str]) -> Iterator[Draft]:
    """The shipments of these rows, one held in memory at a time. `headings` are paths, one for each column."""
    column = headings.index("reference") if "reference" in headings else None
    draft: Draft | None = None
    above: object = None
    for row in rows:
        given = row.cells[column] if column is not None and column < len(row.cells) else ""
        reference = given.strip() if isinstance(given, str) else given
        if draft is None or column is None or reference not in ("", above):
            if draft is not None:
                yield draft
            draft = Draft(row.number)
            above = reference
        _take(draft, row, headings)
    if draft is not None:
        yield draft


def _take(draft: Draft, row: Row, headings: Sequence[str]) -> None:
    product: dict[str, Any] = {}
    place = f"products[{len(draft.products)}]."
    for index, cell in enumerate(row.cells):
        path = headings[index] if index < len(headings) else ""
        if path in ADDED or not is_filled(cell):
            continue
        if not path:
            draft.problems.append(_no_heading(row, index, cell))
            continue
        of_product = path.startswith(_PRODUCTS)
        shown_path = place + path.removeprefix(_PRODUCTS) if of_product else path
        value = _value(path, shown_path, cell)
        if isinstance(value, Problem):
            draft.problems.append(value)
        elif of_product:
            _put(draft, product, path.removeprefix(_PRODUCTS), shown_path, value)
        else:
            _own(draft, row, path, value)
    if product:
        draft.products.append(product)


def _own(draft: Draft, row: Row, path: str, value: object) -> None:
    """A column of the shipment itself: said on one row, or the same on all."""
    if path not in draft.seen:
        draft.seen[path] = value
        _put(draft, draft.data, path, path, value)
    elif draft.seen[path] != value:
        sentence = (
            f"Row {row.number} says {shown(str(value))} and row {draft.row}, of the same shipment, "
            f"{shown(str(draft.seen[path]))}; keep one."
        )
        draft.problems.append(error(path, "form.differs", sentence))


def _put(draft: Draft, data: dict[str, Any], path: str, shown_path: str, value: object) -> None:
    *way, last = path.split(".")
    here: Any = data
    for step in way:
        here = here.setdefault(step, {})
        if not isinstance(here, dict):
            draft.problems.append(error(shown_path, "form.type", f"{shown(path)} and a column above it clash."))
            return
    if isinstance(here.get(last), dict):
        draft.problems.append(error(shown_path, "form.type", f"{shown(path)} and a column below it clash."))
    else:
        here[last] = value


def _no_heading(row: Row, index: int, cell: Value) -> Problem:
    sentence = f"Row {row.number} has {shown(str(cell))} in column {index + 1}, which has no heading; give it one."
    return error("", "form.no_heading", sentence)


def _value(path: str, shown_path: str, cell: Value) -> object:
    """The cell as the interchange form has it, or the problem of why it cannot be known."""
    if isinstance(cell, str):
        return _text(path, shown_path, cell.strip())
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, BrokenCell):
        return _broken(shown_path)
    if isinstance(cell, float):
        if abs(cell) >= _EXACT_BELOW:
            return _again(shown_path, "form.lost_digits", "A spreadsheet keeps 15 digits of a number")
        return _digits(cell)
    return _moment(path, cell) or _again(shown_path, "form.type", "The spreadsheet made a date or time of this cell")


def _text(path: str, shown_path: str, text: str) -> str | Problem:
    if text in _SPREADSHEET_ERRORS:
        return _broken(shown_path)
    if _ROUNDED.fullmatch(text):
        return _again(shown_path, "form.lost_digits", f"{shown(text)} has lost digits in a spreadsheet")
    if "," in text and path in _DECIMALS:
        return _with_point(text)
    return text


def _with_point(text: str) -> str:
    """A number with a comma where only one thing can be meant: `1.254,50`, `1,24`, `1,254.50`; not `1,254`."""
    if _COMMA_BEFORE_CENTS.fullmatch(text):
        return text.replace(".", "").replace(",", ".")
    return text.replace(",", "") if _COMMA_BETWEEN_THOUSANDS.fullmatch(text) else text


def _broken(shown_path: str) -> Problem:
    return error(shown_path, "form.broken_cell", "This cell holds an error of the spreadsheet; mend its formula.")


def _again(shown_path: str, code: str, words: str) -> Problem:
    return error(shown_path, code, f"{words}; format the column as text and enter it again.")


def _digits(number: float) -> str:
    """The number as the spreadsheet shows it: its binary form has more digits than anybody entered."""
    return format(Decimal(format(number, ".15g")), "f")


def _moment(path: str, cell: date | time | datetime) -> str:
    """The day or the time of day where one belongs; empty where none does."""
    if isinstance(cell, time):
        return cell.isoformat("minutes") if path == "pickup.time" or path.startswith(_OPTIONS) else ""
    if isinstance(cell, datetime):
        if cell.time() != time():
            return ""
        cell = cell.date()
    return cell.isoformat() if path == "pickup.date" or path.startswith(_OPTIONS) else ""


def _reading(draft: Draft) -> Reading:
    reading = read_shipment(draft.record())
    return Reading(reading.shipment, (*draft.problems, *reading.problems), f"row {draft.row}")
