"""The field table: every field of the shipment once, and how a form shows it.

The window draws its forms from this table, CSV headings are its paths, and the conformance suite walks it: each
carrier sends a field or says why it does not. Adding a field: the shipment, one row here, the carriers' mappers.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Group(StrEnum):
    """The groups of the form, in the order they are shown."""

    SERVICE = "Service"
    SENDER = "Sender"
    RECEIVER = "Receiver"
    PARCEL = "Parcel"
    PRODUCTS = "Products"
    VALUE = "Value and payment"
    PICKUP = "Pickup"
    CUSTOMS = "Customs"
    INSURANCE = "Insurance"
    OPTIONS = "Carrier options"


class Kind(StrEnum):
    """Which editor a field gets."""

    TEXT = "text"
    LINES = "lines"
    DECIMAL = "decimal"
    WHOLE = "whole"
    DATE = "date"
    TIME = "time"
    CHOICE = "choice"
    COUNTRY = "country"
    CURRENCY = "currency"
    PHONE = "phone"
    FLAG = "flag"
    CARRIER = "carrier"
    SERVICE = "service"


class Choice(NamedTuple):
    """One value of a closed list, and what the clerk sees."""

    value: str
    label: str


class Field(NamedTuple):
    """One field. `path` has `[]` for an index; `span` is how many of the form's two columns it takes."""

    path: str
    label: str
    group: Group
    kind: Kind = Kind.TEXT
    unit: str = ""
    help: str = ""
    span: int = 1
    rare: bool = False
    """Folds under "More" while empty."""
    choices: tuple[Choice, ...] = ()

    @property
    def name(self) -> str:
        """The last word of the path."""
        return self.path.rpartition(".")[2]


def choices(*values: str) -> tuple[Choice, ...]:
    """A closed list whose values are shown as they are."""
    return tuple(Choice(value, value) for value in values)


_PARTY = (
    Field("name", "Name", Group.SENDER),
    Field("company", "Company", Group.SENDER),
    Field(
        "address",
        "Address",
        Group.SENDER,
        Kind.LINES,
        span=2,
        help="Street, building, floor; line breaks are fine.",
    ),
    Field("district", "District", Group.SENDER),
    Field("city", "City", Group.SENDER),
    Field("province", "Province", Group.SENDER),
    Field("postcode", "Postcode", Group.SENDER),
    Field("country", "Country", Group.SENDER, Kind.COUNTRY),
    Field("phone", "Phone", Group.SENDER, Kind.PHONE, help="Any form; it is sent with its calling code."),
    Field("email", "E-mail", Group.SENDER),
    Field("tax_number", "Tax number", Group.SENDER, rare=True, help="Together with its type."),
    Field("tax_type", "Tax number type", Group.SENDER, Kind.CHOICE, rare=True),
    Field("id_number", "ID number", Group.SENDER, rare=True, help="Together with its type."),
    Field("id_type", "ID type", Group.SENDER, Kind.CHOICE, rare=True),
)


def party(prefix: str, group: Group) -> tuple[Field, ...]:
    """The rows of a party under another path (`sender`, `receiver`, `options.return_to`)."""
    return tuple(row._replace(path=f"{prefix}.{row.path}", group=group) for row in _PARTY)


