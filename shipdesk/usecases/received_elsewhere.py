"""A shipment that somebody else has booked: followed in the order book from then on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipdesk.core.elsewhere import Adopted
from shipdesk.core.inbound import Working
from shipdesk.usecases.received import Worked

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
    why = f"{label} sent news of its shipment {made.id}."
    adoption = desk.book.adopt(made, source=received.source, who=label, why=why)
    news = f", {adoption.new_events} pieces of news" if adoption.new_events else ""
    note = f"Shipment {made.id} {_CAME_OF_IT[adoption.how]}{news}."
    return Worked(Working.DONE, note, adoption.entry.row.key)
