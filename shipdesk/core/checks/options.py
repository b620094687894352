"""A shipment's `options` against what its carrier declares: unknown names, wrong types."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from shipdesk.core.checks.values import closed, is_empty
from shipdesk.core.checks.words import listed, subject
from shipdesk.core.fields import Field, Kind
from shipdesk.core.numbers import read_decimal, shown, write_decimal
from shipdesk.core.problems import Problem, error

if TYPE_CHECKING:
    from shipdesk.core.shipment import Shipment

_PREFIX = "options."


def option(shipment: Shipment, row: Field) -> object:
    """The value of an option in its own type: text, Decimal, int, bool; None where it is not given.

    Raises:
        ValueError: the value is of another type; the message is one sentence.
    """
    value = _leaf(shipment.options, row.path.removeprefix(_PREFIX))
    return None if is_empty(value) else _READERS.get(row.kind, _text)(row.path, value)


def _decimal(path: str, value: object) -> Decimal:
    if isinstance(value, Decimal):
        return value
    if isinstance(value, str):
        return read_decimal(value)
    raise ValueError(f"{subject(path)} must be a number.")


def _whole(path: str, value: object) -> int:
    number = _decimal(path, value)
    if number != number.to_integral_value():
        raise ValueError(f"{subject(path)} must be a whole number.")
    return int(number)


def _flag(path: str, value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError(f"{subject(path)} must be true or false.")


def _text(path: str, value: object) -> str:
    if isinstance(value, str):
        return value
    raise ValueError(f"{subject(path)} must be text in quotes.")


def _choice(path: str, value: object) -> str:
    """A list of digits may be answered with a number."""
    return write_decimal(value) if isinstance(value, Decimal) else _text(path, value)


_READERS: dict[Kind, Callable[[str, object], object]] = {
    Kind.DECIMAL: _decimal,
    Kind.WHOLE: _whole,
    Kind.FLAG: _flag,
    Kind.CHOICE: _choice,
}


def _leaf(options: Mapping[str, object], name: str) -> object:
    value: object = options
    for step in name.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def _leaves(options: Mapping[str, object], before: str = "") -> Iterator[str]:
    for name, value in options.items():
        if isinstance(value, Mapping) and value:
            yield from _leaves(value, f"{before}{name}.")
        else:
            yield f"{before}{name}"


def check_options(shipment: Shipment, declared: Sequence[Field]) -> list[Problem]:
    """A problem for each option that the carrier does not know, and for each value of the wrong type."""
    rows = {row.path.removeprefix(_PREFIX): row for row in declared}
    found = [_unknown(name, list(rows)) for name in _leaves(shipment.options) if name not in rows]
    for row in rows.values():
        try:
            value = option(shipment, row)
        except ValueError as fault:
            found.append(error(row.path, "options.type", str(fault)))
            continue
        if row.choices and isinstance(value, str):
            found += filter(None, [closed(row.path, value, [choice.value for choice in row.choices])])
    return found


def _unknown(name: str, known: list[str]) -> Problem:
    below = [one.removeprefix(f"{name}.") for one in known if one.startswith(f"{name}.")]
    if below:
        path = f"{_PREFIX}{name}"
        return error(path, "options.type", f"{subject(path)} must be an object with {listed(below, 'and')}.")
    near = difflib.get_close_matches(name, known, n=1)
    hint = f"did you mean {shown(near[0])}?" if near else "remove it."
    return error(f"{_PREFIX}{name}", "options.unknown", f"This carrier has no option {shown(name)}; {hint}")
