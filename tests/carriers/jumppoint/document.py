"""The field tables of "Jumppoint International Open API Spec", row by row, with values that each row forbids."""

from dataclasses import dataclass

YES, NO = "Yes", "No"


@dataclass(frozen=True)
class Row:
    """A row: its name, its type as JSON has it, whether it is required.

    `bad`: values of our field that the row forbids (or that look wrong), each with the problem's code.
    """

    name: str
    type: str
    required: str
    bad: tuple[tuple[object, str], ...] = ()


def _one_of(area: str, right: str) -> tuple[tuple[object, str], ...]:
    return ((right.swapcase(), f"{area}.case"), ("Something", f"{area}.choice"))


_MONEY = (("25.005", "amount.decimals"), ("-1", "amount.negative"))
_CURRENCY = (("thb", "currency.unknown"), ("BGN", "currency.unknown"), ("XXX", "currency.unknown"))

BOOKING = (
    Row("referenceNo", "string", YES),
    Row("webhookURL", "string", NO, (("http://example.com/hook", "url.form"),)),
    Row("transportMode", "string", YES, _one_of("service", "Air")),
    Row("pickUp", "boolean", YES),
    Row("pickUpBagNo", "string", NO),
    Row(
        "pickUpDate",
        "string",
        "Required if pickUp is True",
        (
            ("2026-11-19", "pickup.past"),
            ("2026-11-22", "pickup.sunday"),
            ("2026-12-05", "pickup.too_late"),
        ),
    ),
    Row("pickUpSlot", "string", "Required if pickUp is True", _one_of("slot", "PM")),
    Row("sender", "object", YES),
    Row(
        "iossNo",
        "string",
        "Required if receiver in European Countries",
        (("IM345654345876", "ioss.form"), ("12", "ioss.form")),
    ),
    Row(
        "iossCountry",
        "string",
        "Required if receiver in European Countries",
        (("Germany", "country.unknown"), ("HK", "ioss_country.member")),
    ),
    Row("receiver", "object", YES),
    Row("packageValue", "number", YES, _MONEY),
    Row("packageValueCurrency", "string", YES, (*_CURRENCY, ("USD", "currency.mismatch"))),
    Row("paymentMethod", "string", YES),
    Row("codValue", "number", "Required if paymentMethod is COD", (*_MONEY, ("0", "amount.zero"))),
    Row("codValueCurrency", "string", "Required if paymentMethod is COD", _CURRENCY),
    Row("package", "object", YES),
    Row("shipmentTerm", "string", "Required if destination country is China", _one_of("incoterm", "DDP")),
    Row("productType", "string", YES, _one_of("product_type", "Sensitive")),
    Row(
        "packageAmount",
        "number",  # the table says string, the sample sends a number
        NO,
        (("1.5", "options.type"), ("0", "package_amount.zero"), ("many", "options.type")),
    ),
    Row("cargoValue", "number", NO, (("1.005", "cargo_value.decimals"), ("-1", "cargo_value.negative"))),
    Row("freightShippingFee", "number", NO, (("1.005", "freight_fee.decimals"),)),
    Row("insuranceValue", "number", NO, _MONEY),
    Row("insuranceCurrency", "string", NO, _CURRENCY),
    Row("insuranceType", "string", NO),
    Row("products", "array", YES),
)

