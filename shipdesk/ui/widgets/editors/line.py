"""One line: text, decimals, whole numbers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from shipdesk.ui.theme import font
from shipdesk.ui.theme.tokens import FIELD, VALUE

_UP, _DOWN = Qt.Key.Key_Up, Qt.Key.Key_Down


class TextEditor(QLineEdit):
    """One line of text; `code` writes it in the monospaced face."""

    edited = Signal()
    focus_moved = Signal()
    framed = True
    trailing = ""

    def __init__(self, *, code: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("framed", "true")
        self.setFont(font(VALUE, code=code))
        self.setFrame(False)
        self._suggestion = ""
        self.textEdited.connect(self._on_edited)

    def set_text(self, text: str) -> None:
        if text != QLineEdit.text(self):
            self.setText(text)
            self.setCursorPosition(0)

    def set_locked(self, locked: bool) -> None:
        self.setReadOnly(locked)

    def set_suggestion(self, text: str) -> None:
        self._suggestion = text
        self.setPlaceholderText(text)

    def suggestion(self) -> str:
        """What Tab would take now."""
        return "" if QLineEdit.text(self) or self.isReadOnly() else self._suggestion

    def field_height(self) -> int:
        return FIELD

    def open_picker(self) -> None:
        self.setFocus()

    def widget(self) -> QWidget:
        return self

    def focusNextPrevChild(self, forward: bool) -> bool:
        offered = self.suggestion()
        if forward and offered:
            self.setText(offered)
            self.edited.emit()
        return super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_moved.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_moved.emit()

    def _on_edited(self, _text: str) -> None:
        self.edited.emit()


class DecimalEditor(TextEditor):
    """A decimal number, right-aligned. A comma counts as the point."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)

    def text(self) -> str:
        return super().text().strip().replace(",", ".")


class WholeEditor(TextEditor):
    """A whole number, right-aligned; the arrow keys count up and down, never below `least`."""

    def __init__(self, *, least: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._least = least
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        written = self.text().strip()
        if event.key() in {_UP, _DOWN} and not self.isReadOnly() and (not written or written.isdecimal()):
            step = 1 if event.key() == _UP else -1
            self.setText(str(max(self._least, int(written or 0) + step)))
            self.edited.emit()
        else:
            super().keyPressEvent(event)
