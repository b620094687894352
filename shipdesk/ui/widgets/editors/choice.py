"""One of a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QListView, QWidget

from shipdesk.ui.theme import font
from shipdesk.ui.theme.tokens import FIELD, NONE, VALUE, XS

_STEPS = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
_ENTERS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class ChoiceEditor(QComboBox):
    """One of a list, found by typing any part of its name or its code.

    What is typed and not in the list is kept as typed: a check will say that it is unknown.
    """

    edited = Signal()
    focus_moved = Signal()
    framed = True
    trailing = "chevron-down"

    def __init__(self, choices: Sequence[tuple[str, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("framed", "true")
        self.setFont(font(VALUE))
        self._line = QLineEdit()
        self._line.setFont(font(VALUE))
        self.setLineEdit(self._line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(1)
        self.setMaxVisibleItems(12)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        names = QListView()
        names.setProperty("popup", "true")
        completer.setPopup(names)
        self.setCompleter(completer)
        names.installEventFilter(self)
        self._suggestion = ""
        self.set_choices(choices)
        self.activated.connect(self._on_edited)
        self._line.textEdited.connect(self._on_edited)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these (value, name) pairs; the value shown stays."""
        shown = self.text()
        with QSignalBlocker(self):
            self.clear()
            for value, name in choices:
                self.addItem(name, value)
        self.set_text(shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter over a list from which nothing was chosen belongs to what is typed, as if there were no list."""
        if isinstance(watched, QListView) and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            chosen = watched.currentIndex().isValid()
            if Qt.Key(event.key()) in _ENTERS and not chosen:
                watched.hide()
                QCoreApplication.sendEvent(self._line, event)
                return True
        return super().eventFilter(watched, event)

    def text(self) -> str:
        typed = self.currentText().strip()
        for index in range(self.count()):
            if typed.casefold() in {self.itemText(index).casefold(), str(self.itemData(index)).casefold()}:
                return str(self.itemData(index))
        return typed

    def set_text(self, text: str) -> None:
        index = self.findData(text)
        self.setCurrentIndex(index)
        self.setEditText(self.itemText(index) if index >= 0 else text)
        self._line.setCursorPosition(0)

    def set_locked(self, locked: bool) -> None:
        self._line.setReadOnly(locked)

    def set_suggestion(self, text: str) -> None:
        self._suggestion = text
        self._line.setPlaceholderText(text)

    def suggestion(self) -> str:
        """What Tab would take now."""
        return "" if self.currentText() or self._line.isReadOnly() else self._suggestion

    def field_height(self) -> int:
        return FIELD

    def open_picker(self) -> None:
        if not self._line.isReadOnly():
            self.setFocus()
            self.showPopup()

    def widget(self) -> QWidget:
        return self

    def showPopup(self) -> None:
        super().showPopup()
        popup, frame = self.view().window(), self.parentWidget()
        if popup is not self.window() and frame is not None:
            left = frame.mapToGlobal(QPoint(NONE, NONE)).x()
            popup.setGeometry(left, popup.y() + XS, frame.width(), popup.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._line.isReadOnly() and event.key() in _STEPS:
            event.accept()
        elif Qt.Key(event.key()) in _ENTERS:
            event.ignore()  # the form's: on to the next field
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling the form must not change what it says

    def focusNextPrevChild(self, forward: bool) -> bool:
        offered = self.suggestion()
        if forward and offered:
            self.setEditText(offered)
            self.edited.emit()
        return super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_moved.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.set_text(self.text())
        self.focus_moved.emit()

    def _on_edited(self, _what: object) -> None:
        self.edited.emit()
