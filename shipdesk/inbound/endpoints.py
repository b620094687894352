"""The ASGI application: the checks in their order, and the answers.

Path, method, whether the sender is set up, size, proof, form: each has its own answer, and none of them says more
than the sender needs. What passes is on the disk before its 200.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.routing import Route

from shipdesk.core.errors import SetupError
from shipdesk.core.inbound import Delivery, Proofs, SourceRecord, read_object
from shipdesk.inbound.keeper import FullError, Keeper
from shipdesk.inbound.keys import AGAIN_S, FRESH_S, Keys

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import Receive, Scope, Send

    from shipdesk.inbound.log import Log

MOST_BYTES = 1 << 20
#: All bodies that are being received at once.
MOST_HELD = 64 << 20
BODY_S = 20.0
KEEP_S = 20.0
RETRY_AFTER_S = 30
_LINGER_S, _LINGER_BYTES = 3.0, 16 << 20
_LONGEST_IDENTITY = 400
_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,128}")
_PLAIN = ("", "identity")


class Refusal(Exception):  # noqa: N818 - an answer, not a fault
    """An answer that is no 200: `why` is a sentence for the sender, `told` one for the log where that may say more."""

    def __init__(self, status: int, why: str, told: str = "", **headers: str) -> None:
        super().__init__(why)
        self.status, self.why, self.told, self.headers = status, why, told or why, headers


_NO_PATH = (404, "There is nothing here.")
_NOT_PROVED = (401, "The delivery does not prove who sent it.")
_NOT_SET_UP = "This sender is not set up here."
_TOO_LARGE = (413, f"The body is larger than {MOST_BYTES} bytes.")
_TOO_SLOW = (408, "The body did not come in time.")
_RETRY = {"Retry-After": str(RETRY_AFTER_S)}


def _later(why: str) -> Refusal:
    return Refusal(503, why, **_RETRY)


@dataclass(frozen=True)
class Parts:
    """What the receiver works with."""

    keys: Keys
    keeper: Keeper
    log: Log
    clock: Callable[[], datetime]
    failed: Callable[[Exception], object]
    """Hears a fault of ours; the sender is only told to come again."""


def application(sources: Mapping[str, SourceRecord], parts: Parts) -> Starlette:
    """`/hooks/{id}` for each source, and `/hooks/{id}/{token}` for those that send to an address of each parcel."""
    routes = []
    for source in sources.values():
        endpoint = Endpoint(source, parts)
        routes.append(Route(f"/hooks/{source.id}", endpoint))
        if source.tokens:
            routes.append(Route(f"/hooks/{source.id}/{{token}}", endpoint))
    app = Starlette(routes=routes, exception_handlers={404: partial(_nothing_here, parts.log)})
    app.router.redirect_slashes = False
    return app


async def _nothing_here(log: Log, request: Request, _fault: Exception) -> Response:
    """The same answer as for a sender that is not set up."""
    log.nothing_at(request.scope["path"], request.client.host if request.client else "?")
    status, why = _NO_PATH
    return JSONResponse({"error": why}, status)


class _Held:
    """How many bytes all endpoints hold together."""

    bytes = 0


class Endpoint:
    """One source's endpoint."""

    def __init__(self, source: SourceRecord, parts: Parts) -> None:
        self._source = source
        self._reader = source.reader()
        self._parts = parts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        began, size, why = time.perf_counter(), 0, ""
        post = _Post(scope, receive)
        try:
            await self._receive(post)
            answer, status = JSONResponse({"kept": True}), 200
        except _GoneError:
            return
        except Refusal as refusal:
            status, why = refusal.status, refusal.told
            answer = JSONResponse({"error": refusal.why}, status, refusal.headers)
        except Exception as fault:  # noqa: BLE001 - a stranger is never shown a fault of ours
            self._parts.failed(fault)
            status, why = 500, "A fault of ShipDesk's own; try again later."
            answer = JSONResponse({"error": why}, status, _RETRY)
        finally:
            size = post.size
            post.release()
        await post.answer(answer, send)
        client = (scope.get("client") or ("?",))[0]
        took = 1000 * (time.perf_counter() - began)
        self._parts.log.answered(status, self._source.id, client, size=size, milliseconds=took, why=why)

    async def _receive(self, post: _Post) -> None:
        token = post.scope.get("path_params", {}).get("token", "")
        if token and not _TOKEN.fullmatch(token):
            raise Refusal(*_NO_PATH)
        if post.scope["method"] != "POST":
            raise Refusal(405, "Deliveries are sent with POST.", Allow="POST")
        if await self._proofs(FRESH_S) is None and await self._proofs(AGAIN_S) is None:
            raise Refusal(*_NO_PATH, _NOT_SET_UP)
        body = await post.read()
        delivery = Delivery(self._source.id, post.headers(), body, self._parts.clock(), token)
        await self._prove(delivery)
        await self._keep(delivery, self._identity(delivery))

    async def _proofs(self, most_s: float) -> Proofs | None:
        known = self._parts.keys.known(self._source, most_s)
        if known is None:
            try:
                known = await asyncio.to_thread(self._parts.keys.read, self._source, most_s)
            except SetupError as fault:
                self._parts.log.trouble(str(fault))
                raise _later("The secrets cannot be opened now; try again later.") from fault
        return known.proofs

    async def _prove(self, delivery: Delivery) -> None:
        why = _NOT_SET_UP
        for most_s in (FRESH_S, AGAIN_S):
            if (proofs := await self._proofs(most_s)) is None:
                continue
            if not (why := self._reader.unproved(delivery, proofs)):
                return
        raise Refusal(*_NOT_PROVED, why)

    def _identity(self, delivery: Delivery) -> str:
        if (encoding := delivery.headers.get("content-encoding", "").strip().lower()) not in _PLAIN:
            raise Refusal(400, f"The body is encoded ({encoding[:20]!a}); send it as plain JSON.")
        try:
            body = read_object(delivery.body)
        except ValueError as fault:
            raise Refusal(400, str(fault)) from None
        identity = self._reader.identity(body) or hashlib.sha256(delivery.body).hexdigest()
        return identity if len(identity) <= _LONGEST_IDENTITY else hashlib.sha256(identity.encode()).hexdigest()

    async def _keep(self, delivery: Delivery, identity: str) -> None:
        try:
            kept = self._parts.keeper.keep(delivery, identity)
            await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(kept)), KEEP_S)
        except FullError:
            raise _later("Too much is waiting; try again later.") from None
        except (SetupError, TimeoutError) as fault:
            self._parts.log.trouble(str(fault) or "The disk takes too long.")
            raise _later("The delivery could not be kept now; try again later.") from fault


