"""What a test reads out of a drawn PDF: its words page by page, where each stands, and whether ink leaves the page."""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2 as pdfium

from shipdesk.documents.codes import Code, read_codes
from shipdesk.documents.raster import page_sizes, rasterise

_MM = 25.4 / 72


@dataclass(frozen=True)
class Word:
    """A piece of text and its box in millimetres from the top left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def pages(pdf: bytes) -> list[str]:
    """What each page says, a space between its lines."""
    said = []
    with pdfium.PdfDocument(pdf) as document:
        for page in document:
            part = page.get_textpage()
            said.append(" ".join(part.get_text_range().split()))
            part.close()
            page.close()
    return said


def words(pdf: bytes, number: int = 0) -> list[Word]:
    """The rectangles of text of one page."""
    found = []
    with pdfium.PdfDocument(pdf) as document:
        page = document[number]
        height = page.get_height()
        part = page.get_textpage()
        for at in range(part.count_rects()):
            left, bottom, right, top = part.get_rect(at)
            text = part.get_text_bounded(left, bottom, right, top).strip()
            found.append(Word(text, left * _MM, (height - top) * _MM, right * _MM, (height - bottom) * _MM))
        part.close()
        page.close()
    return found


def place_of(pdf: bytes, text: str, number: int = 0) -> Word:
    """Where a text stands; the first of several."""
    return next(word for word in words(pdf, number) if text in word.text)


def ink_outside(pdf: bytes, margin_mm: float) -> list[int]:
    """The pages on which something is drawn nearer to the edge than `margin_mm`."""
    found = []
    for page, _size in enumerate(page_sizes(pdf)):
        raster = rasterise(pdf, 51, page)
        edge = int((margin_mm - 0.8) / 25.4 * 51)
        rows = [raster.pixels[y * raster.width : (y + 1) * raster.width] for y in range(raster.height)]
        outside = [*rows[:edge], *rows[len(rows) - edge :]]
        sides = [row[:edge] + row[-edge:] for row in rows]
        if min(min(row) for row in (*outside, *sides)) < 128:
            found.append(page)
    return found


def code_on(pdf: bytes) -> Code:
    """The one barcode of the first page."""
    [code] = read_codes(rasterise(pdf, 203))
    return code
