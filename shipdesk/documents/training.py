"""TRAINING across a page, so that nobody ships with it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from io import BytesIO

import pypdfium2 as pdfium
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from shipdesk.core.pages import PageSize
from shipdesk.documents.fonts import Style, runs
from shipdesk.documents.raster import opened, page_sizes
from shipdesk.documents.text import width_of

WORD = "TRAINING"


def strike_through(pdf: bytes) -> bytes:
    """The PDF with the word TRAINING across each page, in outline: a thermal printer would not show a pale grey.

    Raises:
        BadDocument: the file is no PDF that can be printed.
    """
    stamps = _stamps(page_sizes(pdf))
    with opened(pdf) as document, pdfium.PdfDocument(stamps) as stamped:
        for number in range(len(document)):
            page = document[number]
            page.insert_obj(stamped.page_as_xobject(number, document).as_pageobject())
            page.gen_content()
            page.close()
        target = BytesIO()
        document.save(target)
    return target.getvalue()


def _stamps(sizes: Sequence[PageSize]) -> bytes:
    """A page of each size with nothing but the word, from corner to corner."""
    target = BytesIO()
    canvas = Canvas(target)
    [(font, _)] = runs(WORD, Style.BOLD)
    for size in sizes:
        diagonal = math.hypot(size.width_mm, size.height_mm) * mm
        points = 0.75 * diagonal / width_of(WORD, 1, Style.BOLD)
        canvas.setPageSize((size.width_mm * mm, size.height_mm * mm))
        canvas.translate(size.width_mm / 2 * mm, size.height_mm / 2 * mm)
        canvas.rotate(math.degrees(math.atan2(size.height_mm, size.width_mm)))
        canvas.setLineWidth(0.25 * mm)
        word = canvas.beginText(-0.375 * diagonal, -0.35 * points)
        word.setFont(font, points)
        word.setTextRenderMode(1)
        word.textOut(WORD)
        canvas.drawText(word)
        canvas.showPage()
    canvas.save()
    return target.getvalue()
