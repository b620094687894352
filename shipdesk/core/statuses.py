"""One set of statuses for what carriers say of a parcel under way."""

from __future__ import annotations

from dataclasses import dataclass, replace
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


#: Between what a carrier says and what it adds to it (a place, a remark, who received it).
ADDED = " · "


def joined(one: TrackingEvent, other: TrackingEvent) -> TrackingEvent | None:
    """Both as one, where they are the same news told twice: by webhook and by asking, each with what the other lacks.

    That is the same status within the same second, in the same words, where code and leg are the same or one of them
    does not say. None where they are two.
    """
    if one.status is not other.status or one.time is None or other.time is None:
        return None
    if one.time.replace(microsecond=0) != other.time.replace(microsecond=0):
        return None
    if any(mine and theirs and mine != theirs for mine, theirs in ((one.code, other.code), (one.leg, other.leg))):
        return None
    (head, *rest), (other_head, *more) = one.text.split(ADDED), other.text.split(ADDED)
    if head not in other_head and other_head not in head:
        return None
    text = ADDED.join([max(head, other_head, key=len), *dict.fromkeys([*rest, *more])])
    return replace(one, text=text, code=one.code or other.code, leg=one.leg or other.leg, link=one.link or other.link)
