"""The packing slip on each paper: every product on some page, nothing outside, the reference read back."""

from typing import Any

import pytest

from shipdesk.core.pages import PageSize
from shipdesk.core.shipment import Shipment
from shipdesk.documents.codes import read_codes
from shipdesk.documents.packing_slip import A4, A6, LABEL, packing_slip
from shipdesk.documents.raster import page_sizes, rasterise
from tests.documents.reading import pages

SIZES = pytest.mark.parametrize("size", [LABEL, A6, A4], ids=str)
PARTIES = {
    "sender": {"name": "Sari Wulandari", "address": "Ruko Mangga Dua", "city": "Jakarta", "country": "ID"},
    "receiver": {"name": "Budi Santoso", "address": "Jl. Kenanga III\nNo. 5", "city": "Malang", "postcode": "65141"},
}


def shipment(count: int = 2, reference: str = "REF00001008", **product: object) -> Shipment:
    products = [
        {"description": f"T-shirt {index}.", "sku": f"SKU-{index}.", "quantity": index + 1, **product}
        for index in range(count)
    ]
    return Shipment.model_validate({"reference": reference, **PARTIES, "products": products})


@SIZES
def test_what_is_in_the_parcel(size: PageSize) -> None:
    pdf = packing_slip(shipment(), size)
    assert [str(one) for one in page_sizes(pdf)] == [str(size)]
    (said,) = pages(pdf)
    for part in (
        "Packing slip", "REF00001008", "Budi Santoso", "Jl. Kenanga III No. 5", "Malang 65141", "Sari Wulandari",
        "T-shirt 0.", "SKU-0.", "T-shirt 1.", "SKU-1.", "2 products, 3 pieces", "1 / 1",
    ):  # fmt: skip
        assert part in said, part


@SIZES
def test_the_reference_can_be_scanned(size: PageSize) -> None:
    assert [code.text for code in read_codes(rasterise(packing_slip(shipment(), size), 203))] == ["REF00001008"]
    for unreadable in ("訂單-1", "R" * 200):
        pdf = packing_slip(shipment(reference=unreadable), size)
        assert read_codes(rasterise(pdf, 203)) == []


@SIZES
@pytest.mark.parametrize("reference", ["SHOP-2026-11-23-0000000123456789AB", "A" * 40])
def test_a_long_reference_stands_whole_and_can_be_scanned(size: PageSize, reference: str) -> None:
    pdf = packing_slip(shipment(reference=reference), size)
    assert [code.text for code in read_codes(rasterise(pdf, 203))] == [reference]
    head = pages(pdf)[0].partition("Budi Santoso")[0]
    assert reference in "".join(head.split())


@SIZES
@pytest.mark.parametrize("count", [9, 40])
def test_every_product_is_on_one_page_and_no_page_is_the_same(size: PageSize, count: int) -> None:
    printed = pages(packing_slip(shipment(count), size))
    for index in range(count):
        assert sum(f"T-shirt {index}." in page for page in printed) == 1
    assert all(f"{number} / {len(printed)}" in page for number, page in enumerate(printed, 1))
    assert all("QTY" in page for page in printed)
    assert (len(printed) > 1) == (count == 40)


@SIZES
def test_nothing_is_drawn_outside_the_margins_or_over_the_foot(size: PageSize) -> None:
    names: dict[str, Any] = {
        "description": "Cotton T-shirt of a name that goes on " * 9,
        "description_destination": "เสื้อแจ็กเกต ที่อยู่ شارع 香港" * 9,
        "sku": "TS-0001-BLACK-XXL-" * 9,
        "quantity": 99_999_999,
    }
    pdf = packing_slip(shipment(30, **names), size)
    margin = 15 if size is A4 else 4
    for page in range(len(page_sizes(pdf))):
        raster = rasterise(pdf, 101, page)
        dot = 25.4 / 101
        edge, foot = int((margin - 0.6) / dot), int((size.height_mm - margin - 4.6) / dot)
        rows = [raster.pixels[y * raster.width : (y + 1) * raster.width] for y in range(raster.height)]
        assert all(min(row[:edge]) > 128 and min(row[-edge:]) > 128 for row in rows)
        assert all(min(row) > 128 for row in (*rows[:edge], *rows[-edge + 4 :]))
        assert all(min(row) > 128 for row in rows[foot : foot + 3])


def test_an_empty_parcel_is_one_page() -> None:
    (said,) = pages(packing_slip(Shipment(reference="R1")))
    assert "0 products, 0 pieces" in said
