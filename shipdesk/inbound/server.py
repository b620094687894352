"""Receiving as a whole, from the first connection to the last: in a process of its own, or beside a window."""

from __future__ import annotations

import errno
import logging
import os
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

import uvicorn

from shipdesk.core.errors import SetupError
from shipdesk.core.inbound import Inbox, SourceRecord
from shipdesk.inbound.endpoints import Parts, application
from shipdesk.inbound.guard import Guarded
from shipdesk.inbound.keeper import Keeper
from shipdesk.inbound.keys import Accounts, Keys
from shipdesk.inbound.log import Log
from shipdesk.inbound.worker import Worker

_GRACE_S = 5
_BACKLOG = 256
_HEADERS_BYTES = 64 << 10
_LAST_PORT = 65_535


@dataclass(frozen=True)
class Outfit:
    """What receiving is given: everything that it does not know itself."""

    sources: Mapping[str, SourceRecord]
    accounts: Accounts
    inbox: Inbox
    clock: Callable[[], datetime]
    work_off: Callable[[int], int]
    """Work off at most so many of what was kept; how many it did."""
    failed: Callable[[Exception], object]
    """Hears every fault of ours, on whatever thread."""
    log: Path | None = None
    aloud: bool = False
    """It has a process of its own: refusals and warnings are told on standard error as well, a line each."""


class ReceivingServer:
    """One receiver at one address. `run` returns when `stop` was called, from any thread or signal handler."""

    def __init__(self, outfit: Outfit, host: str, port: int) -> None:
        """Listen at once; port 0 takes any that is free.

        Raises:
            SetupError: the port is taken, or the address is none of this machine's.
        """
        self._outfit = outfit
        self._listener = listen(host, port)
        self.url = _url(self._listener)
        self._server: uvicorn.Server | None = None
        self._stopped = False

    def run(self) -> None:
        """Receive until `stop`; then what was begun is answered, and what was kept stays for the next time."""
        outfit = self._outfit
        log = Log(outfit.log, aloud=outfit.aloud)
        if outfit.aloud:
            log.listen_to(logging.getLogger())
        worker = Worker(outfit.work_off, outfit.failed)
        keeper = Keeper(outfit.inbox, worker.wake)
        parts = Parts(Keys(outfit.accounts), keeper, log, outfit.clock, outfit.failed)
        self._server = uvicorn.Server(
            uvicorn.Config(
                application(outfit.sources, parts),
                http=partial(Guarded, log),  # type: ignore[arg-type]  # only ever called
                loop="asyncio",
                ws="none",
                lifespan="off",
                proxy_headers=False,
                server_header=False,
                access_log=False,
                log_config=None,
                timeout_keep_alive=30,
                timeout_graceful_shutdown=_GRACE_S,
                h11_max_incomplete_event_size=_HEADERS_BYTES,
            )
        )
        self._server.should_exit = self._stopped
        try:
            self._server.run(sockets=[self._listener])
        finally:
            self._listener.close()
            keeper.close()
            worker.close()
            log.close()

    def stop(self) -> None:
        self._stopped = True
        if self._server is not None:
            self._server.should_exit = True


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there.

    Raises:
        SetupError: the port is taken, or the address is none of this machine's; one sentence that says which.
    """
    if not 0 <= port <= _LAST_PORT:
        raise SetupError(f"{port} is no port; give a number from 0 to {_LAST_PORT}.")
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as fault:
        raise SetupError(f"'{host}' is no address of this machine; 127.0.0.1 and 0.0.0.0 always are.") from fault
    family, kind, _protocol, _name, address = found[0]
    # With the protocol named, or asyncio leaves Nagle's delay on and every answer takes 40 ms.
    listener = socket.socket(family, kind, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(_BACKLOG)
    except OSError as fault:
        listener.close()
        raise SetupError(_why_not(host, port, fault)) from fault
    return listener


def _why_not(host: str, port: int, fault: OSError) -> str:
    if fault.errno == errno.EADDRINUSE:
        return f"Port {port} of {host} is taken by another program; close that, or choose another port."
    if fault.errno == errno.EACCES:
        return f"This user may not listen on port {port}; choose one above 1023."
    if fault.errno == errno.EADDRNOTAVAIL:
        return f"{host} is no address of this machine; 127.0.0.1 and 0.0.0.0 always are."
    return f"{host}:{port} cannot be listened on: {fault.strerror or fault}."


def _url(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
