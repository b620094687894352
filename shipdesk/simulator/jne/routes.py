"""Every endpoint of JNE's document."""

from decimal import Decimal

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from shipdesk.simulator.carrier import Endpoint
from shipdesk.simulator.handling import Handler, RefusalError, form_body, refusing
from shipdesk.simulator.jne import answers, tables, tariff
from shipdesk.simulator.jne.settings import Settings
from shipdesk.simulator.jne.store import Form, Store
from shipdesk.simulator.jne.vocab import BAD_KEY, NO_CNOTE, NO_PRICE, ONDELIVERY, ONMARKET, PLACES, POLICY, Flow
from shipdesk.simulator.validate import Field, Scene, validate

#: The one key that is wrong; any other is right, so that training needs no account.
_WRONG_KEY = "wrong"
_AWB_TAKEN = "Airwaybill already exist, please try another one"


class Routes:
    """The handlers over one store; `settings` and `store` are replaced on a reset."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self.settings = Settings()
        self.store = Store()

    def endpoints(self) -> tuple[Endpoint, ...]:
        """Everything in the document."""
        handlers: list[tuple[str, Handler]] = [
            ("/tracing/api/pricedev", self.tariff),
            ("/tracing/api/list/v1/cnote/{AWB_VALUE}", self.tracking),
            ("/tracing/api/generatecnote", self.booking(ONMARKET, tables.GENERATE_CNOTE)),
            ("/pickupcashless", self.booking(ONDELIVERY, tables.PICKUP_CASHLESS)),
        ]
        return tuple(Endpoint("POST", path, refusing(act)) for path, act in handlers)

    async def tariff(self, request: Request) -> Response:
        form = await self._form(request)
        if self._errors(tables.TARIFF, form):
            return answers.error(NO_PRICE)
        rows = tariff.rows(form["from"], form["thru"], Decimal(form["weight"]))
        return JSONResponse({"price": rows}) if rows else answers.error(NO_PRICE)

    async def tracking(self, request: Request) -> Response:
        await self._form(request)
        shipment = self.store.shipments.get(request.path_params["AWB_VALUE"])
        if shipment is None or not (shipment.scans or self.settings.tracked_at_once):
            return answers.error(NO_CNOTE)
        return JSONResponse(answers.tracking(shipment))

    def booking(self, flow: Flow, fields: tuple[Field, ...]) -> Handler:
        async def handle(request: Request) -> Response:
            form = await self._form(request, flow)
            self.store.attempts[form.get(flow.order_id, "")] += 1
            self._check(flow, fields, form)
            self._demand_new(flow, form)
            return answers.booked(self.store.book(flow, form))

        return handle

    async def _form(self, request: Request, flow: Flow = ONDELIVERY) -> Form:
        """The fields that have a value, of an account that there is; `flow` says how to refuse it otherwise."""
        try:
            fields = await form_body(request)
        except ValueError as error:
            raise RefusalError(answers.error(POLICY)) from error
        form = {name: value for name, value in fields.items() if value.strip()}
        if not form.get("username") or form.get("api_key", _WRONG_KEY) == _WRONG_KEY:
            raise RefusalError(answers.error(BAD_KEY, flow.bad_key_status))
        return form

    def _check(self, flow: Flow, fields: tuple[Field, ...], form: Form) -> None:
        """The fields against their table, then the two codes against the places there are.

        Raises:
            RefusalError: with the one text that JNE has for every bad field, or the one for a code.
        """
        errors = self._errors(fields, form)
        if errors:
            self._note(flow, form, errors)
            raise RefusalError(answers.error(POLICY))
        for kind, name in (("Origin", flow.origin), ("Destination", flow.destination)):
            if form[name] not in PLACES:
                reason = f"{kind} Code {form[name]} Not Exists"
                self._note(flow, form, [f"{name}: {reason}"])
                raise RefusalError(answers.refused(flow, reason))

    def _errors(self, fields: tuple[Field, ...], form: Form) -> list[str]:
        findings = validate(fields, Scene(form, form))
        self.store.unknown_keys += findings.unknown_keys
        barred = set(self.settings.refused_characters)
        refused = [(name, "refused characters") for name, value in form.items() if barred & set(value)]
        return [f"{name}: {text}" for name, text in findings.errors + refused if not self._excused(name, form)]

    def _excused(self, name: str, form: Form) -> bool:
        """Whether a value that its table forbids is taken all the same."""
        if name in tables.BATAM_FIELDS and name not in form:
            return not self.settings.batam_required
        allowed = tables.TRAINING_VALUES | (tables.SAMPLE_VALUES if self.settings.samples else {})
        return name in allowed and form.get(name) == allowed[name]

    def _demand_new(self, flow: Flow, form: Form) -> None:
        """Refuses an order id, or an airwaybill, that there is; the two flows know nothing of each other's ids."""
        there = self.store.orders.get((flow.name, form[flow.order_id]))
        if there is not None:
            sent = flow is ONDELIVERY and self.settings.duplicate_cnote == "sent"
            self._note(flow, form, [f"{flow.order_id}: already exists"])
            raise RefusalError(answers.refused(flow, flow.duplicate, form.get("AWB") if sent else there.awb))
        if form.get("AWB") in self.store.shipments:
            self._note(flow, form, ["AWB: already exists"])
            raise RefusalError(answers.refused(flow, _AWB_TAKEN))

    def _note(self, flow: Flow, form: Form, errors: list[str]) -> None:
        self.store.refusals.append({"flow": flow.name, "order_id": form.get(flow.order_id), "errors": errors})
