from io import BytesIO

import pytest
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from shipdesk.documents.barcode import draw_code128
from shipdesk.documents.codes import read_codes
from shipdesk.documents.raster import rasterise


def test_codes_come_from_top_to_bottom_with_their_place() -> None:
    target = BytesIO()
    canvas = Canvas(target, pagesize=(100 * mm, 150 * mm))
    for y, text in ((100, "TOP"), (20, "BOTTOM"), (60, "MIDDLE")):
        draw_code128(canvas, 10 * mm, y * mm, text, max_width_mm=80, height_mm=15)
    canvas.save()
    codes = read_codes(rasterise(target.getvalue(), 300))
    assert [(code.text, code.format, code.rotation) for code in codes] == [
        ("TOP", "Code 128", 0),
        ("MIDDLE", "Code 128", 0),
        ("BOTTOM", "Code 128", 0),
    ]
    assert [code.top_mm for code in codes] == pytest.approx([35, 75, 115], abs=0.3)
    assert [code.height_mm for code in codes] == pytest.approx([15, 15, 15], abs=0.5)


def test_a_turned_code_is_read_and_measured() -> None:
    target = BytesIO()
    canvas = Canvas(target, pagesize=(100 * mm, 150 * mm))
    canvas.rotate(90)
    bars = draw_code128(canvas, 20 * mm, -60 * mm, "LADDER", max_width_mm=80, height_mm=15)
    canvas.save()
    [code] = read_codes(rasterise(target.getvalue(), 300))
    assert (code.text, abs(code.rotation)) == ("LADDER", 90)
    assert code.height_mm == pytest.approx(bars.width_mm, abs=0.3)


def test_an_empty_page_has_none() -> None:
    target = BytesIO()
    canvas = Canvas(target, pagesize=(100 * mm, 150 * mm))
    canvas.showPage()
    canvas.save()
    assert read_codes(rasterise(target.getvalue(), 203)) == []
