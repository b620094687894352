"""The request tables of JNE's document, row by row and in its order."""

import re
from datetime import date
from decimal import Decimal

from shipdesk.simulator.checks import always, never, one_of
from shipdesk.simulator.jne.tariff import NAMES
from shipdesk.simulator.jne.vocab import BATAM
from shipdesk.simulator.validate import Check, Condition, Field, Scene

_DAY = re.compile(r"(\d\d)-(\d\d)-(\d{4})")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_NUMBER = re.compile(r"\d+(\.\d+)?")
_GOODS_ROW = re.compile(r"\d+(\.\d+)?;\d+;\d+")

#: Values of the sample of pickupcashless that its table forbids, and a branch for training accounts.
SAMPLE_VALUES = {"PICKUP_SERVICE": "REG", "PICKUP_VEHICLE": "MOTOR", "INSURANCE_FLAG": "0", "COD_AMOUNT": "37000"}
TRAINING_VALUES = {"BRANCH": "training"}
BATAM_FIELDS = ("TAX_VALUE", "ITEM_TYPE", "HS_CODE", "NPWP")


def text(size: int) -> Check:
    """VARCHAR(size BYTE): bytes of UTF-8."""

    def check(value: str, _: Scene) -> str | None:
        length = len(value.encode())
        return None if length <= size else f"{length} bytes, at most {size}"

    return check


def digits(size: int) -> Check:
    """NUMBER(size)."""
    shape = re.compile(rf"[0-9]{{1,{size}}}")
    return lambda value, _: None if shape.fullmatch(value) else f"must be a number of at most {size} digits"


def decimal(digits_: int, decimals: int) -> Check:
    """NUMBER(digits, decimals)."""
    shape = re.compile(rf"[0-9]{{1,{digits_ - decimals}}}(\.[0-9]{{1,{decimals}}})?")
    return lambda value, _: None if shape.fullmatch(value) else f"must be a number with at most {decimals} decimals"


def number(value: str, _: Scene) -> str | None:
    """NUMBER."""
    return None if _NUMBER.fullmatch(value) and value.isascii() else "must be a number"


def above_zero(value: str, _: Scene) -> str | None:
    return None if Decimal(value) > 0 else "must be more than 0"


def phone(value: str, _: Scene) -> str | None:
    """NUMBER (15 BYTE), which in the sample has a `+` before it."""
    return None if re.fullmatch(r"\+?[0-9]+", value) and len(value) <= 15 else "must be a number of at most 15 bytes"


def cod_amount(flag: str) -> Check:
    """The amount to collect: more than 0 with COD, else 0."""

    def check(value: str, scene: Scene) -> str | None:
        if scene.table.get(flag) == "YES":
            return above_zero(value, scene)
        return None if Decimal(value) == 0 else f"must be 0 where {flag} is not YES"

    return check


def pickup_date(value: str, _: Scene) -> str | None:
    """ "Format DD-MM-YYYY"."""
    parts = _DAY.fullmatch(value)
    try:
        if parts and value.isascii():
            date(int(parts[3]), int(parts[2]), int(parts[1]))
            return None
    except ValueError:
        pass
    return "must be a date as DD-MM-YYYY"


def pickup_time(value: str, _: Scene) -> str | None:
    """ "Format H24:MM"."""
    return None if _TIME.fullmatch(value) else "must be a time as HH:MM"


def goods_list(value: str, _: Scene) -> str | None:
    """ "(Goods Value;qty;hs_code) … maximum is five hscode"."""
    rows = value.split(",")
    if len(rows) > 5 or not all(_GOODS_ROW.fullmatch(row) for row in rows):
        return "must be at most 5 of value;qty;hs_code, with commas between"
    return None


def with_cod(scene: Scene) -> bool:
    return scene.table.get("COD_FLAG") == "YES"


def to_or_from_batam(scene: Scene) -> bool:
    """ "khusus kiriman batam"."""
    return any(str(scene.table.get(name)).startswith(BATAM) for name in ("ORIGIN_CODE", "DESTINATION_CODE"))


def _text(name: str, size: int, required: Condition = always, *checks: Check) -> Field:
    return Field(name, "string", required, (text(size), *checks))


def _number(name: str, required: Condition, *checks: Check) -> Field:
    return Field(name, "string", required, checks)


ACCOUNT = (Field("username", "string", always), Field("api_key", "string", always))

