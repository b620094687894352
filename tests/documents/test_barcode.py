from io import BytesIO

import pytest
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from shipdesk.documents.barcode import BarcodeError, draw_code128, draw_matrix
from shipdesk.documents.codes import read_codes
from shipdesk.documents.raster import rasterise


def page() -> tuple[Canvas, BytesIO]:
    target = BytesIO()
    return Canvas(target, pagesize=(100 * mm, 150 * mm)), target


@pytest.mark.parametrize("dpi", [203, 300])
def test_what_is_drawn_is_what_is_read(dpi: int) -> None:
    canvas, target = page()
    bars = draw_code128(canvas, 5.3 * mm, 90.1 * mm, "JPTH1931219700", max_width_mm=60, height_mm=20)
    draw_matrix(canvas, 5.3 * mm, 40 * mm, "https://example.com/JPTH1931219700", "QRCode", max_size_mm=30)
    draw_matrix(canvas, 50 * mm, 40 * mm, "JPTH1931219700", "DataMatrix", max_size_mm=20)
    canvas.save()
    found = {code.format: code for code in read_codes(rasterise(target.getvalue(), dpi))}
    assert {name: code.text for name, code in found.items()} == {
        "Code 128": "JPTH1931219700",
        "QR Code": "https://example.com/JPTH1931219700",
        "Data Matrix": "JPTH1931219700",
    }
    assert found["Code 128"].width_mm == pytest.approx(bars.width_mm, abs=0.2)
    assert found["Code 128"].left_mm == pytest.approx(bars.left / mm, abs=0.2)


def test_a_module_is_as_wide_as_the_space_allows() -> None:
    canvas, _ = page()
    wide, narrow = (
        draw_code128(canvas, 0, 0, "JPTH1931219700", max_width_mm=width, height_mm=10) for width in (90, 45)
    )
    assert wide.module_mm == pytest.approx(4 * 25.4 / 203)
    assert narrow.module_mm == pytest.approx(2 * 25.4 / 203)


@pytest.mark.parametrize(
    ("text", "width", "sentence"),
    [("香港", 90, "cannot be written as a barcode"), ("", 90, "cannot be written"), ("A" * 40, 60, "too long")],
)
def test_what_cannot_be_drawn_is_said(text: str, width: float, sentence: str) -> None:
    canvas, _ = page()
    with pytest.raises(BarcodeError, match=sentence):
        draw_code128(canvas, 0, 0, text, max_width_mm=width, height_mm=10)
