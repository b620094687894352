"""Remember what was shipped: its sender, its receiver, its products, and which box and preset it went out with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from shipdesk.core.cards import CardKind, checked_values
from shipdesk.core.errors import InputError
from shipdesk.core.library import Learned, Lesson
from shipdesk.core.records import Query
from shipdesk.core.shipment import canonical
from shipdesk.core.states import SHIPPED
from shipdesk.usecases.fill_in import box_of, preset_for, tare

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shipdesk.core.records import Entry
    from shipdesk.core.shipment import Shipment
    from shipdesk.usecases.desk import Desk

_GRAM = Decimal("0.001")
#: What of a product is the same in every shipment of it.
_PRODUCT = (
    *("sku", "description", "description_origin", "description_destination", "category", "hs_code", "brand", "ean"),
    *("product_code", "sale_url", "battery_type", "battery_count", "unit_price", "currency"),
)
#: Bookings of an older book that are learned from at once.
_MOST_BEFORE = 5_000


def learn(desk: Desk, entries: Iterable[Entry]) -> int:
    """Learn from these bookings; how many told something new. The same ones again change nothing."""
    return desk.library.learn([_lesson(desk, entry) for entry in entries])


def learn_from_before(desk: Desk) -> int:
    """Learn from what was shipped before there was a library: the newest bookings. How many told something."""
    rows = desk.book.rows(Query(states=SHIPPED), _MOST_BEFORE)
    entries = (desk.book.entry_by_id(row.id) for row in reversed(rows))
    return learn(desk, (entry for entry in entries if entry is not None))


def _lesson(desk: Desk, entry: Entry) -> Lesson:
    return Lesson(entry.id, entry.row.created_at, tuple(_cards(desk, entry)))


def _cards(desk: Desk, entry: Entry) -> Iterator[Learned]:
    shipment = entry.shipment
    for kind, party in ((CardKind.SENDER, shipment.sender), (CardKind.RECEIVER, shipment.receiver)):
        yield from _card(kind, canonical(party))
    for product in _products(desk, shipment):
        yield from _card(CardKind.PRODUCT, product)
    if (box := box_of(desk, shipment.parcel)) is not None:
        yield Learned(CardKind.BOX, box.values, known_only=True)
    preset = preset_for(desk, shipment, entry.row.source, shipment.parcel.gross_weight_kg)
    if preset is not None:
        yield Learned(CardKind.PRESET, preset.values, known_only=True)


def _card(kind: CardKind, values: Mapping[str, object]) -> Iterator[Learned]:
    try:
        yield Learned(kind, checked_values(kind, {name: str(value) for name, value in values.items()}))
    except InputError:
        return  # without a name or a SKU there is nothing to find it by


def _products(desk: Desk, shipment: Shipment) -> Iterator[dict[str, object]]:
    seen: dict[str, dict[str, object]] = {}
    for product in shipment.products:
        values = canonical(product)
        seen[product.sku] = {name: values[name] for name in _PRODUCT if name in values}
    if len(shipment.products) == 1 and (each := _unit_weight(desk, shipment)):
        seen[shipment.products[0].sku]["unit_weight_kg"] = f"{each:f}"
    yield from seen.values()


def _unit_weight(desk: Desk, shipment: Shipment) -> Decimal | None:
    """Of a parcel with one kind of product, kg to the gram; None where it cannot be known."""
    weight, quantity = shipment.parcel.gross_weight_kg, shipment.products[0].quantity
    if weight is None or not quantity:
        return None
    each = ((weight - tare(desk, shipment.parcel)) / quantity).quantize(_GRAM)
    return each if each > 0 else None
