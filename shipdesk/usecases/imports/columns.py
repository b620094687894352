"""Which column of a file is which field: by its path, its label or what shops call it; a person says the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from shipdesk.core.fields import BY_PATH, FIELDS, Field, Group, Kind, table_path
from shipdesk.core.imports import Plan
from shipdesk.usecases.files.rows import ADDED, heading_path
from shipdesk.usecases.imports.headings import NAMES

if TYPE_CHECKING:
    from shipdesk.usecases.desk import Desk

#: What begins a heading about one of the two. A heading without any of these is about the receiver.
_SENDER = ("sender", "shipper", "consignor", "from", "ship from", "return", "pickup")
_RECEIVER = (
    *("receiver", "recipient", "consignee", "to", "ship to", "shipping", "deliver to", "delivery"),
    *("customer", "buyer", "destination"),
)
#: What a field of a party is called beside its own name and label.
_PARTY = {
    "name": ("full name", "contact", "contact name", "contact person", "attention", "attn"),
    "company": ("company name", "organisation", "organization", "business name"),
    "address": (
        *("street", "street address", "full address", "address line"),
        *(f"{word} {number}" for word in ("address", "address line", "street") for number in (1, 2, 3)),
        *(f"address{number}" for number in (1, 2, 3)),
    ),
    "district": ("suburb", "subdistrict", "area", "kecamatan"),
    "city": ("town", "city name", "kota"),
    "province": ("state", "region", "state province", "county", "provinsi"),
    "country": ("country code", "country iso"),
    "postcode": ("postal code", "post code", "zip", "zip code", "zipcode", "kode pos"),
    "phone": ("phone number", "phone no", "telephone", "tel", "tel no", "mobile", "mobile number", "contact number"),
    "email": ("email", "mail", "email address", "e mail address"),
    "tax_number": ("tax id", "vat number", "vat no", "tin"),
    "tax_type": (),
    "id_number": ("id no", "passport number", "passport no"),
    "id_type": (),
}
#: What all the other fields are called beside their path and label.
_OTHERS = {
    "reference": (
        *("order", "order no", "order number", "order id", "order reference", "order ref", "ref", "ref no"),
        *("reference no", "reference number", "your reference", "shipment reference", "orderno", "orderid"),
    ),
    "carrier": ("courier", "carrier name"),
    "service": ("service code", "service level", "shipping method", "shipping service", "delivery service"),
    "parcel.length_cm": ("length cm", "parcel length", "box length"),
    "parcel.width_cm": ("width cm", "parcel width", "box width"),
    "parcel.height_cm": ("height cm", "parcel height", "box height"),
    "parcel.gross_weight_kg": ("weight", "weight kg", "gross weight kg", "parcel weight", "total weight", "kg"),
    "parcel.volume_weight_kg": ("volumetric weight", "volumetric weight kg", "dimensional weight"),
    "products[].description": (
        *("product", "product name", "product description", "item", "item name", "item description"),
        *("goods description", "contents", "title", "lineitem name"),
    ),
    "products[].quantity": ("qty", "product quantity", "item quantity", "pieces", "pcs", "units", "lineitem quantity"),
    "products[].unit_price": ("price", "item price", "product price", "unit value", "lineitem price"),
    "products[].currency": ("item currency", "product currency", "price currency"),
    "products[].category": ("product category", "item category"),
    "products[].sku": ("item sku", "product sku", "sku code", "seller sku", "lineitem sku", "item code"),
    "products[].hs_code": ("hs", "hscode", "tariff code", "commodity code", "customs code"),
    "products[].ean": ("barcode", "gtin", "upc"),
    "declared_value.amount": ("value", "total value", "customs value", "order value", "order total", "total"),
    "declared_value.currency": ("currency code", "order currency", "value currency", "declared value currency"),
    "cod.amount": ("cod", "cod amount", "cash on delivery amount"),
    "insurance.amount": ("insurance", "insured value", "insurance value"),
    "customs.incoterm": ("incoterms", "terms of trade"),
    "note": ("notes", "remark", "remarks", "comment", "comments", "instructions", "delivery instructions"),
}
_BREAKS = re.compile(r"[\W_]+")


def guess(headings: Sequence[str]) -> Plan:
    """The plan for these headings as far as their names say; the first column of a name wins, but for addresses."""
    known = _known()
    exact = [heading_path(heading) in _paths() for heading in headings]
    paths: list[str] = []
    for heading, is_exact in zip(headings, exact, strict=True):
        path = heading_path(heading) if is_exact else ""
        if not path and not (any(exact) and heading.strip() in ADDED):
            path = known.get(_plain(heading), "")
        paths.append("" if path in paths and not path.endswith(".address") else path)
    return Plan(tuple(headings), tuple(paths))


def plan_for(desk: Desk, headings: Sequence[str]) -> Plan:
    """How columns of these names were read last, else what their names say."""
    return desk.imports.plan(headings) or guess(headings)


def known_columns(headings: Sequence[str]) -> int:
    """How many of these headings say by themselves what they are."""
    return sum(bool(path) for path in guess(headings).paths)


def choices(desk: Desk) -> list[tuple[str, str]]:
    """What a column can be: path and name, those of all carriers' options at the end."""
    options = {field.path: field for record in desk.records.values() for field in record.options}
    fields = [*FIELDS, *(field for path, field in options.items() if "[" not in path)]
    return [(field.path.replace("[]", ""), name_of(field)) for field in fields]


