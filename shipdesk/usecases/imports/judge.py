"""From the rows of a file to checked shipments: mapped, filled in from the library, with all that is wrong."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from shipdesk.core.imports import Plan, Staged, Standing
from shipdesk.core.numbers import shown
from shipdesk.core.problems import Problem, error, has_errors, has_warnings
from shipdesk.core.reading import Reading, get_path, read_shipment, set_path
from shipdesk.core.shipment import Shipment, write_shipment
from shipdesk.usecases.check import check_reading
from shipdesk.usecases.files.rows import ADDED, Row, Value, drafts, is_filled
from shipdesk.usecases.imports.columns import joint

if TYPE_CHECKING:
    from shipdesk.usecases.desk import Desk

SOURCE = "file"
#: Digits with a zero fraction: what a spreadsheet saves of a number that was none.
_AS_NUMBER = re.compile(r"(\d+)\.0+")
#: What any of it needs: most texts are not looked at further.
_SUSPICIOUS = re.compile("[.\ufffd]")
_DIGITS = ("postcode", "phone", "hs_code", "ean", "sku", "id_number", "tax_number", "reference")
_LOST = "\ufffd"


@dataclass(slots=True)
class Raw:
    """A shipment as a file gives it: where, its interchange form, and the cells that could not be read."""

    row: int
    data: dict[str, Any]
    unread: list[Problem]


def raw_rows(rows: Iterable[Row], plan: Plan) -> Iterator[Raw]:
    """The shipments of a table's rows, its headings left behind."""
    for draft in drafts(_mapped(rows, plan), plan.paths):
        yield _fixed(Raw(draft.row, draft.record(), draft.problems), plan.fixed)


def raw_records(records: Iterable[object], plan: Plan) -> Iterator[Raw]:
    """The shipments of a JSON file, each under its number."""
    for number, record in enumerate(records, start=1):
        if not isinstance(record, dict):
            yield Raw(number, {}, list(read_shipment(record).problems))
            continue
        for name in ADDED:
            record.pop(name, None)
        yield _fixed(Raw(number, record, list(read_shipment(record).problems)), plan.fixed)


def judged(desk: Desk, import_id: int, raws: Sequence[Raw]) -> list[Staged]:
    """These with all that is wrong with each, looked up in the order book and in the import they belong to."""
    read = [(raw, _read(raw)) for raw in raws]
    references = [one.shipment.reference for _raw, one in read if one.shipment.reference]
    around = _Around(
        desk.imports.in_book(references),
        desk.imports.taken(references),
        dict(desk.imports.places(import_id, references)),
    )
    return [_judged(desk, raw, reading, around) for raw, reading in read]


def mended(raw: Raw, path: str, value: str) -> Raw:
    """The row with `value` at `path`; an empty path takes what stood under no heading away."""
    data = json.loads(json.dumps(raw.data))
    if path:
        set_path(data, path, value.strip())
    return Raw(raw.row, data, [problem for problem in raw.unread if problem.field != path])


@dataclass(slots=True)
class _Around:
    """What else goes by the references of a chunk; keys are in `casefold`."""

    book: Mapping[str, str]
    taken: Mapping[str, frozenset[str]]
    places: dict[str, int]


def _judged(desk: Desk, raw: Raw, reading: Reading, around: _Around) -> Staged:
    as_read = write_shipment(reading.shipment)
    digest = hashlib.sha256(as_read.encode()).hexdigest()
    shipment = desk.fill_in(reading.shipment, SOURCE)
    data = json.dumps(raw.data, ensure_ascii=False, separators=(",", ":"))
    staged = Staged(raw.row, Standing.GOOD, data, tuple(raw.unread), (), digest, shipment)
    key = shipment.reference.casefold()
    first = around.places.setdefault(key, raw.row) if key else raw.row
    in_book = around.book.get(key, "") if key else ""
    whole = not has_errors(reading.problems) and first == raw.row
    if whole and in_book and (in_book in (as_read, write_shipment(shipment)) or digest in around.taken.get(key, ())):
        return replace(staged, standing=Standing.KNOWN)
    problems = check_reading(desk, Reading(shipment, reading.problems))
    if in_book:
        problems.insert(0, _used(shipment))
    if first != raw.row:
        problems.insert(0, _twice(shipment, first))
    return replace(staged, standing=_standing(problems), problems=tuple(problems))


