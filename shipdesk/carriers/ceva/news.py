"""Pure: the body of CEVA's webhook to news of a parcel ("Handling Webhook", "Customer Status")."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shipdesk.carriers.ceva import orders, vocab
from shipdesk.carriers.ceva.wire import Update
from shipdesk.core.inbound import NotUnderstoodError, ParcelNews
from shipdesk.core.inbound_values import kind, moment, words

_LONGEST_CODE = 64


def read(body: Mapping[str, Any]) -> ParcelNews:
    """News of an order; `orderCode` may be our code or theirs, so it stands in both places. `serviceType` is the leg.

    Raises:
        NotUnderstoodError: another type of event, or it does not say which order, or what became of it.
    """
    event_type = words(body.get("eventType"))
    if event_type != vocab.EVENT_TYPE:
        raise NotUnderstoodError(f"eventType is {event_type or 'missing'}; only {vocab.EVENT_TYPE} is known.")
    payload = _part(body, "eventPayload")
    code = words(payload.get("orderCode"))
    if not code or len(code) > _LONGEST_CODE:
        raise NotUnderstoodError("eventPayload.orderCode is no code of an order.")
    update = _part(payload, "update", "eventPayload.")
    said = words(update.get("status"))
    if not said:
        raise NotUnderstoodError("eventPayload.update.status is missing; news must say what happened.")
    location, comments = words(update.get("location")), words(update.get("comments"))
    event = orders.event(
        Update(
            words=said,
            at=moment(update.get("updateTimestamp")),
            code=words(update.get("statusCode")),
            leg=words(payload.get("serviceType")),
            comments=" · ".join(filter(None, (location, comments))),
        )
    )
    return ParcelNews(code, (event,), reference=code)


def _part(body: Mapping[str, Any], name: str, inside: str = "") -> Mapping[str, Any]:
    value = body.get(name)
    if not isinstance(value, dict):
        said = kind(value) if name in body else "missing"
        raise NotUnderstoodError(f"{inside}{name} is {said}; it must be an object.")
    return value
