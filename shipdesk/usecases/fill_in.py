"""Fill in what a shipment lacks from the library: sender, carrier and service, box, products by SKU, place codes.

What is there is never overwritten, and values that only mean something together (a price and its currency) come from
one place or not at all. The receiver is never guessed: an order says who it goes to.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from shipdesk.core.cards import KINDS, CardKind
from shipdesk.core.shipment import Customs, Parcel, Party, Product
from shipdesk.usecases.place_codes import OPTIONS, code_for

if TYPE_CHECKING:
    from pydantic import BaseModel

    from shipdesk.core.library import Card
    from shipdesk.core.shipment import Shipment
    from shipdesk.usecases.desk import Desk

    Part = TypeVar("Part", bound=BaseModel)

#: Presets are few: all of them are looked at.
_MOST_PRESETS = 500
_MOST_BOXES = 500
_SIDES = ("length_cm", "width_cm", "height_cm")
_PRODUCT_PAIRS = KINDS[CardKind.PRODUCT].pairs


def fill_in(desk: Desk, shipment: Shipment, source: str = "") -> Shipment:
    """The shipment with what the library knows of it. `source` is where the order comes from (`deeple`, `file`)."""
    filled = shipment.model_copy(
        update={
            "sender": _sender(desk, shipment.sender),
            "products": tuple(_product(desk, product) for product in shipment.products),
        }
    )
    weight = filled.parcel.gross_weight_kg or expected_weight(desk, filled)
    if (preset := preset_for(desk, filled, source, weight)) is not None:
        filled = _preset(desk, filled, preset)
    if filled.parcel.gross_weight_kg is None and (expected := expected_weight(desk, filled)):
        parcel = filled.parcel.model_copy(update={"gross_weight_kg": expected})
        filled = filled.model_copy(update={"parcel": parcel})
    return _codes(desk, filled)


def expected_weight(desk: Desk, shipment: Shipment) -> Decimal | None:
    """What the parcel should weigh in kg: its products and, where its box is known, the box.

    None unless the unit weight of every product is known.
    """
    total = Decimal()
    for product in shipment.products:
        card = _by_sku(desk, product.sku)
        each = card.number("unit_weight_kg") if card else None
        if each is None or product.quantity is None:
            return None
        total += each * product.quantity
    return total + tare(desk, shipment.parcel) if total else None


def tare(desk: Desk, parcel: Parcel) -> Decimal:
    """What the box of these sides weighs empty, kg; 0 where no such box is known."""
    box = box_of(desk, parcel)
    return (box.number("weight_kg") if box else None) or Decimal()


def box_of(desk: Desk, parcel: Parcel) -> Card | None:
    """The library's box with the sides of a parcel, whichever way it stands."""
    sides = sorted(side for name in _SIDES if (side := getattr(parcel, name)) is not None)
    if len(sides) < len(_SIDES):
        return None
    boxes = desk.library.suggest(CardKind.BOX, "", _MOST_BOXES)
    return next((box for box in boxes if sorted(side for name in _SIDES if (side := box.number(name))) == sides), None)


def preset_for(desk: Desk, shipment: Shipment, source: str, weight: Decimal | None) -> Card | None:
    """The preset that says most about such a shipment; of equals the one that is used most."""
    presets = desk.library.suggest(CardKind.PRESET, "", _MOST_PRESETS)
    scored = [(_says(preset, shipment, source, weight), preset) for preset in presets]
    most = max((score for score, _preset in scored if score is not None), default=None)
    return next((preset for score, preset in scored if score == most), None) if most is not None else None


def _says(preset: Card, shipment: Shipment, source: str, weight: Decimal | None) -> int | None:
    """How many of its conditions hold; None where one does not."""
    conditions = 0
    for wanted, given in (
        (preset.text("country"), shipment.receiver.country),
        (preset.text("source"), source),
    ):
        if wanted and wanted.casefold() != given.casefold():
            return None
        conditions += bool(wanted)
    for chosen, given in ((preset.text("carrier"), shipment.carrier), (preset.text("service"), shipment.service)):
        if chosen and given and chosen != given:
            return None
    least, most = preset.number("weight_from_kg"), preset.number("weight_to_kg")
    if least is None and most is None:
        return conditions
    if weight is None or (least is not None and weight < least) or (most is not None and weight > most):
        return None
    return conditions + 1


