"""The middle of the station while no shipment is open: ready for the next scan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shipdesk.ui.theme.icons import pixmap
from shipdesk.ui.theme.tokens import BODY, FAR, SEMIBOLD, TITLE, L, M, S
from shipdesk.ui.widgets.keycap import KeyCap
from shipdesk.ui.widgets.layouts import row
from shipdesk.ui.widgets.text import Text

if TYPE_CHECKING:
    from shipdesk.core.records import Row

_ICON = 2 * FAR
_MIDDLE = Qt.AlignmentFlag.AlignHCenter


class Ready(QWidget):
    """Says what to do, and which order Enter would open."""

    def __init__(self) -> None:
        super().__init__()
        self._title = Text(self.tr("Scan an order"), TITLE, SEMIBOLD)
        self._or = Text("", BODY, role="muted")
        self._next = QWidget()
        row(KeyCap("Enter"), self._or, gap=S, into=self._next)
        layout = QVBoxLayout(self)
        layout.setSpacing(M)
        layout.addStretch(1)
        layout.addSpacing(_ICON)
        layout.addWidget(self._title, 0, _MIDDLE)
        layout.addWidget(self._next, 0, _MIDDLE)
        layout.addStretch(1)
        self.show_next(None)

    def show_next(self, waiting: Row | None) -> None:
        """`waiting` is what Enter opens; None where nothing waits."""
        words = self.tr("Nothing is waiting. Ctrl+N begins a shipment by hand.")
        if waiting is not None:
            words = self.tr("opens {reference}").format(reference=waiting.reference)
        self._or.setText(words)
        cap = self._next.findChild(KeyCap)
        if cap is not None:
            cap.setVisible(waiting is not None)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        top = self._title.geometry().top() - L - _ICON
        painter.drawPixmap((self.width() - _ICON) // 2, top, pixmap("scan", "faint", _ICON))
        painter.end()
