"""What the control door shows of the simulated Jumppoint, and can make it do."""

from collections import Counter
from dataclasses import asdict, dataclass

from shipdesk.simulator import values
from shipdesk.simulator.carrier import ControlError, Json
from shipdesk.simulator.jumppoint import answers, webhooks
from shipdesk.simulator.jumppoint.routes import Routes
from shipdesk.simulator.jumppoint.store import DEFAULT_SECRET, Booking, Event
from shipdesk.simulator.jumppoint.vocab import DELIVERED
from shipdesk.simulator.verbs import change_settings, expire_tokens


@dataclass
class Step:
    """A shipment comes to a status.

    Attributes:
        orderNo: order number, or reference, of the shipment.
        status: any text; empty is the status that usually comes next.
        triggeredAt: ISO time with zone; empty is now.
        deliveries: how often each webhook is sent.
        forged: what is wrong with them; such a status is only told, and never came.
    """

    orderNo: str  # noqa: N815 - the carrier's spelling
    status: str = ""
    triggeredAt: str = ""  # noqa: N815
    deliveries: int = 1
    forged: str = ""


def state(routes: Routes) -> Json:
    """All there is to see: bookings, counts by reference, webhooks with their secrets, deliveries, settings."""
    store = routes.store
    return {
        "bookings": [_row(booking) for booking in store.bookings.values()],
        "references": Counter(booking.reference for booking in store.bookings.values()),
        "attempts": dict(store.attempts),
        "unknown_keys": dict(store.unknown_keys),
        "tokens": len(store.tokens),
        "webhooks": [answers.webhook(one, with_secret=True) for one in store.webhooks.values()],
        "default_secret": DEFAULT_SECRET,
        "deliveries": routes.deliveries.log,
        "settings": asdict(routes.settings),
    }


def advance(routes: Routes, given: Json) -> Json:
    """Move a shipment on, and tell its webhooks."""
    step = values.read(Step, given)
    booking = routes.store.find(step.orderNo)
    if booking is None:
        raise ControlError(f"No shipment has the number or reference {step.orderNo!r}.")
    happened = Event(step.status or booking.next_status, values.moment("triggeredAt", step.triggeredAt))
    for _ in range(step.deliveries):
        webhooks.announce(routes.deliveries, booking, happened, routes.store, routes.settings, forged=step.forged)
    if not step.forged:
        booking.events.append(happened)
    return _row(booking)


def move_one(routes: Routes) -> None:
    """The shipment that has stood still the longest, of those that are under way, moves on."""
    under_way = [one for one in routes.store.bookings.values() if one.latest.status != DELIVERED]
    if under_way:
        longest = min(under_way, key=lambda one: one.latest.at)
        advance(routes, {"orderNo": longest.order_no})


VERBS = {"advance": advance, "settings": change_settings, "expire_tokens": expire_tokens}


def _row(booking: Booking) -> Json:
    return {
        "orderNo": booking.order_no,
        "referenceNo": booking.reference,
        "status": booking.latest.status,
        "statusLogs": [{"status": one.status, "triggeredAt": answers.time(one.at)} for one in booking.events],
    }
