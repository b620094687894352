"""What the library's cards hold, declared once: the screen, the files and the checks are drawn from this table.

Values are text in their canonical written form, as in a file.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from shipdesk.core.errors import InputError
from shipdesk.core.fields import BY_PATH, Field, Group, Kind, party
from shipdesk.core.numbers import phone_tail, read_decimal, shown, write_decimal
from shipdesk.core.problems import Problem, error


class CardKind(StrEnum):
    """What a card is of."""

    SENDER = "sender"
    RECEIVER = "receiver"
    BOX = "box"
    PRODUCT = "product"
    PRESET = "preset"
    PLACE_CODE = "place_code"


def _field(name: str, label: str, kind: Kind = Kind.TEXT, text: str = "", unit: str = "") -> Field:
    return Field(name, label, Group.SERVICE, kind, unit=unit, help=text)


def _of_product(*names: str) -> tuple[Field, ...]:
    return tuple(BY_PATH[f"products[].{name}"]._replace(path=name, rare=False) for name in names)


_PARTY = tuple(row._replace(path=row.name) for row in party("party", Group.SERVICE))


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind of card. All names are those of `fields`."""

    name: str
    """What many of them are called; `one` is one of them."""
    one: str
    fields: tuple[Field, ...]
    needed: tuple[str, ...]
    identity: tuple[str, ...]
    """What makes two cards the same one."""
    columns: tuple[str, ...]
    """What a list shows of it, the title first."""
    pairs: tuple[tuple[str, str], ...] = ()
    """Values that only mean something together."""
    whole: bool = False
    """The latest one replaces all of it: half of one address and half of another is nobody's."""

    def field(self, name: str) -> Field:
        return next(row for row in self.fields if row.path == name)


KINDS: dict[CardKind, KindRow] = {
    CardKind.SENDER: KindRow(
        "Senders",
        "sender",
        (*_PARTY, _field("default", "For orders that name no sender", Kind.FLAG)),
        needed=("name",),
        identity=("name", "company"),
        columns=("name", "company", "city", "country", "phone", "default"),
        whole=True,
    ),
    CardKind.RECEIVER: KindRow(
        "Receivers",
        "receiver",
        _PARTY,
        needed=("name",),
        identity=("name", "company", "phone"),
        columns=("name", "address", "city", "country", "phone"),
        whole=True,
    ),
    CardKind.BOX: KindRow(
        "Boxes",
        "box",
        (
            _field("name", "Name", text="Short: it is printed under its barcode."),
            _field("length_cm", "Length", Kind.DECIMAL, unit="cm"),
            _field("width_cm", "Width", Kind.DECIMAL, unit="cm"),
            _field("height_cm", "Height", Kind.DECIMAL, unit="cm"),
            _field("weight_kg", "Empty weight", Kind.DECIMAL, unit="kg", text="With its filling; for weight checks."),
        ),
        needed=("name", "length_cm", "width_cm", "height_cm"),
        identity=("name",),
        columns=("name", "length_cm", "width_cm", "height_cm", "weight_kg"),
    ),
    CardKind.PRODUCT: KindRow(
        "Products",
        "product",
        (
            *_of_product("sku", "description", "description_origin", "description_destination", "category", "hs_code"),
            *_of_product("brand", "ean", "product_code", "sale_url", "battery_type", "battery_count"),
            _field("unit_weight_kg", "Unit weight", Kind.DECIMAL, unit="kg"),
            *_of_product("unit_price", "currency"),
            _field("origin", "Made in", Kind.COUNTRY),
        ),
        needed=("sku",),
        identity=("sku",),
        columns=("sku", "description", "description_origin", "hs_code", "unit_weight_kg"),
        pairs=(("unit_price", "currency"), ("battery_type", "battery_count")),
    ),
    CardKind.PRESET: KindRow(
        "Presets",
        "preset",
        (
            _field("name", "Name"),
            _field("country", "Destination", Kind.COUNTRY, "Empty: any."),
            _field("source", "Order comes from", text="deeple, winkelstraat, file or table. Empty: any."),
            _field("weight_from_kg", "From", Kind.DECIMAL, unit="kg"),
            _field("weight_to_kg", "Up to", Kind.DECIMAL, unit="kg"),
            _field("carrier", "Carrier"),
            _field("service", "Service"),
            _field("box", "Box", text="The name of a box."),
            BY_PATH["customs.product_type"]._replace(path="product_type", group=Group.SERVICE),
            BY_PATH["customs.incoterm"]._replace(path="incoterm", kind=Kind.TEXT),
            BY_PATH["pickup.slot"]._replace(
                path="pickup_slot", group=Group.SERVICE, help="Where a pickup is asked for."
            ),
        ),
        needed=("name",),
        identity=("name",),
        columns=("name", "country", "source", "weight_from_kg", "weight_to_kg", "carrier", "service", "box"),
        pairs=(("carrier", "service"),),
    ),
    CardKind.PLACE_CODE: KindRow(
        "JNE codes",
        "JNE code",
        (
            _field("code", "Code", text="Three letters and five digits, like CGK10000."),
            _field("city", "City"),
            _field("district", "District"),
            _field("province", "Province"),
            _field("postcode", "Postcode"),
        ),
        needed=("code", "city"),
        identity=("code", "city", "district", "postcode"),
        columns=("code", "city", "district", "province", "postcode"),
    ),
}


