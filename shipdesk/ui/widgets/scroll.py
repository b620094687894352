"""A column of parts that scrolls: what each tab of the detail is built in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from shipdesk.ui.theme.tokens import M


class ScrollColumn(QScrollArea):
    """Parts below each other, as wide as there is room. It takes the keyboard, so that arrows and pages scroll it."""

    def __init__(self, name: str, gap: int = M) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._gap = gap

    def put(self, *parts: QWidget) -> None:
        """Show these in place of what is there, from the top."""
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(M, M, M, M)
        layout.setSpacing(self._gap)
        for part in parts:
            layout.addWidget(part)
        layout.addStretch(1)
        self.setWidget(body)
