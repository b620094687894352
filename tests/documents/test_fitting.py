"""Text in a box: as large as it may be, never outside, and what is left out shows."""

from io import BytesIO

import pytest
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from shipdesk.core.pages import Raster
from shipdesk.documents.fitting import Box, Fitted, draw_fitted, height_of
from shipdesk.documents.raster import rasterise

PAGE_MM = 60
BOX = Box(10, 15, 30, 12)
TEXTS = {
    "latin": "Jl. Kenanga III No. 5, belakang Masjid Al-Ikhlas gypq ÅÉ",
    "thai": "ที่อยู่ ปั้นน้ำเป็นตัว ซอยนวลจันทร์ ๓๖ ใกล้ตลาดน้ำริมคลอง",
    "traditional": "香港葵涌大連排道十二號金星工業大廈地下低層A室及B室",
    "simplified": "广东省深圳市宝安区西乡街道固戍二路下围园新村工业区",
    "arabic": "شارع الشيخ زايد، مبنى رقم 12 (الطابق الثالث)، خلف مسجد الإخلاص",
}


def draw(text: str, *, least: float = 6, lines: int = 1) -> tuple[Fitted, Raster]:
    target = BytesIO()
    canvas = Canvas(target, pagesize=(PAGE_MM * mm, PAGE_MM * mm))
    fitted = draw_fitted(canvas, BOX, text, 12, least=least, lines=lines)
    canvas.showPage()
    canvas.save()
    return fitted, rasterise(target.getvalue(), 203)


def ink(picture: Raster) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what is printed, in mm."""
    rows = [picture.pixels[y * picture.width : (y + 1) * picture.width] for y in range(picture.height)]
    dark = [(x, y) for y, row in enumerate(rows) if min(row) < 160 for x, shade in enumerate(row) if shade < 160]
    dot = 25.4 / picture.dpi
    across, down = [x for x, _ in dark], [y for _, y in dark]
    return min(across) * dot, min(down) * dot, (max(across) + 1) * dot, (max(down) + 1) * dot


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("repeat", [1, 20])
def test_nothing_is_drawn_outside_the_box(text: str, repeat: int) -> None:
    fitted, picture = draw(text * repeat, lines=5)
    left, top, right, bottom = ink(picture)
    slack = 2 * 25.4 / picture.dpi
    assert left >= BOX.left - slack
    assert top >= BOX.top - slack
    assert right <= BOX.left + BOX.width + slack
    assert bottom <= BOX.bottom + slack
    assert fitted.height <= BOX.height + 1e-6
    assert fitted.cut == (repeat > 1)


def test_short_text_keeps_its_size_and_long_text_shrinks_before_it_is_cut() -> None:
    assert draw("Budi")[0].size == 12
    shrunk = draw("Budi Santoso di Malang", least=6)[0]
    assert 6 < shrunk.size < 12
    assert not shrunk.cut
    cut = draw("Budi Santoso di Malang, Jawa Timur, Indonesia", least=6)[0]
    assert (cut.size, cut.cut) == (6, True)


def test_nothing_takes_no_room() -> None:
    assert draw("", lines=3)[0] == draw(" ", lines=3)[0] == Fitted(0, 12, cut=False)
    assert height_of(0, 12) == 0


def test_a_box_that_is_lower_than_a_line_says_that_it_was_cut() -> None:
    canvas = Canvas(BytesIO())
    assert draw_fitted(canvas, Box(0, 0, 50, 1), "Budi", 12, least=6) == Fitted(0, 6, cut=True)
    assert Box(1, 2, 3, 4).below(9) == Box(1, 11, 3, 0)
