"""Where a process may be told to die: at a step of the order book, or at a step of the HTTP library on the wire."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from shipdesk.core.ports import OrderBook
    from shipdesk.usecases.desk import Desk


def die() -> None:
    """As a power cut or an out-of-memory killer would have it: no handler runs."""
    os.kill(os.getpid(), signal.SIGKILL)


class DeadlyBook:
    """An order book in front of the real one; before or after the n-th call of this name it kills the process."""

    def __init__(self, book: OrderBook, moment: str, call: str, nth: int) -> None:
        self._book = book
        self._moment = moment
        self._call = call
        self._left = nth

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._book, name)
        return self._dying(found) if name == self._call else found

    def _dying(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def dying(*values: Any, **named: Any) -> Any:
            self._left -= 1
            if self._left:
                return call(*values, **named)
            if self._moment == "after":
                call(*values, **named)
            die()
            raise AssertionError("nobody outlives this")

        return dying


@contextmanager
def deadly(desk: Desk, where: str) -> Iterator[Desk]:
    """A desk that dies at `where`: `before queue`, `after begin 2`, `at connect_tcp.started` …; empty: never."""
    moment, step, nth = [*where.split(), "", "", "1"][:3] if where.count(" ") < 2 else where.split()
    if moment == "at":
        with _dying_on_the_wire(step):
            yield desk
    elif where:
        yield replace(desk, book=cast("OrderBook", DeadlyBook(desk.book, moment, step, int(nth or 1))))
    else:
        yield desk


@contextmanager
def _dying_on_the_wire(step: str) -> Iterator[None]:
    """Only of bookings: a login goes by the same library."""
    from shipdesk.transport import sending  # noqa: PLC0415 - only in a process that is about to die

    told = sending._Call._trace

    def trace(call: sending._Call, event: str, info: Mapping[str, Any]) -> None:
        told(call, event, info)
        if call.http is call.client.booking and event.endswith(step):
            die()

    sending._Call._trace = trace  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        sending._Call._trace = told  # type: ignore[method-assign]
