"""A keyboard that stamps its keys: what people and scanners press, as the window's system would bring it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest

ENTER = "\r"
_KEYS = {ENTER: Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab}


class Hands:
    """Sends keys to the window that has the keyboard. `now` is the time on their stamps, ms."""

    def __init__(self, now: int = 1_000) -> None:
        self.now = now

    def key(
        self,
        text: str,
        key: int = 0,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        *,
        up: bool = True,
    ) -> None:
        """One key, pressed (and let up) at `now`. Comes as the system sends it: first the shortcut's turn."""
        code = key or _KEYS.get(text, ord(text.upper()) if text else 0)
        window = QGuiApplication.focusWindow()
        assert window is not None
        kinds = [QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, *([QEvent.Type.KeyRelease] if up else [])]
        for kind in kinds:
            event = QKeyEvent(kind, code, modifiers, text)
            event.setTimestamp(self.now)
            QCoreApplication.sendEvent(window, event)

    def trace(self, keys: Sequence[tuple[int, str]]) -> None:
        """Keys with the pauses before them, without waiting: as after a stall all of them come at once."""
        for pause, text in keys:
            self.now += pause
            self.key(text)

    def scan(self, text: str, pace: int = 4, end: str = ENTER) -> None:
        """A scanner with its ending."""
        self.trace([(200, text[0]), *((pace, letter) for letter in text[1:] + end)])


def real_scan(text: str, *, end: bool = True) -> None:
    """A scanner through the window's system itself, shortcuts and all, with the clock's own stamps."""
    window = QGuiApplication.focusWindow()
    for letter in text:
        shift = letter.isupper() or letter in ":_"
        modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(window, letter, modifier)  # type: ignore[call-overload]  # its stubs lack letters
    if end:
        QTest.keyClick(window, Qt.Key.Key_Return)
