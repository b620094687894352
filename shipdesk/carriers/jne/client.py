"""One JNE account over HTTP: every endpoint of the document, and nothing but calls."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from shipdesk.carriers.jne import answers, vocab
from shipdesk.carriers.jne.mapper import given, weight_of
from shipdesk.carriers.jne.wire import (
    NO_LOGIN,
    NOT_FOUND,
    Price,
    Reply,
    Way,
    is_number,
    read_prices,
    read_reply,
    read_way,
    told,
)
from shipdesk.core.carrier import Account
from shipdesk.core.checks.values import missing
from shipdesk.core.connector import LabelFile, Rate
from shipdesk.core.errors import CarrierError, InputError, ShipDeskError
from shipdesk.core.outcomes import Found, Frozen, Outcome, Verdict
from shipdesk.core.statuses import TrackingEvent
from shipdesk.transport.asking import ask, retry_after
from shipdesk.transport.client import TOTAL_S, AccountClient
from shipdesk.transport.sending import Answer, NotSent, send_once

if TYPE_CHECKING:
    import httpx

    from shipdesk.core.shipment import Shipment

_HEADERS = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
_TARIFF = "tracing/api/pricedev"
_TRACKING = "tracing/api/list/v1/cnote/"
#: What the account's credentials are tried out on: the document's own sample of Get Tariff.
_SAMPLE = {"from": "CGK10000", "thru": "BDO10000", "weight": "1"}
_REFUSED = "JNE does not accept the user name and API key of this account"


class Jne:
    """The connector. Thread-safe; blocks until answered."""

    def __init__(self, account: Account, *, total_s: float = TOTAL_S) -> None:
        """`total_s` is the most seconds one call may take."""
        self._account = account
        self._client = AccountClient(account.base_url, self._secrets, total_s=total_s)

    def _secrets(self) -> Iterator[str]:
        with contextlib.suppress(ShipDeskError):
            yield self._account.secret("api_key")

    def _form(self, fields: Mapping[str, str]) -> str:
        """A form with user name and API key, which every call carries in its body."""
        who = {"username": self._account.settings.get("username", ""), "api_key": self._account.secret("api_key")}
        return urlencode({**who, **fields})

    def _request(self, path: str, fields: Mapping[str, str], **headers: str) -> httpx.Request:
        content = self._form(fields).encode()
        return self._client.request("POST", path, content=content, headers={**_HEADERS, **headers})

    def _ask(self, path: str, fields: Mapping[str, str]) -> Reply:
        """A question. Raises `CarrierError` or `NetworkError`."""
        reply = read_reply(ask(self._client, partial(self._request, path, fields)))
        if reply.error == NO_LOGIN:
            raise CarrierError(f"{_REFUSED}: {reply.words}")
        return reply

    def test(self) -> str:
        """Ask for the tariff of the document's sample. Raises `CarrierError` or `NetworkError`."""
        read_prices(self._ask(_TARIFF, _SAMPLE))
        return f"JNE answers {self._account.settings.get('username', '')}."

    # --- booking

    def book(self, requests: Sequence[Frozen], sending: Callable[[], None]) -> list[Outcome]:
        """POST /tracing/api/generatecnote or /pickupcashless. JNE takes one shipment a call."""
        return [self._book(frozen, sending) for frozen in requests]

    def _book(self, frozen: Frozen, sending: Callable[[], None]) -> Outcome:
        try:
            fields = self._with_account(frozen)
            request = self._request(frozen.operation.removeprefix("POST "), fields, Connection="close")
        except ShipDeskError as fault:
            return Outcome(frozen.reference, Verdict.NOT_SENT, words=str(fault))
        ending = send_once(self._client, request, sending)
        if isinstance(ending, Answer):
            private = self._client.base_url.scheme == "https"
            reply = read_reply(ending)
            return answers.outcome(frozen, reply, private=private, retry_after_s=retry_after(ending))
        verdict = Verdict.NOT_SENT if isinstance(ending, NotSent) else Verdict.UNKNOWN
        return Outcome(frozen.reference, verdict, words=ending.error)

    def _with_account(self, frozen: Frozen) -> dict[str, str]:
        """The frozen form; branch and customer of the account where it was queued before the account had them."""
        fields = dict(parse_qsl(frozen.payload, keep_blank_values=True))
        flow = next(flow for flow in vocab.FLOWS.values() if flow.operation == frozen.operation)
        for row in flow.rows:
            if row.account and row.name not in fields:
                fields[row.name] = self._account.settings.get(row.account, "")
        return fields

    # --- questions

    def rates(self, shipment: Shipment) -> list[Rate]:
        """POST /tracing/api/pricedev: the price of each service, in both flows while none is chosen.

        Raises:
            InputError: the weight, or the code of the origin or destination is missing.
        """
        fields = {
            "from": given(shipment, "options.origin_code"),
            "thru": given(shipment, "options.destination_code"),
            "weight": weight_of(shipment),
        }
        paths = ("options.origin_code", "options.destination_code", "parcel.gross_weight_kg")
        if lacking := [missing(path) for path, value in zip(paths, fields.values(), strict=True) if not value]:
            raise InputError(" ".join(problem.message for problem in lacking), lacking)
        prices: list[Price] = read_prices(self._ask(_TARIFF, fields))
        chosen = shipment.service.partition("/")[0]
        flows = [flow for flow in vocab.FLOWS.values() if chosen in ("", flow.code)]
        return [answers.rate(flow, price) for flow in flows for price in prices]

    def find(self, number: str) -> Found | None:
        """POST /tracing/api/list/v1/cnote/{AWB}."""
        way = self._way(number)
        return answers.found(way) if way else None

    def look(self, reference: str) -> Found | None:  # noqa: ARG002 - the document has no query by our reference
        """Always None: JNE can only be asked by its own number."""
        return None

    def track(
        self,
        numbers: Sequence[str],
        references: Mapping[str, str] | None = None,  # noqa: ARG002 - JNE knows its own numbers
    ) -> dict[str, list[TrackingEvent]]:
        """POST /tracing/api/list/v1/cnote/{AWB}, one after the other."""
        return {number: answers.events(way) for number in numbers if (way := self._way(number))}

    def _way(self, number: str) -> Way | None:
        """None where JNE does not know the number, which is usual before the first scan."""
        if not is_number(number):
            return None
        reply = self._ask(_TRACKING + number, {})
        if reply.error == NOT_FOUND:
            return None
        told(reply, "cnote")
        return read_way(reply.body or {})

    def label(self, number: str, reference: str = "") -> LabelFile:  # noqa: ARG002 - no carrier to ask
        """Raises `CarrierError`: JNE gives no label."""
        raise CarrierError("JNE gives no label; ShipDesk draws it.")

    def close(self) -> None:
        """Give back the connections."""
        self._client.close()
