"""One request, once: the only way a booking leaves the house.

A new connection, HTTP/1.1, no redirects, no retries, and a deadline over the whole call. What proves that nothing
was sent is not an exception of the HTTP library (they come before, during and after) but that its trace never
told of the first header byte.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx

from shipdesk.core.exchange import Exchange, record
from shipdesk.transport.client import AccountClient
from shipdesk.transport.redact import redact, redact_body, redact_headers

#: The most that is read of an answer, in bytes.
MOST_ANSWER = 1024 * 1024
_FIRST_BYTE = ".send_request_headers.started"


@dataclass(frozen=True, slots=True)
class Answer:
    """The carrier's answer, whole. Header names are lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class NotSent:
    """Proved: not one byte of the request left. `error` is one sentence."""

    error: str


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """Something may have left, and no whole answer came. `error` is one sentence."""

    error: str


Ending = Answer | NotSent | NoAnswer


def nothing() -> None:
    """For requests of which nothing needs to be known before they leave."""


class Once:
    """Tells that bytes are about to leave for the first time only: a second request belongs to the same attempt."""

    def __init__(self, tell: Callable[[], None]) -> None:
        self._tell = tell
        self._told = False

    def __call__(self) -> None:
        if not self._told:
            self._tell()
            self._told = True


def send_once(client: AccountClient, request: httpx.Request, sending: Callable[[], None]) -> Ending:
    """Send a booking on a connection of its own.

    `sending` is called when the connection stands, before the first byte leaves; when it raises, nothing is sent
    and its exception passes through. The exchange is recorded either way.
    """
    return _recorded(_Call(client, client.booking, request, sending))


def ask_once(client: AccountClient, request: httpx.Request, *, most: int = MOST_ANSWER) -> Ending:
    """Send what may be sent again, on a connection that is kept; at most `most` bytes of its answer are read."""
    return _recorded(_Call(client, client.asking, request, nothing, most))


def _recorded(call: _Call) -> Ending:
    try:
        ending = call.run()
    except BaseException as fault:
        call.record(None, f"Not sent: {fault}")
        raise
    call.record(ending if isinstance(ending, Answer) else None, "" if isinstance(ending, Answer) else ending.error)
    return ending


@dataclass
class _Call:
    client: AccountClient
    http: httpx.Client
    request: httpx.Request
    sending: Callable[[], None]
    most: int = MOST_ANSWER
    started_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    started: float = field(default_factory=time.monotonic)
    sent: bool = False
    late: bool = False
    _sockets: list[socket.socket] = field(default_factory=list)
    _refused: BaseException | None = None

    def run(self) -> Ending:
        watch = threading.Timer(self.client.total_s, self._cut)
        watch.daemon = True
        watch.start()
        try:
            self.request.extensions = {**self.request.extensions, "trace": self._trace}
            return self._answer()
        except Exception as fault:
            if fault is self._refused:
                raise
            if not isinstance(fault, httpx.HTTPError | httpx.StreamError | OSError | _TooLateError):
                raise
            return self._failed(fault)
        finally:
            watch.cancel()
            watch.join()

    def _answer(self) -> Ending:
        response = self.http.send(self.request, stream=True)
        try:
            body = bytearray()
            for chunk in response.iter_raw():
                body += chunk
                if len(body) > self.most:
                    return NoAnswer(f"The answer is longer than {self.most // 1024} KiB.")
            if self.late:
                return NoAnswer(self._too_late())
            return Answer(response.status_code, dict(response.headers), bytes(body))
        finally:
            response.close()

    def _failed(self, fault: Exception) -> NotSent | NoAnswer:
        host = self.request.url.host
        if self.late:
            return NoAnswer(self._too_late()) if self.sent else NotSent(f"No connection to {host} in time.")
        if not self.sent:
            return NotSent(f"No connection to {host}: {_reason(fault)}.")
        return NoAnswer(f"The connection to {host} broke before the answer was whole: {_reason(fault)}.")

    def _too_late(self) -> str:
        return f"{self.request.url.host} gave no whole answer within {self.client.total_s:g} seconds."

    def _trace(self, event: str, info: Mapping[str, Any]) -> None:
        """Told by the HTTP library at each step of the call."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            self._opened(info["return_value"].get_extra_info("socket"))
        elif event.endswith(_FIRST_BYTE) and not self.sent:
            if self.late or time.monotonic() - self.started > self.client.total_s:
                self.late = True
                raise _TooLateError
            try:
                self.sending()
            except BaseException as fault:
                self._refused = fault
                raise
            self.sent = True

    def _opened(self, one: socket.socket) -> None:
        self._sockets.append(one)
        if self.http is self.client.asking:
            self.client.keep(one)

    def _cut(self) -> None:
        """At the deadline: end the connection under whoever reads it, however slowly it drips.

        Which of the kept connections a question uses is not told, so all of them end: the others ask again.
        """
        self.late = True
        for one in self._sockets or self.client.kept():
            try:
                # Of the plain socket: closing the TLS layer of another thread's connection is not safe.
                socket.socket.shutdown(one, socket.SHUT_RDWR)
            except OSError:
                continue

    def record(self, answer: Answer | None, error: str) -> None:
        """Keep the exchange with whatever journal is open, without the account's secrets."""
        secrets = tuple(self.client.secrets())
        request = self.request
        record(
            Exchange(
                started_at=self.started_at,
                duration_ms=round((time.monotonic() - self.started) * 1000),
                method=request.method,
                url=redact(str(request.url), secrets),
                request_headers=redact_headers(request.headers, secrets),
                request_body=redact_body(request.content, request.headers.get("content-type", ""), secrets),
                status=answer.status if answer else 0,
                response_headers=redact_headers(answer.headers, secrets) if answer else "",
                response_body=redact_body(answer.body, answer.headers.get("content-type", ""), secrets)
                if answer
                else "",
                error=redact(error, secrets),
            )
        )


class _TooLateError(Exception):
    """The deadline passed before the connection stood."""


def _reason(fault: Exception) -> str:
    """Why, in a person's words."""
    inner: BaseException | None = fault
    while inner is not None:
        if isinstance(inner, ssl.SSLCertVerificationError):
            return f"its certificate is not to be trusted ({inner.verify_message})"
        inner = inner.__cause__ or inner.__context__
    reasons = {
        httpx.ConnectTimeout: "nobody answers there",
        httpx.PoolTimeout: "too many calls are waiting",
        httpx.TimeoutException: "it fell silent",
        httpx.RemoteProtocolError: "it hung up",
    }
    said = next(
        (words for kind, words in reasons.items() if isinstance(fault, kind)), str(fault) or type(fault).__name__
    )
    return said.rstrip(".")
