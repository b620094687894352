"""Which weight may be taken for a parcel, and whether it is the one to be expected. Kilograms."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from shipdesk.core.cards import CardKind
from shipdesk.core.devices import ScaleState, Weight
from shipdesk.core.numbers import write_decimal

if TYPE_CHECKING:
    from shipdesk.core.shipment import Shipment
    from shipdesk.usecases.desk import Desk

_PERCENT = Decimal(100)
#: Dust, a draught, a scale that has drifted since it was switched on: no parcel is as light.
NOTHING_KG = Decimal("0.010")


class Pan:
    """What lies on the scale, and whether it is still the last parcel."""

    def __init__(self) -> None:
        self.now = Weight(ScaleState.NONE)
        self.taken: Decimal | None = None
        """The last weight that was taken."""
        self._emptied = True

    def see(self, weight: Weight) -> None:
        """The scale says something new."""
        if weight.state is ScaleState.STABLE and (weight.kg or 0) < NOTHING_KG:
            weight = Weight(ScaleState.ZERO, weight.kg)
        self.now = weight
        if weight.state in (ScaleState.ZERO, ScaleState.NEGATIVE):
            self._emptied = True

    @property
    def stable(self) -> Decimal | None:
        """The weight, where it is stable and more than nothing."""
        return self.now.kg if self.now.state is ScaleState.STABLE and self.now.kg else None

    @property
    def same_parcel(self) -> bool:
        """Whether it is the parcel of an order before: the scale has not been empty since."""
        return not self._emptied

    @property
    def since_taken(self) -> Decimal | None:
        """What the parcel weighs by now, where something was put to it or taken out since it was weighed."""
        if not self.same_parcel or self.stable is None or self.taken is None:
            return None
        return self.stable if abs(self.stable - self.taken) >= NOTHING_KG else None

    def leave(self) -> None:
        """The order is left: what lies there is its parcel, though its weight was not taken."""
        if self.stable is not None:
            self._emptied = False

    def take(self) -> Decimal | None:
        """Take the stable weight, if there is one."""
        if self.stable is not None:
            self.taken = self.stable
            self._emptied = False
        return self.stable


def why_not(weight: Weight) -> str:
    """Why no weight can be taken from the scale as it stands; empty where one can."""
    sentences = {
        ScaleState.NONE: "No scale is set up; type the weight.",
        ScaleState.MISSING: weight.why or "The scale does not answer; type the weight.",
        ScaleState.ZERO: "The scale is empty; put the parcel on it.",
        ScaleState.MOVING: "The scale is still moving; leave it for a moment.",
        ScaleState.NEGATIVE: "The scale is below zero; empty it and set it to zero.",
        ScaleState.OVERLOAD: "The parcel is too heavy for this scale; weigh it elsewhere and type the weight.",
        ScaleState.FAULT: "The scale needs attention: set it to zero or calibrate it.",
    }
    return sentences.get(weight.state, "")


def expected_kg(desk: Desk, shipment: Shipment) -> Decimal | None:
    """What the products weigh by the library's cards, else what the order says; None where nobody knows."""
    whole = Decimal(0)
    for product in shipment.products:
        card = desk.library.card(CardKind.PRODUCT, {"sku": product.sku}) if product.sku else None
        unit = card.number("unit_weight_kg") if card else None
        if unit is None:
            return shipment.parcel.gross_weight_kg
        whole += unit * (product.quantity or 0)
    return whole or shipment.parcel.gross_weight_kg


def surprise(desk: Desk, shipment: Shipment, measured: Decimal, percent: int) -> str:
    """A sentence when a measured weight is further than `percent` from the expected one; 0 never warns.

    `shipment` is the order as it was before it was weighed.
    """
    expected = expected_kg(desk, shipment)
    if not percent or not expected or abs(measured - expected) * _PERCENT <= expected * percent:
        return ""
    return (
        f"{shipment.reference} weighs {write_decimal(measured)} kg and {write_decimal(expected)} kg was expected. "
        "Is everything in it, and nothing else?"
    )
