"""Several lines: an address, a note."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from shipdesk.ui.theme import font
from shipdesk.ui.theme.tokens import FIELD, NONE, RING, VALUE, XS, L


class AddressEditor(QPlainTextEdit):
    """Several lines, `lines` of them in sight. Tab goes on to the next field; Enter makes a line."""

    edited = Signal()
    focus_moved = Signal()
    framed = True
    trailing = ""

    def __init__(self, *, lines: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self._silent = False
        self._suggestion = ""
        self.setProperty("framed", "true")
        self.setFont(font(VALUE))
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(RING)
        self.setFrameStyle(NONE)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._on_changed)

    def text(self) -> str:
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        if text != self.toPlainText():
            self._silent = True
            self.setPlainText(text)
            self._silent = False

    def set_locked(self, locked: bool) -> None:
        self.setReadOnly(locked)

    def set_suggestion(self, text: str) -> None:
        self._suggestion = text
        self.setPlaceholderText(text)

    def suggestion(self) -> str:
        """What Tab would take now."""
        return "" if self.toPlainText() or self.isReadOnly() else self._suggestion

    def field_height(self) -> int:
        return FIELD + (XS if self._lines > 1 else NONE) + (self._lines - 1) * L

    def open_picker(self) -> None:
        self.setFocus()

    def widget(self) -> QWidget:
        return self

    def focusNextPrevChild(self, forward: bool) -> bool:
        offered = self.suggestion()
        if forward and offered:
            self.setPlainText(offered)
        return super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_moved.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_moved.emit()

    def _on_changed(self) -> None:
        if not self._silent:
            self.edited.emit()
