"""What can go wrong on the wire, and the rules that say when.

A fault is delivered in place of the plain answer. Those that close a connection reach through the server to its
socket, because an exception would only become a tidy 500.
"""

import asyncio
import base64
import json
import socket
import struct
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, field
from http import HTTPStatus
from typing import Any

from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import RequestResponseCycle

from shipdesk.simulator.carrier import ControlError, Json
from shipdesk.simulator.values import read

_CHUNK = 64 * 1024
_MAINTENANCE = (
    "<!DOCTYPE html><html><head><title>Maintenance</title></head><body><h1>We will be back soon</h1></body></html>"
)


@dataclass
class Rule:
    """When a fault strikes, and how.

    Attributes:
        fault: a key of FAULTS.
        carrier, endpoint: what it strikes; `*` is any. An endpoint is named as in `POST /booking`.
        contains: only a request whose query or body holds this text.
        skip: how many matching requests pass first.
        times: how many are struck; None is all.
        effect: whether the carrier does what was asked all the same; None takes the fault's own habit.
        seconds: for `slow`, `late`: the delay; for `drip`: the pause between two bytes.
        code, headers, body, base64: for `status`; the body is text or JSON, or bytes in base64.
        size: for `huge`, in bytes.
    """

    fault: str
    carrier: str = "*"
    endpoint: str = "*"
    contains: str = ""
    skip: int = 0
    times: int | None = 1
    effect: bool | None = None
    seconds: float = 1.0
    code: int = 503
    headers: dict[str, str] = field(default_factory=dict)
    body: Any = None
    base64: str = ""
    size: int = 64 * 1024 * 1024

    def matches(self, carrier: str, endpoint: str, text: str) -> bool:
        return (
            self.carrier in ("*", carrier)
            and self.endpoint in ("*", endpoint)
            and self.contains in text
            and self.times != 0
        )


@dataclass(frozen=True)
class Wire:
    """One request under way: how to have it handled, and the socket it came by."""

    scope: Scope
    receive: Receive
    send: Send
    handle: Callable[[], Awaitable[Response]]
    expire_tokens: Callable[[], None]

    @property
    def transport(self) -> asyncio.Transport:
        cycle = getattr(self.receive, "__self__", None)
        if not isinstance(cycle, RequestResponseCycle):
            raise TypeError("The simulator needs uvicorn's h11 protocol.")
        return cycle.transport

    async def answer(self, response: Response) -> None:
        await response(self.scope, self.receive, self.send)

    async def start(self, response: Response) -> None:
        head = {"type": "http.response.start", "status": response.status_code, "headers": response.raw_headers}
        await self.send(head)

    async def part(self, data: bytes, *, more: bool = True) -> None:
        await self.send({"type": "http.response.body", "body": data, "more_body": more})

    async def end(self, *, reset: bool) -> None:
        """Close the connection in mid-air: with a reset, or as if the server had simply hung up."""
        if reset:
            raw: socket.socket = self.transport.get_extra_info("socket")
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.transport.abort()
        else:
            self.transport.close()
        while (await self.receive())["type"] != "http.disconnect":
            pass


@dataclass(frozen=True)
class Fault:
    """A way to fail, and whether the carrier has done the work by then unless the rule says otherwise."""

    deliver: Callable[[Wire, Rule, Response | None], Awaitable[None]]
    effect: bool


async def _slow(wire: Wire, rule: Rule, response: Response | None) -> None:
    await asyncio.sleep(rule.seconds)
    await wire.answer(response or Response(status_code=504))


async def _late(wire: Wire, rule: Rule, _: Response | None) -> None:
    await asyncio.sleep(rule.seconds)
    await wire.answer(await wire.handle())


async def _drip(wire: Wire, rule: Rule, response: Response | None) -> None:
    answer = response or Response(b"{}", media_type="application/json")
    await wire.start(answer)
    for position in range(len(answer.body)):
        if wire.transport.is_closing():
            return
        await wire.part(bytes(answer.body[position : position + 1]))
        await asyncio.sleep(rule.seconds)
    await wire.part(b"", more=False)