class _GoneError(Exception):
    """The sender hung up."""


class _Post:
    """One request: its body, as far as it may be read."""

    def __init__(self, scope: Scope, receive: Receive) -> None:
        self.scope = scope
        self.size = 0
        self._receive = receive
        self._more = True

    def headers(self) -> dict[str, str]:
        """Names in lower case; of one that comes twice, both, with a comma."""
        found: dict[str, str] = {}
        for name, value in Headers(scope=self.scope).items():
            found[name] = f"{found[name]}, {value}" if name in found else value
        return found

    async def read(self) -> bytes:
        """The whole body. Raises `Refusal` when it is too large, too slow, or one too many."""
        said = Headers(scope=self.scope).get("content-length", "")
        if said.isdigit() and int(said[:20]) > MOST_BYTES:
            raise Refusal(*_TOO_LARGE)
        chunks = []
        try:
            async with asyncio.timeout(BODY_S):
                while self._more:
                    chunk = await self._next()
                    chunks.append(chunk)
                    self.size += len(chunk)
                    _Held.bytes += len(chunk)
                    if self.size > MOST_BYTES:
                        raise Refusal(*_TOO_LARGE)
                    if _Held.bytes > MOST_HELD:
                        raise _later("Too much is being received; try again later.")
        except TimeoutError:
            raise Refusal(*_TOO_SLOW) from None
        return b"".join(chunks)

    def release(self) -> None:
        _Held.bytes -= self.size
        self.size = 0

    async def answer(self, answer: JSONResponse, send: Send) -> None:
        """Answer; where the body was not read whole, hear the sender out for a while, or it would miss the answer."""
        if not self._more:
            await answer(self.scope, self._receive, send)
            return
        answer.headers["Connection"] = "close"
        await send({"type": "http.response.start", "status": answer.status_code, "headers": answer.raw_headers})
        await send({"type": "http.response.body", "body": answer.body, "more_body": True})
        heard = 0
        try:
            async with asyncio.timeout(_LINGER_S):
                while self._more and heard < _LINGER_BYTES:
                    heard += len(await self._next())
        except (TimeoutError, _GoneError):
            pass
        await send({"type": "http.response.body", "body": b""})

    async def _next(self) -> bytes:
        message = await self._receive()
        if message["type"] == "http.disconnect":
            raise _GoneError
        self._more = message.get("more_body", False)
        body: bytes = message.get("body", b"")
        return body
