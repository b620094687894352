"""The request tables of Jumppoint's document, row by row and in its order."""

from shipdesk.simulator.checks import (
    always,
    at_least,
    currency,
    decimals,
    either,
    never,
    not_empty,
    one_of,
    web_address,
    when,
    with_any,
)
from shipdesk.simulator.jumppoint.checks import (
    city,
    country,
    country_name,
    currency_of_destination,
    phone,
    pickup_date,
    province,
    receiver_in,
    to_europe,
)
from shipdesk.simulator.jumppoint.vocab import (
    IDENTITY_TYPES,
    INCOTERMS,
    PAYMENT_METHODS,
    PICKUP_SLOTS,
    PRODUCT_TYPES,
    RECEIVER_TAX_TYPES,
    SENDER_TAX_TYPES,
    TRANSPORT_MODES,
)
from shipdesk.simulator.validate import Field


def _party(tax_types: tuple[str, ...]) -> tuple[Field, ...]:
    """Tables Sender and Receiver; they differ in the types of tax number."""
    return (
        Field("name", "string", always),
        Field("company", "string", always),
        Field("address", "string", always),
        Field("district", "string", always),
        Field("city", "string", never, (city,)),
        Field("province", "string", always, (province,)),
        Field("countryCode", "string", always, (country,)),
        Field("postcode", "string", always),
        Field("phone", "string", always, (phone,)),
        Field("email", "string", never),
        Field("taxNo", "string", with_any("taxNoType")),
        Field("taxNoType", "string", with_any("taxNo"), (one_of(tax_types),)),
        Field("idNo", "string", with_any("idNoType")),
        Field("idNoType", "string", with_any("idNo"), (one_of(IDENTITY_TYPES),)),
    )


PACKAGE = (
    Field("height", "integer", never, (at_least(1),)),
    Field("length", "integer", never, (at_least(1),)),
    Field("width", "integer", never, (at_least(1),)),
    Field("volumeWeight", "number", never, (decimals(3),)),
    Field("grossWeight", "number", always, (decimals(3),)),
)

PRODUCT = (
    Field("descriptionEn", "string", always),
    Field("descriptionOr", "string", always),
    Field("descriptionDe", "string", never),
    Field("category", "string", never),
    Field("unitPrice", "number", always, (decimals(2),)),
    Field("priceCurrency", "string", always, (currency,)),
    Field("quantity", "integer", always, (at_least(1),)),
    Field("sku", "string", never),
    Field("ean", "string", never),
    Field("hsCode", "string", never),
    Field("brand", "string", never),
    Field("saleUrl", "string", never),
    Field("batteryType", "string", never),
    Field("batteryAmount", "integer", never, (at_least(0),)),
)

BOOKING = (
    Field("referenceNo", "string", always),
    Field("webhookURL", "string", never, (web_address,)),
    Field("transportMode", "string", always, (one_of(TRANSPORT_MODES),)),
    Field("pickUp", "boolean", always),
    Field("pickUpBagNo", "string", never),
    Field("pickUpDate", "string", when(pickUp=True), (pickup_date,)),
    Field("pickUpSlot", "string", when(pickUp=True), (one_of(PICKUP_SLOTS),)),
    Field("sender", "object", always, fields=_party(SENDER_TAX_TYPES)),
    Field("iossNo", "string", either(to_europe, with_any("iossCountry"))),
    Field("iossCountry", "string", either(to_europe, with_any("iossNo")), (country_name,)),
    Field("receiver", "object", always, fields=_party(RECEIVER_TAX_TYPES)),
    Field("packageValue", "number", always, (decimals(2),)),
    Field("packageValueCurrency", "string", always, (currency, currency_of_destination)),
    Field("paymentMethod", "string", always, (one_of(PAYMENT_METHODS),)),
    Field("codValue", "number", either(when(paymentMethod="COD"), with_any("codValueCurrency")), (decimals(2),)),
    Field("codValueCurrency", "string", either(when(paymentMethod="COD"), with_any("codValue")), (currency,)),
    Field("package", "object", always, fields=PACKAGE),
    Field("shipmentTerm", "string", receiver_in("CN"), (one_of(INCOTERMS),)),
    Field("productType", "string", always, (one_of(PRODUCT_TYPES),)),
    Field("packageAmount", "integer text", never, (at_least(1),)),
    Field("cargoValue", "number", never, (decimals(2),)),
    Field("freightShippingFee", "number", never, (decimals(2),)),
    Field("insuranceValue", "number", with_any("insuranceCurrency", "insuranceType"), (decimals(2),)),
    Field("insuranceCurrency", "string", with_any("insuranceValue", "insuranceType"), (currency,)),
    Field("insuranceType", "string", with_any("insuranceValue", "insuranceCurrency")),
    Field("products", "array", always, (not_empty,), PRODUCT),
)

LOGIN = (Field("username", "string", always), Field("password", "string", always))
WEBHOOK = (Field("url", "string", always),)
