"""Text fitted into a box on a page: as large as it may be, smaller where it is long, and cut with an ellipsis at last.

Boxes are in millimetres from the top left of the page, as one measures them on paper; sizes of type are in points.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from shipdesk.documents.fonts import Style
from shipdesk.documents.text import draw_paragraph, wrap

#: Of the size: from the top of a line to its baseline, and from there to its bottom; marks above Thai letters fit.
_ASCENT, _DESCENT, _LEADING = 1.05, 0.3, 1.25
_STEP = 0.5


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the page: left, top, width and height in millimetres from the page's top left."""

    left: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def below(self, used: float) -> Box:
        """What is left of it below `used` mm."""
        return Box(self.left, self.top + used, self.width, max(self.height - used, 0))


@dataclass(frozen=True, slots=True)
class Fitted:
    """What was drawn: its height in millimetres, the size of type, and whether something had to be left out."""

    height: float
    size: float
    cut: bool


def height_of(lines: int, size: float) -> float:
    """The height of so many lines, in millimetres."""
    return (size * (_ASCENT + _DESCENT) + (lines - 1) * _LEADING * size) / mm if lines else 0


def draw_fitted(
    canvas: Canvas,
    box: Box,
    text: str,
    size: float,
    *,
    least: float = 6,
    lines: int = 1,
    style: Style = Style.REGULAR,
) -> Fitted:
    """Draw at most `lines` lines at the top of the box, in the largest type from `size` down to `least` that fits.

    Nothing is drawn outside the box: what does not fit at the least size ends in an ellipsis.
    """
    if not text.strip():
        return Fitted(0, size, cut=False)
    width = box.width * mm
    while True:
        room = _lines_in(box.height, size, lines)
        wrapped = [line for part in text.split("\n") for line in wrap(part, size, width, style=style)]
        if len(wrapped) <= room or size <= least:
            break
        size = max(size - _STEP, least)
    if not room:
        return Fitted(0, size, cut=True)
    top = canvas._pagesize[1] - box.top * mm
    drawn = draw_paragraph(
        canvas,
        box.left * mm,
        top - _ASCENT * size,
        text,
        size,
        width=width,
        leading=_LEADING * size,
        max_lines=room,
        style=style,
    )
    return Fitted(height_of(drawn.lines, size), size, drawn.overflow)


def _lines_in(height: float, size: float, most: int) -> int:
    return max((count for count in range(most + 1) if height_of(count, size) <= height + 1e-6), default=0)