def name_of(field: Field) -> str:
    """A field with its group, as a list of all fields needs it."""
    if field.group in (Group.SENDER, Group.RECEIVER):
        return f"{field.group.value} {field.label[0].lower()}{field.label[1:]}"
    if field.path.startswith("products[]"):
        return f"Product: {field.label}"
    if field.path in ("declared_value.currency",):
        return "Declared value currency"
    unit = f" ({field.unit})" if field.unit else ""
    return f"{field.label}{unit}"


def path_name(path: str) -> str:
    """The field at a path of a shipment: `products[1].sku` is `Product 2: SKU`."""
    if not path:
        return "The row"
    field = BY_PATH.get(table_path(path))
    if field is None:
        return path
    number = path.partition("[")[2].partition("]")[0]
    name = name_of(field)
    return name.replace("Product:", f"Product {int(number) + 1}:") if number.isdigit() else name


def joint(path: str) -> str:
    """What stands between columns of one path: a line break in an address, else a space."""
    field = next((row for row in FIELDS if row.path.replace("[]", "") == path), None)
    return "\n" if field is not None and field.kind is Kind.LINES else " "


def _paths() -> frozenset[str]:
    return frozenset(field.path.replace("[]", "") for field in FIELDS)


def _known() -> dict[str, str]:
    """Every name there is, folded, with its path; what is said twice means the first."""
    found: dict[str, str] = {}
    elsewhere = ((name, path) for path, names in NAMES.items() for name in names)
    for name, path in (*_others(), *_parties(), *elsewhere):
        found.setdefault(_plain(name), path)
    return found


def _others() -> Iterator[tuple[str, str]]:
    for field in FIELDS:
        if field.group in (Group.SENDER, Group.RECEIVER):
            continue
        path = field.path.replace("[]", "")
        for word in (path, name_of(field), field.label, *_OTHERS.get(field.path, ())):
            yield word, path


def _parties() -> Iterator[tuple[str, str]]:
    labels = {field.name: field.label for field in FIELDS if field.group is Group.RECEIVER}
    for party, words in (("receiver", ("", *_RECEIVER)), ("sender", _SENDER)):
        yield from ((word, f"{party}.name") for word in words if word and word not in _GENERAL)
        for name, others in _PARTY.items():
            for called in (name, labels[name], *others):
                yield from ((f"{word} {called}", f"{party}.{name}") for word in words)


#: Alone they say nothing of a name.
_GENERAL = frozenset({"from", "to", "shipping", "delivery", "pickup", "return", "ship from", "ship to", "destination"})


def _plain(heading: str) -> str:
    return " ".join(_BREAKS.sub(" ", heading.casefold()).split())
