"""One set of statuses for what carriers say of a parcel under way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Status(StrEnum):
    """Where a parcel is, in our words; the carrier's own words are kept beside it."""

    CREATED = "created"
    CONFIRMED = "confirmed"
    PICKED_UP = "picked_up"
    AT_ORIGIN = "at_origin"
    DEPARTED = "departed"
    IN_TRANSIT = "in_transit"
    CUSTOMS = "customs"
    ARRIVED = "arrived"
    OUT_FOR_DELIVERY = "out_for_delivery"
    DELIVERY_FAILED = "delivery_failed"
    DELIVERED = "delivered"
    REJECTED = "rejected"
    RETURNING = "returning"
    RETURNED = "returned"
    EXCEPTION = "exception"
    UNKNOWN = "unknown"


#: The end of the way: no older event turns it back.
FINAL = frozenset({Status.DELIVERED, Status.RETURNED})


@dataclass(frozen=True, slots=True)
class TrackingEvent:
    """One piece of news of a parcel.

    `time` is aware, or None when the carrier gave no readable one: such an event is kept and moves nothing.
    `leg` is the part of the way it belongs to (`LAST_MILE`), where the carrier says one; `link` is where its proof
    (a signature, a photo) can be seen.
    """

    status: Status
    text: str
    time: datetime | None
    source: str
    code: str = ""
    leg: str = ""
    link: str = ""
