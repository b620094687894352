"""One ASGI application of all simulated carriers, each below its own name, and the control door."""

from collections import Counter, deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from json import JSONDecodeError
from typing import Any

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.types import Receive, Scope, Send

from shipdesk.simulator import ceva, deeple, jne, jumppoint, winkelstraat
from shipdesk.simulator.carrier import Carrier, ControlError, Endpoint, Json, Options
from shipdesk.simulator.faults import Faults, Wire, deliver
from shipdesk.simulator.pace import Pace

#: One line for each simulated carrier.
CARRIERS: tuple[Callable[[Options], Carrier], ...] = (
    jumppoint.build,
    ceva.build,
    jne.build,
    deeple.build,
    winkelstraat.build,
)

_KEPT_REQUESTS = 1000


class Desk:
    """What the control door rules and shows: the carriers, the faults, and the requests seen."""

    def __init__(self, carriers: list[Carrier]) -> None:
        self.carriers = {carrier.name: carrier for carrier in carriers}
        self.paces = {carrier.name: Pace(carrier.tick) for carrier in carriers}
        self.faults = Faults()
        self.requests: deque[Json] = deque(maxlen=_KEPT_REQUESTS)
        self.counts: dict[str, Counter[str]] = {name: Counter() for name in self.carriers}
        self.resets = 0

    def reset(self) -> None:
        """Forget everything; a request that is still held back by a fault is never carried out."""
        self.resets += 1
        self.faults.replace([])
        self.requests.clear()
        for name, carrier in self.carriers.items():
            self.counts[name].clear()
            self.paces[name].reset()
            carrier.reset()

    async def close(self) -> None:
        for name, carrier in self.carriers.items():
            await self.paces[name].close()
            await carrier.close()

    def state(self) -> Json:
        return {
            "requests": {name: dict(counts) for name, counts in self.counts.items()},
            "faults": self.faults.shown(),
            "carriers": {name: carrier.state() for name, carrier in self.carriers.items()},
        }


class Gate:
    """Stands before one endpoint: notes the request, and lets a fault strike it."""

    def __init__(self, desk: Desk, carrier: Carrier, endpoint: Endpoint) -> None:
        self.desk = desk
        self.carrier = carrier
        self.endpoint = endpoint

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            body = (await request.body()).decode(errors="replace")
        except ClientDisconnect:
            return
        seen = self._note(request, body)
        rule = self.desk.faults.take(self.carrier.name, self.endpoint.title, f"{request.url.query}\n{body}")

        resets = self.desk.resets

        async def handle() -> Response:
            if resets != self.desk.resets:  # it would book in the midst of whatever came after
                return Response(status_code=503)
            response = await self.endpoint.handle(request)
            seen["status"] = response.status_code
            return response

        if rule is None:
            await (await handle())(scope, receive, send)
            return
        seen["fault"] = rule.fault
        await deliver(rule, Wire(scope, receive, send, handle, self._expire_tokens))
        if rule.fault == "status":
            seen["status"] = rule.code

    def _note(self, request: Request, body: str) -> Json:
        self.desk.counts[self.carrier.name][self.endpoint.title] += 1
        seen: Json = {
            "carrier": self.carrier.name,
            "endpoint": self.endpoint.title,
            "path": request.url.path,
            "query": dict(request.query_params),
            "headers": dict(request.headers),
            "body": body,
            "status": None,
            "fault": None,
        }
        self.desk.requests.append(seen)
        return seen

    def _expire_tokens(self) -> None:
        if verb := self.carrier.verbs.get("expire_tokens"):
            verb({})


def build(options: Options) -> Starlette:
    """The application with every carrier of CARRIERS."""
    desk = Desk([make(options) for make in CARRIERS])

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await desk.close()

    mounts = [
        Mount(f"/{carrier.name}", routes=[_route(desk, carrier, endpoint) for endpoint in carrier.endpoints])
        for carrier in desk.carriers.values()
    ]
    return Starlette(routes=[*_control(desk), *mounts], lifespan=lifespan)


def _route(desk: Desk, carrier: Carrier, endpoint: Endpoint) -> Route:
    return Route(endpoint.path, Gate(desk, carrier, endpoint), methods=[endpoint.method])


def _control(desk: Desk) -> list[Route]:
    async def state(_: Request) -> Response:
        return JSONResponse(desk.state())

    async def requests(_: Request) -> Response:
        return JSONResponse(list(desk.requests))

    async def reset(_: Request) -> Response:
        desk.reset()
        return JSONResponse(desk.state())

    @_spoken
    async def faults(request: Request) -> Any:
        desk.faults.replace(await request.json())
        return desk.faults.shown()

    @_spoken
    async def verb(request: Request) -> Any:
        carrier = desk.carriers.get(request.path_params["carrier"])
        if carrier is None:
            raise ControlError(f"Unknown carrier. Known: {', '.join(desk.carriers)}.")
        verbs = {**carrier.verbs, "pace": desk.paces[carrier.name].verb}
        act = verbs.get(request.path_params["verb"])
        if act is None:
            raise ControlError(f"Unknown verb. Known: {', '.join(verbs)}.")
        given = await request.json() if await request.body() else {}
        return act(given)

    return [
        Route("/_control", state),
        Route("/_control/requests", requests),
        Route("/_control/reset", reset, methods=["POST"]),
        Route("/_control/faults", faults, methods=["POST"]),
        Route("/_control/{carrier}/{verb}", verb, methods=["POST"]),
    ]


def _spoken(act: Callable[[Request], Awaitable[Any]]) -> Callable[[Request], Awaitable[Response]]:
    """Answer with what `act` returns, or with the sentence that says why it cannot."""

    async def answer(request: Request) -> Response:
        try:
            return JSONResponse(await act(request))
        except ControlError as error:
            return JSONResponse({"error": str(error)}, 400)
        except JSONDecodeError as error:
            return JSONResponse({"error": f"The body is no JSON: {error}"}, 400)

    return answer