def usual_sender(desk: Desk) -> Party | None:
    """The sender that the library names for orders that name none; None where it names none."""
    senders = desk.library.suggest(CardKind.SENDER, "", _MOST_PRESETS)
    card = next((card for card in senders if card.text("default")), None)
    return _party(card) if card else None


def _sender(desk: Desk, sender: Party) -> Party:
    """All of the usual sender where none is named; what is missing of one that is named."""
    if not sender.is_empty:
        card = desk.library.card(CardKind.SENDER, {"name": sender.name, "company": sender.company})
        same = card is not None and sender.address in ("", card.text("address"))
        return _completed(sender, _party(card)) if card is not None and same else sender
    senders = desk.library.suggest(CardKind.SENDER, "", _MOST_PRESETS)
    usual = next((card for card in senders if card.text("default")), senders[0] if senders else None)
    return _party(usual) if usual else sender


def _party(card: Card) -> Party:
    return Party(**{name: text for name, text in card.values.items() if name in Party.model_fields})


def _product(desk: Desk, product: Product) -> Product:
    card = _by_sku(desk, product.sku)
    if card is None:
        return product
    known = Product.model_validate({name: card.text(name) for name in Product.model_fields if card.text(name)})
    return _completed(product, known, _PRODUCT_PAIRS)


def _by_sku(desk: Desk, sku: str) -> Card | None:
    return desk.library.card(CardKind.PRODUCT, {"sku": sku}) if sku else None


def _preset(desk: Desk, shipment: Shipment, preset: Card) -> Shipment:
    update: dict[str, object] = {}
    if preset.text("carrier") and shipment.service in ("", preset.text("service")):
        update["carrier"] = shipment.carrier or preset.text("carrier")
        update["service"] = shipment.service or preset.text("service")
    said = {"incoterm": preset.text("incoterm"), "product_type": preset.text("product_type")}
    update["customs"] = _completed(shipment.customs, Customs(**said))
    if not shipment.pickup.is_empty and not shipment.pickup.slot:
        update["pickup"] = shipment.pickup.model_copy(update={"slot": preset.text("pickup_slot")})
    box = desk.library.card(CardKind.BOX, {"name": preset.text("box")}) if preset.text("box") else None
    if box is not None:
        update["parcel"] = in_box(shipment.parcel, box)
    return shipment.model_copy(update=update)


def in_box(parcel: Parcel, box: Card) -> Parcel:
    """The parcel with the sides of a box where it has none at all: two boxes are never mixed."""
    if any(getattr(parcel, name) is not None for name in _SIDES):
        return parcel
    return parcel.model_copy(update={name: box.number(name) for name in _SIDES})


def _codes(desk: Desk, shipment: Shipment) -> Shipment:
    """The carrier's codes of both places, where its service asks for them."""
    record = desk.records.get(shipment.carrier)
    used = record.fields(shipment.service) if record else frozenset()
    options = dict(shipment.options)
    for path, end in OPTIONS.items():
        name = path.partition(".")[2]
        if path in used and not options.get(name) and (code := code_for(desk, getattr(shipment, end))):
            options[name] = code
    return shipment.model_copy(update={"options": options}) if options != shipment.options else shipment


def _completed(part: Part, known: Part, pairs: Sequence[tuple[str, str]] = ()) -> Part:
    """`part` with the values of `known` where it has none."""
    empty = {name for name in type(part).model_fields if getattr(part, name) in ("", None)}
    for pair in pairs:
        if not empty.issuperset(pair):
            empty -= set(pair)
    found = {name: getattr(known, name) for name in empty if getattr(known, name) not in ("", None)}
    return part.model_copy(update=found) if found else part
