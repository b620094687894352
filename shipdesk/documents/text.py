"""Lines and paragraphs of any script on a page: shaped, in reading order, wrapped and cut to the space there is.

Lengths are in points, as everywhere on a reportlab canvas; the origin is at the bottom left.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from bidi import get_base_level, get_display
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import ShapedStr, shapeStr
from reportlab.pdfgen.canvas import Canvas

from shipdesk.documents.fonts import SHAPING, Style, runs

ELLIPSIS = "…"
#: Invisible characters that change the order of text or hide in it; those that join Arabic letters stay.
_HIDDEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_OPENING, _CLOSING = "(（「『【《〈“", ")）」』】》〉”，。、；：！？％…"
_MIRRORED = {**dict(zip("([{<«‹", ")]}>»›", strict=True)), **dict(zip(")]}>»›", "([{<«‹", strict=True))}
_THAI_AM = "\u0e33"


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was drawn: the widest line in points, how many lines, and whether something had to be left out."""

    width: float
    lines: int
    overflow: bool


def clean(text: str) -> str:
    """Text fit to be printed: composed, without hidden or control characters; line breaks stay."""
    text = _HIDDEN.sub("", unicodedata.normalize("NFC", text))
    return "".join(c if c == "\n" or unicodedata.category(c) != "Cc" else " " for c in text)


def width_of(text: str, size: float, style: Style = Style.REGULAR) -> float:
    """The printed width of one line."""
    return _width_at_1000(clean(text), style) * size / 1000


@lru_cache(maxsize=2048)
def _width_at_1000(text: str, style: Style) -> float:
    """Fitting text into a box asks for the same words at one size after the other, and shaping is what takes time."""
    return sum(width for _, _, width in _shaped(text, 1000, style, from_right=False))


def draw_line(
    canvas: Canvas,
    x: float,
    y: float,
    text: str,
    size: float,
    *,
    style: Style = Style.REGULAR,
    max_width: float | None = None,
    align: str = "left",
    from_right: bool | None = None,
) -> Drawn:
    """Draw one line with its baseline at `y`; too long for `max_width`, it ends in an ellipsis.

    `align` is `left`, `right` or `center`, with `x` the left edge, the right edge or the middle. `from_right` says
    that the text around is read from the right; left out, the line's first letter decides.
    """
    text = clean(text).replace("\n", " ")
    shown = text if max_width is None else _elided(text, size, style, max_width)
    pieces = _shaped(shown, size, style, _reads_from_right(text) if from_right is None else from_right)
    width = sum(piece[2] for piece in pieces)
    x -= {"left": 0.0, "center": width / 2, "right": width}[align]
    for font, glyphs, advance in pieces:
        line = canvas.beginText(x, y)
        line.setFont(font, size)
        line.textOut(glyphs)
        canvas.drawText(line)
        x += advance
    return Drawn(width, 1, shown != text)


def draw_paragraph(
    canvas: Canvas,
    x: float,
    y: float,
    text: str,
    size: float,
    *,
    width: float,
    leading: float | None = None,
    max_lines: int | None = None,
    style: Style = Style.REGULAR,
) -> Drawn:
    """Draw text wrapped to `width`, its first baseline at `y`, the next ones `leading` (1.25 × size) below.

    Text that begins in a script written from the right is set against the right edge. More than `max_lines` are
    left out, the last one that is shown then ends in an ellipsis.
    """
    lines = [
        (line, _reads_from_right(clean(paragraph)))
        for paragraph in text.split("\n")
        for line in wrap(paragraph, size, width, style=style)
    ]
    overflow = max_lines is not None and len(lines) > max_lines
    if overflow:
        lines = lines[:max_lines]
        lines[-1] = (_elided(lines[-1][0] + ELLIPSIS, size, style, width), lines[-1][1])
    widest = 0.0
    for line, from_right in lines:
        left, align = (x + width, "right") if from_right else (x, "left")
        drawn = draw_line(canvas, left, y, line, size, style=style, max_width=width, align=align, from_right=from_right)
        y -= leading or 1.25 * size
        widest, overflow = max(widest, drawn.width), overflow or drawn.overflow
    return Drawn(widest, len(lines), overflow)


def wrap(text: str, size: float, width: float, *, style: Style = Style.REGULAR) -> list[str]:
    """The lines of a text that fit into `width`: broken at spaces, hyphens, slashes and around Chinese characters.

    A word that is longer than a line (Thai writes without spaces) is broken between letters, never before a mark.
    """
    lines: list[str] = []
    for paragraph in clean(text).split("\n"):
        line = ""
        for part in _parts(paragraph):
            if width_of((line + part).rstrip(), size, style) <= width:
                line += part
                continue
            if line:
                lines.append(line.rstrip())
            *full, line = _split(part, size, style, width)
            lines.extend(full)
        lines.append(line.rstrip())
    return lines


