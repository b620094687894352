"""What one simulated carrier gives the server: its endpoints, and what the control door may do with it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

Json = dict[str, Any]


class ControlError(Exception):
    """A call of the control door that makes no sense; the text says what would."""


@dataclass(frozen=True)
class Options:
    """What is chosen when the server starts.

    Attributes:
        numbers: whether a carrier may tell its number in the answer to a booking (`in-answer`) or the number is only
            learned afterwards (`later`).
    """

    numbers: str = "in-answer"


@dataclass(frozen=True)
class Endpoint:
    """One call of a carrier's document; `path` is written as the document does, `{id}` for a variable part."""

    method: str
    path: str
    handle: Callable[[Request], Awaitable[Response]]

    @property
    def title(self) -> str:
        """The name used by the control door: `POST /booking`."""
        return f"{self.method} {self.path}"


def _nothing_by_itself() -> None:
    return None


async def _nothing_to_close() -> None:
    return None


@dataclass(frozen=True)
class Carrier:
    """A carrier as the server sees it.

    Attributes:
        name: the first part of its URLs, and its name at the control door.
        endpoints: every call it answers.
        state: what the control door shows of it.
        reset: forgets everything, settings included.
        verbs: what the control door can make it do; each takes and returns a JSON object and raises ControlError.
        tick: what happens there by itself now and then (the verb `pace`). Raises ControlError when it cannot just now.
        close: ends its background work.
    """

    name: str
    endpoints: tuple[Endpoint, ...]
    state: Callable[[], Json]
    reset: Callable[[], None]
    verbs: Mapping[str, Callable[[Json], Json]] = field(default_factory=dict)
    tick: Callable[[], object] = _nothing_by_itself
    close: Callable[[], Awaitable[None]] = _nothing_to_close
