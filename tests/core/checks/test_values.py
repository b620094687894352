"""Rules on single values and on values that go together."""

from decimal import Decimal

import pytest

from shipdesk.core.checks.values import closed, number, required, together, values_at
from shipdesk.core.checks.words import subject
from shipdesk.core.shipment import Insurance, Party, Product, Shipment
from tests.core.checks.reference import codes


def test_required_fields_are_asked_of_every_product() -> None:
    shipment = Shipment(reference="R1", products=(Product(description="Tea"), Product()))
    found = required(shipment, ["reference", "sender.name", "products[].description", "products[].quantity"])
    assert codes(found) == [
        "sender.name name.missing error",
        "products[1].description description.missing error",
        "products[0].quantity quantity.missing error",
        "products[1].quantity quantity.missing error",
    ]
    assert found[1].message == "The description of product 2 is missing; fill it in."


def test_zero_is_a_value() -> None:
    assert required(Shipment(products=(Product(quantity=0),)), ["products[].quantity"]) == []


def test_values_at_a_path_of_the_table() -> None:
    shipment = Shipment(products=(Product(sku="A"), Product(sku="B")), options={"awb": "1"})
    assert list(values_at(shipment, "products[].sku")) == [("products[0].sku", "A"), ("products[1].sku", "B")]
    assert list(values_at(shipment, "options.awb")) == [("options.awb", "1")]


def test_the_missing_half_of_a_pair_is_the_fault() -> None:
    assert codes(together(Shipment(sender=Party(tax_number="X1")), ("sender.tax_number", "sender.tax_type"))) == [
        "sender.tax_type tax_type.missing error"
    ]
    (found,) = together(Shipment(sender=Party(tax_type="VAT Number")), ("sender.tax_number", "sender.tax_type"))
    assert found.message == "The sender's tax number is missing; it goes together with the sender's tax number type."


def test_a_trio() -> None:
    trio = ("insurance.amount", "insurance.currency", "insurance.type")
    assert together(Shipment(), trio) == []
    assert together(Shipment(insurance=Insurance(amount=Decimal(0), currency="HKD", type="Full")), trio) == []
    assert codes(together(Shipment(insurance=Insurance(currency="HKD")), trio)) == [
        "insurance.amount amount.missing error",
        "insurance.type type.missing error",
    ]


def test_closed_lists() -> None:
    allowed = ("Tax card", "Passport")
    assert closed("sender.id_type", "Passport", allowed) is None
    assert closed("sender.id_type", "", allowed) is None
    same = closed("sender.id_type", "passport", allowed)
    assert same is not None
    assert (same.code, same.fix) == ("id_type.case", "Passport")
    other = closed("sender.id_type", "Driver", allowed)
    assert other is not None
    assert other.message == "The sender's ID type cannot be 'Driver'; it must be Tax card or Passport."
    assert other.fix is None


@pytest.mark.parametrize(
    ("value", "places", "zero", "code"),
    [
        ("1.230", 2, True, None),
        ("1E+2", 0, True, None),
        ("0", 2, True, None),
        (None, 0, False, None),
        ("0.000", 2, False, "gross_weight_kg.zero"),
        ("-0.01", 2, True, "gross_weight_kg.negative"),
        ("25.005", 2, True, "gross_weight_kg.decimals"),
        ("23.5", 0, True, "gross_weight_kg.decimals"),
    ],
)
def test_numbers(value: str | None, places: int, zero: bool, code: str | None) -> None:
    amount = None if value is None else Decimal(value)
    found = number("parcel.gross_weight_kg", amount, places=places, unit="kg", zero=zero)
    assert (found and found.code) == code


def test_a_number_is_never_rounded_silently() -> None:
    found = number("parcel.gross_weight_kg", Decimal("25.2004"), places=3, unit="kg")
    assert found is not None
    assert found.message == "The parcel's gross weight is 25.2004 kg; it may have at most 3 decimals."
    assert found.fix is None


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("receiver.phone", "The receiver's phone"),
        ("sender.email", "The sender's e-mail"),
        ("sender.id_number", "The sender's ID number"),
        ("products[2].hs_code", "The HS code of product 3"),
        ("declared_value.currency", "The currency of the declared value"),
        ("cod.amount", "The cash on delivery"),
        ("options.webhook_url", "The option webhook_url"),
        ("products[0].description_origin", "The description in the sender's language of product 1"),
    ],
)
def test_what_a_sentence_calls_a_field(path: str, words: str) -> None:
    assert subject(path) == words
