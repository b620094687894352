"""Reading the interchange form strictly: what does not fit becomes a problem at its path, and nothing else is lost."""

from __future__ import annotations

import copy
import difflib
import itertools
import json
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from shipdesk.core.numbers import JsonNumber, shown
from shipdesk.core.problems import Problem, error
from shipdesk.core.shipment import Shipment, kind_of


@dataclass(frozen=True, slots=True)
class Reading:
    """A shipment as far as it could be read, and what could not (`form.…` problems)."""

    shipment: Shipment
    problems: tuple[Problem, ...] = ()
    place: str = ""
    """Where it stands in its file, for a person: `orders.csv, row 7`."""


class NotJsonError(ValueError):
    """The text is no JSON at all; the message is one sentence with the place."""


class _Object(dict[str, Any]):
    """A JSON object that remembers a key given twice."""

    twice: str | None = None


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    found = _Object()
    for key, value in pairs:
        if key in found:
            found.twice = key
        found[key] = value
    return found


def _no_constant(name: str) -> Any:
    raise NotJsonError(f"{name} is not a JSON number; write digits.")


def parse_json(text: str) -> list[object]:
    """The records of a JSON text: one object, a list, or one object a line. Numbers come as `JsonNumber`.

    Raises:
        NotJsonError: the text is no JSON.
    """
    text = text.removeprefix("\ufeff")
    try:
        found = _load(text)
    except NotJsonError as whole:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) < 2 or not lines[0].strip().endswith("}"):
            raise
        try:
            return [_load(line) for line in lines]
        except NotJsonError:
            raise whole from None
    return list(found) if isinstance(found, list) else [found]


def json_decoder() -> json.JSONDecoder:
    """What reads our JSON: numbers come as `JsonNumber`, and a key given twice is remembered for `read_shipment`."""
    return json.JSONDecoder(
        parse_float=JsonNumber, parse_int=JsonNumber, parse_constant=_no_constant, object_pairs_hook=_object
    )


def _load(text: str) -> object:
    try:
        return json_decoder().decode(text)
    except json.JSONDecodeError as fault:
        raise NotJsonError(f"This is not JSON: line {fault.lineno}, column {fault.colno}: {fault.msg}.") from fault
    except RecursionError as fault:
        raise NotJsonError("This is not JSON that can be read: it is nested too deeply.") from fault


def read_shipment(data: object) -> Reading:
    """Read one record strictly. A value that does not fit is left out of the shipment and named in the problems."""
    if not isinstance(data, dict):
        return Reading(Shipment(), (error("", "form.type", f"A shipment is an object, not {kind_of(data)}."),))
    problems: list[Problem] = _doubles(data, "")
    if (shipment := _validated(data, problems)) is not None:
        return Reading(shipment, tuple(problems))
    rest = copy.deepcopy(data)
    faults: list[Problem] = []
    while (shipment := _validated(rest, faults)) is None:
        for fault in faults:
            _remove(rest, fault.field)
        faults.clear()
    return Reading(shipment, tuple(problems))


def _validated(data: object, problems: list[Problem]) -> Shipment | None:
    try:
        return Shipment.model_validate(data)
    except ValidationError as fault:
        problems += [_as_problem(detail) for detail in fault.errors(include_url=False)]
        return None


def _as_problem(detail: ErrorDetails) -> Problem:
    path = path_text(detail["loc"])
    if detail["type"] == "extra_forbidden":
        return _unknown_key(path, detail["loc"])
    if detail["type"].startswith("form."):
        return error(path, detail["type"], detail["msg"])
    wanted = "a list" if detail["type"] in ("tuple_type", "list_type") else "an object"
    return error(path, "form.type", f"This must be {wanted}, not {kind_of(detail['input'])}.")


def _unknown_key(path: str, loc: tuple[int | str, ...]) -> Problem:
    known = _keys_at(loc[:-1])
    near = difflib.get_close_matches(str(loc[-1]), known, n=1)
    hint = f"did you mean '{near[0]}'?" if near else "remove it, or put it where it belongs."
    return error(path, "form.unknown_key", f"The key {shown(path)} is not known; {hint}")


def _keys_at(loc: tuple[int | str, ...]) -> list[str]:
    model: type[BaseModel] = Shipment
    for step in loc:
        if isinstance(step, int):
            continue
        annotation = model.model_fields[step].annotation
        for candidate in (annotation, *getattr(annotation, "__args__", ())):
            if isinstance(candidate, type) and issubclass(candidate, BaseModel):
                model = candidate
    return list(model.model_fields)


def _doubles(data: object, path: str) -> list[Problem]:
    """A key given twice: which of the two was meant cannot be known."""
    found: list[Problem] = []
    if isinstance(data, _Object) and data.twice is not None:
        place = f"{path}.{data.twice}".lstrip(".")
        found.append(error(place, "form.twice", f"The key {shown(place)} stands here twice; keep one."))
    if isinstance(data, dict):
        for key, value in data.items():
            if isinstance(value, dict | list):
                found += _doubles(value, f"{path}.{key}".lstrip("."))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            found += _doubles(value, f"{path}[{index}]")
    return found


def path_text(loc: tuple[int | str, ...]) -> str:
    """A path of the interchange form: `("products", 0, "sku")` is `products[0].sku`."""
    text = ""
    for step in loc:
        text += f"[{step}]" if isinstance(step, int) else f".{step}"
    return text.removeprefix(".")


def path_steps(path: str) -> tuple[int | str, ...]:
    """The reverse of `path_text`."""
    steps: list[int | str] = []
    for word in path.replace("[", ".[").split("."):
        if word.startswith("["):
            steps.append(int(word[1:-1]))
        elif word:
            steps.append(word)
    return tuple(steps)


def _remove(data: Any, path: str) -> None:
    *way, last = path_steps(path)
    for step in way:
        data = data[step]
    if isinstance(last, int):
        data[last] = {}
    else:
        data.pop(last, None)


def get_path(data: Any, path: str) -> Any:
    """The value at `path` in nested dicts and lists, or None where there is none."""
    for step in path_steps(path):
        if isinstance(step, int):
            data = data[step] if isinstance(data, list) and step < len(data) else None
        else:
            data = data.get(step) if isinstance(data, dict) else None
        if data is None:
            return None
    return data


def set_path(data: dict[str, Any], path: str, value: object) -> None:
    """Put `value` at `path`, making what is missing on the way; an empty value takes the key out."""
    steps = path_steps(path)
    here: Any = data
    for step, following in itertools.pairwise(steps):
        empty: object = [] if isinstance(following, int) else {}
        if isinstance(step, int):
            while len(here) <= step:
                here.append({})
            here = here[step]
        else:
            here = here.setdefault(step, empty)
    last = steps[-1]
    if isinstance(last, int):
        while len(here) <= last:
            here.append({})
        here[last] = value
    elif value in ("", None):
        here.pop(last, None)
    else:
        here[last] = value
