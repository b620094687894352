"""A key as it stands on the keyboard, shown where it acts."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from shipdesk.ui.theme import colours, font, metrics, qcolor
from shipdesk.ui.theme.tokens import CAPTION, HAIR, RADIUS_SMALL, SEMIBOLD, XS, S

_HEIGHT = CAPTION + S


def key_text(sequence: QKeySequence | str) -> str:
    """A key as this desktop writes it: `Ctrl+K`, on a Mac `⌘K`."""
    return QKeySequence(sequence).toString(QKeySequence.SequenceFormat.NativeText)


def keycap_size(text: str) -> QSize:
    """The room in px that a key cap takes."""
    width = metrics(CAPTION, SEMIBOLD).horizontalAdvance(text) + 2 * (XS + HAIR)
    return QSize(max(width, _HEIGHT), _HEIGHT)


def paint_keycap(painter: QPainter, left: float, middle: float, text: str, *, ink: str = "", ground: str = "") -> float:
    """Paint a key cap whose left edge and vertical middle are given in px; gives back its right edge.

    `ink` and `ground` are `#rrggbb` for a cap on a filled button; without them it is one on a surface.
    """
    size = keycap_size(text)
    area = QRectF(left, round(middle - size.height() / 2), size.width(), size.height())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(qcolor(ink or colours().line), HAIR))
    painter.setBrush(qcolor(ground or colours().sunken))
    half = HAIR / 2
    painter.drawRoundedRect(area.adjusted(half, half, -half, -half), RADIUS_SMALL, RADIUS_SMALL)
    painter.setPen(qcolor(ink or colours().muted))
    painter.setFont(font(CAPTION, SEMIBOLD))
    painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), text)
    return area.right()


class KeyCap(QWidget):
    """The key cap as a widget of its own."""

    def __init__(self, key: QKeySequence | str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = key_text(key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self._text)

    def sizeHint(self) -> QSize:
        return keycap_size(self._text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_keycap(painter, 0, self.height() / 2, self._text)
