"""Checks that any carrier's tables may name, each a function from a value to an objection or None."""

from decimal import Decimal
from typing import Any

from babel.numbers import is_currency

from shipdesk.simulator.validate import Check, Condition, Scene


def always(_: Scene) -> bool:
    return True


def never(_: Scene) -> bool:
    return False


def when(**values: Any) -> Condition:
    """Required if other fields of the table have these values."""
    return lambda scene: all(scene.table.get(name) == value for name, value in values.items())


def with_any(*names: str) -> Condition:
    """Required in pair or trio with these fields of the same table."""
    return lambda scene: any(scene.table.get(name) not in (None, "") for name in names)


def either(*conditions: Condition) -> Condition:
    return lambda scene: any(condition(scene) for condition in conditions)


def one_of(words: tuple[str, ...]) -> Check:
    expected = " | ".join(words)
    return lambda value, _: None if value in words else f"Invalid input: must be one of {expected}"


def decimals(places: int) -> Check:
    """Not negative, and with at most so many decimals."""

    def check(value: int | Decimal, _: Scene) -> str | None:
        if value < 0:
            return "Invalid input: must not be negative"
        exponent = Decimal(value).normalize().as_tuple().exponent
        if isinstance(exponent, int) and -exponent > places:
            return f"Invalid input: precision is up to {places} d.p."
        return None

    return check


def at_least(least: int) -> Check:
    return lambda value, _: None if int(value) >= least else f"Invalid input: must be at least {least}"


def not_empty(value: list[Any], _: Scene) -> str | None:
    return None if value else "Invalid input: must not be empty"


def web_address(value: str, _: Scene) -> str | None:
    return None if value.startswith(("https://", "http://")) else "Invalid url"


def currency(value: str, _: Scene) -> str | None:
    """ "in ISO 4217 format"."""
    return None if is_currency(value) else "Invalid input: must be an ISO 4217 currency"