GENERATE_CNOTE = (
    *ACCOUNT,
    _text("OLSHOP_BRANCH", 10),
    _text("OLSHOP_CUST", 10),
    _text("OLSHOP_ORDERID", 20),
    _text("OLSHOP_SHIPPER_NAME", 30),
    _text("OLSHOP_SHIPPER_ADDR1", 30),
    _text("OLSHOP_SHIPPER_ADDR2", 30),
    _text("OLSHOP_SHIPPER_ADDR3", 30, never),
    _text("OLSHOP_SHIPPER_CITY", 20),
    _text("OLSHOP_SHIPPER_REGION", 20, never),
    _text("OLSHOP_SHIPPER_ZIP", 5),
    _number("OLSHOP_SHIPPER_PHONE", always, phone),
    _text("OLSHOP_RECEIVER_NAME", 30),
    _text("OLSHOP_RECEIVER_ADDR1", 30),
    _text("OLSHOP_RECEIVER_ADDR2", 30),
    _text("OLSHOP_RECEIVER_ADDR3", 30, never),
    _text("OLSHOP_RECEIVER_CITY", 20),
    _text("OLSHOP_RECEIVER_REGION", 20, never),
    _text("OLSHOP_RECEIVER_ZIP", 5),
    _number("OLSHOP_RECEIVER_PHONE", always, phone),
    _number("OLSHOP_QTY", always, digits(5), above_zero),
    _number("OLSHOP_WEIGHT", always, digits(3), above_zero),
    _text("OLSHOP_GOODSDESC", 60),
    _number("OLSHOP_GOODSVALUE", always, digits(12)),
    _text("OLSHOP_GOODSTYPE", 1),
    _text("OLSHOP_INST", 60, never),
    _text("OLSHOP_INS_FLAG", 1, always, one_of(("Y", "N"))),
    _text("OLSHOP_ORIG", 10),
    _text("OLSHOP_DEST", 10),
    _text("OLSHOP_SERVICE", 10, always, one_of(NAMES)),
    _text("OLSHOP_COD_FLAG", 3, always, one_of(("YES", "N"))),
    _number("OLSHOP_COD_AMOUNT", always, digits(12), cod_amount("OLSHOP_COD_FLAG")),
)

PICKUP_CASHLESS = (
    *ACCOUNT,
    _text("PICKUP_NAME", 50),
    _number("PICKUP_DATE", always, pickup_date),
    _text("PICKUP_TIME", 30, always, pickup_time),
    _text("PICKUP_PIC", 30),
    _text("PICKUP_PIC_PHONE", 30),
    _text("PICKUP_ADDRESS", 300),
    _text("PICKUP_DISTRICT", 30),
    _text("PICKUP_CITY", 30),
    _text("PICKUP_SERVICE", 30, always, one_of(("Domestic", "Intracity", "All"))),
    _text("PICKUP_VEHICLE", 100, always, one_of(("Motor", "Mobil", "Truck"))),
    _text("BRANCH", 6),
    _text("CUST_ID", 10),
    _text("ORDER_ID", 20),
    _text("SHIPPER_NAME", 30),
    _text("SHIPPER_ADDR1", 85),
    _text("SHIPPER_ADDR2", 85),
    _text("SHIPPER_ADDR3", 85, never),
    _text("SHIPPER_CITY", 20),
    _text("SHIPPER_ZIP", 5),
    _text("SHIPPER_REGION", 20),
    _text("SHIPPER_COUNTRY", 20, never),
    _text("SHIPPER_CONTACT", 20),
    _text("SHIPPER_PHONE", 50),
    _text("RECEIVER_NAME", 30),
    _text("RECEIVER_ADDR1", 85),
    _text("RECEIVER_ADDR2", 85),
    _text("RECEIVER_ADDR3", 85, never),
    _text("RECEIVER_CITY", 20),
    _text("RECEIVER_ZIP", 5),
    _text("RECEIVER_REGION", 20),
    _text("RECEIVER_COUNTRY", 20, never),
    _text("RECEIVER_CONTACT", 20),
    _text("RECEIVER_PHONE", 50),
    _text("ORIGIN_CODE", 10),
    _text("DESTINATION_CODE", 10),
    _text("SERVICE_CODE", 10, always, one_of(NAMES)),
    _number("WEIGHT", always, decimal(10, 3), above_zero),
    _number("QTY", always, decimal(10, 3), above_zero),
    _text("GOODS_DESC", 60),
    _number("GOODS_AMOUNT", always, number),
    _text("INSURANCE_FLAG", 1, always, one_of(("Y", "N"))),
    _text("SPECIAL_INS", 60),
    _text("MERCHANT_ID", 100),
    _text("LAT", 60, never),
    _text("LON", 60, never),
    _text("TYPE", 10, always, one_of(("DROP", "PICKUP"))),
    _text("COD_FLAG", 3, never, one_of(("YES", "NO"))),
    _number("COD_AMOUNT", with_cod, number, cod_amount("COD_FLAG")),
    _text("AWB", 16, never),
    _number("TAX_VALUE", to_or_from_batam, number),
    _text("ITEM_TYPE", 10, to_or_from_batam, one_of(("1", "2", "3", "4", "5"))),
    _text("HS_CODE", 300, to_or_from_batam, goods_list),
    _text("NPWP", 90, to_or_from_batam),
    _text("RETURN_NAME", 30, never),
    _text("RETURN_ADDR1", 30, never),
    _text("RETURN_ADDR2", 30, never),
    _text("RETURN_ADDR3", 30, never),
    _text("RETURN_CITY", 20, never),
    _text("RETURN_ZIP", 5, never),
    _text("RETURN_REGION", 20, never),
    _text("RETURN_COUNTRY", 20, never),
    _text("RETURN_CONTACT", 20, never),
    _text("RETURN_PHONE", 15, never),
    _text("RETURN_BRANCH", 6, never),
)

TARIFF = (
    *ACCOUNT,
    _text("from", 10),
    _text("thru", 10),
    _number("weight", always, number),
)
