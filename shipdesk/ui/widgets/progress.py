"""How far something is: a line that fills, in the colour of what it means."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from shipdesk.ui.theme import Meaning, colours, qcolor, tone
from shipdesk.ui.theme.tokens import HAIR, S


class ProgressLine(QWidget):
    """From 0 to 1. The words beside it say the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._part = 0.0
        self._meaning = Meaning.ACCENT
        self.setFixedHeight(S)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_part(self, part: float, meaning: Meaning = Meaning.ACCENT) -> None:
        """Fill it to `part`."""
        self._part, self._meaning = min(max(part, 0.0), 1.0), meaning
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ground = QRectF(self.rect())
            half = HAIR / 2
            painter.setPen(QPen(qcolor(colours().hairline), HAIR))
            painter.setBrush(qcolor(colours().sunken))
            painter.drawRoundedRect(ground.adjusted(half, half, -half, -half), S / 2, S / 2)
            painter.setPen(Qt.PenStyle.NoPen)
            if self._part > 0:
                ground.setWidth(max(ground.width() * self._part, S))
                painter.setBrush(qcolor(tone(self._meaning).fg))
                painter.drawRoundedRect(ground, S / 2, S / 2)