_PHONE = (("64352", "phone.invalid"), ("+81-9012345678", "phone.invalid"))
_IDS = (
    Row("idNo", "string", NO),
    Row("idNoType", "string", "Required if idNo has input", _one_of("id_type", "Passport")),
)
_PARTY = (
    Row("name", "string", YES),
    Row("company", "string", YES),
    Row("address", "string", YES),
    Row("district", "string", YES),
)
SENDER = (
    *_PARTY,
    Row("city", "string", YES, (("Kowloon Tong", "city.none"),)),
    Row("province", "string", YES, (("Kwai Tsin", "province.near"), ("Perak", "province.other_country"))),
    Row(
        "countryCode", "string", YES, (("hk", "country.unknown"), ("UK", "country.unknown"), ("ZZ", "country.unknown"))
    ),
    Row("postcode", "string", YES),
    Row("phone", "string", YES, _PHONE),
    Row("email", "string", NO, (("tommylee", "email.form"),)),
    Row("taxNo", "string", NO),
    Row("taxNoType", "string", "Required if taxNo has input", _one_of("tax_type", "LVG Number")),
    *_IDS,
)
RECEIVER = (
    *_PARTY,
    Row("city", "string", YES, (("Chiang Mai", "city.other_province"), ("Xyzzy", "city.unknown"))),
    Row("province", "string", YES, (("Bankok", "province.near"), ("Xyzzy", "province.unknown"))),
    Row("countryCode", "string", YES, (("th", "country.unknown"), ("Thailand", "country.unknown"))),
    Row("postcode", "string", YES, (("1023", "postcode.form"),)),
    Row("phone", "string", YES, _PHONE),
    Row("email", "string", NO, (("jerry@lee", "email.form"),)),
    Row("taxNo", "string", NO),
    Row(
        "taxNoType",
        "string",
        "Required if taxNo has input",
        (*_one_of("tax_type", "ID Number"), ("LVG Number", "tax_type.choice")),
    ),
    *_IDS,
)
_WHOLE_CM = {
    side: ((("23.5"), f"{side}_cm.decimals"), ("0", f"{side}_cm.zero")) for side in ("height", "length", "width")
}
PACKAGE = (
    Row("height", "number", NO, _WHOLE_CM["height"]),
    Row("length", "number", NO, _WHOLE_CM["length"]),
    Row("width", "number", NO, _WHOLE_CM["width"]),
    Row("volumeWeight", "number", NO, (("1.0001", "volume_weight_kg.decimals"),)),
    Row(
        "grossWeight",
        "number",
        YES,
        (("25.2004", "gross_weight_kg.decimals"), ("0", "gross_weight_kg.zero"), ("-1", "gross_weight_kg.negative")),
    ),
)
PRODUCTS = (
    Row("descriptionEn", "string", YES),
    Row("descriptionOr", "string", YES),
    Row("descriptionDe", "string", NO),
    Row("category", "string", NO),
    Row("unitPrice", "number", YES, (("0.001", "unit_price.decimals"), ("-1", "unit_price.negative"))),
    Row("priceCurrency", "string", YES, _CURRENCY),
    Row("quantity", "number", YES, (("0", "quantity.zero"), ("-2", "quantity.negative"))),
    Row("sku", "string", NO),
    Row("ean", "string", NO, (("5123918749123", "ean.check_digit"),)),
    Row("hsCode", "string", NO, (("H5234", "hs_code.form"),)),
    Row("brand", "string", NO),
    Row("saleUrl", "string", NO),
    Row("batteryType", "string", NO),
    Row("batteryAmount", "number", NO, (("-1", "battery_count.negative"),)),
)
TABLES = {"": BOOKING, "sender": SENDER, "receiver": RECEIVER, "package": PACKAGE, "products": PRODUCTS}

#: Get Shipments Info and the batch queries: name, and the part of `wire.Info` it becomes; or why it is not read.
RESPONSE = {
    "referenceNo": "reference",
    "orderNo": "number",
    "status": "status",
    "createdAt": "created_at",
    "statusLogs": "logs",
    "destination.receiver": "receiver",
    "destination.receiverCountryIso": "country",
    "destination.receiverCountry": "country",
    "triggeredAt": "at",
}
NOT_READ = {
    "shipmentLabel": "lives 60 seconds; the label is asked for with its own call",
    "flagged": "nothing is done with it",
    "origin": "our own sender",
    "pickUpDate": "our own pickup",
    "deliveryDate": "the log has the time of the delivery",
    "transportationMode": "our own service",
    "products": "our own products",
    "productDetails": "weights as they were billed: kept with the exchange",
}

STATUSES = """\
Order Created 訂單創建成功
Order Confirmed 訂單確認
Successful Pickup 成功收件
Arrival at Origin Warehouse 到達倉庫
Successful Export Customs Clearance 出口清關成功
Departure from Origin Airport 離開起運地機場
Departure from Origin Hub 離開起運地
Arrival at Destination Airport 到達目的地機場
Arrival at Destination Hub 到達目的地
Successful Import Customs Clearance 入口清關成功
Pickup by Last Mile Delivery 派送團隊已收件
Arrival at Last Mile Sorting Hub 到達分揀倉庫
Out For Last Mile Delivery 外出派送
First Unsuccessful Delivery 首次外出派送失敗
Second Unsuccessful Delivery 再次外出派送失敗
Unsuccessful Delivery 派送失敗
Rejected 拒收
Successful Delivery 已交付
Return Order Created 返貨訂單創建成功
Successful Return 退貨成功
Exception 派送異常"""
