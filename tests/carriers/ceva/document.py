"""The field tables of "CEVA Logistics API Documentation", row by row.

Requests have the values that each row forbids; answers have what of each row is read, and why the others are not.
"""

from dataclasses import dataclass, field

YES, NO, COD = "Y", "N", "Y if COD"


@dataclass(frozen=True)
class Row:
    """A row of a request: its name, its type as JSON has it, whether it is mandatory.

    `bad`: values of our field that the row forbids (or that look wrong), each with the problem's code.
    """

    name: str
    type: str
    mandatory: str
    bad: tuple[tuple[object, str], ...] = ()


_COUNTRY = (("sg", "country.unknown"), ("ZZ", "country.unknown"), ("Singapore", "country.unknown"))
_PHONE = (("123", "phone.invalid"), ("+1 (555) 123-4567", "phone.invalid"))
_POSTCODE = (("10000.0", "postcode.spreadsheet"),)
_PORT = (("kul", "port.form"), ("KULX", "port.form"), ("K1L", "port.form"))
_EMAIL = (("alice", "email.form"),)
_CURRENCY = (("usd", "currency.unknown"), ("XXX", "currency.unknown"))
_COD = (("-1", "amount.negative"), ("0", "amount.zero"))
_WEIGHT = (("0", "gross_weight_kg.zero"), ("-1", "gross_weight_kg.negative"))
_LEVEL = (
    ("ECONOMY", "service.choice"),
    ("crossborder/ECONOMY", "service.choice"),
    ("AIR/ECONOMY", "service.choice"),
    ("CROSSBORDER/", "service.choice"),
    ("CROSSBORDER/SLOW", "service.level"),
    ("DOMESTIC/economy", "service.level"),
)


def _side(side: str, *more: tuple[object, str]) -> tuple[tuple[object, str], ...]:
    return (("0", f"{side}_cm.zero"), ("-1", f"{side}_cm.negative"), *more)


CROSSBORDER = (
    Row("orderCode", "string", YES, (("A,B", "reference.comma"),)),
    Row("consigneeName", "string", YES),
    Row("consigneeNumber", "string", YES, _PHONE),
    Row("consigneeEmail", "string", YES, _EMAIL),
    Row("consigneeAddress", "string", YES),
    Row("consigneePostal", "string", YES, _POSTCODE),
    Row("consigneeCity", "string", YES),
    Row("consigneeCountry", "string", YES, _COUNTRY),
    Row("consigneeProvince", "string", YES),
    Row("destinationPort", "string", YES, _PORT),
    Row("consigneeTaxId", "string", NO),
    Row("length", "integer", YES, _side("length", ("10.5", "length_cm.decimals"))),
    Row("width", "integer", YES, _side("width", ("10.5", "width_cm.decimals"))),
    Row("height", "integer", YES, _side("height", ("10.5", "height_cm.decimals"))),
    Row("weight", "number", YES, _WEIGHT),
    Row("paymentType", "string", YES),
    Row("codValue", "number", COD, _COD),
    Row("codCurrency", "string", COD, _CURRENCY),
    Row("senderContactName", "string", YES),
    Row("senderContactNumber", "string", YES, _PHONE),
    Row("senderCity", "string", YES),
    Row("senderCountry", "string", YES, _COUNTRY),
    Row("senderProvince", "string", YES),
    Row("senderPort", "string", YES, _PORT),
    Row("senderPostal", "string", YES, _POSTCODE),
    Row("senderAddress", "string", YES),
    Row("note", "null", NO),
    Row("incoterm", "string", YES, (("ddp", "incoterm.case"), ("FOB", "incoterm.choice"))),
    Row("items", "array", YES),
    Row("pickupDate", "string", NO, (("2026-11-19", "pickup.past"),)),
    Row("serviceLevel", "string", YES, (*_LEVEL, ("DOMESTIC/ECONOMY", "service.country"))),
)
DOMESTIC = (
    Row("orderCode", "string", YES, (("A,B", "reference.comma"),)),
    Row("consigneeName", "string", YES),
    Row("consigneeNumber", "string", YES, _PHONE),
    Row("consigneeAddress", "string", YES),
    Row("consigneePostal", "string", YES, _POSTCODE),
    Row("consigneeCountry", "string", YES, _COUNTRY),
    Row("consigneeProvince", "string", YES),
    Row("consigneeCity", "string", YES),
    Row("consigneeDistrict", "string", YES),
    Row("consigneeEmail", "string", YES, _EMAIL),
    Row("length", "number", YES, _side("length")),
    Row("width", "number", YES, _side("width")),
    Row("height", "number", YES, _side("height")),
    Row("weight", "number", YES, _WEIGHT),
    Row("paymentType", "string", YES),
    Row("codValue", "number", COD, _COD),
    Row("codCurrency", "string", COD, _CURRENCY),
    Row("senderContactName", "string", YES),
    Row("senderContactNumber", "string", YES, _PHONE),
    Row("senderPostal", "string", YES, _POSTCODE),
    Row("senderCountry", "string", YES, _COUNTRY),
    Row("senderProvince", "string", YES),
    Row("senderCity", "string", YES),
    Row("senderDistrict", "string", NO),
    Row("senderAddress", "string", YES),
    Row("note", "string", NO),
    Row("pickupDate", "string", NO, (("2026-11-19", "pickup.past"),)),
    Row("items", "array", YES),
    Row("serviceLevel", "string", YES, (*_LEVEL, ("CROSSBORDER/REGULAR", "service.country"))),
)
ITEM = (
    Row("description", "string", NO),
    Row("quantity", "integer", YES, (("0", "quantity.zero"), ("-2", "quantity.negative"))),
    Row("productCode", "string", NO, (("446.0", "product_code.spreadsheet"),)),
    Row("sku", "string", NO),
    Row("category", "string", YES),
    Row("price", "number", YES, (("-1", "unit_price.negative"),)),
    Row("currency", "string", YES, _CURRENCY),
)
UPLOADS = {"CROSSBORDER": CROSSBORDER, "DOMESTIC": DOMESTIC}