def _reads_from_right(text: str) -> bool:
    """Whether a text begins in a script that is written from the right."""
    return bool(text) and get_base_level(text) == 1


def _shaped(text: str, size: float, style: Style, from_right: bool) -> list[tuple[str, str, float]]:
    """(font, glyphs, width) of each piece of a line, from left to right."""
    with SHAPING:
        pieces = [piece for run in _visual_runs(text, from_right) for piece in runs(run, style)]
        # drawString(shaping=True) does nothing without a library that has no release; shapeStr always shapes.
        return [_piece(font, shapeStr(part, font, size), size) for font, part in pieces if part]


def _piece(font: str, glyphs: str, size: float) -> tuple[str, str, float]:
    if isinstance(glyphs, ShapedStr):
        shape: Any = glyphs.__shapeData__
        return font, glyphs, sum(glyph.x_advance for glyph in shape) * size / 1000
    return font, glyphs, pdfmetrics.stringWidth(glyphs, font, size)


def _visual_runs(text: str, from_right: bool) -> list[str]:
    """Runs of one direction from left to right on paper, each still in the order of reading, as shaping wants it."""
    if not any(_from_right(c) for c in text):
        return [text]
    shown = str(get_display(text, base_dir="R" if from_right else "L"))
    found: list[tuple[bool, str]] = []
    for index, character in enumerate(shown):
        right = _from_right(character) or (_neutral(character) and _between_right(shown, index))
        if character in _MIRRORED and _among_right(shown, index, from_right):
            character = _MIRRORED[character]  # noqa: PLW2901 - the same bracket, seen from the other side
        if found and found[-1][0] == right:
            found[-1] = (right, found[-1][1] + character)
        else:
            found.append((right, character))
    return [run[::-1] if right else run for right, run in found]


def _among_right(shown: str, index: int, from_right: bool) -> bool:
    """Whether a bracket belongs to text from the right: that stands on both sides, or it opens or ends such a line."""
    sides = (reversed(shown[:index]), shown[index + 1 :])
    strong = (next((c for c in side if unicodedata.bidirectional(c) in {"R", "AL", "L"}), "") for side in sides)
    votes = {_from_right(c) if c else from_right for c in strong}
    return votes == {True} or (from_right and len(votes) == 2)


def _from_right(character: str) -> bool:
    return unicodedata.bidirectional(character) in {"R", "AL"}


def _neutral(character: str) -> bool:
    return character == " " or unicodedata.bidirectional(character) in {"NSM", "BN"}


def _between_right(shown: str, index: int) -> bool:
    """Whether a space or mark stands before a letter that is read from the right: it then belongs to that word."""
    after = next((c for c in shown[index + 1 :] if not _neutral(c)), "")
    before = next((c for c in reversed(shown[:index]) if not _neutral(c)), "")
    if shown[index] == " ":
        return bool(after and before) and _from_right(after) and _from_right(before)
    return bool(after) and _from_right(after)


def _clusters(text: str) -> list[str]:
    """Letters with the marks that belong to them."""
    found: list[str] = []
    for character in text:
        joined = unicodedata.category(character).startswith("M") or character in (_THAI_AM, "\u200c", "\u200d")
        if found and (joined or found[-1].endswith("\u200d")):
            found[-1] += character
        else:
            found.append(character)
    return found


def _parts(text: str) -> list[str]:
    """The text cut after every place where a line may end."""
    found = [""]
    for character in text:
        previous = found[-1][-1:]
        wide = unicodedata.east_asian_width(character) == "W" or unicodedata.east_asian_width(previous or "a") == "W"
        after_wide = wide and previous != " " and character not in _CLOSING and previous not in _OPENING
        if (previous and previous in " -/" and character != " ") or (previous and after_wide and character != " "):
            found.append("")
        found[-1] += character
    return found


def _split(word: str, size: float, style: Style, width: float) -> list[str]:
    """A word that may be longer than a line, cut between letters into lines; at least one letter each."""
    lines = [""]
    for cluster in _clusters(word):
        if lines[-1] and width_of((lines[-1] + cluster).rstrip(), size, style) > width:
            lines.append("")
        lines[-1] += cluster
    return lines


def _elided(text: str, size: float, style: Style, max_width: float) -> str:
    if width_of(text, size, style) <= max_width:
        return text
    clusters = _clusters(text.removesuffix(ELLIPSIS))
    low, high = 0, len(clusters)
    while low < high:
        middle = (low + high + 1) // 2
        fits = width_of("".join(clusters[:middle]).rstrip() + ELLIPSIS, size, style) <= max_width
        low, high = (middle, high) if fits else (low, middle - 1)
    return "".join(clusters[:low]).rstrip() + ELLIPSIS
