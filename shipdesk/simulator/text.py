"""Lines of text in any script on a reportlab canvas: a font for each run, shaped, and in visual order."""

import re
import unicodedata
from functools import cache

import uharfbuzz  # noqa: F401 - without it reportlab's shaping does nothing, and says nothing
from bidi import get_display
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont, shapeStr
from reportlab.pdfgen.canvas import Canvas

from shipdesk.simulator.resources import resource

#: A stretch of Hebrew or Arabic letters, with the blanks between its words.
_RIGHT_TO_LEFT = re.compile("([\u0590-\u08ff](?:[ \u0590-\u08ff]*[\u0590-\u08ff])?)")
_FAMILIES = ("NotoSans", "NotoSansThai", "NotoSansArabic", "NotoSansTC", "NotoSansSC")


@cache
def _fonts() -> tuple[str, ...]:
    """The fonts there are, in the order in which they are asked for a character."""
    found = []
    for family in _FAMILIES:
        if path := resource("fonts", f"{family}_400Regular.ttf"):
            pdfmetrics.registerFont(TTFont(family, str(path)))
            found.append(family)
    return tuple(found)


@cache
def _font_of(character: str) -> str:
    has = (name for name in _fonts() if ord(character) in pdfmetrics.getFont(name).face.charToGlyph)
    return next(has, _fonts()[0] if _fonts() else "Helvetica")


def _runs(text: str) -> list[tuple[str, str]]:
    """(font, text) in visual order; right-to-left runs stay in logical order, as the shaper wants them."""
    pieces: list[tuple[str, str]] = []
    for place, run in enumerate(_RIGHT_TO_LEFT.split(get_display(text))):
        pieces += _by_font(run[::-1] if place % 2 else run)
    return pieces


def _by_font(run: str) -> list[tuple[str, str]]:
    """(font, text) of a run of one direction; marks and blanks stay with the character before them."""
    pieces: list[tuple[str, str]] = []
    for character in run:
        joins = pieces and (unicodedata.combining(character) or character == " ")
        font = pieces[-1][0] if joins else _font_of(character)
        if pieces and pieces[-1][0] == font:
            pieces[-1] = (font, pieces[-1][1] + character)
        else:
            pieces.append((font, character))
    return pieces


def width(text: str, size: float) -> float:
    """Width in points, before shaping."""
    return sum(float(pdfmetrics.stringWidth(part, font, size)) for font, part in _runs(text))


def draw(canvas: Canvas, x: float, y: float, text: str, size: float) -> None:
    """Draw one line with its baseline at `y`; all in points."""
    for font, part in _runs(text):
        line = canvas.beginText(x, y)
        line.setFont(font, size)
        line.textOut(shapeStr(part, font, size) if font in _fonts() else part)
        canvas.drawText(line)
        x += float(pdfmetrics.stringWidth(part, font, size))


def wrap(text: str, size: float, room: float) -> list[str]:
    """Lines of at most `room` points, broken at blanks, inside a word only where it is longer than a line."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        joined = f"{line} {word}" if line else word
        if width(joined, size) <= room:
            line = joined
            continue
        if line:
            lines.append(line)
        *whole, line = _broken(word, size, room)
        lines += whole
    return [*lines, line] if line else lines


def _broken(word: str, size: float, room: float) -> list[str]:
    parts = [""]
    for character in word:
        if parts[-1] and not unicodedata.combining(character) and width(parts[-1] + character, size) > room:
            parts.append("")
        parts[-1] += character
    return parts
