"""JNE's words: the rows of its two booking tables beside our paths, its closed lists, its statuses."""

from __future__ import annotations

from typing import NamedTuple

from shipdesk.core.fields import BY_PATH
from shipdesk.core.statuses import Status

#: Lines of an address: ADDR1, ADDR2 and ADDR3.
LINES = 3
#: Picked from a list, so that no bytes are counted while it is typed.
CHOSEN = frozenset({"options.handover", "options.pickup_service", "options.pickup_vehicle", "options.batam.item_type"})
#: A line of RETURN_ADDR1 to 3, in bytes.
RETURN_LINE = 30
RETURN_TO = "options.return_to"


class Row(NamedTuple):
    """A row of a booking's table: their name and ours, in the order in which a value is looked for.

    `path`, else `instead`, else the account's setting `account`, else `default`; or what the mapper has made under
    `made`. `most` counts bytes of UTF-8, `digits` those before the point; 0 where the table does not count.
    """

    name: str
    path: str = ""
    most: int = 0
    instead: str = ""
    account: str = ""
    default: str = ""
    made: str = ""
    digits: int = 0


class Flow(NamedTuple):
    """One of JNE's two ways to book."""

    code: str
    name: str
    operation: str
    rows: tuple[Row, ...]
    line: int
    """Most bytes of an address line."""
    cod: tuple[str, str]
    """COD_FLAG: what says yes, what says no."""
    asked: tuple[str, ...] = ()
    """Mandatory paths of the field table beside those of both flows."""

    @property
    def paths(self) -> frozenset[str]:
        """What it sends, of the field table and of the options."""
        looked_at = {path for row in self.rows for path in (row.path, row.instead) if path and path != "products"}
        returns = {f"{RETURN_TO}.district"} if f"{RETURN_TO}.address" in looked_at else set()
        return frozenset(looked_at | returns | set(_IMPLIED))

    @property
    def most_bytes(self) -> dict[str, int]:
        """Path to the most bytes of what is typed there, an address with the breaks between its lines."""
        found: dict[str, int] = {}
        for row in self.rows:
            if row.most and row.made in ("", "pickup.name", "pickup.contact"):
                for path in {row.path, row.instead} - CHOSEN - {""}:
                    found[path] = min(row.most, found.get(path, row.most))
        for party in ("sender", "receiver"):
            found[f"{party}.address"] = LINES * (self.line + 1) - 1
        return found | {"options.goods_description": 60}


#: Every amount is in rupiah.
CURRENCIES = ("declared_value.currency", "cod.currency", "insurance.currency", "products[].currency")
#: What stands in a booking without a row of its own: lines, sums, lists, and what is always Indonesia and rupiah.
_IMPLIED = (
    "sender.district",
    "receiver.district",
    "sender.country",
    "receiver.country",
    "products[].description",
    "products[].quantity",
    "products[].unit_price",
    *CURRENCIES,
)


def _lines(name: str, path: str, most: int) -> tuple[Row, ...]:
    return tuple(Row(f"{name}_ADDR{line}", f"{path}.address", most, made=f"{path}.line{line}") for line in (1, 2, 3))


def _at(name: str, path: str, phone: int) -> dict[str, Row]:
    """The rows that senders, receivers and return addresses have in common."""
    return {
        "city": Row(f"{name}_CITY", f"{path}.city", 20),
        "region": Row(f"{name}_REGION", f"{path}.province", 20),
        "zip": Row(f"{name}_ZIP", f"{path}.postcode", 5),
        "phone": Row(f"{name}_PHONE", f"{path}.phone", phone, made=f"{path}.phone"),
        "country": Row(f"{name}_COUNTRY", f"{path}.country", 20, made=f"{path}.country"),
        "contact": Row(f"{name}_CONTACT", f"{path}.name", 20, made=f"{path}.contact"),
    }


def _market_party(name: str, path: str, who: Row) -> tuple[Row, ...]:
    rest = _at(name, path, 15)
    return (who, *_lines(name, path, 30), *(rest[one] for one in ("city", "region", "zip", "phone")))


def _delivery_party(name: str, path: str, who: Row, line: int = 85, phone: int = 50) -> tuple[Row, ...]:
    rest = _at(name, path, phone)
    keys = ("city", "zip", "region", "country", "contact", "phone")
    return (who, *_lines(name, path, line), *(rest[one] for one in keys))


def _company_or_name(name: str, path: str, most: int = 30) -> Row:
    return Row(name, f"{path}.company", most, instead=f"{path}.name")


