"""The marks that stand beside a colour and a word, so that nothing is told by colour alone.

Solid marks on a 16-unit grid: they are read at 14 px from two arm's lengths, where an outlined icon is not.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from enum import Enum
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPainterPathStroker, QPen, QTransform

from shipdesk.ui.theme.live import qcolor

_GRID = 16.0
_STROKE = 1.75


class Shape(Enum):
    """What a state looks like without its colour."""

    TICK = "tick in a disc"
    TICK_RING = "tick in an open ring"
    TRIANGLE = "triangle"
    OCTAGON = "octagon"
    RING = "broken ring"
    RING_PERSON = "broken ring around a person"
    RING_CLASH = "broken ring around a cross"
    CIRCLE = "empty circle"
    HALF = "half-filled circle"
    CLOCK = "clock"
    ARROW = "arrow going up"
    PAUSE = "two bars"
    STRUCK = "struck circle"
    SHEET = "empty sheet"
    PRINTER = "printed sheet"
    SCANNED = "bars"
    HANDED = "arrow leaving"
    DASH = "dash"


def draw_shape(painter: QPainter, area: QRectF, shape: Shape, colour: str) -> None:
    """Fill `shape` into `area` (a square, logical px) with `colour` (`#rrggbb`)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(area.topLeft())
    painter.scale(area.width() / _GRID, area.height() / _GRID)
    painter.fillPath(shape_path(shape), qcolor(colour))
    painter.restore()


@lru_cache(maxsize=32)
def shape_path(shape: Shape) -> QPainterPath:
    """The outline of a mark on the 16-unit grid, to be filled."""
    return _DRAWN[shape]()


def _stroke(path: QPainterPath, width: float = _STROKE, dashes: list[float] | None = None) -> QPainterPath:
    stroker = QPainterPathStroker(QPen(Qt.GlobalColor.black, width))
    stroker.setCapStyle(Qt.PenCapStyle.FlatCap if dashes else Qt.PenCapStyle.RoundCap)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dashes:
        stroker.setDashPattern(dashes)
    return stroker.createStroke(path).simplified()


def _lines(*strokes: tuple[tuple[float, float], ...]) -> QPainterPath:
    path = QPainterPath()
    for first, *rest in strokes:
        path.moveTo(*first)
        for point in rest:
            path.lineTo(*point)
    return path


def _disc(radius: float = 7.25) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(8, 8), radius, radius)
    return path


def _polygon(*points: tuple[float, float], round_by: float = 1.5) -> QPainterPath:
    path = _lines((*points, points[0]))
    path.closeSubpath()
    return path.united(_stroke(path, round_by))


_TICK = ((4.8, 8.3), (7.1, 10.6), (11.3, 5.7))


def _tick() -> QPainterPath:
    return _disc().subtracted(_stroke(_lines(_TICK), 1.9))


def _tick_ring() -> QPainterPath:
    return _stroke(_disc(6.4), 1.6).united(_stroke(_lines(((5.2, 8.2), (7.2, 10.2), (10.9, 6.0))), 1.7))


def _mark() -> QPainterPath:
    dot = QPainterPath()
    dot.addEllipse(QPointF(8, 11.5), 1.05, 1.05)
    return _stroke(_lines(((8, 5.6), (8, 8.8))), 1.8).united(dot)


def _triangle() -> QPainterPath:
    return _polygon((8, 2.2), (14.6, 13.4), (1.4, 13.4)).subtracted(_mark().translated(0, 0.4))


def _octagon() -> QPainterPath:
    turns = [math.pi * (n + 0.5) / 4 for n in range(8)]
    corners = [QPointF(8 + 7.1 * math.cos(turn), 8 + 7.1 * math.sin(turn)) for turn in turns]
    outline = _polygon(*((point.x(), point.y()) for point in corners), round_by=0.8)
    return outline.subtracted(_stroke(_lines(((5.6, 5.6), (10.4, 10.4)), ((10.4, 5.6), (5.6, 10.4))), 1.9))


