"""Jumppoint's words: its field names beside ours, its closed lists, its statuses. All from its document."""

from __future__ import annotations

from shipdesk.core.fields import BY_PATH
from shipdesk.core.statuses import Status

#: Create Booking, table Request Parameters, in its order: their name, and our path, where a refusal of it belongs.
#: `pickUp` and `paymentMethod` follow from what is filled in; objects and the array have tables of their own.
BOOKING: tuple[tuple[str, str], ...] = (
    ("referenceNo", "reference"),
    ("webhookURL", "options.webhook_url"),
    ("transportMode", "service"),
    ("pickUp", "pickup.date"),
    ("pickUpBagNo", "pickup.bag"),
    ("pickUpDate", "pickup.date"),
    ("pickUpSlot", "pickup.slot"),
    ("sender", "sender"),
    ("iossNo", "customs.ioss_number"),
    ("iossCountry", "customs.ioss_country"),
    ("receiver", "receiver"),
    ("packageValue", "declared_value.amount"),
    ("packageValueCurrency", "declared_value.currency"),
    ("paymentMethod", "cod.amount"),
    ("codValue", "cod.amount"),
    ("codValueCurrency", "cod.currency"),
    ("package", "parcel"),
    ("shipmentTerm", "customs.incoterm"),
    ("productType", "customs.product_type"),
    ("packageAmount", "options.package_amount"),
    ("cargoValue", "options.cargo_value"),
    ("freightShippingFee", "options.freight_fee"),
    ("insuranceValue", "insurance.amount"),
    ("insuranceCurrency", "insurance.currency"),
    ("insuranceType", "insurance.type"),
    ("products", "products"),
)
#: Tables Sender and Receiver.
PARTY: tuple[tuple[str, str], ...] = (
    ("name", "name"),
    ("company", "company"),
    ("address", "address"),
    ("district", "district"),
    ("city", "city"),
    ("province", "province"),
    ("countryCode", "country"),
    ("postcode", "postcode"),
    ("phone", "phone"),
    ("email", "email"),
    ("taxNo", "tax_number"),
    ("taxNoType", "tax_type"),
    ("idNo", "id_number"),
    ("idNoType", "id_type"),
)
#: Table Package. The sample spells `lenght`; the table's `length` is sent.
PACKAGE: tuple[tuple[str, str], ...] = (
    ("height", "height_cm"),
    ("length", "length_cm"),
    ("width", "width_cm"),
    ("volumeWeight", "volume_weight_kg"),
    ("grossWeight", "gross_weight_kg"),
)
#: Table Products.
PRODUCT: tuple[tuple[str, str], ...] = (
    ("descriptionEn", "description"),
    ("descriptionOr", "description_origin"),
    ("descriptionDe", "description_destination"),
    ("category", "category"),
    ("unitPrice", "unit_price"),
    ("priceCurrency", "currency"),
    ("quantity", "quantity"),
    ("sku", "sku"),
    ("ean", "ean"),
    ("hsCode", "hs_code"),
    ("brand", "brand"),
    ("saleUrl", "sale_url"),
    ("batteryType", "battery_type"),
    ("batteryAmount", "battery_count"),
)
#: Paths of the field table that a booking carries.
SENT: frozenset[str] = frozenset(
    {path for _, path in BOOKING if path in BY_PATH}
    | {f"{party}.{path}" for party in ("sender", "receiver") for _, path in PARTY}
    | {f"parcel.{path}" for _, path in PACKAGE}
    | {f"products[].{path}" for _, path in PRODUCT}
)
NOT_SENT: dict[str, str] = {
    "carrier": "It chooses this carrier and is no part of the request.",
    "note": "Jumppoint has no field for a note.",
    "pickup.time": "Jumppoint takes a slot (AM or PM), no time of day.",
    "products[].product_code": "Jumppoint has no field for a product code; it takes SKU and EAN.",
}
#: Marked "Yes" in the tables, for every service. A city is left empty where its province has none.
REQUIRED: tuple[str, ...] = (
    "reference",
    "service",
    *(f"{party}.{path}" for party in ("sender", "receiver") for _, path in PARTY[:9]),
    "parcel.gross_weight_kg",
    "declared_value.amount",
    "declared_value.currency",
    "customs.product_type",
    "products[].description",
    "products[].description_origin",
    "products[].unit_price",
    "products[].currency",
    "products[].quantity",
)