@dataclass(frozen=True)
class Answer:
    """A table of an answer: where its sample is, which rows are read, and why the others are not.

    `given`: what must stand beside a row of the sample for the row to matter.
    """

    golden: str
    at: tuple[str | int, ...]
    read: str
    left: dict[str, str] = field(default_factory=dict)
    given: dict[str, dict[str, object]] = field(default_factory=dict)


_KEPT = "kept with the exchange; nothing is done with it"
_OURS = "we know who we are"
_DUTY_NAMES = "convertedDuty convertedTax convertedDntCurrency localDntCurrency localTax localDuty dutiesFee taxFee"
_DUTIES = dict.fromkeys(_DUTY_NAMES.split(), _KEPT)
_PICKUP = "the sender's place once more"
_ORDER_READ = """
    id orderCode consigneeName consigneeNumber consigneeAddress consigneePostal consigneeCountry consigneeCity
    consigneeState consigneeProvince consigneeEmail length width height weight senderName senderNumber senderState
    senderCity senderProvince senderPostal senderCountry senderAddress senderEmail createdAt items senderPort destPort
    updates mappedPartnerUpdates customerOrderCode
"""
_ORDER_LEFT = {
    "clientId": _OURS,
    "paymentType": "the list has no value to collect beside it, and a sample has `credit_card`",
    **{f"pickup{part}": _PICKUP for part in ("ContactName", "ContactNumber", "State", "City", "Province")},
    **{f"pickup{part}": _PICKUP for part in ("Postal", "Country", "Address")},
    "refID": _KEPT,
    "labelPath": "a sample has no scheme; the label is asked for with its own call",
    "requestedServices": "partners' services, not the merchant's",
    "batchId": _KEPT,
    "batchCode": _KEPT,
    "destPortId": "the code of the port is read",
    "senderPortId": "the code of the port is read",
    "customerId": _OURS,
    "dntCurrency": _KEPT,
    "dutiesFee": _KEPT,
    "taxFee": _KEPT,
    "terminalStatusId": _KEPT,
    "insurance": "whether, but not for how much",
}
_STATES: dict[str, dict[str, object]] = {
    "consigneeState": {"consigneeProvince": ""},
    "senderState": {"senderProvince": ""},
}
_ITEM_READ = "description quantity productCode sku category price currency"
_ITEM_LEFT = {"id": _KEPT, "orderId": "the order it stands in", **_DUTIES}
_STATUS_READ = "statusCode status internalStatus updatedAt podReceiverName podUri"
_STATUS_LEFT = {"id": _KEPT, "createdAt": "read only where `updatedAt` is missing"}
_UPDATE_READ = "status updateTimestamp comments podReceiverName podReceiverContact podURI"
_UPDATE_LEFT = {"id": _KEPT, "rawPayload": _KEPT}
_CONTACT: dict[str, dict[str, object]] = {"podReceiverContact": {"podReceiverName": "John"}}
_MAPPED_LEFT = {"comments": "the partner's own comments are read"}

