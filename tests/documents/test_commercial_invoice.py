"""The commercial invoice: nothing invented, totals exact, every item on one page, nothing outside the margins."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shipdesk.core.shipment import Customs, Money, Party, Product, Shipment
from shipdesk.documents.commercial_invoice import InvoiceFacts, commercial_invoice
from shipdesk.documents.raster import page_sizes
from tests.documents.reading import ink_outside, pages, place_of

FACTS = InvoiceFacts("REF1008", date(2026, 11, 22), "Jumppoint", "JX90447190")
SELLER = Party(name="Chan Siu Ming", company="HK warehouse Ltd", city="Kwai Chung", country="HK", tax_number="HK-77")
BUYER = Party(name="Jerry Lee", city="Bangkok", country="TH", tax_number="0105536000123", tax_type="VAT Number")


def product(at: int, **changes: object) -> Product:
    whole: dict[str, object] = {
        "description": f"T-shirt {at}.", "hs_code": "610910", "unit_price": Decimal("0.10"), "currency": "THB",
        "quantity": 3,
    }  # fmt: skip
    return Product(**{**whole, **changes})  # type: ignore[arg-type]


def shipment(*products: Product, **changes: object) -> Shipment:
    whole: dict[str, object] = {"reference": "REF1008", "sender": SELLER, "receiver": BUYER, "products": products}
    return Shipment(**{**whole, **changes})  # type: ignore[arg-type]


def test_everything_that_is_known_stands_on_it() -> None:
    customs = Customs(incoterm="DDP", ioss_number="IM1234567890", ioss_country="Germany")
    whole = shipment(product(1), customs=customs, parcel={"gross_weight_kg": "1.24"})
    (said,) = pages(commercial_invoice(whole, FACTS).pdf)
    for part in (
        "Commercial invoice", "REF1008", "2026-11-22", "Jumppoint", "JX90447190", "DDP", "IM1234567890 Germany",
        "1.24 kg", "HK warehouse Ltd", "Tax number HK-77", "VAT Number 0105536000123", "T-shirt 1.", "610910",
        "THB 0.30", "3 pieces", "NAME AND SIGNATURE OF SELLER", "page 1 of 1",
    ):  # fmt: skip
        assert part in said, part


def test_totals_are_exact_decimals_for_each_currency() -> None:
    items = [product(at, unit_price=Decimal("0.105"), quantity=7) for at in range(30)]
    more = product(99, unit_price=Decimal("123456789.01"), quantity=1000, currency="IDR")
    said = pages(commercial_invoice(shipment(*items, more), FACTS).pdf)
    assert "THB 22.05" in said[-1]
    assert "IDR 123,456,789,010.00" in said[-1]
    assert "0.735" in said[0]


def test_a_declared_value_that_differs_is_shown_beside_the_total() -> None:
    other = shipment(product(1), declared_value=Money(amount=Decimal("5"), currency="THB"))
    assert "DECLARED VALUE THB 5.00" in pages(commercial_invoice(other, FACTS).pdf)[0]
    same = shipment(product(1), declared_value=Money(amount=Decimal("0.3"), currency="THB"))
    assert "DECLARED VALUE" not in pages(commercial_invoice(same, FACTS).pdf)[0]


def test_what_nobody_has_said_is_left_blank_and_told() -> None:
    drawn = commercial_invoice(shipment(product(1), product(2, hs_code="", unit_price=None)), FACTS)
    assert "The HS code of item 2 is left blank." in drawn.notes
    assert "The price of item 2 is left blank." in drawn.notes
    assert "The incoterm is left blank." in drawn.notes
    assert any("Country of origin" in note for note in drawn.notes)
    assert "None" not in pages(drawn.pdf)[0]


@pytest.mark.parametrize("count", [1, 12, 13, 60])
def test_every_item_is_on_exactly_one_page_and_the_total_on_the_last(count: int) -> None:
    said = pages(commercial_invoice(shipment(*(product(at) for at in range(count))), FACTS).pdf)
    for at in range(count):
        assert sum(f"T-shirt {at}." in page for page in said) == 1
    assert ["TOTAL" in page for page in said] == [False] * (len(said) - 1) + [True]
    assert all(f"page {number} of {len(said)}" in page for number, page in enumerate(said, 1))


def test_a_long_name_is_wrapped_and_not_cut() -> None:
    name = " ".join(f"word{at}" for at in range(120))
    said = " ".join(pages(commercial_invoice(shipment(product(1, description=name)), FACTS).pdf))
    assert "…" not in said
    for at in range(120):
        assert f"word{at}" in said


def test_amounts_stand_under_their_headings() -> None:
    pdf = commercial_invoice(shipment(product(1, unit_price=Decimal("987654321.12"), quantity=99999)), FACTS).pdf
    price, heading = place_of(pdf, "987,654,321.12"), place_of(pdf, "UNIT PRICE")
    assert price.right == pytest.approx(heading.right, abs=0.6)
    assert price.left > place_of(pdf, "99,999").right


#: Whole letters with their marks: a mark without its letter hangs to the left of where a line begins.
LETTERS = ("a", "B", " ", "9", "-", "/", "ก็", "ที่", "น้ำ", "香", "港", "棉", "ش", "ا", "ع", "\n")
SCRIPTS = st.lists(st.sampled_from(LETTERS), max_size=300).map("".join)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SCRIPTS, SCRIPTS, SCRIPTS, st.integers(1, 4))
def test_nothing_is_drawn_outside_the_margins(name: str, address: str, company: str, count: int) -> None:
    party = Party(name=name.replace("\n", " "), company=company.replace("\n", " "), address=address, country="TH")
    items = [
        product(at, description=name.replace("\n", " ") or "x", sku=company.replace("\n", "")) for at in range(count)
    ]
    pdf = commercial_invoice(shipment(*items, receiver=party, sender=party), FACTS).pdf
    assert ink_outside(pdf, 15) == []
    assert {str(size) for size in page_sizes(pdf)} == {"210 × 297 mm"}
