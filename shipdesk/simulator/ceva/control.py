"""What the control door shows of the simulated CEVA, and can make it do."""

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from shipdesk.simulator import values
from shipdesk.simulator.carrier import ControlError, Json
from shipdesk.simulator.ceva import answers, webhooks
from shipdesk.simulator.ceva.routes import Routes
from shipdesk.simulator.ceva.store import Order, Update
from shipdesk.simulator.ceva.vocab import JOURNEY
from shipdesk.simulator.verbs import change_settings, expire_tokens


@dataclass
class Step:
    """An order comes to a status on one of its legs.

    Attributes:
        orderCode: the merchant's code, the tracking number or the id.
        status: CEVA's words; empty is the status that usually comes next.
        statusCode, serviceType: of that status; empty are the usual ones, else a code `90000` and the present leg.
        updateTimestamp: ISO time with zone; empty is now.
        deliveries: how often each webhook is sent.
        forged: what is wrong with them; such a status is only told, and never came.
    """

    orderCode: str  # noqa: N815 - the carrier's spelling
    status: str = ""
    statusCode: str = ""  # noqa: N815
    serviceType: str = ""  # noqa: N815
    updateTimestamp: str = ""  # noqa: N815
    comments: str = ""
    location: str = ""
    podReceiverName: str = ""  # noqa: N815
    podReceiverContact: str = ""  # noqa: N815
    podUri: str = ""  # noqa: N815
    deliveries: int = 1
    forged: str = ""


def state(routes: Routes) -> Json:
    """All there is to see: orders, counts by code, uploads by size, subscriptions, deliveries, settings."""
    store = routes.store
    return {
        "bookings": [_row(order) for order in store.orders.values()],
        "references": Counter(order.code for order in store.orders.values()),
        "attempts": dict(store.attempts),
        "batches": list(store.batches),
        "unknown_keys": dict(store.unknown_keys),
        "tokens": len(store.tokens),
        "subscriptions": [answers.subscription(one, store) for one in store.subscriptions.values()],
        "deliveries": routes.deliveries.log,
        "settings": asdict(routes.settings),
    }


def advance(routes: Routes, given: Json) -> Json:
    """Move an order on, and tell its webhooks."""
    step = values.read(Step, given)
    order = routes.store.find(step.orderCode)
    if order is None:
        raise ControlError(f"No order has the code, number or id {step.orderCode!r}.")
    update = _update(order, step)
    for _ in range(step.deliveries):
        webhooks.announce(routes.deliveries, order, update, routes.store, routes.settings, forged=step.forged)
    if not step.forged:
        order.updates.append(update)
    return _row(order)


def move_one(routes: Routes) -> None:
    """The order that has stood still the longest, of those that are under way, moves on."""
    under_way = [one for one in routes.store.orders.values() if one.latest.words != JOURNEY[-1].words]
    if under_way:
        longest = min(under_way, key=lambda one: one.latest.at)
        advance(routes, {"orderCode": longest.id})


VERBS = {"advance": advance, "settings": change_settings, "expire_tokens": expire_tokens}


def _update(order: Order, step: Step) -> Update:
    words = step.status or order.next_status.words
    usual = next((status for status in JOURNEY if status.words == words), None)
    leg = step.serviceType or (usual.leg if usual else order.latest.leg)
    if leg not in {one.service for one in order.legs}:
        raise ControlError(f"The order has no leg {leg}. It has: {', '.join(one.service for one in order.legs)}.")
    return Update(
        code=step.statusCode or (usual.code if usual else "90000"),
        words=words,
        leg=leg,
        at=values.moment("updateTimestamp", step.updateTimestamp),
        noted=datetime.now(UTC),
        comments=step.comments,
        location=step.location,
        receiver=step.podReceiverName,
        receiver_contact=step.podReceiverContact,
        proof=step.podUri,
    )


def _row(order: Order) -> Json:
    return {
        "id": order.id,
        "orderCode": order.code,
        "trackingNumber": order.tracking_number,
        "shipmentType": order.kind,
        "status": order.latest.words,
        "updates": [
            {"status": one.words, "serviceType": one.leg, "updateTimestamp": answers.time(one.at)}
            for one in order.updates
        ],
    }