def _broken(radius: float = 6.3) -> QPainterPath:
    width = 1.9
    gap = 2 * math.pi * radius / 6 / width
    turned = QTransform().translate(8, 8).rotate(12).translate(-8, -8)
    return turned.map(_stroke(_disc(radius), width, [gap * 0.62, gap * 0.38]))


def _ring_person() -> QPainterPath:
    body = QPainterPath()
    body.addEllipse(QPointF(8, 6.5), 1.6, 1.6)
    shoulders = QPainterPath()
    shoulders.moveTo(4.9, 11.2)
    shoulders.cubicTo(5.2, 8.4, 10.8, 8.4, 11.1, 11.2)
    shoulders.closeSubpath()
    return _broken(7.0).united(body).united(shoulders)


def _ring_clash() -> QPainterPath:
    return _broken(7.0).united(_stroke(_lines(((6, 6), (10, 10)), ((10, 6), (6, 10))), 1.7))


def _half() -> QPainterPath:
    left = QPainterPath()
    left.addRect(QRectF(0, 0, 8, 16))
    return _stroke(_disc(6.3)).united(_disc(6.3).intersected(left))


def _clock() -> QPainterPath:
    return _stroke(_disc(6.4)).united(_stroke(_lines(((8, 4.6), (8, 8.2), (10.4, 9.7))), 1.6))


def _arrow() -> QPainterPath:
    return _disc().subtracted(_stroke(_lines(((8, 11.6), (8, 4.6)), ((4.9, 7.6), (8, 4.5), (11.1, 7.6))), 1.8))


def _pause() -> QPainterPath:
    return _disc().subtracted(_stroke(_lines(((6.2, 5.4), (6.2, 10.6)), ((9.8, 5.4), (9.8, 10.6))), 1.9))


def _struck() -> QPainterPath:
    return _stroke(_disc(6.4)).united(_stroke(_lines(((3.9, 12.1), (12.1, 3.9)))))


def _sheet() -> QPainterPath:
    outline = QPainterPath()
    outline.addRoundedRect(QRectF(3.2, 1.8, 9.6, 12.4), 1.2, 1.2)
    return _stroke(outline, 1.7).united(_stroke(_lines(((6, 10.8), (10, 10.8))), 1.5))


def _printed() -> QPainterPath:
    sheet = QPainterPath()
    sheet.addRoundedRect(QRectF(2.4, 1, 11.2, 14), 1.4, 1.4)
    bars = _lines(((5.2, 4.6), (10.8, 4.6)), ((5.2, 7.6), (10.8, 7.6)), ((5.2, 11.2), (8.2, 11.2)))
    return sheet.subtracted(_stroke(bars, 1.5))


def _scanned() -> QPainterPath:
    path = QPainterPath()
    for left, width in ((1.2, 2.0), (4.4, 1.2), (6.9, 2.4), (10.5, 1.2), (12.8, 2.0)):
        path.addRect(QRectF(left, 2.5, width, 11))
    return path


def _handed() -> QPainterPath:
    arrow = _stroke(_lines(((4.4, 8), (11.4, 8)), ((8.4, 4.9), (11.5, 8), (8.4, 11.1))), 1.8)
    return _disc().subtracted(arrow)


_DRAWN: dict[Shape, Callable[[], QPainterPath]] = {
    Shape.TICK: _tick,
    Shape.TICK_RING: _tick_ring,
    Shape.TRIANGLE: _triangle,
    Shape.OCTAGON: _octagon,
    Shape.RING: _broken,
    Shape.RING_PERSON: _ring_person,
    Shape.RING_CLASH: _ring_clash,
    Shape.CIRCLE: lambda: _stroke(_disc(6.3)),
    Shape.HALF: _half,
    Shape.CLOCK: _clock,
    Shape.ARROW: _arrow,
    Shape.PAUSE: _pause,
    Shape.STRUCK: _struck,
    Shape.SHEET: _sheet,
    Shape.PRINTER: _printed,
    Shape.SCANNED: _scanned,
    Shape.HANDED: _handed,
    Shape.DASH: lambda: _stroke(_lines(((4, 8), (12, 8))), 2.0),
}
