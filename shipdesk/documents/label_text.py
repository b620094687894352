"""The text of a label as its PDF gives it: what lies outside the page, what has no glyph, which way it is read."""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
from PIL import Image
from pypdfium2 import raw

from shipdesk.core.label_faults import Fault
from shipdesk.core.pages import PageSize, Raster
from shipdesk.documents.raster import opened

#: Letters beyond the edge, or drawn as boxes, before the label counts as spoilt: one may be a stray mark or a symbol.
_FEW = 2
_OVER_MM = 0.5
#: Less text than this says nothing of how a page is turned.
_ENOUGH = 12
#: A word of nothing but question marks is what a wrong encoding leaves of a name; black squares are what a program
#: draws that lacks the letters.
_ASKED = re.compile(r"(?<![\w?])\?{3,}(?![\w?])|[■□▯]{3,}")
_REPLACEMENT, _PRIVATE = 0xFFFD, 0xE000
#: Squares that are letters or signs of their own.
_SQUARES = frozenset("口ロㅁ□▢▯囗⬜◻☐")
#: Smaller than this, a glyph is a dot or a stroke and has no inside to look at.
_SMALLEST_MM = 0.9
#: Modes of painting text that leave no ink: what a scanning program lays under a picture.
_INKLESS = frozenset({raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP})
_SMALLEST_DOTS = 7
#: How much ink a dot has, for each shade from 0 (black) to 255 (white); a stroke's edge may be as faint as this.
_DEPTHS = [255 - shade for shade in range(256)]
_FAINT = 55


@dataclass(frozen=True, slots=True)
class Letter:
    """A character as it is drawn: its code point (0 where it was drawn without one), and its box in mm from the top
    left; `angle` is how many degrees its line is turned on the page as one looks at it."""

    point: int
    left: float
    top: float
    right: float
    bottom: float
    angle: int
    mirrored: bool = False

    @property
    def writes(self) -> bool:
        """Whether it is a letter or a figure: those leave ink in every font."""
        return unicodedata.category(chr(self.point))[0] in "LN"


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of one page, and its letters in the order in which they are drawn, without blanks."""

    text: str
    letters: tuple[Letter, ...]

    def angle(self) -> int | None:
        """By how many degrees (0 to 359) most of the text is turned; None where there is too little to tell."""
        if len(self.letters) < _ENOUGH:
            return None
        return Counter(letter.angle for letter in self.letters).most_common(1)[0][0]


def read_text(pdf: bytes) -> list[PageText]:
    """The text of every page.

    Raises:
        BadDocument: the file is no PDF that can be printed.
    """
    with opened(pdf) as document:
        return [_page_text(document[index]) for index in range(len(document))]


def text_faults(number: int, text: PageText, picture: Raster) -> Iterator[Fault]:
    """What is wrong with the text of page `number`, seen together with its picture."""
    outside = sum(_outside(letter, picture.page) for letter in text.letters)
    if outside >= _FEW:
        yield Fault(
            "label.cut",
            f"Page {number} of the label is cut off: {outside} letters stand outside the paper; "
            "ask the carrier for the label again.",
        )
    if sum(letter.mirrored for letter in text.letters) > len(text.letters) // 2:
        yield Fault(
            "label.mirrored", f"Page {number} of the label is printed as in a mirror; ask the carrier for it again."
        )
    if _lacks_glyphs(text, picture):
        yield Fault(
            "label.glyphs",
            f"On page {number} of the label boxes, gaps or question marks stand where letters should; "
            "have it made again with names and addresses in letters that the carrier prints.",
        )


def _page_text(page: pdfium.PdfPage) -> PageText:
    part = page.get_textpage()
    try:
        return PageText(part.get_text_range(), tuple(_letters(page, part)))
    finally:
        part.close()
        page.close()


def _letters(page: pdfium.PdfPage, part: pdfium.PdfTextPage) -> Iterator[Letter]:
    for at in range(part.count_chars()):
        point = raw.FPDFText_GetUnicode(part, at)
        drawn = raw.FPDFText_GetTextObject(part, at)
        if not drawn or chr(point).isspace() or raw.FPDFTextObj_GetTextRenderMode(drawn) in _INKLESS:
            continue
        if not point and raw.FPDFText_HasUnicodeMapError(part, at):
            point = _PRIVATE
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        raw.FPDFText_GetCharBox(part, at, left, right, bottom, top)
        corners = (_looked_at(page, left.value, top.value), _looked_at(page, right.value, bottom.value))
        (left_mm, right_mm), (top_mm, bottom_mm) = (sorted(way) for way in zip(*corners, strict=True))
        angle = round(math.degrees(raw.FPDFText_GetCharAngle(part, at))) + page.get_rotation()
        yield Letter(point, left_mm, top_mm, right_mm, bottom_mm, angle % 360, _mirrored(part, at))


def _mirrored(part: pdfium.PdfTextPage, at: int) -> bool:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(part, at, matrix)
    return bool(matrix.a * matrix.d < matrix.b * matrix.c)


def _looked_at(page: pdfium.PdfPage, x: float, y: float) -> tuple[float, float]:
    """A point of the PDF's own space, in mm from the top left of the page as one looks at it."""
    fine = 100
    width, height = page.get_size()
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, round(width * fine), round(height * fine), 0, x, y, across, down)
    return across.value / fine * 25.4 / 72, down.value / fine * 25.4 / 72


def _outside(letter: Letter, size: PageSize) -> bool:
    return (
        min(letter.left, letter.top) < -_OVER_MM
        or letter.right > size.width_mm + _OVER_MM
        or letter.bottom > size.height_mm + _OVER_MM
    )


def _lacks_glyphs(text: PageText, picture: Raster) -> bool:
    # A point of 0 stands for a whole word that was drawn without letters.
    if any(letter.point in (0, _REPLACEMENT) for letter in text.letters) or _ASKED.search(text.text):
        return True
    image = Image.frombytes("L", (picture.width, picture.height), picture.pixels).point(_DEPTHS)
    return sum(_no_glyph(letter, image, picture.dpi) for letter in text.letters) >= _FEW


def _no_glyph(letter: Letter, image: Image.Image, dpi: int) -> bool:
    if min(letter.right - letter.left, letter.bottom - letter.top) < _SMALLEST_MM:
        return False
    if not letter.writes or chr(letter.point) in _SQUARES:
        return False
    sides = (letter.left, letter.top, letter.right, letter.bottom)
    left, top, right, bottom = (round(side / 25.4 * dpi) for side in sides)
    drawn = image.crop((left, top, right, bottom))
    return drawn.getbbox() is None or _is_box(drawn)


def _is_box(drawn: Image.Image) -> bool:
    """Whether it is the empty box that a font draws for a letter that it has not: four strokes around white."""
    shape = drawn.getbbox()
    if shape is None:
        return False
    left, top, right, bottom = shape
    width, height = right - left, bottom - top
    if min(width, height) < _SMALLEST_DOTS:
        return False
    strokes = (
        (left, top, right, top + 1),
        (left, bottom - 1, right, bottom),
        (left, top, left + 1, bottom),
        (right - 1, top, right, bottom),
    )
    inside = (left + width * 3 // 10, top + height * 3 // 10, right - width * 3 // 10, bottom - height * 3 // 10)
    inked = (drawn.crop(stroke).histogram() for stroke in strokes)
    return all(sum(depths[: _FAINT + 1]) == 0 for depths in inked) and drawn.crop(inside).getbbox() is None
