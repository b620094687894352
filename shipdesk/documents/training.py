"""TRAINING across a page, so that nobody ships with it."""

from __future__ import annotations

import math
from io import BytesIO

import pypdfium2 as pdfium
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from shipdesk.core.pages import PageSize
from shipdesk.documents.fonts import Style, runs
from shipdesk.documents.raster import opened, page_sizes
from shipdesk.documents.text import width_of

WORD = "TRAINING"


def strike_through(canvas: Canvas, size: PageSize) -> None:
    """The word from corner to corner of the open page, in outline: a thermal printer would not show a pale grey."""
    [(font, _)] = runs(WORD, Style.BOLD)
    diagonal = math.hypot(size.width_mm, size.height_mm) * mm
    points = 0.75 * diagonal / width_of(WORD, 1, Style.BOLD)
    canvas.saveState()
    canvas.translate(size.width_mm / 2 * mm, size.height_mm / 2 * mm)
    canvas.rotate(math.degrees(math.atan2(size.height_mm, size.width_mm)))
    canvas.setLineWidth(0.25 * mm)
    word = canvas.beginText(-0.375 * diagonal, -0.35 * points)
    word.setFont(font, points)
    word.setTextRenderMode(1)
    word.textOut(WORD)
    canvas.drawText(word)
    canvas.restoreState()


def struck(pdf: bytes) -> bytes:
    """A document with the word across each of its pages.

    Raises:
        BadDocument: it is no PDF that can be printed.
    """
    sizes = page_sizes(pdf)
    words = BytesIO()
    canvas = Canvas(words, pageCompression=1)
    for size in sizes:
        canvas.setPageSize((size.width_mm * mm, size.height_mm * mm))
        strike_through(canvas, size)
        canvas.showPage()
    canvas.save()
    with opened(pdf) as document:
        over = pdfium.PdfDocument(words.getvalue())
        for number in range(len(sizes)):
            page = document[number]
            page.insert_obj(over.page_as_xobject(number, document).as_pageobject())
            page.gen_content()
        over.close()
        target = BytesIO()
        document.save(target)
        return target.getvalue()
