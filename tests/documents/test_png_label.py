"""A label that came as a picture: never stretched, and no label where its size says so."""

from io import BytesIO

import pytest
from PIL import Image

from shipdesk.documents.codes import read_codes
from shipdesk.documents.label_check import check_label
from shipdesk.documents.png_label import png_as_pdf
from shipdesk.documents.raster import BadDocument, page_sizes, rasterise
from tests.documents.pdfs import label_pdf

NUMBER = "JP1234567890TH"


def picture(dpi: int, *, told: bool, size: tuple[float, float] = (100, 150), mode: str = "L") -> bytes:
    page = rasterise(label_pdf(NUMBER, size), dpi)
    image = Image.frombytes("L", (page.width, page.height), page.pixels).convert(mode)
    target = BytesIO()
    image.save(target, "PNG", **({"dpi": (dpi, dpi)} if told else {}))
    return target.getvalue()


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("told", [True, False])
def test_it_is_as_large_as_it_says_or_as_the_head_it_was_drawn_for(dpi: int, told: bool) -> None:
    pdf = png_as_pdf(picture(dpi, told=told))
    [size] = page_sizes(pdf)
    assert (size.width_mm, size.height_mm) == pytest.approx((100, 150), abs=0.2)
    [code] = read_codes(rasterise(pdf, 600))
    [drawn] = read_codes(rasterise(label_pdf(NUMBER), 600))
    assert code.text == NUMBER
    assert code.width_mm == pytest.approx(drawn.width_mm, abs=0.2)
    assert check_label(pdf, NUMBER) == []


def test_a_smaller_one_stands_in_the_middle_of_the_label() -> None:
    pdf = png_as_pdf(picture(203, told=True, size=(80, 60)))
    [size] = page_sizes(pdf)
    assert (size.width_mm, size.height_mm) == pytest.approx((100, 150), abs=0.2)
    [code] = read_codes(rasterise(pdf, 600))
    [drawn] = read_codes(rasterise(label_pdf(NUMBER, (80, 60)), 600))
    assert code.width_mm == pytest.approx(drawn.width_mm, abs=0.2)


def test_what_is_clear_in_it_is_white_on_paper() -> None:
    clear = Image.new("RGBA", (799, 1199), (0, 0, 0, 0))
    target = BytesIO()
    clear.save(target, "PNG", dpi=(203, 203))
    assert set(rasterise(png_as_pdf(target.getvalue()), 50).pixels) == {255}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (picture(203, told=True, size=(210, 297)), "measures 210 × 297 mm by its own resolution"),
        (picture(203, told=False, size=(80, 60)), "does not say its resolution"),
        (picture(203, told=True)[:2000], "damaged"),
        (b"\x89PNG\r\n\x1a\n", "damaged"),
    ],
)
def test_what_is_no_label_says_why(content: bytes, sentence: str) -> None:
    with pytest.raises(BadDocument, match=sentence):
        png_as_pdf(content)
