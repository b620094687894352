"""The server's protocol with what it lacks: a connection that asks nothing is closed, and there are not too many."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    from shipdesk.inbound.log import Log

#: How long a connection may take from being opened, or from the answer before, to having sent its headers.
HEADERS_S = 10.0
MOST_CONNECTIONS = 500


class Guarded(H11Protocol):
    """One connection."""

    _deadline: asyncio.TimerHandle | None = None

    def __init__(self, log: Log, **of_server: Any) -> None:
        super().__init__(**of_server)
        self._log = log

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if len(self.connections) > MOST_CONNECTIONS:
            transport.abort()
            return
        self._expect_headers()

    def connection_lost(self, exc: Exception | None) -> None:
        self._expect_nothing()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        self._log.malformed(self.client[0] if self.client else "?")
        super().send_400_response(msg)

    def on_response_complete(self) -> None:
        self._expect_headers()
        super().on_response_complete()

    def _expect_headers(self) -> None:
        self._expect_nothing()
        self._deadline = self.loop.call_later(HEADERS_S, self._too_slow)

    def _expect_nothing(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _too_slow(self) -> None:
        cycle: Any = self.cycle
        if (cycle is None or cycle.response_complete) and not self.transport.is_closing():
            self.transport.abort()
