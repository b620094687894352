"""Every endpoint of Jumppoint's document."""

from collections.abc import Callable
from datetime import date

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from shipdesk.simulator.carrier import Endpoint
from shipdesk.simulator.deliveries import Deliveries
from shipdesk.simulator.handling import Handler, RefusalError, json_body, refusing
from shipdesk.simulator.jumppoint import answers, files, tables, webhooks
from shipdesk.simulator.jumppoint.settings import Settings
from shipdesk.simulator.jumppoint.store import Booking, Form, Store, Webhook
from shipdesk.simulator.label import draw
from shipdesk.simulator.validate import Field, Findings, Scene, validate

_BAD_LOGIN = "Incorrect login email or password. Please try again."
_BAD_TOKEN = "Access token is missing or has expired."  # noqa: S105 - a sentence
_NOT_FOUND = "Shipment Order not found"
_NO_WEBHOOK = "Webhook not found"
_TAKEN = "referenceNo: Reference No is already taken"
_NOT_HTTPS = 'url: Invalid input: must start with "https://"'

#: The one password that is wrong; any other is right, so that training needs no account.
_WRONG_PASSWORD = "wrong"  # noqa: S105


class Routes:
    """The handlers over one store; `settings` and `store` are replaced on a reset."""

    def __init__(self, numbers: str) -> None:
        self.numbers = numbers
        self.signer = files.Signer()
        self.deliveries = Deliveries()
        self.reset()

    def reset(self) -> None:
        self.settings = Settings(numbers=self.numbers)
        self.store = Store()
        self.deliveries.reset()

    def endpoints(self) -> tuple[Endpoint, ...]:
        """Everything in the document, and the files that its labels' URLs lead to."""
        guarded: list[tuple[str, str, Handler]] = [
            ("POST", "/booking", self.book),
            ("GET", "/shipments", self.shipment),
            ("POST", "/shipments/batch", self.batch(answers.brief)),
            ("POST", "/shipments/batch/status-logs/latest", self.batch(answers.latest_status)),
            ("POST", "/shipments/batch/status-logs", self.batch(answers.status_logs)),
            ("GET", "/shipments/shipment-label", self.label),
            ("POST", "/webhooks", self.add_webhook),
            ("GET", "/webhooks", self.list_webhooks),
            ("GET", "/webhooks/{id}", self.get_webhook),
            ("PUT", "/webhooks/{id}", self.move_webhook),
            ("DELETE", "/webhooks/{id}", self.delete_webhook),
        ]
        return (
            Endpoint("POST", "/login", refusing(self.login)),
            *(Endpoint(method, path, refusing(self._guarded(act))) for method, path, act in guarded),
            Endpoint("GET", "/files/{name}", self.file),
        )

    async def login(self, request: Request) -> Response:
        form = await _form(request)
        self._check(tables.LOGIN, form)
        if form["password"] == _WRONG_PASSWORD:
            return answers.refusal(_BAD_LOGIN, self.settings.login_error_status)
        seconds = self.settings.expires_in
        return JSONResponse({"accessToken": self.store.new_token(seconds), "expiresIn": seconds})

    async def book(self, request: Request) -> Response:
        form = await _form(request)
        self.store.attempts[str(form.get("referenceNo"))] += 1
        self.store.unknown_keys += self._check(tables.BOOKING, form).unknown_keys
        if form["referenceNo"] in self.store.references:
            return answers.errors([_TAKEN], self.settings.joiner)
        booking = self.store.book(form)
        webhooks.announce(self.deliveries, booking, booking.latest, self.store, self.settings)
        return answers.ok({"orderNo": booking.order_no} if self.settings.numbers == "in-answer" else {})

    async def shipment(self, request: Request) -> Response:
        booking = self._booking(request)
        return answers.ok(answers.shipment(booking, self._label_url(request, booking)))

    def batch(self, shape: Callable[[Booking], Form]) -> Handler:
        """The three batch queries; an order number that is not known is left out of the answer."""

        async def handle(request: Request) -> Response:
            numbers = (await _form(request)).get("orderNos")
            if not isinstance(numbers, list) or not all(isinstance(one, str) for one in numbers):
                return answers.errors(["orderNos: Expected array of string"], self.settings.joiner)
            known = [self.store.bookings[one] for one in numbers if one in self.store.bookings]
            return answers.ok([shape(booking) for booking in known])

        return handle

    async def label(self, request: Request) -> Response:
        return answers.ok({"url": self._label_url(request, self._booking(request))})

    async def file(self, request: Request) -> Response:
        name = request.path_params["name"]
        authorized = "authorization" in request.headers
        if objection := self.signer.objection(name, request.query_params, authorized=authorized):
            return objection
        booking = self.store.bookings.get(files.order_number(name))
        if booking is None:
            return files.no_such_file()
        return Response(draw(files.label_of(booking)), media_type="application/pdf")

    async def add_webhook(self, request: Request) -> Response:
        webhook = Webhook(await self._webhook_url(request))
        self.store.webhooks[webhook.id] = webhook
        return answers.ok(answers.webhook(webhook, with_secret=True))

    async def list_webhooks(self, _: Request) -> Response:
        return answers.ok([answers.webhook(one) for one in self.store.webhooks.values()])

    async def get_webhook(self, request: Request) -> Response:
        return answers.ok(answers.webhook(self._webhook(request)))

    async def move_webhook(self, request: Request) -> Response:
        webhook = self._webhook(request)
        webhook.url = await self._webhook_url(request)
        return answers.ok(answers.webhook(webhook))

    async def delete_webhook(self, request: Request) -> Response:
        del self.store.webhooks[self._webhook(request).id]
        return answers.ok({})

    def _guarded(self, handle: Handler) -> Handler:
        async def answer(request: Request) -> Response:
            scheme, _, token = request.headers.get("authorization", "").partition(" ")
            if scheme != "Bearer" or not self.store.tokens.lives(token):
                return answers.refusal(_BAD_TOKEN, self.settings.token_error_status)
            return await handle(request)

        return answer

    def _check(self, fields: tuple[Field, ...], form: Form) -> Findings:
        today = date.fromisoformat(self.settings.today) if self.settings.today else None
        findings = validate(fields, Scene(form, form, today))
        if findings.errors:
            raise RefusalError(
                answers.errors([f"{path}: {text}" for path, text in findings.errors], self.settings.joiner)
            )
        return findings

    def _booking(self, request: Request) -> Booking:
        booking = self.store.bookings.get(request.query_params.get("orderNo", ""))
        if booking is None:
            raise RefusalError(answers.refusal(_NOT_FOUND))
        return booking

    def _webhook(self, request: Request) -> Webhook:
        webhook = self.store.webhooks.get(request.path_params["id"])
        if webhook is None:
            raise RefusalError(answers.refusal(_NO_WEBHOOK))
        return webhook

    async def _webhook_url(self, request: Request) -> str:
        form = await _form(request)
        self._check(tables.WEBHOOK, form)
        url = str(form["url"])
        schemes = ("https://", "http://") if self.settings.allow_http_webhooks else ("https://",)
        if not url.startswith(schemes):
            raise RefusalError(answers.errors([_NOT_HTTPS], self.settings.joiner))
        return url

    def _label_url(self, request: Request, booking: Booking) -> str:
        name = files.file_name(booking.order_no)
        query = self.signer.query(name, self.settings.label_seconds)
        root = str(request.base_url).rstrip("/") + request.scope["root_path"]
        return f"{root}/files/{name}?{query}"


async def _form(request: Request) -> Form:
    """The body as a JSON object.

    Raises:
        RefusalError: it is none.
    """
    try:
        form = await json_body(request)
    except ValueError:
        form = None
    if not isinstance(form, dict):
        raise RefusalError(answers.refusal("Errors: body: Expected object"))
    return form