ANSWERS = {
    "Merchant Login": Answer(
        "login",
        (),
        "token",
        dict.fromkeys(("client", "customerId", "customerName", "email", "name", "userId"), _OURS),
    ),
    "Merchant Login, Client": Answer("login", ("client",), "", dict.fromkeys(("id", "logo", "name", "slug"), _OURS)),
    "Get List of Orders": Answer(
        "orders", (), "totalPage data", {"page": "the page that was asked for", "totalCount": "not to be trusted"}
    ),
    "Get List of Orders, data": Answer("orders", ("data", 0), _ORDER_READ, _ORDER_LEFT, _STATES),
    "Get List of Orders, items": Answer("orders", ("data", 0, "items", 0), _ITEM_READ, _ITEM_LEFT),
    "Get List of Orders, updates": Answer("orders", ("data", 0, "updates", 0), _UPDATE_READ, _UPDATE_LEFT, _CONTACT),
    "Get List of Orders, mappedPartnerUpdates": Answer(
        "orders",
        ("data", 0, "mappedPartnerUpdates", 0),
        "status updateTimestamp",
        _MAPPED_LEFT,
        {"updateTimestamp": {"status": "On its way"}},
    ),
    "Get Order Detail": Answer("order", (), _ORDER_READ, _ORDER_LEFT, _STATES),
    "Get Order Detail, Item": Answer("order", ("items", 0), _ITEM_READ, _ITEM_LEFT),
    "Get Order Label": Answer(
        "label", (), "orderCode customerOrderCode labelUrl", {"id": "the one that was asked for", "createdAt": _KEPT}
    ),
    "Get Order Statuses": Answer("status", ("data", 0), _STATUS_READ, _STATUS_LEFT),
    "Get Order Statuses by Order Code": Answer("status-by-code", ("data", 0), _STATUS_READ, _STATUS_LEFT),
    "Get Order Updates, Shipment": Answer(
        "updates",
        ("data", 0),
        "serviceType externalTracking",
        {
            "id": _KEPT,
            "orderID": "the one that was asked for",
            "orderCode": "of the order that was asked for",
            "partnerID": _KEPT,
            "partnerName": _KEPT,
            "externalTrackingNumber": _KEPT,
        },
    ),
    "Get Order Updates, External Tracking": Answer(
        "updates", ("data", 0, "externalTracking"), "partnerUpdates mappedPartnerUpdates", {"id": _KEPT}
    ),
    "Get Order Updates, Partner Update": Answer(
        "updates", ("data", 0, "externalTracking", "partnerUpdates", 0), _UPDATE_READ, _UPDATE_LEFT, _CONTACT
    ),
    "Get Order Updates, Mapped Partner Update": Answer(
        "updates",
        ("data", 0, "externalTracking", "mappedPartnerUpdates", 0),
        "status updateTimestamp",
        _MAPPED_LEFT,
    ),
    "Upload Order Cross Border": Answer("cross-border", ("data", 0), "id trackingNumber customerOrderCode"),
    "Upload Order Domestic": Answer("domestic", ("data", 0), "id trackingNumber customerOrderCode"),
    "Get List of Event Subscription": Answer(
        "subscription-list",
        (),
        "data",
        dict.fromkeys(("page", "totalPage", "totalCount"), "read to the first page that is not full"),
    ),
    "Get List of Event Subscription, data": Answer(
        "subscription-list",
        ("data", 1),
        "id endpoint appKey createdAt",
        {
            "clientId": _OURS,
            "customerId": _OURS,
            "eventType": "there is one type",
            "updatedAt": _KEPT,
        },
    ),
    "Get merchant service level mappings": Answer(
        "service-levels", ("data", 0), "serviceLevel customName shipmentType"
    ),
}
