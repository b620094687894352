"""Pure: the body of Jumppoint's webhook to news of a parcel ("Handle webhook requests", table JSON attributes)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shipdesk.carriers.jumppoint import vocab
from shipdesk.core.inbound import NotUnderstoodError, ParcelNews
from shipdesk.core.inbound_values import kind, moment, words
from shipdesk.core.statuses import TrackingEvent

_LONGEST_NUMBER = 64


def read(body: Mapping[str, Any]) -> ParcelNews:
    """News of the parcel under `customerOrderNo`; its reference is not told.

    Raises:
        NotUnderstoodError: it does not say which parcel, or what became of it.
    """
    number, status = _text(body, "customerOrderNo"), _text(body, "status")
    if len(number) > _LONGEST_NUMBER:
        raise NotUnderstoodError(f"customerOrderNo has {len(number)} characters; Jumppoint's have at most 64.")
    event = TrackingEvent(vocab.status_of(status), status, moment(body.get("triggeredAt")), "jumppoint")
    return ParcelNews(number, (event,))


def _text(body: Mapping[str, Any], name: str) -> str:
    found = words(body.get(name))
    if not found:
        said = kind(body[name]) if name in body else "missing"
        raise NotUnderstoodError(f"{name} is {said}; Jumppoint's news must say it.")
    return found
