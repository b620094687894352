"""CEVA's words: its field names beside ours, its closed lists, its statuses. All from its document."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from shipdesk.core.fields import BY_PATH
from shipdesk.core.statuses import Status

CROSSBORDER, DOMESTIC = "CROSSBORDER", "DOMESTIC"


class Row(NamedTuple):
    """A row of a table: their name, our path (where a refusal of it belongs), whether it is mandatory."""

    theirs: str
    ours: str
    required: bool = True


#: Upload Order Cross Border, table Request Parameters, in its order. `paymentType` and the level of the service
#: follow from what is filled in; the items have a table of their own.
_CROSSBORDER = (
    Row("orderCode", "reference"),
    Row("consigneeName", "receiver.name"),
    Row("consigneeNumber", "receiver.phone"),
    Row("consigneeEmail", "receiver.email"),
    Row("consigneeAddress", "receiver.address"),
    Row("consigneePostal", "receiver.postcode"),
    Row("consigneeCity", "receiver.city"),
    Row("consigneeCountry", "receiver.country"),
    Row("consigneeProvince", "receiver.province"),
    Row("destinationPort", "options.destination_port"),
    Row("consigneeTaxId", "receiver.tax_number", required=False),
    Row("length", "parcel.length_cm"),
    Row("width", "parcel.width_cm"),
    Row("height", "parcel.height_cm"),
    Row("weight", "parcel.gross_weight_kg"),
    Row("paymentType", "cod.amount", required=False),
    Row("codValue", "cod.amount", required=False),
    Row("codCurrency", "cod.currency", required=False),
    Row("senderContactName", "sender.name"),
    Row("senderContactNumber", "sender.phone"),
    Row("senderCity", "sender.city"),
    Row("senderCountry", "sender.country"),
    Row("senderProvince", "sender.province"),
    Row("senderPort", "options.origin_port"),
    Row("senderPostal", "sender.postcode"),
    Row("senderAddress", "sender.address"),
    Row("note", "note", required=False),
    Row("incoterm", "customs.incoterm"),
    Row("items", "products"),
    Row("pickupDate", "pickup.date", required=False),
    Row("serviceLevel", "service"),
)
#: Upload Order Domestic, the same.
_DOMESTIC = (
    Row("orderCode", "reference"),
    Row("consigneeName", "receiver.name"),
    Row("consigneeNumber", "receiver.phone"),
    Row("consigneeAddress", "receiver.address"),
    Row("consigneePostal", "receiver.postcode"),
    Row("consigneeCountry", "receiver.country"),
    Row("consigneeProvince", "receiver.province"),
    Row("consigneeCity", "receiver.city"),
    Row("consigneeDistrict", "receiver.district"),
    Row("consigneeEmail", "receiver.email"),
    Row("length", "parcel.length_cm"),
    Row("width", "parcel.width_cm"),
    Row("height", "parcel.height_cm"),
    Row("weight", "parcel.gross_weight_kg"),
    Row("paymentType", "cod.amount", required=False),
    Row("codValue", "cod.amount", required=False),
    Row("codCurrency", "cod.currency", required=False),
    Row("senderContactName", "sender.name"),
    Row("senderContactNumber", "sender.phone"),
    Row("senderPostal", "sender.postcode"),
    Row("senderCountry", "sender.country"),
    Row("senderProvince", "sender.province"),
    Row("senderCity", "sender.city"),
    Row("senderDistrict", "sender.district", required=False),
    Row("senderAddress", "sender.address"),
    Row("note", "note", required=False),
    Row("pickupDate", "pickup.date", required=False),
    Row("items", "products"),
    Row("serviceLevel", "service"),
)
TABLES: dict[str, tuple[Row, ...]] = {CROSSBORDER: _CROSSBORDER, DOMESTIC: _DOMESTIC}
#: Item Table, the same for both.
ITEM: tuple[Row, ...] = (
    Row("description", "description", required=False),
    Row("quantity", "quantity"),
    Row("productCode", "product_code", required=False),
    Row("sku", "sku", required=False),
    Row("category", "category"),
    Row("price", "unit_price"),
    Row("currency", "currency"),
)
OPERATIONS = {CROSSBORDER: "POST /orders/crossBorder", DOMESTIC: "POST /orders/domestic"}
#: Sent as null where they are empty, as both samples do.
NULLS: dict[str, frozenset[str]] = {
    CROSSBORDER: frozenset({"codValue", "codCurrency", "note"}),
    DOMESTIC: frozenset({"codValue", "codCurrency", "note", "senderDistrict"}),
}
#: The cross-border table gives `note` the type Null: nothing can be said there.
ALWAYS_NULL: dict[str, frozenset[str]] = {CROSSBORDER: frozenset({"note"}), DOMESTIC: frozenset()}


def _sent(kind: str) -> frozenset[str]:
    rows = {row.ours for row in TABLES[kind] if row.theirs not in ALWAYS_NULL[kind]} - {"products"}
    return frozenset(rows | {f"products[].{row.ours}" for row in ITEM})


def _required(kind: str) -> tuple[str, ...]:
    rows = [row.ours for row in TABLES[kind] if row.required and row.ours != "products"]
    # The shipment itself needs a description; CEVA's table does not.
    return (*rows, "products[].description", *(f"products[].{row.ours}" for row in ITEM if row.required))


#: Paths that an order carries: of the field table, and for cross-border the two ports.
SENT: dict[str, frozenset[str]] = {kind: _sent(kind) for kind in TABLES}
#: "Y" in the tables. `serviceLevel` is, though both samples lack it.
REQUIRED: dict[str, tuple[str, ...]] = {kind: _required(kind) for kind in TABLES}

_REASONS: dict[str, tuple[str, ...]] = {
    "It chooses this carrier and is no part of the request.": ("carrier",),
    "CEVA has no field for a company.": ("sender.company", "receiver.company"),
    "CEVA has no field for the sender's e-mail.": ("sender.email",),
    "CEVA takes the consignee's tax number alone.": ("sender.tax_number", "sender.tax_type", "receiver.tax_type"),
    "CEVA has no field for an ID.": ("sender.id_number", "sender.id_type", "receiver.id_number", "receiver.id_type"),
    "CEVA has no field for the volume weight.": ("parcel.volume_weight_kg",),
    "CEVA takes one description of a product.": (
        "products[].description_origin",
        "products[].description_destination",
    ),
    "CEVA has no field for it in an item.": (
        "products[].hs_code",
        "products[].ean",
        "products[].brand",
        "products[].sale_url",
        "products[].battery_type",
        "products[].battery_count",
    ),
    "CEVA has no field for a declared value; the items have prices.": (
        "declared_value.amount",
        "declared_value.currency",
    ),
    "CEVA has no field for insurance.": ("insurance.amount", "insurance.currency", "insurance.type"),
    "CEVA takes a date, no time of day and no bag.": ("pickup.slot", "pickup.time", "pickup.bag"),
    "CEVA has no field for the kind of goods.": ("customs.product_type",),
    "CEVA has no field for an IOSS number.": ("customs.ioss_number", "customs.ioss_country"),
}
#: Paths that no service sends.
NOT_SENT: dict[str, str] = {path: reason for reason, paths in _REASONS.items() for path in paths}
#: Why a path that one kind of order sends is not sent by the other.
NOT_HERE: dict[str, str] = {
    "note": "CEVA takes a note in domestic orders only.",
    "receiver.tax_number": "CEVA takes a tax number in cross-border orders only.",
    "customs.incoterm": "CEVA takes an incoterm in cross-border orders only.",
    "sender.district": "CEVA takes a district in domestic orders only.",
    "receiver.district": "CEVA takes a district in domestic orders only.",
    "options.origin_port": "CEVA takes ports in cross-border orders only.",
    "options.destination_port": "CEVA takes ports in cross-border orders only.",
}


def left_out(kind: str) -> dict[str, str]:
    """The paths that an order of this kind does not carry, each with the reason, in the order of the form."""
    reasons = {**NOT_SENT, **{path: why for path, why in NOT_HERE.items() if path not in SENT[kind]}}
    return {path: reasons[path] for path in (*BY_PATH, *NOT_HERE) if path in reasons}


#: Known before the account was asked for its own (Get merchant service level mappings).
LEVELS = ("ECONOMY", "EXPRESS", "REGULAR")
INCOTERMS = ("DDU", "DDP")
PREPAID, COD = "prepaid", "cod"
EVENT_TYPE = "CUSTOMER_STATUS"
#: "10 orders per API call".
MOST_ORDERS = 10


def split_service(service: str) -> tuple[str, str]:
    """(`CROSSBORDER` or `DOMESTIC`, the level); the kind is empty where the service is none of CEVA's."""
    kind, _, level = service.partition("/")
    return (kind, level) if kind in TABLES and level else ("", level)


