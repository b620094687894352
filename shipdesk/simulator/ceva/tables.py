"""The request tables of CEVA's document, row by row and in its order."""

import re
from datetime import date
from decimal import Decimal

from shipdesk.simulator.ceva.vocab import CROSS_BORDER, DOMESTIC, EVENT_TYPES, INCOTERMS, PAYMENT_TYPES
from shipdesk.simulator.checks import always, at_least, currency, never, not_empty, one_of, web_address, when
from shipdesk.simulator.validate import Check, Field, Scene

_DAY = re.compile(r"(\d\d)/(\d\d)/(\d{4})")


def _written(pattern: str, expected: str) -> Check:
    shape = re.compile(pattern)
    return lambda value, _: None if shape.fullmatch(value) else f"Invalid input: must be {expected}"


_COUNTRY = _written("[A-Z]{2}", "a country code such as SG")
_PORT = _written("[A-Z]{3}", "a port code such as SIN")
_EMAIL = _written(r"[^@\s]+@[^@\s]+", "an email address")


def _whole(value: int | Decimal, _: Scene) -> str | None:
    """Type Integer: `100`, not `100.0`."""
    return None if isinstance(value, int) else "Expected integer"


def _above_zero(value: int | Decimal, _: Scene) -> str | None:
    return None if value > 0 else "Invalid input: must be more than 0"


def _not_negative(value: int | Decimal, _: Scene) -> str | None:
    return None if value >= 0 else "Invalid input: must not be negative"


def _null_when_prepaid(_: object, scene: Scene) -> str | None:
    """ "null if paymentType “prepaid”"."""
    return "Invalid input: must be null when prepaid" if scene.table.get("paymentType") == "prepaid" else None


def _pickup_date(value: str, _: Scene) -> str | None:
    """ "in the format of DD/MM/YYYY"."""
    parts = _DAY.fullmatch(value)
    try:
        if parts:
            date(int(parts[3]), int(parts[2]), int(parts[1]))
            return None
    except ValueError:
        pass
    return "Invalid input: must be a date as DD/MM/YYYY"


def _another_country(value: str, scene: Scene) -> str | None:
    same = value == scene.table.get("senderCountry")
    return "Invalid input: must differ from senderCountry in a cross-border order" if same else None


def _same_country(value: str, scene: Scene) -> str | None:
    same = value == scene.table.get("senderCountry")
    return None if same else "Invalid input: must be senderCountry in a domestic order"


ITEM = (
    Field("description", "string", never),
    Field("quantity", "number", always, (_whole, at_least(1))),
    Field("productCode", "string", never),
    Field("sku", "string", never),
    Field("category", "string", always),
    Field("price", "number", always, (_not_negative,)),
    Field("currency", "string", always, (currency,)),
)

_PAYMENT = (
    Field("paymentType", "string", always, (one_of(PAYMENT_TYPES),)),
    Field("codValue", "number", when(paymentType="cod"), (_null_when_prepaid, _above_zero)),
    Field("codCurrency", "string", when(paymentType="cod"), (_null_when_prepaid, currency)),
)

CROSS_BORDER_ORDER = (
    Field("orderCode", "string", always),
    Field("consigneeName", "string", always),
    Field("consigneeNumber", "string", always),
    Field("consigneeEmail", "string", always, (_EMAIL,)),
    Field("consigneeAddress", "string", always),
    Field("consigneePostal", "string", always),
    Field("consigneeCity", "string", always),
    Field("consigneeCountry", "string", always, (_COUNTRY, _another_country)),
    Field("consigneeProvince", "string", always),
    Field("destinationPort", "string", always, (_PORT,)),
    Field("consigneeTaxId", "string", never),
    Field("length", "number", always, (_whole, _above_zero)),
    Field("width", "number", always, (_whole, _above_zero)),
    Field("height", "number", always, (_whole, _above_zero)),
    Field("weight", "number", always, (_above_zero,)),
    *_PAYMENT,
    Field("senderContactName", "string", always),
    Field("senderContactNumber", "string", always),
    Field("senderCity", "string", always),
    Field("senderCountry", "string", always, (_COUNTRY,)),
    Field("senderProvince", "string", always),
    Field("senderPort", "string", always, (_PORT,)),
    Field("senderPostal", "string", always),
    Field("senderAddress", "string", always),
    Field("note", "null", never),
    Field("incoterm", "string", always, (one_of(INCOTERMS),)),
    Field("items", "array", always, (not_empty,), ITEM),
    Field("pickupDate", "string", never, (_pickup_date,)),
    Field("serviceLevel", "string", always),
)

DOMESTIC_ORDER = (
    Field("orderCode", "string", always),
    Field("consigneeName", "string", always),
    Field("consigneeNumber", "string", always),
    Field("consigneeAddress", "string", always),
    Field("consigneePostal", "string", always),
    Field("consigneeCountry", "string", always, (_COUNTRY, _same_country)),
    Field("consigneeProvince", "string", always),
    Field("consigneeCity", "string", always),
    Field("consigneeDistrict", "string", always),
    Field("consigneeEmail", "string", always, (_EMAIL,)),
    Field("length", "number", always, (_above_zero,)),
    Field("width", "number", always, (_above_zero,)),
    Field("height", "number", always, (_above_zero,)),
    Field("weight", "number", always, (_above_zero,)),
    *_PAYMENT,
    Field("senderContactName", "string", always),
    Field("senderContactNumber", "string", always),
    Field("senderPostal", "string", always),
    Field("senderCountry", "string", always, (_COUNTRY,)),
    Field("senderProvince", "string", always),
    Field("senderCity", "string", always),
    Field("senderDistrict", "string", never),
    Field("senderAddress", "string", always),
    Field("note", "string", never),
    Field("pickupDate", "string", never, (_pickup_date,)),
    Field("items", "array", always, (not_empty,), ITEM),
    Field("serviceLevel", "string", always),
)

LOGIN = (
    Field("email", "string", always),
    Field("password", "string", always),
    Field("clientSlug", "string", always),
)
SUBSCRIPTION = (
    Field("url", "string", always, (web_address,)),
    Field("eventType", "string", always, (one_of(EVENT_TYPES),)),
)

#: Query of the lists.
PAGING = (
    Field("page", "string", always, (_written("[1-9][0-9]{0,5}", "a page from 1"),)),
    Field("perPage", "string", always, (_written("[1-9][0-9]{0,5}", "a number of items from 1"),)),
)

SERVICE_LEVEL_QUERY = (
    Field("shipmentType", "string", always, (one_of((CROSS_BORDER, DOMESTIC)),)),
    Field("originCountry", "string", when(shipmentType=CROSS_BORDER), (_COUNTRY,)),
    Field("destinationCountry", "string", when(shipmentType=CROSS_BORDER), (_COUNTRY,)),
)
