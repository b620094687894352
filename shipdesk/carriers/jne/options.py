"""What JNE alone needs: the rows of its options in the form."""

from __future__ import annotations

from shipdesk.carriers.jne import vocab
from shipdesk.core.fields import Choice, Field, Group, Kind, choices, party

_OPTIONS = Group.OPTIONS


def _text(name: str, label: str, text: str = "", *, rare: bool = True, kind: Kind = Kind.TEXT) -> Field:
    return Field(f"options.{name}", label, _OPTIONS, kind, help=text, rare=rare)


def _choice(name: str, label: str, *values: str, text: str = "") -> Field:
    return Field(f"options.{name}", label, _OPTIONS, Kind.CHOICE, choices=choices(*values), help=text, rare=True)


def _return_to() -> tuple[Field, ...]:
    sent = ("name", "company", "address", "district", "city", "province", "postcode", "country", "phone")
    rows = {row.name: row for row in party(vocab.RETURN_TO, _OPTIONS)}
    return tuple(rows[name]._replace(label=f"Return to: {rows[name].label.lower()}", rare=True) for name in sent)


OPTIONS: tuple[Field, ...] = (
    _text("origin_code", "Origin code", "JNE's code of the sender's place, like CGK10000.", rare=False),
    _text("destination_code", "Destination code", "JNE's code of the receiver's place, like BDO10000.", rare=False),
    _text("goods_description", "Goods", "Empty: the products' descriptions."),
    _text("goods_type", "Goods type", "Empty: 2, as JNE's table says.", kind=Kind.WHOLE),
    _text("instruction", "Instruction", "Empty: the note."),
    _choice("handover", "Handed over by", *vocab.HANDOVERS, text="Empty: PICKUP."),
    _text("pickup_name", "Pickup at", "Empty: the sender."),
    _text("pickup_contact", "Pickup contact", "Empty: the sender's name."),
    _text("pickup_phone", "Pickup phone", "Empty: the sender's.", kind=Kind.PHONE),
    Field(
        "options.pickup_address", "Pickup address", _OPTIONS, Kind.LINES, help="Empty: the sender's.", span=2, rare=True
    ),
    _text("pickup_district", "Pickup district", "Empty: the sender's."),
    _text("pickup_city", "Pickup city", "Empty: the sender's."),
    _choice("pickup_service", "Pickup service", *vocab.PICKUP_SERVICES, text="Empty: Domestic."),
    _choice("pickup_vehicle", "Pickup vehicle", *vocab.PICKUP_VEHICLES, text="Empty: Motor."),
    _text("merchant_id", "Merchant", "Empty: the account's customer number."),
    _text("awb", "Air waybill", "Only where JNE has given you numbers of your own."),
    _text("latitude", "Latitude", "Degrees, like -6.2.", kind=Kind.DECIMAL),
    _text("longitude", "Longitude", "Degrees, like 106.8.", kind=Kind.DECIMAL),
    *_return_to(),
    _text("return_branch", "Return to: branch"),
    _text("batam.tax_value", "Batam: tax", "In rupiah. For Batam alone.", kind=Kind.DECIMAL),
    Field(
        "options.batam.item_type",
        "Batam: kind of goods",
        _OPTIONS,
        Kind.CHOICE,
        choices=tuple(Choice(value, label) for value, label in vocab.ITEM_TYPES),
        rare=True,
    ),
    _text("batam.npwp", "Batam: NPWP", "The tax number."),
)