SERVICES = ("Air", "Sea", "Land")
SLOTS = ("AM", "PM")
INCOTERMS = ("DDP", "DDU", "EXW", "FOB", "CIF", "CPT")
PRODUCT_TYPES = ("General", "Sensitive")
RECEIVER_TAX_TYPES = (
    "Social Security Number (SSN)",
    "Tax Identification Number (TIN)",
    "VAT Number",
    "ID Number",
)
SENDER_TAX_TYPES = (*RECEIVER_TAX_TYPES, "LVG Number")
ID_TYPES = ("Tax card", "Driver ID", "Passport", "CP passport")
CLOSED: dict[str, tuple[str, ...]] = {
    "service": SERVICES,
    "pickup.slot": SLOTS,
    "customs.incoterm": INCOTERMS,
    "customs.product_type": PRODUCT_TYPES,
    "sender.tax_type": SENDER_TAX_TYPES,
    "receiver.tax_type": RECEIVER_TAX_TYPES,
    "sender.id_type": ID_TYPES,
    "receiver.id_type": ID_TYPES,
}

#: "European Countries" of the IOSS rows: the 27 member states.
_MEMBERS = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
EUROPEAN_UNION = frozenset(_MEMBERS.split())
PICKUP_DAYS = 14

#: Full shipment status: their words, the Chinese beside them, ours. The last occurs in a sample only.
STATUSES: tuple[tuple[str, str, Status], ...] = (
    ("Order Created", "訂單創建成功", Status.CREATED),
    ("Order Confirmed", "訂單確認", Status.CONFIRMED),
    ("Successful Pickup", "成功收件", Status.PICKED_UP),
    ("Arrival at Origin Warehouse", "到達倉庫", Status.AT_ORIGIN),
    ("Successful Export Customs Clearance", "出口清關成功", Status.CUSTOMS),
    ("Departure from Origin Airport", "離開起運地機場", Status.DEPARTED),
    ("Departure from Origin Hub", "離開起運地", Status.DEPARTED),
    ("Arrival at Destination Airport", "到達目的地機場", Status.ARRIVED),
    ("Arrival at Destination Hub", "到達目的地", Status.ARRIVED),
    ("Successful Import Customs Clearance", "入口清關成功", Status.CUSTOMS),
    ("Pickup by Last Mile Delivery", "派送團隊已收件", Status.IN_TRANSIT),
    ("Arrival at Last Mile Sorting Hub", "到達分揀倉庫", Status.IN_TRANSIT),
    ("Out For Last Mile Delivery", "外出派送", Status.OUT_FOR_DELIVERY),
    ("First Unsuccessful Delivery", "首次外出派送失敗", Status.DELIVERY_FAILED),
    ("Second Unsuccessful Delivery", "再次外出派送失敗", Status.DELIVERY_FAILED),
    ("Unsuccessful Delivery", "派送失敗", Status.DELIVERY_FAILED),
    ("Rejected", "拒收", Status.REJECTED),
    ("Successful Delivery", "已交付", Status.DELIVERED),
    ("Return Order Created", "返貨訂單創建成功", Status.RETURNING),
    ("Successful Return", "退貨成功", Status.RETURNED),
    ("Exception", "派送異常", Status.EXCEPTION),
    ("Successful Origin Outbound", "", Status.DEPARTED),
)
_BY_WORDS = {words.casefold(): status for english, chinese, status in STATUSES for words in (english, chinese) if words}


def status_of(words: str) -> Status:
    """Our status for theirs, in English or Chinese; `unknown` for words that the document does not have."""
    return _BY_WORDS.get(words.strip().casefold(), Status.UNKNOWN)
