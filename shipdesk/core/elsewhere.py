"""Shipments that were made elsewhere and are followed here: in a carrier's own window, or by a supplier.

They stand in the order book as `booked` under their own carrier (`ups` as well: it need not be one of ours), number
and link, and are never changed, sent or booked from here. One that has the reference of an order of ours is tied to
it: both stand under that reference.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shipdesk.core.inbound import ShipmentElsewhere
    from shipdesk.core.records import Entry, Row


class Adopted(StrEnum):
    """What came of taking one in."""

    NEW = "new"
    UPDATED = "updated"
    """It is followed already, and this told something newer."""
    KNOWN = "known"
    """It is followed already, and this told nothing newer."""
    OURS = "ours"
    """It was booked here: the entry is our own booking, which was not moved."""


@dataclass(frozen=True, slots=True)
class Adoption:
    """The entry it stands under, and what came of it. `new_events`: how many pieces of its news were new."""

    entry: Entry
    how: Adopted
    new_events: int = 0


class AdoptedShipments(Protocol):
    """The part of the order book for what was made elsewhere."""

    def adopt(self, made: ShipmentElsewhere, *, source: str, who: str, why: str) -> Adoption:
        """Follow this one from now on, or take in what is newer of it; its news too.

        It is the same one by `source` (who told of it) and its `id` there, or by its carrier and number. What is
        told older than what is known turns nothing back. It is ours where a booking made here has its number, or
        its reference at its carrier and no number yet: such a one waits for settling and is left as it stands.

        Raises:
            InputError: it has no id, so nobody could know it again.
        """

    def tied(self, entry: Entry) -> list[Row]:
        """What else stands under its reference: our own order and its generations, and what was made elsewhere."""
