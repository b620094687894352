"""Joins the order book and the documents: the label of a booking, whatever form it came in, or drawn by us."""

from __future__ import annotations

from collections import deque
from decimal import Decimal
from typing import TYPE_CHECKING

from shipdesk.core.connector import LabelFile
from shipdesk.core.errors import CarrierError, InputError
from shipdesk.core.label_faults import Fault
from shipdesk.core.numbers import write_decimal
from shipdesk.documents import apart
from shipdesk.documents.barcode import BarcodeError
from shipdesk.documents.carrier_label import Address, CarrierLabel, draw_carrier_label

if TYPE_CHECKING:
    from shipdesk.core.carrier import CarrierRecord
    from shipdesk.core.records import Entry
    from shipdesk.core.shipment import Party, Shipment

#: The mark between thousands where it is no comma.
_THOUSANDS = {"IDR": "."}
#: The last labels that were found sound, each with the number that it was to carry.
_sound: deque[tuple[LabelFile, str]] = deque(maxlen=64)


def draw_label(record: CarrierRecord, entry: Entry, *, training: bool) -> LabelFile:
    """The label of a booked shipment; in training with the word TRAINING across it.

    Raises:
        CarrierError: the carrier's number cannot be written as a barcode.
    """
    try:
        pdf = draw_carrier_label(label_of(record, entry), training=training)
    except BarcodeError as fault:
        raise CarrierError(f"The label of {entry.row.tracking_number} cannot be drawn: {fault}") from fault
    return LabelFile(pdf)


def label_pdf(label: LabelFile) -> bytes:
    """The label as a PDF at its own size. Raises `InputError` when it is damaged."""
    if label.media_type == "image/png":
        return apart.png_as_pdf(label.content)
    return label.content


def label_faults(label: LabelFile, number: str) -> list[Fault]:
    """What is wrong with a label for this tracking number.

    The same bytes are looked at once: as they are stored, and not again a moment later as they are printed.
    """
    looked_at = (label, number)
    if looked_at in _sound:
        return []
    faults = _faults(label, number)
    if not faults:
        _sound.append(looked_at)
    return faults


def _faults(label: LabelFile, number: str) -> list[Fault]:
    if label.media_type == "application/zpl":
        return apart.zpl_faults(label.content, number)
    try:
        pdf = label_pdf(label)
    except InputError as fault:
        return [Fault("label.unreadable", str(fault))]
    return apart.check_label(pdf, number)


def label_of(record: CarrierRecord, entry: Entry) -> CarrierLabel:
    """What stands on the label of a booked shipment."""
    shipment = entry.shipment
    service = record.service(shipment.service)
    code = shipment.service.rpartition("/")[2]
    return CarrierLabel(
        carrier=record.label,
        service=code,
        product=service.name.removesuffix(code).strip() if service else "",
        number=entry.row.tracking_number,
        origin=_option(shipment, "origin_code"),
        destination=_option(shipment, "destination_code"),
        receiver=_address(shipment.receiver),
        sender=_address(shipment.sender),
        weight=f"{write_decimal(shipment.parcel.gross_weight_kg or Decimal(0))} kg",
        pieces=sum(product.quantity or 0 for product in shipment.products),
        collect=_money(shipment.cod.amount, shipment.cod.currency),
        goods=_option(shipment, "goods_description") or _goods(shipment),
        reference=entry.row.key,
        note=_option(shipment, "instruction") or shipment.note,
    )


def _option(shipment: Shipment, name: str) -> str:
    value = shipment.options.get(name)
    return value if isinstance(value, str) else ""


def _goods(shipment: Shipment) -> str:
    return ", ".join(dict.fromkeys(product.description for product in shipment.products))


def _address(party: Party) -> Address:
    district = [party.district] if party.district else []
    cities = ", ".join(part for part in (party.city, party.province) if part)
    return Address(
        name=party.name or party.company,
        company=party.company if party.name else "",
        street="\n".join([party.address, *district]),
        place=f"{cities} {party.postcode}".strip(),
        phone=party.phone,
    )


def _money(amount: Decimal | None, currency: str) -> str:
    """`IDR 378.000`, `HKD 1,250.5`; empty for nothing."""
    if not amount:
        return ""
    whole, point, cents = write_decimal(amount).partition(".")
    return f"{currency} {int(whole):,}".replace(",", _THOUSANDS.get(currency, ",")) + point + cents