def _standing(problems: Sequence[Problem]) -> Standing:
    if has_errors(problems):
        return Standing.FAULTY
    return Standing.WARNED if has_warnings(problems) else Standing.GOOD


def _read(raw: Raw) -> Reading:
    """What can be read of it; of a cell that could not be read before, only that."""
    reading = read_shipment(raw.data)
    unread = {problem.field for problem in raw.unread}
    found = [*raw.unread, *(problem for problem in reading.problems if problem.field not in unread)]
    told = {problem.field for problem in found}
    found += [problem for problem in _suspect(raw.data, "") if problem.field not in told]
    return replace(reading, problems=tuple(found))


def _suspect(value: object, path: str) -> Iterator[Problem]:
    """What a spreadsheet or a wrong encoding has done to texts, wherever they stand."""
    if isinstance(value, dict):
        for name, item in value.items():
            if not isinstance(item, str) or _SUSPICIOUS.search(item):
                yield from _suspect(item, f"{path}.{name}".lstrip("."))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _suspect(item, f"{path}[{index}]")
    elif isinstance(value, str):
        if _LOST in value:
            sentence = f"{shown(value)} holds letters that the file's encoding does not have; type them again."
            yield error(path, "form.encoding", sentence)
        elif path.rpartition(".")[2] in _DIGITS and (digits := _AS_NUMBER.fullmatch(value.strip())):
            sentence = (
                f"A spreadsheet has made the number {value.strip()} of this; {digits[1]} is meant, perhaps with zeros "
                "before it."
            )
            yield error(path, "form.lost_digits", sentence, digits[1])


def _mapped(rows: Iterable[Row], plan: Plan) -> Iterator[Row]:
    """The rows without the columns that are not used; columns of one path are joined in the first of them."""
    places: dict[str, list[int]] = {}
    for index, path in enumerate(plan.paths):
        places.setdefault(path, []).append(index)
    unused = places.pop("", [])
    joined = [(path, at) for path, at in places.items() if len(at) > 1]
    for row in rows:
        cells = list(row.cells)
        for index in unused:
            if index < len(cells):
                cells[index] = ""
        for path, at in joined:
            _join(cells, at, joint(path))
        yield Row(row.number, cells)


def _join(cells: list[Value], at: Sequence[int], between: str) -> None:
    there = [index for index in at if index < len(cells) and is_filled(cells[index])]
    if len(there) > 1:
        text = between.join(str(cells[index]).strip() for index in there)
        for index in there:
            cells[index] = ""
        cells[there[0]] = text


def _fixed(raw: Raw, fixed: Mapping[str, str]) -> Raw:
    """With the values for what stands in no cell."""
    unread = {problem.field for problem in raw.unread}
    for path, value in fixed.items():
        head, dot, name = path.partition(".")
        of_product = head == "products" and dot
        for where in _each_product(raw.data, name) if of_product else (path,):
            if where not in unread and get_path(raw.data, where) in (None, ""):
                _put(raw.data, where, value)
    return raw


def _each_product(data: Mapping[str, Any], name: str) -> list[str]:
    products = data.get("products")
    count = len(products) if isinstance(products, list) else 0
    return [f"products[{index}].{name}" for index in range(max(count, 1))]


def _put(data: dict[str, Any], path: str, value: str) -> None:
    try:
        set_path(data, path, value)
    except (AttributeError, TypeError):
        return  # something that is no object stands above it, which the reading says


def _used(shipment: Shipment) -> Problem:
    sentence = (
        f"The reference {shipment.reference} is already in the order book with other content; use another reference, "
        "or leave this row out."
    )
    return error("reference", "reference.used", sentence)


def _twice(shipment: Shipment, first: int) -> Problem:
    sentence = f"The reference {shipment.reference} stands in row {first:,} already; give each shipment its own."
    return error("reference", "reference.twice", sentence)
