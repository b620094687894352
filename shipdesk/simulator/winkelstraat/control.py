"""What the control door shows of the simulated Winkelstraat, and can make it do."""

from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

from shipdesk.simulator import values
from shipdesk.simulator.carrier import ControlError, Json
from shipdesk.simulator.journey import next_of
from shipdesk.simulator.verbs import change_settings
from shipdesk.simulator.winkelstraat import shipments
from shipdesk.simulator.winkelstraat.sender import Sender
from shipdesk.simulator.winkelstraat.shipments import JOURNEY

#: By itself it makes so many new shipments; from then on they move.
_BY_ITSELF = 5


@dataclass
class NewShipment:
    """A shipment is made.

    Attributes:
        fields: of the call's body, in place of the usual ones (`po_number` names an order); `track` and the
            addresses are replaced whole.
        url: empty is the one that is set.
        forged: what is wrong with the calls; such a shipment is only told, and never was.
        deliveries: how often it is told.
    """

    fields: dict[str, Any] = field(default_factory=dict)
    url: str = ""
    forged: str = ""
    deliveries: int = 1


@dataclass
class Step:
    """A shipment comes to a status; empty is the one that usually comes next. `updated_at` is ISO with zone."""

    increment_id: str
    status: str = ""
    updated_at: str = ""
    url: str = ""
    forged: str = ""
    deliveries: int = 1


def state(sender: Sender) -> Json:
    """All there is to see: shipments, deliveries, settings."""
    return {
        "shipments": list(sender.shipments.values()),
        "deliveries": sender.deliveries.log,
        "settings": asdict(sender.settings),
    }


def shipment(sender: Sender, given: Json) -> Json:
    """A new shipment, told at once."""
    new = values.read(NewShipment, given)
    made = shipments.make(len(sender.shipments) + 1, datetime.now(UTC)) | new.fields
    sender.tell(made, url=new.url, forged=new.forged, deliveries=new.deliveries)
    if not new.forged:
        sender.shipments[str(made["increment_id"])] = made
    return made


def advance(sender: Sender, given: Json) -> Json:
    """A shipment moves on, and is told again."""
    step = values.read(Step, given)
    known = sender.shipments.get(step.increment_id)
    if known is None:
        raise ControlError(f"No shipment has the increment_id {step.increment_id!r}.")
    status = step.status or next_of(JOURNEY, known["status"])
    moved = shipments.moved(known, status, values.moment("updated_at", step.updated_at))
    sender.tell(moved, url=step.url, forged=step.forged, deliveries=step.deliveries)
    if not step.forged:
        del sender.shipments[step.increment_id]  # it goes to the end: those that stood still the longest come first
        sender.shipments[step.increment_id] = moved
    return moved


def move_one(sender: Sender) -> None:
    """A new shipment while there are few; then the one that has stood still the longest moves on."""
    if len(sender.shipments) < _BY_ITSELF:
        shipment(sender, {})
    elif moving := [one for one in sender.shipments.values() if one["status"] != JOURNEY[-1]]:
        advance(sender, {"increment_id": moving[0]["increment_id"]})


VERBS = {"shipment": shipment, "advance": advance, "settings": change_settings}
