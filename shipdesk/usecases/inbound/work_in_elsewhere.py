"""A shipment that somebody else has booked: followed in the order book from then on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shipdesk.core.elsewhere import Adopted
from shipdesk.core.inbound import Working
from shipdesk.usecases.inbound.outcome import Worked, believed

if TYPE_CHECKING:
    from shipdesk.core.inbound import Received, ShipmentElsewhere
    from shipdesk.usecases.desk import Desk

_CAME_OF_IT = {
    Adopted.NEW: "is followed from now on",
    Adopted.UPDATED: "has changed",
    Adopted.KNOWN: "is known already",
    Adopted.OURS: "was booked here",
}


def work_elsewhere(desk: Desk, received: Received, made: ShipmentElsewhere) -> Worked:
    """Follow it, or take in what is newer."""
    label = desk.sources[received.source].label
    if made.changed_at and not believed(made.changed_at, received):
        made = replace(made, changed_at=received.received_at)
    why = f"{label} sent news of its shipment {made.id}."
    adoption = desk.book.adopt(made, source=received.source, who=label, why=why)
    new = adoption.new_events
    news = f", {new} piece{'s' * (new > 1)} of news" if new else ""
    note = f"Shipment {made.id} {_CAME_OF_IT[adoption.how]}{news}."
    return Worked(Working.DONE, note, adoption.entry.row.key)
