"""The journal of what went over the wire, secrets already struck out.

A verb opens a journal around its calls, and whatever the transport records meanwhile, on that thread, lands there:

    with journal() as exchanges:
        connector.label(number)
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and what came back; texts are cut and secrets struck out. `status` 0: no answer."""

    started_at: datetime
    duration_ms: int
    method: str
    url: str
    request_headers: str
    request_body: str
    status: int
    response_headers: str
    response_body: str
    error: str = ""


_open_journal: ContextVar[list[Exchange] | None] = ContextVar("open_journal", default=None)


@contextmanager
def journal() -> Iterator[list[Exchange]]:
    """Collect the exchanges that are recorded on this thread until the block ends."""
    exchanges: list[Exchange] = []
    token = _open_journal.set(exchanges)
    try:
        yield exchanges
    finally:
        _open_journal.reset(token)


def record(exchange: Exchange) -> None:
    """Add to the journal that is open on this thread; without one the exchange is forgotten."""
    if (exchanges := _open_journal.get()) is not None:
        exchanges.append(exchange)
