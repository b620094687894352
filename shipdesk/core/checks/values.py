"""Rules on single values and on values that go together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from shipdesk.core.checks.words import inside, listed, subject
from shipdesk.core.numbers import decimal_places, shown, write_decimal
from shipdesk.core.problems import Problem, error

if TYPE_CHECKING:
    from shipdesk.core.shipment import Shipment

_EMPTY = ("", None)


@cache
def _getter(path: str) -> Callable[[Any], object]:
    if path.startswith("options."):
        name = path.removeprefix("options.")
        return lambda shipment: shipment.options.get(name)
    return attrgetter(path)


@cache
def _split(path: str) -> tuple[str, str]:
    """The list and the path in each of its items; the first is empty where there is no list."""
    head, bracket, tail = path.partition("[].")
    return (head, tail) if bracket else ("", path)


def value_at(shipment: Shipment, path: str) -> object:
    """The value at a path without an index: `receiver.phone`, `options.webhook_url`."""
    return _getter(path)(shipment)


def values_at(shipment: Shipment, path: str) -> list[tuple[str, object]]:
    """Each (path, value) that a path of the field table stands for: `products[].sku` once for every product."""
    head, tail = _split(path)
    get = _getter(tail)
    if not head:
        return [(path, get(shipment))]
    items: tuple[object, ...] = getattr(shipment, head)
    return [(f"{head}[{index}].{tail}", get(item)) for index, item in enumerate(items)]


def is_empty(value: object) -> bool:
    """True for nothing typed. Zero and false are values."""
    return value in _EMPTY


def _area(path: str) -> str:
    """The first half of a problem's code: the last word of the path."""
    return path.rpartition(".")[2]


def missing(path: str, fix: str | None = None) -> Problem:
    """The problem of a field that must be filled in."""
    what = "add at least one" if path == "products" else "fill it in"
    return error(path, f"{_area(path)}.missing", f"{subject(path)} is missing; {what}.", fix)


def required(shipment: Shipment, paths: Iterable[str]) -> list[Problem]:
    """A problem for each of these paths of the field table that is empty."""
    return [missing(at) for path in paths for at, value in values_at(shipment, path) if is_empty(value)]


def together(shipment: Shipment, paths: Sequence[str]) -> list[Problem]:
    """Values that only go together: the missing ones are the fault, when any is there."""
    values = {path: value_at(shipment, path) for path in paths}
    there = [path for path, value in values.items() if not is_empty(value)]
    if not there or len(there) == len(values):
        return []
    return [half_missing(path, there[0]) for path in values if path not in there]


def half_missing(path: str, other: str) -> Problem:
    """The problem of a value that must come with another that is there."""
    sentence = f"{subject(path)} is missing; it goes together with {inside(other)}."
    return error(path, f"{_area(path)}.missing", sentence)


def closed(path: str, value: str, allowed: Sequence[str]) -> Problem | None:
    """A value of a closed list, written exactly as the carrier writes it."""
    if value == "" or value in allowed:
        return None
    same = next((one for one in allowed if one.casefold() == value.casefold()), None)
    if same is not None:
        return error(
            path, f"{_area(path)}.case", f"{subject(path)} is written {shown(same)}, not {shown(value)}.", same
        )
    sentence = f"{subject(path)} cannot be {shown(value)}; it must be {listed(tuple(allowed))}."
    return error(path, f"{_area(path)}.choice", sentence)


def number(path: str, value: Decimal | int | None, *, places: int, unit: str = "", zero: bool = True) -> Problem | None:
    """A number that may not be negative, nor have more than `places` decimals; `zero` tells whether 0 is a value."""
    if value is None:
        return None
    amount = Decimal(value)
    text = f"{write_decimal(amount)} {unit}".strip()
    if amount < 0:
        return error(
            path, f"{_area(path)}.negative", f"{subject(path)} is {text}; it must be more than 0.", _positive(amount)
        )
    if amount == 0 and not zero:
        return error(path, f"{_area(path)}.zero", f"{subject(path)} is 0; it must be more than 0.")
    if decimal_places(amount) > places:
        allowed = f"at most {places} decimals" if places else "no decimals"
        return error(path, f"{_area(path)}.decimals", f"{subject(path)} is {text}; it may have {allowed}.")
    return None


def _positive(amount: Decimal) -> str:
    return write_decimal(-amount)
