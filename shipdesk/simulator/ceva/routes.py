"""Every endpoint of CEVA's document."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from shipdesk.simulator.carrier import Endpoint
from shipdesk.simulator.ceva import answers, labels, orders, tables, upload, webhooks
from shipdesk.simulator.ceva.settings import Settings
from shipdesk.simulator.ceva.store import Form, Order, Store, Subscription
from shipdesk.simulator.ceva.vocab import CROSS_BORDER, DOMESTIC
from shipdesk.simulator.deliveries import Deliveries
from shipdesk.simulator.handling import Handler, RefusalError, json_body, refusing
from shipdesk.simulator.label import draw
from shipdesk.simulator.validate import Field, Scene, validate

_BAD_LOGIN = "Invalid email or password"
_BAD_TOKEN = "Unauthorized"  # noqa: S105 - a word
_INVALID = "Invalid request"

#: The one password that is wrong; any other is right, so that training needs no account.
_WRONG_PASSWORD = "wrong"  # noqa: S105

Finder = Callable[[Request], Order]


class Routes:
    """The handlers over one store; `settings` and `store` are replaced on a reset."""

    def __init__(self) -> None:
        self.deliveries = Deliveries()
        self.reset()

    def reset(self) -> None:
        self.settings = Settings()
        self.store = Store()
        self.deliveries.reset()

    def endpoints(self) -> tuple[Endpoint, ...]:
        """Everything in the document, and the files that its labels' URLs lead to."""
        guarded: list[tuple[str, str, Handler]] = [
            ("GET", "/orders", self.orders),
            ("GET", "/orders/{orderID}", self.order),
            ("GET", "/orders/{orderID}/label", self.label),
            ("GET", "/orders/{orderID}/status", self.status(self._by_id)),
            ("GET", "/orders/{orderCode}/statusByOrderCode", self.status(self._by_code)),
            ("GET", "/orders/{orderID}/updates", self.updates),
            ("POST", "/orders/crossBorder", self.upload(CROSS_BORDER)),
            ("POST", "/orders/domestic", self.upload(DOMESTIC)),
            ("POST", "/event-subscriptions", self.subscribe),
            ("GET", "/event-subscriptions", self.subscriptions),
            ("DELETE", "/event-subscriptions/{eventSubscriptionID}", self.unsubscribe),
            ("GET", "/service-level-mappings", self.service_levels),
        ]
        return (
            Endpoint("POST", "/login", refusing(self.login)),
            *(Endpoint(method, path, refusing(self._guarded(act))) for method, path, act in guarded),
            Endpoint("GET", "/labels/{name}", self.file),
        )

    async def login(self, request: Request) -> Response:
        form = await self._form(request, tables.LOGIN)
        if form["password"] == _WRONG_PASSWORD:
            return self._refusal(_BAD_LOGIN, status=self.settings.login_error_status)
        token = self.store.new_token(self.settings.expires_in)
        return JSONResponse(answers.login(self.store, form, token))

    async def orders(self, request: Request) -> Response:
        """The newest first; the sample asks without `page`, which the table requires."""
        number, size = self._paging(request, page="1")
        codes = request.query_params.getlist("orderCodes")
        found = [one for one in reversed(self.store.orders.values()) if not codes or self._has_code(one, codes)]
        for one in found:
            one.list_asks += 1
        rows = [
            orders.listed(one, self.store, self.settings, self._label_path(request, one))
            for one in found
            if one.list_asks > self.settings.listed_after
        ]
        answer = answers.page(rows, number, size)
        return JSONResponse({**answer, "totalPage": 1} if "total_page" in self.settings.odd else answer)

    async def order(self, request: Request) -> Response:
        order = self._by_id(request)
        return JSONResponse(orders.detail(order, self.store, self.settings, self._label_path(request, order)))

    async def label(self, request: Request) -> Response:
        order = self._by_id(request)
        order.label_asks += 1
        ready = order.label_asks > self.settings.label_ready_after
        return JSONResponse(answers.label(order, self._label_url(request, order) if ready else None))

    async def file(self, request: Request) -> Response:
        name = request.path_params["name"]
        order = next((one for one in self.store.orders.values() if labels.file_name(one) == name), None)
        if order is None:
            return Response("Not Found", 404, media_type="text/plain")
        return Response(draw(labels.label_of(order)), media_type="application/pdf")

    def status(self, find: Finder) -> Handler:
        async def handle(request: Request) -> Response:
            return JSONResponse(answers.statuses(find(request), self.settings))

        return handle

    async def updates(self, request: Request) -> Response:
        return JSONResponse(answers.updates(self._by_id(request), self.settings))

    def upload(self, kind: str) -> Handler:
        async def handle(request: Request) -> Response:
            body = await self._json(request)
            if text := upload.objection(body):
                return self._refusal(text)
            self.store.batches.append(len(body))
            checked = upload.check(kind, body, self.store, self.settings)
            if checked.errors and (self.settings.refusals == "atomic" or not checked.good):
                return self._refusal(_INVALID, checked.errors)
            booked = [self.store.upload(kind, form) for form in checked.good]
            for order in booked:
                webhooks.announce(self.deliveries, order, order.latest, self.store, self.settings)
            errors = {"errors": [f"{path}: {text}" for path, text in checked.errors]} if checked.errors else {}
            return JSONResponse({"data": upload.reply(booked, self.settings), **errors})

        return handle

    async def subscribe(self, request: Request) -> Response:
        form = await self._form(request, tables.SUBSCRIPTION)
        one = Subscription(form["url"], form["eventType"])
        self.store.subscriptions[one.id] = one
        return Response()

    async def subscriptions(self, request: Request) -> Response:
        number, size = self._paging(request)
        kept = list(reversed(self.store.subscriptions.values()))
        if "subscription" in self.settings.odd and kept:
            kept.insert(0, replace(kept[0], id="", endpoint="", event_type=""))
        return JSONResponse(answers.page([answers.subscription(one, self.store) for one in kept], number, size))

    async def unsubscribe(self, request: Request) -> Response:
        if self.store.subscriptions.pop(request.path_params["eventSubscriptionID"], None) is None:
            return self._refusal("Event subscription not found", status=404)
        return Response()

    async def service_levels(self, request: Request) -> Response:
        asked = dict(request.query_params)
        self._check(tables.SERVICE_LEVEL_QUERY, asked)
        return JSONResponse(answers.service_levels(asked["shipmentType"]))

    def _guarded(self, handle: Handler) -> Handler:
        async def answer(request: Request) -> Response:
            token = request.headers.get("authorization", "")
            if self.settings.accept_bearer:
                token = token.removeprefix("Bearer ")
            if not self.store.tokens.lives(token):
                return self._refusal(_BAD_TOKEN, status=self.settings.token_error_status)
            return await handle(request)

        return answer

    async def _json(self, request: Request) -> Any:
        try:
            return await json_body(request)
        except ValueError as error:
            raise RefusalError(self._refusal(str(error))) from error

    async def _form(self, request: Request, fields: tuple[Field, ...]) -> Form:
        form = await self._json(request)
        if not isinstance(form, dict):
            raise RefusalError(self._refusal("Expected object"))
        self._check(fields, form)
        return form

    def _check(self, fields: tuple[Field, ...], form: Form) -> None:
        findings = validate(fields, Scene(form, form))
        if findings.errors:
            raise RefusalError(self._refusal(_INVALID, findings.errors))

    def _refusal(self, message: str, errors: answers.Errors = (), status: int | None = None) -> Response:
        return answers.refusal(self.settings, message, errors, status)

    def _paging(self, request: Request, **defaults: str) -> tuple[int, int]:
        """`page` and `perPage`, both from 1."""
        asked = {**defaults, **request.query_params}
        self._check(tables.PAGING, asked)
        return int(asked["page"]), int(asked["perPage"])

    def _has_code(self, order: Order, codes: list[str]) -> bool:
        return order.code in codes or order.tracking_number in codes

    def _by_id(self, request: Request) -> Order:
        return self._found(self.store.orders.get(request.path_params["orderID"]))

    def _by_code(self, request: Request) -> Order:
        return self._found(next(iter(self.store.coded(request.path_params["orderCode"])), None))

    def _found(self, order: Order | None) -> Order:
        if order is None:
            raise RefusalError(self._refusal("Order not found", status=404))
        return order

    def _label_path(self, request: Request, order: Order) -> str:
        """The `labelPath` of the list and the detail, empty as long as there is no label."""
        return self._label_url(request, order) if order.label_asks >= self.settings.label_ready_after else ""

    def _label_url(self, request: Request, order: Order) -> str:
        root = str(request.base_url).rstrip("/") + request.scope["root_path"]
        return f"{root}/labels/{labels.file_name(order)}"
