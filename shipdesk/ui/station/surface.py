"""The sheet the form stands on."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from shipdesk.ui.theme import colours, qcolor


class Surface(QWidget):
    """A plain ground in the colour of a panel, between the quieter sides."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), qcolor(colours().surface))
        painter.end()
