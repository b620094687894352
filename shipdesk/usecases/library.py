"""What a person has of the library at the table: its boxes, and what is to be remembered of a shipment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from shipdesk.core.cards import KINDS, CardKind
from shipdesk.core.errors import InputError
from shipdesk.core.shipment import canonical

if TYPE_CHECKING:
    from shipdesk.core.library import Card
    from shipdesk.core.shipment import Shipment
    from shipdesk.usecases.desk import Desk

_SIDES = ("length_cm", "width_cm", "height_cm")
_MOST_BOXES = 500


def boxes(desk: Desk) -> list[Card]:
    """All boxes, the commonest first."""
    return desk.library.suggest(CardKind.BOX, "", _MOST_BOXES)


def remember(desk: Desk, shipment: Shipment) -> list[Card]:
    """Keep the receiver, the box and the products of a shipment as cards made by hand; what was kept.

    Raises:
        InputError: there is nothing to keep: no name, no SKU and no box.
    """
    wanted: list[tuple[CardKind, Mapping[str, object]]] = [(CardKind.RECEIVER, canonical(shipment.receiver))]
    parcel = canonical(shipment.parcel)
    if all(name in parcel for name in _SIDES):
        from shipdesk.usecases.fill_in import box_of  # noqa: PLC0415 - late: keeps start-up fast

        sides = {name: parcel[name] for name in _SIDES}
        if box_of(desk, shipment.parcel) is None:
            wanted.append((CardKind.BOX, {"name": "×".join(sides.values()), **sides}))
    names = {row.path for row in KINDS[CardKind.PRODUCT].fields}
    for product in shipment.products:
        values = canonical(product)
        wanted.append((CardKind.PRODUCT, {name: values[name] for name in values if name in names}))
    kept = [card for kind, values in wanted if (card := _keep(desk, kind, values)) is not None]
    if not kept:
        raise InputError("There is nothing to remember yet: fill in a receiver's name, an SKU or a box.")
    return kept


def _keep(desk: Desk, kind: CardKind, values: Mapping[str, object]) -> Card | None:
    texts = {name: str(value) for name, value in values.items()}
    if not all(texts.get(name) for name in KINDS[kind].needed):
        return None
    old = desk.library.card(kind, texts)
    beside = {} if old is None or KINDS[kind].whole else dict(old.values)
    return desk.library.save(kind, {**beside, **texts}, old.id if old else 0)