async def _status(wire: Wire, rule: Rule, _: Response | None) -> None:
    is_text = isinstance(rule.body, str)
    body = rule.body if is_text else json.dumps({"message": "simulated fault"} if rule.body is None else rule.body)
    content = base64.b64decode(rule.base64) if rule.base64 else body.encode()
    kind = "text/html" if is_text else "application/json"
    headers = {"content-type": kind} | {name.lower(): value for name, value in rule.headers.items()}
    await wire.answer(Response(content, rule.code, headers))


async def _html(wire: Wire, _: Rule, __: Response | None) -> None:
    await wire.answer(Response(_MAINTENANCE, media_type="text/html"))


async def _empty(wire: Wire, _: Rule, __: Response | None) -> None:
    await wire.answer(Response(b"", media_type="application/json"))


async def _truncate(wire: Wire, _: Rule, response: Response | None) -> None:
    answer = response or Response(b'{"status": true, "data": {}}', media_type="application/json")
    await wire.start(answer)
    await wire.part(bytes(answer.body[: len(answer.body) // 2]))
    await wire.end(reset=False)


async def _huge(wire: Wire, rule: Rule, _: Response | None) -> None:
    await wire.start(Response(headers={"content-length": str(rule.size), "content-type": "application/json"}))
    left = rule.size
    while left and not wire.transport.is_closing():
        await wire.part(b" " * min(left, _CHUNK))
        left -= min(left, _CHUNK)
        await asyncio.sleep(0)
    await wire.part(b"", more=False)


async def _reset(wire: Wire, _: Rule, __: Response | None) -> None:
    await wire.end(reset=True)


async def _hang_up(wire: Wire, _: Rule, __: Response | None) -> None:
    await wire.end(reset=False)


async def _expire_token(wire: Wire, _: Rule, __: Response | None) -> None:
    wire.expire_tokens()
    await wire.answer(await wire.handle())


FAULTS: dict[str, Fault] = {
    "slow": Fault(_slow, effect=True),
    "late": Fault(_late, effect=False),
    "drip": Fault(_drip, effect=True),
    "status": Fault(_status, effect=False),
    "html": Fault(_html, effect=False),
    "empty": Fault(_empty, effect=False),
    "truncate": Fault(_truncate, effect=True),
    "huge": Fault(_huge, effect=False),
    "reset_before": Fault(_reset, effect=False),
    "lose_answer": Fault(_hang_up, effect=True),
    "reset_after": Fault(_reset, effect=True),
    "expire_token": Fault(_expire_token, effect=False),
}


class Faults:
    """The rules in force."""

    def __init__(self) -> None:
        self.rules: list[Rule] = []

    def replace(self, given: Any) -> None:
        """Put these rules in force instead of those there are.

        Raises:
            ControlError: one of them makes no sense; the old rules stay.
        """
        if not isinstance(given, list):
            raise ControlError("Expected a list of rules.")
        rules = [read(Rule, one) for one in given]
        for rule in rules:
            if rule.fault not in FAULTS:
                raise ControlError(f"Unknown fault {rule.fault!r}. Known: {', '.join(FAULTS)}.")
            if rule.code not in set(HTTPStatus):
                raise ControlError(f"{rule.code} is no HTTP status.")
        self.rules = rules

    def take(self, carrier: str, endpoint: str, text: str) -> Rule | None:
        """The rule that strikes this request, counted down; the first that matches decides."""
        for rule in self.rules:
            if not rule.matches(carrier, endpoint, text):
                continue
            if rule.skip:
                rule.skip -= 1
                return None
            if rule.times is not None:
                rule.times -= 1
            return rule
        return None

    def shown(self) -> list[Json]:
        return [asdict(rule) for rule in self.rules]


async def deliver(rule: Rule, wire: Wire) -> None:
    """Answer, or fail to answer, as the rule says."""
    fault = FAULTS[rule.fault]
    effect = fault.effect if rule.effect is None else rule.effect
    await fault.deliver(wire, rule, await wire.handle() if effect else None)
