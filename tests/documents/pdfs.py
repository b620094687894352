"""Small PDFs for tests: good ones, and the ways in which a carrier's can be bad."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from shipdesk.documents.barcode import draw_code128


def label_pdf(
    code: str = "", size_mm: tuple[float, float] = (100, 150), *, pages: int = 1, password: str = ""
) -> bytes:
    """Pages of a size, each with a Code 128 of that text in the middle (none without a text)."""
    target = BytesIO()
    lock = StandardEncryption(password) if password else None
    width, height = size_mm
    canvas = Canvas(target, pagesize=(width * mm, height * mm), encrypt=lock)
    for _ in range(pages):
        if code:
            draw_code128(canvas, 10 * mm, height / 2 * mm, code, max_width_mm=width - 20, height_mm=20)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def two_codes(first: str, second: str) -> bytes:
    """A label with two barcodes, one above the other."""
    target = BytesIO()
    canvas = Canvas(target, pagesize=(100 * mm, 150 * mm))
    for code, bottom in ((first, 100), (second, 20)):
        draw_code128(canvas, 10 * mm, bottom * mm, code, max_width_mm=80, height_mm=20)
    canvas.save()
    return target.getvalue()


def written_label(code: str, lines: Sequence[str], *, flipped: bool = False) -> bytes:
    """A label with lines of text above its barcode; `flipped`: as in a mirror that lies at its foot."""
    target = BytesIO()
    canvas = Canvas(target, pagesize=(100 * mm, 150 * mm))
    if flipped:
        canvas.translate(0, 150 * mm)
        canvas.scale(1, -1)
    for number, line in enumerate(lines):
        canvas.drawString(10 * mm, (135 - 8 * number) * mm, line)
    draw_code128(canvas, 10 * mm, 20 * mm, code, max_width_mm=80, height_mm=20)
    canvas.save()
    return target.getvalue()


def landscape_label(code: str) -> bytes:
    """A label that lies on its side: 150 × 100 mm."""
    return label_pdf(code, (150, 100))
