"""A PDF's page put on another page: moved, turned, made smaller, with something laid over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import pypdfium2 as pdfium
from pypdfium2 import raw

_POINTS = 72 / 25.4


@dataclass(frozen=True)
class Place:
    """Where a page stands on another: turned to the left by `turn` degrees about its middle, `scale`d about its
    middle, and then moved by `x` and `y` mm from the left and from the bottom.

    A quarter turn leaves its bottom left corner in the corner of the new page.
    """

    x: float = 0.0
    y: float = 0.0
    turn: float = 0.0
    scale: float = 1.0


@dataclass(frozen=True)
class Patch:
    """A rectangle laid over a page, in mm from its bottom left; `shade` 0 is black and 255 white, `cover` 0 to 1."""

    left: float
    bottom: float
    width: float
    height: float
    shade: int = 255
    cover: float = 1.0


def put_on_page(
    pdf: bytes, size_mm: tuple[float, float], place: Place, *, rotate: int = 0, patches: Sequence[Patch] = ()
) -> bytes:
    """The first page on a page of `size_mm`, which carries /Rotate `rotate`."""
    sheet = pdfium.PdfDocument.new()
    with pdfium.PdfDocument(pdf) as source:
        page = sheet.new_page(size_mm[0] * _POINTS, size_mm[1] * _POINTS)
        width, height = source.get_page_size(0)
        form = source.page_as_xobject(0, sheet)
        shown = form.as_pageobject()
        shown.set_matrix(_matrix(place, width, height))
        page.insert_obj(shown)
        for patch in patches:
            page.insert_obj(_rectangle(patch))
        page.set_rotation(rotate)
        page.gen_content()
        target = BytesIO()
        sheet.save(target)
        sheet.close()
    return target.getvalue()


def joined(*pdfs: bytes) -> bytes:
    """All their pages in one PDF."""
    whole = pdfium.PdfDocument.new()
    for pdf in pdfs:
        with pdfium.PdfDocument(pdf) as source:
            whole.import_pages(source)
    target = BytesIO()
    whole.save(target)
    whole.close()
    return target.getvalue()


def _matrix(place: Place, width: float, height: float) -> pdfium.PdfMatrix:
    matrix = pdfium.PdfMatrix().translate(-width / 2, -height / 2).rotate(place.turn, ccw=True)
    matrix = matrix.scale(place.scale, place.scale)
    wide, tall = (height, width) if place.turn in (90, 270) else (width, height)
    return matrix.translate(wide / 2 + place.x * _POINTS, tall / 2 + place.y * _POINTS)


def _rectangle(patch: Patch) -> pdfium.PdfObject:
    box = (patch.left, patch.bottom, patch.width, patch.height)
    path = raw.FPDFPageObj_CreateNewRect(*(side * _POINTS for side in box))
    raw.FPDFPageObj_SetFillColor(path, patch.shade, patch.shade, patch.shade, round(255 * patch.cover))
    raw.FPDFPath_SetDrawMode(path, raw.FPDF_FILLMODE_WINDING, 0)
    return pdfium.PdfObject(path)
