"""A state as a chip: its shape, its word and its colour together."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from shipdesk.ui.theme import colours, font, metrics, qcolor, scheme, tone
from shipdesk.ui.theme.shapes import draw_shape
from shipdesk.ui.theme.states import StateSpec
from shipdesk.ui.theme.tokens import CAPTION, CHIP, HAIR, MARK, SEMIBOLD, XS, S, Scheme

_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


def chip_width(spec: StateSpec) -> int:
    """The width in px that a chip needs."""
    return S + MARK + XS + metrics(CAPTION, SEMIBOLD).horizontalAdvance(spec.word) + S + HAIR


def paint_chip(painter: QPainter, area: QRectF, spec: StateSpec) -> None:
    """Paint a chip at the left of `area`, in its middle; where the word does not fit, the shape stands alone.

    The painter's pen, brush and font are left changed: for the loops of tables.
    """
    word = spec.word
    width = chip_width(spec)
    ink = tone(spec.meaning)
    top = area.top() + (area.height() - CHIP) / 2
    if width > area.width():
        mark = QRectF(area.left(), area.top() + (area.height() - MARK) / 2, MARK, MARK)
        draw_shape(painter, mark, spec.shape, ink.fg)
        return
    pill = QRectF(area.left(), top, width, CHIP)
    ground = ink.tint
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if scheme() is Scheme.CONTRAST:
        painter.setPen(QPen(qcolor(ink.line), HAIR))
        ground = colours().surface
        pill.adjust(HAIR / 2, HAIR / 2, -HAIR / 2, -HAIR / 2)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(qcolor(ground))
    painter.drawRoundedRect(pill, CHIP / 2, CHIP / 2)
    mark = QRectF(area.left() + S - HAIR, top + (CHIP - MARK) / 2, MARK, MARK)
    draw_shape(painter, mark, spec.shape, ink.fg)
    painter.setPen(qcolor(ink.fg))
    painter.setFont(font(CAPTION, SEMIBOLD))
    painter.drawText(QRectF(mark.right() + XS, top, width, CHIP), _LEFT, word)


class Chip(QWidget):
    """The chip as a widget of its own."""

    def __init__(self, spec: StateSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spec = spec
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(spec.word)

    def spec(self) -> StateSpec:
        return self._spec

    def set_spec(self, spec: StateSpec) -> None:
        """Show another state."""
        if spec != self._spec:
            self._spec = spec
            self.setAccessibleName(spec.word)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self._spec), CHIP)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_chip(painter, QRectF(QPointF(0, 0), self.rect().size().toSizeF()), self._spec)