ONMARKET = Flow(
    code="ONMARKET",
    name="OnMarket",
    operation="POST /tracing/api/generatecnote",
    line=30,
    cod=("YES", "N"),
    rows=(
        Row("OLSHOP_BRANCH", most=10, account="branch"),
        Row("OLSHOP_CUST", most=10, account="customer_id"),
        Row("OLSHOP_ORDERID", "reference", 20),
        *_market_party("OLSHOP_SHIPPER", "sender", _company_or_name("OLSHOP_SHIPPER_NAME", "sender")),
        *_market_party("OLSHOP_RECEIVER", "receiver", Row("OLSHOP_RECEIVER_NAME", "receiver.name", 30)),
        Row("OLSHOP_QTY", "products", made="pieces", digits=5),
        Row("OLSHOP_WEIGHT", "parcel.gross_weight_kg", made="whole_weight", digits=3),
        Row("OLSHOP_GOODSDESC", "options.goods_description", 60, made="goods"),
        Row("OLSHOP_GOODSVALUE", "declared_value.amount", made="value", digits=12),
        Row("OLSHOP_GOODSTYPE", "options.goods_type", 1, default="2"),
        Row("OLSHOP_INST", "options.instruction", 60, instead="note"),
        Row("OLSHOP_INS_FLAG", "insurance.amount", 1, made="insured"),
        Row("OLSHOP_ORIG", "options.origin_code", 10),
        Row("OLSHOP_DEST", "options.destination_code", 10),
        Row("OLSHOP_SERVICE", "service", 10, made="service"),
        Row("OLSHOP_COD_FLAG", "cod.amount", 3, made="cod_flag"),
        Row("OLSHOP_COD_AMOUNT", "cod.amount", made="cod", digits=12),
    ),
)
ONDELIVERY = Flow(
    code="ONDELIVERY",
    name="OnDelivery",
    operation="POST /pickupcashless",
    line=85,
    cod=("YES", "NO"),
    asked=("sender.district", "sender.province", "receiver.province", "pickup.date", "pickup.time"),
    rows=(
        Row("PICKUP_NAME", "options.pickup_name", 50, made="pickup.name"),
        Row("PICKUP_DATE", "pickup.date", made="pickup.date"),
        Row("PICKUP_TIME", "pickup.time", 30, made="pickup.time"),
        Row("PICKUP_PIC", "options.pickup_contact", 30, made="pickup.contact"),
        Row("PICKUP_PIC_PHONE", "options.pickup_phone", 30, instead="sender.phone", made="pickup.phone"),
        Row("PICKUP_ADDRESS", "options.pickup_address", 300, instead="sender.address"),
        Row("PICKUP_DISTRICT", "options.pickup_district", 30, instead="sender.district"),
        Row("PICKUP_CITY", "options.pickup_city", 30, instead="sender.city"),
        Row("PICKUP_SERVICE", "options.pickup_service", 30, default="Domestic"),
        Row("PICKUP_VEHICLE", "options.pickup_vehicle", 100, default="Motor"),
        Row("BRANCH", most=6, account="branch"),
        Row("CUST_ID", most=10, account="customer_id"),
        Row("ORDER_ID", "reference", 20),
        *_delivery_party("SHIPPER", "sender", _company_or_name("SHIPPER_NAME", "sender")),
        *_delivery_party("RECEIVER", "receiver", Row("RECEIVER_NAME", "receiver.name", 30)),
        Row("ORIGIN_CODE", "options.origin_code", 10),
        Row("DESTINATION_CODE", "options.destination_code", 10),
        Row("SERVICE_CODE", "service", 10, made="service"),
        Row("WEIGHT", "parcel.gross_weight_kg", made="weight", digits=7),
        Row("QTY", "products", made="pieces", digits=7),
        Row("GOODS_DESC", "options.goods_description", 60, made="goods"),
        Row("GOODS_AMOUNT", "declared_value.amount", made="value"),
        Row("INSURANCE_FLAG", "insurance.amount", 1, made="insured"),
        Row("SPECIAL_INS", "options.instruction", 60, instead="note", default="-"),
        Row("MERCHANT_ID", "options.merchant_id", 100, account="customer_id"),
        Row("LAT", "options.latitude", 60, made="options.latitude"),
        Row("LON", "options.longitude", 60, made="options.longitude"),
        Row("TYPE", "options.handover", 10, default="PICKUP"),
        Row("COD_FLAG", "cod.amount", 3, made="cod_flag"),
        Row("COD_AMOUNT", "cod.amount", made="cod"),
        Row("AWB", "options.awb", 16),
        Row("TAX_VALUE", "options.batam.tax_value", made="options.batam.tax_value"),
        Row("ITEM_TYPE", "options.batam.item_type", 10),
        Row("HS_CODE", "products[].hs_code", 300, made="hs_codes"),
        Row("NPWP", "options.batam.npwp", 90),
        *_delivery_party("RETURN", RETURN_TO, _company_or_name("RETURN_NAME", RETURN_TO), RETURN_LINE, 15),
        Row("RETURN_BRANCH", "options.return_branch", 6),
    ),
)
FLOWS: dict[str, Flow] = {flow.code: flow for flow in (ONMARKET, ONDELIVERY)}
#: "Value REG, YES, SS"; the tariff call gives others.
SERVICES = ("REG", "YES", "SS")