FIELDS: tuple[Field, ...] = (
    Field("reference", "Reference", Group.SERVICE, help="Your own unique number of this shipment."),
    Field("carrier", "Carrier", Group.SERVICE, Kind.CARRIER),
    Field("service", "Service", Group.SERVICE, Kind.SERVICE),
    *party("sender", Group.SENDER),
    *party("receiver", Group.RECEIVER),
    Field("parcel.length_cm", "Length", Group.PARCEL, Kind.DECIMAL, unit="cm"),
    Field("parcel.width_cm", "Width", Group.PARCEL, Kind.DECIMAL, unit="cm"),
    Field("parcel.height_cm", "Height", Group.PARCEL, Kind.DECIMAL, unit="cm"),
    Field("parcel.gross_weight_kg", "Gross weight", Group.PARCEL, Kind.DECIMAL, unit="kg"),
    Field("parcel.volume_weight_kg", "Volume weight", Group.PARCEL, Kind.DECIMAL, unit="kg"),
    Field("products[].description", "Description", Group.PRODUCTS, span=2, help="In English."),
    Field("products[].description_origin", "In the sender's language", Group.PRODUCTS),
    Field("products[].description_destination", "In the receiver's language", Group.PRODUCTS),
    Field("products[].quantity", "Quantity", Group.PRODUCTS, Kind.WHOLE),
    Field("products[].unit_price", "Unit price", Group.PRODUCTS, Kind.DECIMAL),
    Field("products[].currency", "Currency", Group.PRODUCTS, Kind.CURRENCY),
    Field("products[].category", "Category", Group.PRODUCTS),
    Field("products[].sku", "SKU", Group.PRODUCTS),
    Field("products[].hs_code", "HS code", Group.PRODUCTS),
    Field("products[].ean", "EAN", Group.PRODUCTS, rare=True),
    Field("products[].brand", "Brand", Group.PRODUCTS, rare=True),
    Field("products[].product_code", "Product code", Group.PRODUCTS, rare=True),
    Field("products[].sale_url", "Sale page", Group.PRODUCTS, rare=True),
    Field("products[].battery_type", "Battery", Group.PRODUCTS, rare=True),
    Field("products[].battery_count", "Batteries", Group.PRODUCTS, Kind.WHOLE, rare=True),
    Field("declared_value.amount", "Declared value", Group.VALUE, Kind.DECIMAL),
    Field("declared_value.currency", "Currency", Group.VALUE, Kind.CURRENCY),
    Field("cod.amount", "Cash on delivery", Group.VALUE, Kind.DECIMAL, help="Empty: prepaid."),
    Field("cod.currency", "COD currency", Group.VALUE, Kind.CURRENCY),
    Field("insurance.amount", "Insured for", Group.INSURANCE, Kind.DECIMAL, help="Empty: uninsured.", rare=True),
    Field("insurance.currency", "Insurance currency", Group.INSURANCE, Kind.CURRENCY, rare=True),
    Field("insurance.type", "Insurance type", Group.INSURANCE, rare=True),
    Field("pickup.date", "Pickup date", Group.PICKUP, Kind.DATE, help="Empty: no pickup is asked for."),
    Field("pickup.slot", "Slot", Group.PICKUP, Kind.CHOICE, choices=choices("AM", "PM")),
    Field("pickup.time", "Pickup time", Group.PICKUP, Kind.TIME),
    Field("pickup.bag", "Bag number", Group.PICKUP),
    Field("customs.incoterm", "Incoterm", Group.CUSTOMS, Kind.CHOICE),
    Field("customs.product_type", "Goods", Group.CUSTOMS, Kind.CHOICE, choices=choices("General", "Sensitive")),
    Field("customs.ioss_number", "IOSS number", Group.CUSTOMS, rare=True, help="For the 27 EU member states."),
    Field("customs.ioss_country", "IOSS country", Group.CUSTOMS, Kind.COUNTRY, rare=True),
    Field("note", "Note", Group.SERVICE, Kind.LINES, span=2, rare=True, help="For the carrier or the courier."),
)

BY_PATH: dict[str, Field] = {row.path: row for row in FIELDS}


def table_path(path: str) -> str:
    """The path of the table for a path of a shipment: `products[3].sku` is `products[].sku`."""
    head, bracket, tail = path.partition("[")
    return f"{head}[]{tail.partition(']')[2]}" if bracket else path


def label_of(path: str) -> str:
    """What the clerk calls the field at `path`; the path itself where the table has no row."""
    row = BY_PATH.get(table_path(path))
    return row.label if row else path
