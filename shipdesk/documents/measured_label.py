"""The measured test label: shows with a ruler whether a printer prints at 100 %, square, and every script."""

from __future__ import annotations

from io import BytesIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from shipdesk.core.devices import TEST_BARCODE
from shipdesk.documents.barcode import draw_code128
from shipdesk.documents.fonts import Style
from shipdesk.documents.text import draw_line, draw_paragraph

WIDTH_MM, HEIGHT_MM = 100, 150
BAR_MM = 50

_CORNER_MM, _ARM_MM = 5, 3.5
#: A little of each script that a label may carry: what it is, and text with stacked marks and joined letters.
_SAMPLES = (
    ("Latin", "Phường Bến Nghé, Århus"),
    ("繁體", "香港葵涌大連排道 12 號"),
    ("简体", "深圳市宝安区西乡街道"),
    ("ไทย", "ที่อยู่ เสื้อผ้า กรุงเทพฯ ปั้น"),
    ("عربي", "شارع الشيخ زايد، دبي 12"),
    ("Кириллица", "улица Ленина, дом 5"),
)


def measured_test_label(printer_name: str, when: str) -> bytes:
    """A PDF of 100 × 150 mm: rulers along two edges, corner marks 5 mm from the edges, a bar of 50 mm, a barcode.

    `when` is the time of printing as the clerk is to read it.
    """
    target = BytesIO()
    canvas = Canvas(target, pagesize=(WIDTH_MM * mm, HEIGHT_MM * mm), pageCompression=1)
    canvas.setTitle("Test label")
    _rulers(canvas)
    _corners(canvas)
    _heading(canvas, printer_name, when)
    _bar(canvas)
    _scripts(canvas)
    _barcode(canvas)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def _rulers(canvas: Canvas) -> None:
    """Millimetres from the top left corner: to the right along the top edge, down along the left one."""
    for length, along_top in ((WIDTH_MM, True), (HEIGHT_MM, False)):
        for tick in range(1, length):
            canvas.setLineWidth(0.25 * mm if tick % 5 == 0 else 0.125 * mm)
            reach = (3.2 if tick % 10 == 0 else 2.4 if tick % 5 == 0 else 1.4) * mm
            place = tick * mm if along_top else (HEIGHT_MM - tick) * mm
            if along_top:
                canvas.line(place, HEIGHT_MM * mm, place, HEIGHT_MM * mm - reach)
            else:
                canvas.line(0, place, reach, place)
            if tick % 10 == 0 and tick < length - 5:
                x, y = (place, (HEIGHT_MM - 5.4) * mm) if along_top else (3.7 * mm, place - 2)
                draw_line(canvas, x, y, str(tick), 5.5, align="center" if along_top else "left")


def _corners(canvas: Canvas) -> None:
    canvas.setLineWidth(0.375 * mm)
    for x, inward in ((_CORNER_MM, 1), (WIDTH_MM - _CORNER_MM, -1)):
        for y, upward in ((_CORNER_MM, 1), (HEIGHT_MM - _CORNER_MM, -1)):
            canvas.line(x * mm, y * mm, (x + inward * _ARM_MM) * mm, y * mm)
            canvas.line(x * mm, y * mm, x * mm, (y + upward * _ARM_MM) * mm)


def _heading(canvas: Canvas, printer_name: str, when: str) -> None:
    draw_line(canvas, 12 * mm, 132 * mm, "ShipDesk test label", 15, style=Style.BOLD)
    draw_line(canvas, 12 * mm, 126.5 * mm, printer_name, 10, max_width=76 * mm)
    draw_line(canvas, 12 * mm, 122 * mm, when, 8, max_width=76 * mm)


def _bar(canvas: Canvas) -> None:
    left, bottom = 25 * mm, 98 * mm
    canvas.setFillGray(0)
    canvas.rect(left, bottom, BAR_MM * mm, 3 * mm, stroke=0, fill=1)
    whisker = 0.125 * mm
    canvas.setLineWidth(whisker)
    for x in (left + whisker / 2, left + BAR_MM * mm - whisker / 2):
        canvas.line(x, bottom - 2 * mm, x, bottom + 5 * mm)
    draw_line(
        canvas, 50 * mm, 110 * mm, f"The bar below is {BAR_MM} mm; measure it.", 11, style=Style.BOLD, align="center"
    )
    advice = "If it is shorter or longer, the printer scales: set its paper to 100 × 150 mm and its scale to 100 %."
    draw_paragraph(canvas, 12 * mm, 91.5 * mm, advice, 7.5, width=76 * mm)


def _scripts(canvas: Canvas) -> None:
    y = 79 * mm
    for name, sample in _SAMPLES:
        draw_line(canvas, 12 * mm, y, name, 7)
        draw_line(canvas, 32 * mm, y, sample, 11, max_width=58 * mm)
        y -= 7 * mm


def _barcode(canvas: Canvas) -> None:
    # Narrow enough for bars of two dots, the thinnest that labels have.
    draw_code128(canvas, 22 * mm, 17 * mm, TEST_BARCODE, max_width_mm=56, height_mm=15)
    draw_line(canvas, 50 * mm, 12 * mm, TEST_BARCODE, 9, style=Style.MONO, align="center")
