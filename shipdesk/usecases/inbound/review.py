"""The inbox for a person: what came in, what came of it, and what can be done about the rest."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from shipdesk.core.inbound import Working
from shipdesk.core.numbers import JsonNumber

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shipdesk.core.inbound import Received
    from shipdesk.usecases.desk import Desk

#: Lists of the screen, each with what it shows, in their order.
LISTS: dict[str, frozenset[Working]] = {
    "attention": frozenset({Working.NOT_UNDERSTOOD, Working.UNMATCHED}),
    "waiting": frozenset({Working.WAITING}),
    "all": frozenset(Working),
}
#: A person may say of these that they are seen, or have them looked at again.
FOR_PERSON = LISTS["attention"]
PAGE = 200
_LONGEST_SHOWN = 200_000


def received(desk: Desk, name: str, pages: int = 1) -> list[Received]:
    """The newest of one of `LISTS`, newest first: so many pages of `PAGE`."""
    return desk.inbox.received(LISTS[name], pages * PAGE)


def counts(desk: Desk) -> Mapping[str, int]:
    """How many each list holds."""
    found = desk.inbox.counts()
    return {name: sum(found.get(working, 0) for working in workings) for name, workings in LISTS.items()}


def raw(one: Received) -> str:
    """What was received, as text that can be read: JSON in lines, its numbers as they came; very long ones are cut."""
    text = one.body.decode("utf-8", "replace")
    try:
        shown = _laid_out(json.loads(text, parse_float=JsonNumber, parse_int=JsonNumber), "")
    except (ValueError, RecursionError):
        shown = text
    return shown if len(shown) <= _LONGEST_SHOWN else f"{shown[:_LONGEST_SHOWN]}\n…"


def _laid_out(value: Any, indent: str) -> str:
    inner = indent + "  "
    if isinstance(value, JsonNumber):
        return str(value)
    if isinstance(value, dict) and value:
        lines = [f"{json.dumps(key, ensure_ascii=False)}: {_laid_out(item, inner)}" for key, item in value.items()]
    elif isinstance(value, list) and value:
        lines = [_laid_out(item, inner) for item in value]
    else:
        return json.dumps(value, ensure_ascii=False)
    start, end = "{}" if isinstance(value, dict) else "[]"
    body = ",\n".join(inner + line for line in lines)
    return f"{start}\n{body}\n{indent}{end}"


def dismiss(desk: Desk, one: Received) -> None:
    """A person has seen it; nothing more becomes of it. It stays under `all`."""
    desk.inbox.settle(one, Working.DISMISSED, one.note)


def try_again(desk: Desk, one: Received) -> None:
    """Work it off once more, from the beginning: the rest of the program may understand it by now."""
    desk.inbox.settle(one, Working.WAITING, "")
