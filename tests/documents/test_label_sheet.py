"""Labels on A4: each at exactly its size, in the middle of its place."""

from io import BytesIO

import pytest
from PIL import Image
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from shipdesk.documents.codes import read_codes
from shipdesk.documents.label_sheet import A4_MM, on_sheet, places
from shipdesk.documents.raster import BadDocument, page_sizes, rasterise
from tests.documents.pdfs import label_pdf

DPI = 600
TOLERANCE_MM = 0.1
DARK = 128


def code_on(pdf: bytes) -> str:
    [code] = read_codes(rasterise(pdf, DPI))
    return code.text


def ink(pdf: bytes) -> tuple[float, float, float, float]:
    """Left, top, width and height of all that is printed, mm."""
    page = rasterise(pdf, DPI)
    image = Image.frombytes("L", (page.width, page.height), page.pixels).point(lambda shade: 255 * (shade < DARK))
    box = image.getbbox()
    assert box is not None
    left, top, right, bottom = (side * 25.4 / DPI for side in box)
    return left, top, right - left, bottom - top


def moved(left: float, top: float, box: tuple[float, float, float, float]) -> object:
    return pytest.approx((left, top, box[2], box[3]), abs=TOLERANCE_MM)


@pytest.mark.parametrize(("up", "place"), [(1, 1), (4, 1), (4, 2), (4, 3), (4, 4)])
def test_a_label_stands_at_its_size_in_the_middle_of_its_place(up: int, place: int) -> None:
    label = label_pdf("JP1234567890TH", (100, 148))
    box, sheet = ink(label), on_sheet(label, up, place)
    [size] = page_sizes(sheet)
    assert (size.width_mm, size.height_mm) == pytest.approx(A4_MM, abs=TOLERANCE_MM)
    columns = 1 if up == 1 else 2
    row, column = divmod(place - 1, columns)
    wide, high = 210 / columns, 297 / columns
    left, top = column * wide + (wide - 100) / 2, row * high + (high - 148) / 2
    assert ink(sheet) == moved(left + box[0], top + box[1], box)
    assert code_on(sheet) == "JP1234567890TH"


@pytest.mark.parametrize("place", [1, 2])
def test_two_lie_on_their_side(place: int) -> None:
    label = label_pdf("JP1234567890TH", (100, 150))
    (left, top, width, height), sheet = ink(label), on_sheet(label, 2, place)
    cell_left, cell_top = (210 - 150) / 2, (place - 1) * 148.5 + (148.5 - 100) / 2
    # Turned a quarter to the right: what was at the top is at the right, what was at the left is at the top.
    turned = (cell_left + 150 - top - height, cell_top + left, height, width)
    assert ink(sheet) == pytest.approx(turned, abs=TOLERANCE_MM)
    assert code_on(sheet) == "JP1234567890TH"


def test_a_place_beyond_the_sheet_is_the_first_again() -> None:
    label = label_pdf("JP1", (100, 148))
    assert ink(on_sheet(label, 4, places(4) + 1)) == ink(on_sheet(label, 4, 1))


def test_white_edges_may_be_cut_off_and_print_may_not() -> None:
    white = label_pdf("JP1234567890TH", (100, 150))
    assert code_on(on_sheet(white, 4, 1)) == "JP1234567890TH"
    target = BytesIO()
    canvas = Canvas(target, pagesize=(100 * mm, 150 * mm))
    canvas.rect(20 * mm, 149.5 * mm, 10 * mm, 0.3 * mm, fill=1)
    canvas.save()
    with pytest.raises(BadDocument, match=r"cut off on its part of the sheet of 105 × 148\.5 mm; print 2 on a sheet"):
        on_sheet(target.getvalue(), 4, 1)


def test_several_pages_are_no_label_for_a_sheet() -> None:
    with pytest.raises(BadDocument, match="has 2 pages"):
        on_sheet(label_pdf("JP1", pages=2), 2, 1)