#: What each table calls the description of the goods.
GOODS = {flow.code: next(row.name for row in flow.rows if row.made == "goods") for flow in FLOWS.values()}


def flow_of(service: str) -> Flow:
    """The flow of `ONDELIVERY/REG`; OnMarket, which asks for less, while none is chosen."""
    return FLOWS.get(service.partition("/")[0], ONMARKET)


#: Marked mandatory in both tables, and in our terms what the house cannot do without.
_REQUIRED = (
    "reference",
    "service",
    *(f"{party}.{name}" for party in ("sender", "receiver") for name in ("name", "address", "city", "country")),
    *(f"{party}.{name}" for party in ("sender", "receiver") for name in ("postcode", "phone")),
    "parcel.gross_weight_kg",
    "products[].description",
    "products[].quantity",
)


def required(service: str) -> tuple[str, ...]:
    """The mandatory paths of a service, in the order of the form."""
    return tuple(path for path in BY_PATH if path in (*_REQUIRED, *flow_of(service).asked))


_FLAG = "JNE takes a yes or no for insurance and no details."
_NO_FIELD = "JNE has no field for it."
NOT_SENT: dict[str, str] = {
    "carrier": "It chooses this carrier and is no part of the request.",
    "receiver.company": "JNE has one name for the receiver; put the company there where the courier needs it.",
    **{f"{party}.email": "JNE has no field for an e-mail address." for party in ("sender", "receiver")},
    **{
        f"{party}.{name}": "JNE has no field for it; a tax number for Batam is the option batam.npwp."
        for party in ("sender", "receiver")
        for name in ("tax_number", "tax_type", "id_number", "id_type")
    },
    **{f"parcel.{side}_cm": "JNE takes the weight alone." for side in ("length", "width", "height")},
    "parcel.volume_weight_kg": "JNE takes one weight, the gross weight.",
    "products[].description_origin": "JNE has one description of the goods.",
    "products[].description_destination": "JNE has one description of the goods.",
    **{
        f"products[].{name}": _NO_FIELD
        for name in ("category", "sku", "ean", "brand", "product_code", "sale_url", "battery_type", "battery_count")
    },
    "insurance.type": _FLAG,
    "pickup.slot": "JNE takes a time of day, no slot.",
    "pickup.bag": _NO_FIELD,
    "customs.incoterm": "JNE ships within Indonesia.",
    "customs.product_type": _NO_FIELD,
    "customs.ioss_number": "JNE ships within Indonesia.",
    "customs.ioss_country": "JNE ships within Indonesia.",
}

COUNTRY = "ID"
CURRENCY = "IDR"
COUNTRIES = {"ID": "INDONESIA"}
PICKUP_SERVICES = ("Domestic", "Intracity", "All")
PICKUP_VEHICLES = ("Motor", "Mobil", "Truck")
HANDOVERS = ("DROP", "PICKUP")
#: ITEM_TYPE: their number, what the table calls it, in English.
ITEM_TYPES: tuple[tuple[str, str], ...] = (
    ("1", "1 Eks-impor, barang dagangan (ex-import, merchandise)"),
    ("2", "2 Lokal (local)"),
    ("3", "3 Transit"),
    ("4", "4 Retur (return)"),
    ("5", "5 Personal"),
)
#: How Batam's codes begin.
BATAM = "BTH"
#: "maximum is five hscode for one transaction".
HS_CODES = 5

#: Airwaybill Tracking, `history[].code`.
_CODES: dict[str, Status] = {
    "RC1": Status.PICKED_UP,
    "OP1": Status.AT_ORIGIN,
    "OP2": Status.IN_TRANSIT,
    "TP4": Status.IN_TRANSIT,
    "IP1": Status.ARRIVED,
    "IP3": Status.OUT_FOR_DELIVERY,
}
#: Other codes by the words beside them, the first that is there.
_WORDS: tuple[tuple[str, Status], ...] = (
    ("UNDELIVERED", Status.DELIVERY_FAILED),
    ("NOT DELIVERED", Status.DELIVERY_FAILED),
    ("RETURN", Status.RETURNING),
    ("DELIVERED TO", Status.DELIVERED),
    ("WITH DELIVERY COURIER", Status.OUT_FOR_DELIVERY),
    ("RECEIVED BY JNE COUNTER", Status.PICKED_UP),
    ("PICKED UP", Status.PICKED_UP),
    ("RECEIVED AT SORTING CENTER", Status.AT_ORIGIN),
    ("RECEIVED AT WAREHOUSE", Status.ARRIVED),
    ("PROCESSED AT", Status.IN_TRANSIT),
    ("DEPARTED FROM", Status.IN_TRANSIT),
)


def status_of(code: str, words: str) -> Status:
    """Our status for a line of the history; D01, D02 … are deliveries."""
    if code in _CODES:
        return _CODES[code]
    if code[:1] == "D" and code[1:].isdigit():
        return Status.DELIVERED
    return next((status for mark, status in _WORDS if mark in words.upper()), Status.UNKNOWN)