def identity(kind: CardKind, values: Mapping[str, str]) -> str:
    """What makes it the same card: its identifying values without regard to case, width and the form of a phone."""
    parts = [_plain(name, values.get(name, "")) for name in KINDS[kind].identity]
    return " | ".join(parts)


def _plain(name: str, text: str) -> str:
    if name == "phone":
        return phone_tail(text)
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def checked_values(kind: CardKind, values: Mapping[str, str]) -> dict[str, str]:
    """The values as they are kept: trimmed, canonical, without what is empty.

    Raises:
        InputError: one is missing or cannot be read; its problems name the fields.
    """
    row = KINDS[kind]
    problems: list[Problem] = []
    kept: dict[str, str] = {}
    for one in row.fields:
        text = _trimmed(values.get(one.path, ""), lines=one.kind is Kind.LINES)
        if not text:
            if one.path in row.needed:
                problems.append(error(one.path, f"{one.path}.missing", f"{one.label} is missing; fill it in."))
            continue
        value, fault = _read(one, text)
        if fault:
            problems.append(error(one.path, f"{one.path}.form", fault))
        elif value:
            kept[one.path] = value
    if unknown := sorted(set(values) - {one.path for one in row.fields}):
        problems.append(error(unknown[0], "form.unknown_key", f"A {row.one} has no {shown(unknown[0])}."))
    if problems:
        raise InputError(problems[0].message, problems)
    return kept


def _trimmed(text: str, *, lines: bool) -> str:
    rows = [line.strip() for line in text.strip().splitlines()]
    return ("\n" if lines else " ").join(line for line in rows if line)


def _read(one: Field, text: str) -> tuple[str, str]:
    """The value as it is kept, or a sentence of why it will not do."""
    if not text.replace("\n", "").isprintable():
        return "", f"{one.label} holds a control character; only printable text can be shipped."
    if one.kind in (Kind.DECIMAL, Kind.WHOLE):
        return _number(one, text)
    if one.kind is Kind.FLAG:
        return ("true", "") if text.casefold() in ("true", "yes", "1", "x") else ("", "")
    if one.kind in (Kind.COUNTRY, Kind.CURRENCY):
        letters = 2 if one.kind is Kind.COUNTRY else 3
        good = len(text) == letters and text.isascii() and text.isalpha()
        return (text.upper(), "") if good else ("", f"{one.label} is {letters} letters, not {shown(text)}.")
    known = [choice.value for choice in one.choices]
    if known and text not in known:
        return "", f"{one.label} is one of {', '.join(known)}, not {shown(text)}."
    return text, ""


def _number(one: Field, text: str) -> tuple[str, str]:
    try:
        number = read_decimal(text)
    except ValueError as fault:
        return "", str(fault)
    if number < 0 or (one.unit and number == 0):
        return "", f"{one.label} must be more than 0." if one.unit else f"{one.label} cannot be less than 0."
    if one.kind is Kind.WHOLE and number != number.to_integral_value():
        return "", f"{one.label} must be a whole number."
    return write_decimal(number), ""
