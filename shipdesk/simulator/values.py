"""Reading control-door values into dataclasses, strictly."""

from dataclasses import MISSING, Field, asdict, fields
from datetime import UTC, datetime
from typing import Any, TypeVar

from shipdesk.simulator.carrier import ControlError, Json

T = TypeVar("T")


def read(kind: type[T], given: Any) -> T:
    """A `kind` (a dataclass) made of a JSON object.

    Raises:
        ControlError: an unknown key, a missing one, or a value of another type than the default's.
    """
    _demand_object(given)
    known = {one.name: one for one in fields(kind)}  # type: ignore[arg-type]
    if unknown := sorted(set(given) - set(known)):
        raise ControlError(f"Unknown: {', '.join(unknown)}. Known: {', '.join(known)}.")
    missing = [name for name, one in known.items() if _default(one) is MISSING and name not in given]
    if missing:
        raise ControlError(f"Missing: {', '.join(missing)}.")
    for name, value in given.items():
        _check(name, value, _default(known[name]))
    try:
        return kind(**given)
    except ValueError as error:
        raise ControlError(str(error)) from error


def change(target: Any, given: Any) -> Json:
    """Set some attributes of a dataclass instance in place; all of them, as they are now.

    Raises:
        ControlError: as for `read`; nothing is changed then.
    """
    _demand_object(given)
    read(type(target), {**{one.name: getattr(target, one.name) for one in fields(target)}, **given})
    for name, value in given.items():
        setattr(target, name, value)
    return asdict(target)


def moment(name: str, text: str) -> datetime:
    """The moment in UTC that an ISO time with zone says; empty is now.

    Raises:
        ControlError: it is none; `name` says which value it is.
    """
    try:
        said = datetime.fromisoformat(text) if text else datetime.now(UTC)
    except ValueError as error:
        raise ControlError(f"{name}: {error}.") from error
    if said.tzinfo is None:
        raise ControlError(f"{name} needs a zone, as in 2026-11-22T08:00:00Z.")
    return said.astimezone(UTC)


def _demand_object(given: Any) -> None:
    if not isinstance(given, dict):
        raise ControlError(f"Expected an object, got {given!r}.")


def _default(one: "Field[Any]") -> Any:
    return one.default_factory() if one.default_factory is not MISSING else one.default


def _check(name: str, value: Any, default: Any) -> None:
    if default is MISSING or default is None or value is None or isinstance(value, type(default)):
        return
    if isinstance(default, float) and isinstance(value, int):
        return
    raise ControlError(f"{name} is {value!r}; expected something like {default!r}.")
