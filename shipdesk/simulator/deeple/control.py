"""What the control door shows of the simulated Deeple, and can make it do."""

from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

from shipdesk.simulator import values
from shipdesk.simulator.carrier import ControlError, Json
from shipdesk.simulator.deeple import orders
from shipdesk.simulator.deeple.sender import Sender
from shipdesk.simulator.deeple.vocab import JOURNEY
from shipdesk.simulator.journey import next_of
from shipdesk.simulator.verbs import change_settings


@dataclass
class NewOrder:
    """An order comes in.

    Attributes:
        fields: of the call's body, in place of the usual ones; null leaves one out.
        url: empty is the one that is set.
        forged: what is wrong with the calls; such an order is only told, and never came.
        deliveries: how often it is told.
    """

    fields: dict[str, Any] = field(default_factory=dict)
    url: str = ""
    forged: str = ""
    deliveries: int = 1


@dataclass
class Step:
    """An order comes to a state; empty is the one that usually comes next. `updatedAt`: empty is now."""

    orderNumber: str  # noqa: N815 - the sender's spelling
    state: str = ""
    updatedAt: str = ""  # noqa: N815
    url: str = ""
    forged: str = ""
    deliveries: int = 1


def state(sender: Sender) -> Json:
    """All there is to see: orders, deliveries, settings."""
    return {
        "orders": list(sender.orders.values()),
        "deliveries": sender.deliveries.log,
        "settings": asdict(sender.settings),
    }


def order(sender: Sender, given: Json) -> Json:
    """A new order, told at once."""
    new = values.read(NewOrder, given)
    made = orders.make(len(sender.orders) + 1, datetime.now(UTC)) | new.fields
    made = {name: value for name, value in made.items() if value is not None}
    sender.tell(made, url=new.url, forged=new.forged, deliveries=new.deliveries)
    if not new.forged:
        sender.orders[str(made.get("orderNumber", f"unnumbered {len(sender.orders)}"))] = made
    return made


def advance(sender: Sender, given: Json) -> Json:
    """An order moves on, and is told again."""
    step = values.read(Step, given)
    known = sender.orders.get(step.orderNumber)
    if known is None:
        raise ControlError(f"No order has the number {step.orderNumber!r}.")
    moved = known | {
        "state": step.state or next_of(JOURNEY, str(known.get("state"))),
        "updatedAt": orders.time(values.moment("updatedAt", step.updatedAt)),
    }
    sender.tell(moved, url=step.url, forged=step.forged, deliveries=step.deliveries)
    if not step.forged:
        sender.orders[step.orderNumber] = moved
    return moved


VERBS = {"order": order, "advance": advance, "settings": change_settings}