#: Get Order Statuses: the codes that the document shows.
_BY_CODE = {"10001": Status.CREATED, "10002": Status.CONFIRMED, "10003": Status.CONFIRMED}
_PARCEL = "^(shipment |order |parcel |package )?(has been |was )?"
#: By the words of `internalStatus` or `status`, the first that fits: those of the document, and words of their kind.
#: What ends the way must be the whole sentence: "to be delivered" is not delivered.
_WORDS: tuple[tuple[str, Status], ...] = (
    (r"undeliver|not (been )?delivered|unsuccessful deliver|fail\w* (to )?deliver", Status.DELIVERY_FAILED),
    (r"deliver\w* (was |has )?(attempt|fail|unsuccess)|attempted deliver", Status.DELIVERY_FAILED),
    (_PARCEL + r"returned( to (the )?(sender|shipper|origin))?$", Status.RETURNED),
    (r"\breturn", Status.RETURNING),
    (r"\breject|\brefused", Status.REJECTED),
    (r"exception|\blost\b|damage|\bheld\b|on hold|delay|cancel|\bfail|unsuccess", Status.EXCEPTION),
    (r"customs|clearance", Status.CUSTOMS),
    (r"out for (last mile )?delivery", Status.OUT_FOR_DELIVERY),
    (_PARCEL + r"(successfully )?delivered( successfully)?$", Status.DELIVERED),
    (r"^(successful delivery|delivery (successful|completed?))$", Status.DELIVERED),
    (r"information received|order (created|received|placed)", Status.CREATED),
    (r"pick ?-?up (requested|scheduled|confirmed|assigned)|order confirmed", Status.CONFIRMED),
    (r"picked ?-?up|pick ?-?up (successful|completed?|done)|\bcollected", Status.PICKED_UP),
    (r"\bdepart", Status.DEPARTED),
    (r"arriv\w* (at|in|to) (the )?destination", Status.ARRIVED),
    (r"(arriv\w*|received) (at|in|by) (the )?origin", Status.AT_ORIGIN),
    (r"in.transit|\barriv|\bsort|\bloaded|\btransfer", Status.IN_TRANSIT),
)


@cache
def _by_words() -> tuple[tuple[re.Pattern[str], Status], ...]:
    """Made when the first status comes: this module is read before the window is painted."""
    return tuple((re.compile(pattern, re.IGNORECASE), status) for pattern, status in _WORDS)


def status_of(*words: str, code: str = "") -> Status:
    """Our status for theirs: by the code where the document has it, else by the first words that say something."""
    if code in _BY_CODE:
        return _BY_CODE[code]
    for said in words:
        plain = re.sub(r":\w+:", "", said).strip(" .!")
        found = next((status for pattern, status in _by_words() if pattern.search(plain)), None)
        if found is not None:
            return found
    return Status.UNKNOWN
