"""The HTTP client of one account: kept for life, no proxy and no settings from the environment."""

from __future__ import annotations

import logging
import socket
import ssl
from collections.abc import Callable, Iterable
from functools import cache
from importlib.metadata import version
from threading import Lock
from typing import Any
from weakref import WeakSet

import httpx

#: Seconds: to connect, to write, between two bytes, and for a whole call.
CONNECT_S, WRITE_S, READ_S, TOTAL_S = 10.0, 30.0, 60.0, 90.0

# They would log whole URLs, which may carry a signature.
for _name in ("httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)


@cache
def _trust() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)


def _http(base_url: str, *, kept: int) -> httpx.Client:
    return httpx.Client(
        base_url=base_url,
        verify=_trust(),
        trust_env=False,
        http2=False,
        follow_redirects=False,
        timeout=httpx.Timeout(connect=CONNECT_S, write=WRITE_S, read=READ_S, pool=CONNECT_S),
        limits=httpx.Limits(max_connections=None, max_keepalive_connections=kept),
        headers={"User-Agent": f"ShipDesk/{version('shipdesk')}", "Accept-Encoding": "identity"},
    )


class AccountClient:
    """The ways out of one account, whose base URL may have a path of its own. Safe from several threads."""

    def __init__(self, base_url: str, secrets: Callable[[], Iterable[str]], *, total_s: float = TOTAL_S) -> None:
        """`secrets` gives what must never be written down; `total_s` is the most seconds a whole call may take."""
        self.secrets = secrets
        self.total_s = total_s
        #: Keeps its connections: for what may be asked again.
        self.asking = _http(base_url, kept=8)
        #: A new connection for each request, so that a stale one never makes a doubt.
        self.booking = _http(base_url, kept=0)
        self._kept: WeakSet[socket.socket] = WeakSet()
        self._lock = Lock()

    @property
    def base_url(self) -> httpx.URL:
        """With a slash at its end."""
        return self.asking.base_url

    def request(self, method: str, path: str, **content: Any) -> httpx.Request:
        """A request below the base URL; `content` as httpx takes it (`json`, `data`, `params`, `headers` …)."""
        return self.asking.build_request(method, path.lstrip("/"), **content)

    def keep(self, opened: socket.socket) -> None:
        """Remember a connection that later calls may use again."""
        with self._lock:
            self._kept.add(opened)

    def kept(self) -> list[socket.socket]:
        """The connections that a question may be using."""
        with self._lock:
            return list(self._kept)

    def close(self) -> None:
        """Give back the connections."""
        self.asking.close()
        self.booking.close()
