"""One CEVA account over HTTP: every endpoint of the document, and nothing but calls."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC
from typing import Any

import httpx

from shipdesk.carriers.ceva import mapper, orders, vocab
from shipdesk.carriers.ceva.access import Access, path
from shipdesk.carriers.ceva.booking import Upload
from shipdesk.carriers.ceva.wire import (
    Label,
    Listed,
    Update,
    Uploaded,
    read_label,
    read_legs,
    read_listed,
    read_status,
    read_subscription,
    rows,
)
from shipdesk.core.carrier import Account, Service
from shipdesk.core.connector import LabelFile, Order, OrderPage, Webhook
from shipdesk.core.errors import CarrierError, NetworkError, NotReadyError
from shipdesk.core.outcomes import Found, Frozen, Outcome, Verdict
from shipdesk.core.statuses import TrackingEvent
from shipdesk.transport.client import TOTAL_S
from shipdesk.transport.download import download_label
from shipdesk.transport.reading import text

#: Codes in one search of the list; the document gives no limit.
_CODES = 50


class Ceva:
    """The connector. Thread-safe; blocks until answered."""

    def __init__(self, account: Account, *, total_s: float = TOTAL_S) -> None:
        """`total_s` is the most seconds one call may take."""
        self._account = account
        self._access = Access(account, total_s=total_s)
        #: CEVA's ids by its numbers, as far as this run was told them: labels and statuses are asked for by id.
        self._ids: dict[str, str] = {}

    def test(self) -> str:
        """Log in anew. Raises `CarrierError` or `NetworkError`."""
        self._access.token.renew(self._access.token.value)
        return f"CEVA accepts the login of {self._account.settings.get('email', '')}."

    # --- booking

    def book(self, requests: Sequence[Frozen], sending: Callable[[], None]) -> list[Outcome]:
        """POST /orders/crossBorder or /orders/domestic with all of these, after and before a look at GET /orders."""
        return Upload(self._access, requests, sending, self._remember).run(self._duplicate)

    def _remember(self, entry: Uploaded) -> None:
        self._ids[entry.number] = entry.id

    def _duplicate(self, listed: Listed, request: Frozen) -> Outcome:
        """What is there before anything was sent: the same consignee's, or another's parcel under our reference."""
        reference = request.reference
        there = orders.found(listed, self._number(listed, reference), reference)
        since = f" since {there.created_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if there.created_at else ""
        words = f"CEVA has {reference}{since}, for {there.receiver}."
        verdict = Verdict.DUPLICATE if mapper.is_for(request, there) else Verdict.CONFLICT
        return Outcome(reference, verdict, there.number, words=words, found=there)

    # --- questions

    def look(self, reference: str) -> Found | None:
        """GET /orders by our code. Two orders under one code are given back as nobody's."""
        matches = [one for one in self._access.search([reference]) if one.has(reference)]
        if len(matches) > 1:
            return Found("", reference)
        return orders.found(matches[0], self._number(matches[0], reference), reference) if matches else None

    def _number(self, listed: Listed, reference: str) -> str:
        """Where the list has our code as `orderCode`, the tracking number is the label answer's; else empty."""
        if listed.code != reference:
            return listed.code
        label = self._label(listed.id)
        return label.code if label is not None and label.customer_code == reference != label.code else ""

    def find(self, number: str) -> Found | None:
        """GET /orders by CEVA's number."""
        listed, label = self._identified([number])
        if listed is None:
            return None
        codes = (listed.code, listed.customer_code) if label is None else (label.code, label.customer_code)
        reference = next((code for code in codes if code not in ("", number)), "")
        return orders.found(listed, number, reference)

    def _identified(self, codes: Sequence[str]) -> tuple[Listed | None, Label | None]:
        """The order that is known by one of these codes; where only its label says so, with that."""
        listed = self._access.search(codes)
        for one in listed:
            if any(one.has(code) for code in codes):
                return one, None
        if len(listed) == 1:
            label = self._label(listed[0].id)
            if label is not None and {label.code, label.customer_code} & set(codes):
                return listed[0], label
        return None, None

    def order(self, order_id: str) -> Order | None:
        """GET /orders/:orderID; None where CEVA knows no such id."""
        row = self._access.known(path("orders", order_id))
        return orders.order(read_listed(row)) if isinstance(row, dict) else None

    def orders(self, page: int) -> OrderPage:
        """GET /orders: all orders of the account, also those made elsewhere; pages from 1."""
        found = self._access.page(page)
        return OrderPage(tuple(orders.order(one) for one in found.orders), found.more)

    def services(self, origin: str, destination: str) -> list[Service]:
        """GET /service-level-mappings, under the names that the merchant gave them."""
        kind = vocab.DOMESTIC if origin == destination else vocab.CROSSBORDER
        params = {"shipmentType": kind}
        if kind == vocab.CROSSBORDER:
            params |= {"originCountry": origin, "destinationCountry": destination}
        levels = [
            (text(row.get("shipmentType")) or kind, text(row.get("serviceLevel")), text(row.get("customName")))
            for row in rows(self._access.told("GET", "service-level-mappings", params=params))
        ]
        return [Service(f"{kind}/{level}", name or level) for kind, level, name in levels if level]

    # --- tracking

    def track(
        self, numbers: Sequence[str], references: Mapping[str, str] | None = None
    ) -> dict[str, list[TrackingEvent]]:
        """Statuses and updates of each by its id; where the list has no id of it, the statuses by its code."""
        ours = references or {}
        self._learn_ids([number for number in numbers if number not in self._ids], ours)
        news = {number: self._news(number, ours.get(number, "")) for number in numbers}
        return {number: orders.events(told) for number, told in news.items() if told is not None}

    def _learn_ids(self, numbers: Sequence[str], references: Mapping[str, str]) -> None:
        for start in range(0, len(numbers), _CODES):
            some = numbers[start : start + _CODES]
            asked = [code for number in some for code in (number, references.get(number, "")) if code]
            listed = self._access.search(asked)
            for number in some:
                codes = (number, references.get(number, ""))
                found = next((one for one in listed if one.id and any(one.has(code) for code in codes)), None)
                if found is not None:
                    self._ids[number] = found.id

    def _news(self, number: str, reference: str) -> list[Update] | None:
        order_id = self._ids.get(number)
        if order_id is not None:
            statuses, legs = self.statuses(order_id), self.updates(order_id)
            return None if statuses is None else orders.merged(statuses, legs or [])
        for code in (number, reference):
            if code and (statuses := self.statuses_by_code(code)) is not None:
                return statuses
        return None

    def statuses(self, order_id: str) -> list[Update] | None:
        """GET /orders/:orderID/status; None where CEVA knows no such order."""
        return self._statuses(path("orders", order_id, "status"))

    def statuses_by_code(self, code: str) -> list[Update] | None:
        """GET /orders/:orderCode/statusByOrderCode; None where CEVA knows no such code."""
        return self._statuses(path("orders", code, "statusByOrderCode"))

    def _statuses(self, target: str) -> list[Update] | None:
        body = self._access.known(target)
        return None if body is None else [read_status(row) for row in rows(body)]

    def updates(self, order_id: str) -> list[Update] | None:
        """GET /orders/:orderID/updates: the news of every partner, with its leg."""
        body = self._access.known(path("orders", order_id, "updates"))
        return None if body is None else [update for row in rows(body) for update in read_legs(row)]

    # --- label

    def label(self, number: str, reference: str = "") -> LabelFile:
        """GET /orders/:orderID/label, and the file; `labelUrl` is null while there is none."""
        codes = [code for code in (number, reference) if code]
        order_id = self._ids.get(number) or self._id_of(codes)
        told = self._label(order_id) if order_id else None
        if told is None or not told.url:
            raise NotReadyError(f"CEVA has no label for {number} yet; it is asked again later.")
        known = {told.code, told.customer_code} - {""}
        if known and not known & set(codes):
            raise CarrierError(f"CEVA's label is of {told.code or told.customer_code}, not of {number}.")
        return self._fetched(told.url)

    def _id_of(self, codes: Sequence[str]) -> str:
        listed, _ = self._identified(codes)
        return listed.id if listed else ""

    def _label(self, order_id: str) -> Label | None:
        body = self._access.known(path("orders", order_id, "label"))
        return None if body is None else read_label(body)

    def _fetched(self, url: str) -> LabelFile:
        """The document shows `http://`: https is tried first, where nobody has named a port."""
        if secure := _secure(url):
            with suppress(CarrierError, NetworkError):
                return download_label(self._access.client, secure)
        return download_label(self._access.client, url, plain_http=True)

    # --- event subscriptions

    def webhooks(self) -> list[Webhook]:
        """GET /event-subscriptions."""
        found = [read_subscription(row) for row in self._access.all_rows("event-subscriptions")]
        return [one for one in found if one is not None]

    def webhook(self, webhook_id: str) -> Webhook:
        """One of the list: there is no call for one."""
        found = next((one for one in self.webhooks() if one.id == webhook_id), None)
        if found is None:
            raise CarrierError(f"CEVA has no event subscription {webhook_id}.")
        return found

    def create_webhook(self, url: str) -> Webhook:
        """POST /event-subscriptions, unless there is one. Its answer is empty: the key is read from the list."""
        made = self._subscription(url)
        if made is None:
            content = {"url": url, "eventType": vocab.EVENT_TYPE}
            self._done("POST", "event-subscriptions", json=content)
            made = self._subscription(url)
        if made is None:
            raise CarrierError(f"CEVA took the event subscription for {url}, but does not list it yet; look again.")
        if made.secret:
            self._account.remember_secret("webhook_key", made.secret)
        return made

    def _subscription(self, url: str) -> Webhook | None:
        return next((one for one in self.webhooks() if one.url == url), None)

    def change_webhook(self, webhook_id: str, url: str) -> None:
        """There is no call for it: the new one is made, then the old one is deleted."""
        self.create_webhook(url)
        self.delete_webhook(webhook_id)

    def delete_webhook(self, webhook_id: str) -> None:
        """DELETE /event-subscriptions/:eventSubscriptionID."""
        self._done("DELETE", path("event-subscriptions", webhook_id))

    def _done(self, method: str, target: str, **content: Any) -> None:
        """A call that changes something, once; its answer is 200 without a body."""
        reply = self._access.ask(method, target, attempts=1, **content)
        if reply.status != 200:
            raise CarrierError(f"CEVA says: {reply.words}")

    def close(self) -> None:
        """Give back the connections."""
        self._access.client.close()


def _secure(url: str) -> str:
    """The https address for a plain one without a port; else empty."""
    try:
        plain = httpx.URL(url)
    except httpx.InvalidURL:
        return ""
    return str(plain.copy_with(scheme="https")) if plain.scheme == "http" and plain.port is None else ""
