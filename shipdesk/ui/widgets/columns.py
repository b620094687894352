"""What the columns of a table are, and how one cell of each kind is painted."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from shipdesk.ui.theme import colours, font, metrics, qcolor, tone
from shipdesk.ui.theme.shapes import draw_shape
from shipdesk.ui.theme.states import StateSpec
from shipdesk.ui.theme.tokens import BODY, MARK, REGULAR, SEMIBOLD, XS, L, S
from shipdesk.ui.widgets.chip import chip_width, paint_chip

_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_AGE_GAP = " · "


class Kind(Enum):
    """What a column holds, and so what its cells are: a value of the type named here, or None for an empty cell."""

    NAME = "str: cut in the middle"
    TEXT = "str: cut at its end"
    STRONG = "str: cut in the middle, in the heavier weight"
    QUIET = "str: cut at its end, muted"
    NUMBER = "str: a number as the region writes it, right-aligned"
    CODE = "str: monospaced"
    CODE_GROUPED = "str: monospaced, in fours"
    CHIP = "StateSpec: a chip"
    SIGN = "StateSpec: its shape and its word, without the ground of a chip"
    MARK = "StateSpec: its shape alone"
    TIME = "When: a time with its age"


class When(NamedTuple):
    """A moment as the region writes it, and how long ago that is."""

    clock: str
    age: str


class Column(NamedTuple):
    """One column: `key` names it in what is remembered, `width` is in px until its content or the clerk says otherwise.

    One column of a table may `stretch` over the room that is left; its width is what it keeps while others give way.
    """

    key: str
    title: str
    kind: Kind = Kind.TEXT
    width: int = 15 * S
    stretch: bool = False


def in_fours(code: str) -> str:
    """A code in groups of four from its start, for reading aloud: `JX12 3456 78`."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def cell_text(kind: Kind, value: object) -> str:
    """A cell in words, for screen readers, tooltips, copying and measuring."""
    if value is None:
        return ""
    if isinstance(value, StateSpec):
        return value.word
    if isinstance(value, When):
        return f"{value.clock}{_AGE_GAP}{value.age}" if value.age else value.clock
    return in_fours(str(value)) if kind is Kind.CODE_GROUPED else str(value)


def cell_width(kind: Kind, value: object) -> int:
    """The width in px that a cell wants, without its padding."""
    if isinstance(value, StateSpec):
        if kind is Kind.SIGN:
            return MARK + XS + metrics(BODY).horizontalAdvance(value.word)
        return MARK if kind is Kind.MARK else chip_width(value)
    return _measures(kind).horizontalAdvance(cell_text(kind, value))


def paint_cell(painter: QPainter, area: QRectF, kind: Kind, value: object) -> None:
    """Paint one cell into `area` (without its padding); pen and font are left changed."""
    _PAINT[kind](painter, area, kind, value)


def _measures(kind: Kind) -> QFontMetrics:
    return metrics(BODY, _WEIGHT.get(kind, REGULAR), code=kind in _CODES)


@lru_cache(maxsize=8192)
def _cut(text: str, width: int, kind: Kind) -> str:
    mode = Qt.TextElideMode.ElideMiddle if kind in _MIDDLE else Qt.TextElideMode.ElideRight
    return str(_measures(kind).elidedText(text, mode, width))


def _words(painter: QPainter, area: QRectF, kind: Kind, value: object) -> None:
    text = in_fours(str(value)) if kind is Kind.CODE_GROUPED else str(value)
    painter.setFont(font(BODY, _WEIGHT.get(kind, REGULAR), code=kind in _CODES))
    painter.setPen(qcolor(colours().muted if kind is Kind.QUIET else colours().text))
    painter.drawText(area, _RIGHT if kind is Kind.NUMBER else _LEFT, _cut(text, int(area.width()), kind))


def _chip(painter: QPainter, area: QRectF, _kind: Kind, value: object) -> None:
    if isinstance(value, StateSpec):
        paint_chip(painter, area, value)


def _mark(painter: QPainter, area: QRectF, _kind: Kind, value: object) -> None:
    if isinstance(value, StateSpec):
        square = QRectF(area.left(), area.top() + (area.height() - MARK) / 2, MARK, MARK)
        draw_shape(painter, square, value.shape, tone(value.meaning).fg)


def _sign(painter: QPainter, area: QRectF, kind: Kind, value: object) -> None:
    if isinstance(value, StateSpec):
        _mark(painter, area, kind, value)
        room = area.adjusted(MARK + XS, 0, 0, 0)
        painter.setFont(font(BODY))
        painter.setPen(qcolor(tone(value.meaning).fg))
        painter.drawText(room, _LEFT, _cut(value.word, int(room.width()), kind))


def _time(painter: QPainter, area: QRectF, kind: Kind, value: object) -> None:
    if not isinstance(value, When):
        return
    painter.setFont(font(BODY))
    painter.setPen(qcolor(colours().text))
    painter.drawText(area, _LEFT, _cut(value.clock, int(area.width()), kind))
    used = _measures(kind).horizontalAdvance(value.clock)
    rest = area.adjusted(used, 0, 0, 0)
    if value.age and rest.width() > L:
        painter.setPen(qcolor(colours().muted))
        painter.drawText(rest, _LEFT, _cut(_AGE_GAP + value.age, int(rest.width()), kind))


_CODES = {Kind.CODE, Kind.CODE_GROUPED}
_MIDDLE = {Kind.NAME, Kind.STRONG, Kind.CODE, Kind.CODE_GROUPED}
_WEIGHT = {Kind.STRONG: SEMIBOLD}
_PAINT: dict[Kind, Callable[[QPainter, QRectF, Kind, object], None]] = {
    **dict.fromkeys(Kind, _words),
    Kind.CHIP: _chip,
    Kind.MARK: _mark,
    Kind.SIGN: _sign,
    Kind.TIME: _time,
}
