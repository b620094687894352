"""The CN 23: each fact in its own box, on every paper; blank where nobody has said it; nothing over an edge."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shipdesk.core.pages import PageSize
from shipdesk.core.shipment import Parcel, Party
from shipdesk.documents.cn23 import A5, A6, LABEL, cn23
from shipdesk.documents.codes import read_codes
from shipdesk.documents.raster import page_sizes, rasterise
from tests.documents.reading import ink_outside, pages, place_of
from tests.documents.test_commercial_invoice import SCRIPTS, product, shipment

SIZES = pytest.mark.parametrize("size", [A5, A6, LABEL], ids=str)
NUMBER = "RR123456785HK"
WEIGHED = Parcel(gross_weight_kg=Decimal("1.24"))


@SIZES
def test_everything_that_is_known_stands_on_it(size: PageSize) -> None:
    drawn = cn23(shipment(product(1), parcel=WEIGHED), NUMBER, size)
    assert [str(one) for one in page_sizes(drawn.pdf)] == [str(size)]
    (said,) = pages(drawn.pdf)
    for part in (
        "CUSTOMS DECLARATION", "CN 23", NUMBER, "HK warehouse Ltd", "Jerry Lee", "Bangkok", "TH", "T-shirt 1.",
        "610910",
        "THB 0.30", "1.24 kg", "REF1008", "Sale of goods", "Postal charges", "Office of origin", "Invoice no. (14)",
    ):  # fmt: skip
        assert part in said, part


@SIZES
def test_the_number_of_the_item_is_read_back(size: PageSize) -> None:
    drawn = cn23(shipment(product(1)), NUMBER, size)
    assert [code.text for code in read_codes(rasterise(drawn.pdf, 203))] == [NUMBER]
    assert read_codes(rasterise(cn23(shipment(product(1)), "", size).pdf, 203)) == []


def test_each_fact_stands_in_its_own_box() -> None:
    pdf = cn23(shipment(product(1), parcel=WEIGHED), NUMBER).pdf
    sender, receiver = place_of(pdf, "Chan Siu Ming"), place_of(pdf, "Jerry Lee")
    assert 20 < sender.top < sender.bottom < 41 < receiver.top < receiver.bottom < 62
    assert 62 < place_of(pdf, "T-shirt 1.").top < 96 < place_of(pdf, "1.24 kg").top < 104
    assert place_of(pdf, "VAT Number").left > 134


def test_what_nobody_has_said_is_told_and_nothing_is_ticked() -> None:
    drawn = cn23(shipment(product(1, hs_code="")))
    assert "The HS tariff number of item 1 is left blank." in drawn.notes
    assert "The gross weight is left blank." in drawn.notes
    assert any("Category" in note for note in drawn.notes)
    assert "None" not in pages(drawn.pdf)[0]


def test_more_contents_than_a_form_holds_go_onto_further_forms() -> None:
    said = pages(cn23(shipment(*(product(at) for at in range(9)), parcel=WEIGHED), NUMBER).pdf)
    assert len(said) > 1
    for at in range(9):
        assert sum(f"T-shirt {at}." in page for page in said) == 1
    assert ["THB 2.70" in page for page in said] == [False] * (len(said) - 1) + [True]
    assert all(f"form {number} of {len(said)}" in page for number, page in enumerate(said, 1))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SCRIPTS, SCRIPTS, st.sampled_from([A5, A6, LABEL]))
def test_nothing_is_drawn_over_the_edge(name: str, address: str, size: PageSize) -> None:
    line = name.replace("\n", " ")
    party = Party(name=line, company=line, address=address, city=line, phone=line, tax_number=line, country="TH")
    drawn = cn23(
        shipment(product(1, description=line or "x"), sender=party, receiver=party, note=address), NUMBER, size
    )
    assert ink_outside(drawn.pdf, 6 * size.width_mm / 210) == []
