"""The window's keys come before those of a text field.

On some desktops a text field has keys of its own, left from an older editor: Ctrl+K cuts the rest of the line there.
A clerk means the window's key, whatever has the keyboard.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

#: Takes the newest alarm, whatever has the keyboard. No scan types it.
ALARM_KEY = "F11"


class KeysFirst(QObject):
    """Watches the widget with the keyboard, and that one alone."""

    def __init__(self, keys: list[QKeySequence]) -> None:
        """`keys`: those that no text field may keep."""
        super().__init__()
        self._keys = keys
        self._watched: QWidget | None = None
        self._app = QApplication.instance()
        if isinstance(self._app, QApplication):
            self._app.focusChanged.connect(self._follow)

    def shutdown(self) -> None:
        """Watch nothing any more."""
        if isinstance(self._app, QApplication):
            self._app.focusChanged.disconnect(self._follow)
        self._follow(None, None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            pressed = QKeySequence(event.keyCombination())
            if pressed in self._keys:
                event.ignore()  # not the field's: it goes on to the window's action
                return True
        return super().eventFilter(watched, event)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._watched is not None and isValid(self._watched):  # a row may go while it has the keyboard
            self._watched.removeEventFilter(self)
        self._watched = now
        if now is not None:
            now.installEventFilter(self)
