"""Checks a JSON object against a table of fields, and collects every error."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

Form = dict[str, Any]
_LARGEST = 10**12


@dataclass(frozen=True)
class Scene:
    """What a check may look at beside the value itself.

    Attributes:
        form: the whole request body.
        table: the object the field belongs to: the body, a party, the package, a product.
        today: the date the carrier takes for today, or None for the sender's own.
    """

    form: Form
    table: Form
    today: date | None = None


Check = Callable[[Any, Scene], str | None]
Condition = Callable[[Scene], bool]


@dataclass(frozen=True)
class Field:
    """One row of a table of the document.

    Attributes:
        kind: a key of KINDS.
        required: when the field must be there.
        checks: each gives the error's text, or None; the first that objects is told.
        fields: the rows of the table below, for an object or an array.
    """

    name: str
    kind: str
    required: Condition
    checks: tuple[Check, ...] = ()
    fields: tuple["Field", ...] = ()


@dataclass
class Findings:
    """What is wrong.

    Attributes:
        errors: (path of the field, text) in the order of the table.
        unknown_keys: keys that no table has, by path.
    """

    errors: list[tuple[str, str]] = field(default_factory=list)
    unknown_keys: Counter[str] = field(default_factory=Counter)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool) and -_LARGEST < value < _LARGEST


def _is_whole(value: Any) -> bool:
    return _is_number(value) and value == int(value)


#: Kind -> (name in an error, test).
KINDS: dict[str, tuple[str, Callable[[Any], bool]]] = {
    "string": ("string", lambda value: isinstance(value, str)),
    "boolean": ("boolean", lambda value: isinstance(value, bool)),
    "number": ("number", _is_number),
    "integer": ("integer", _is_whole),
    # The table of packageAmount says string and "must be integer", the sample sends a number.
    "integer text": (
        "integer",
        lambda value: _is_whole(value) or (isinstance(value, str) and value.isascii() and value.isdigit()),
    ),
    "object": ("object", lambda value: isinstance(value, dict)),
    "array": ("array", lambda value: isinstance(value, list)),
    "null": ("null", lambda value: value is None),
}


def validate(fields: tuple[Field, ...], scene: Scene) -> Findings:
    """Every error of `scene.table`, nested ones with dotted paths: `sender.phone`, `products.0.quantity`."""
    findings = Findings()
    _table(fields, scene, "", findings)
    return findings


def _table(fields: tuple[Field, ...], scene: Scene, prefix: str, findings: Findings) -> None:
    for name in scene.table.keys() - {one.name for one in fields}:
        findings.unknown_keys[prefix + name] += 1
    for one in fields:
        value = scene.table.get(one.name)
        path = prefix + one.name
        if value is None or value == "":
            if one.required(scene):
                findings.errors.append((path, "Required"))
            continue
        if text := _objection(one, value, scene):
            findings.errors.append((path, text))
        elif one.fields:
            _below(one, value, scene, path, findings)


def _objection(one: Field, value: Any, scene: Scene) -> str | None:
    expected, fits = KINDS[one.kind]
    if not fits(value):
        return f"Expected {expected}"
    return next((text for check in one.checks if (text := check(value, scene))), None)


def _below(one: Field, value: Any, scene: Scene, path: str, findings: Findings) -> None:
    if isinstance(value, dict):
        _table(one.fields, Scene(scene.form, value, scene.today), f"{path}.", findings)
        return
    for place, row in enumerate(value):
        if isinstance(row, dict):
            _table(one.fields, Scene(scene.form, row, scene.today), f"{path}.{place}.", findings)
        else:
            findings.errors.append((f"{path}.{place}", "Expected object"))
