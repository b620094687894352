"""The sheet the form stands on."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from shipdesk.ui.theme import Meaning, colours, qcolor, tone


class Surface(QWidget):
    """A plain ground in the colour of a panel, between the quieter sides; washed in the colour of a verdict."""

    def __init__(self) -> None:
        super().__init__()
        self._washed: Meaning | None = None

    def wash(self, meaning: Meaning | None) -> None:
        """Wash it in a colour; None: as ever."""
        if meaning is not self._washed:
            self._washed = meaning
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        ground = colours().surface if self._washed is None else tone(self._washed).tint
        painter.fillRect(self.rect(), qcolor(ground))
        painter.end()
