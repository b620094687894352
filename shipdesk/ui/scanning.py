"""Scans told from typing before any widget sees a key: a scan never lands as text, and typing is never lost.

Keys that may belong to a scan are kept back at the window itself, in front of whatever has the keyboard; when they
turn out to be typing they go on as if nothing had been. It watches the window that has the keyboard, a dialog and a
list that has popped up as well, and no widget: that costs nothing while nobody types. Keys that an input method takes
for itself, compositions and shortcuts never pass here, or pass untouched.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from shiboken6 import isValid

from shipdesk.core.devices import Fate, ScanJudge

#: As plain numbers: a key of another alphabet has no name among the toolkit's keys.
_ENDS = frozenset(key.value for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab))
_END_CONTROLS = frozenset("\r\n\t")
_SILENT = frozenset(
    key.value
    for key in (Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_AltGr, Qt.Key.Key_Mode_switch)
)
_PLAIN = Qt.KeyboardModifier.NoModifier
_HARMLESS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
_GROUP = Qt.KeyboardModifier.GroupSwitchModifier
_ALTGR = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
#: A timer that comes so much later than it was set tells of a busy window: more keys may be waiting behind it, ms.
_LATE_MS = 15
_CATCH_UP_MS = 5


class ScanKeys(QObject):
    """Between the keyboard and the windows of the program."""

    scanned = Signal(str)
    """What a scanner has read, clean."""

    def __init__(self, judge: ScanJudge) -> None:
        super().__init__()
        self._judge = judge
        self._held: list[tuple[QWindow, QKeyEvent]] = []
        self._swallowed: set[int] = set()
        self._window: QWindow | None = None
        self._replaying = False
        self._caught_up = False
        self._armed = QElapsedTimer()
        self._timer = QTimer(self, singleShot=True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_quiet)
        self._app = QGuiApplication.instance()
        if isinstance(self._app, QGuiApplication):
            self._app.focusWindowChanged.connect(self._follow)
            self._follow(QGuiApplication.focusWindow())

    def set_judge(self, judge: ScanJudge) -> None:
        """The scanner is set up otherwise."""
        self._release()
        self._judge = judge

    def shutdown(self) -> None:
        """Let go of what is kept back, and watch nothing any more."""
        if isinstance(self._app, QGuiApplication):
            self._app.focusWindowChanged.disconnect(self._follow)
        self._follow(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._replaying or not isinstance(watched, QWindow):
            return False
        kind = event.type()
        if isinstance(event, QKeyEvent):
            if kind == QEvent.Type.KeyPress:
                return self._pressed(watched, event)
            if kind == QEvent.Type.KeyRelease:
                return self._let_up(watched, event)
            return self._before_shortcut(event)
        if kind == QEvent.Type.MouseButtonPress:
            self._release()  # what was typed belongs to where the keyboard was before the click
        return False

    def _follow(self, window: QWindow | None) -> None:
        self._release()
        if self._window is not None and isValid(self._window):
            self._window.removeEventFilter(self)
        self._window = window
        if window is not None:
            window.installEventFilter(self)

    def _before_shortcut(self, event: QKeyEvent) -> bool:
        """Comes before a key press, and asks whether a shortcut may have it. An Enter that ends a scan is nobody's."""
        at = event.timestamp()
        belongs = (_is_end(event) and (self._judge.ends(at) or self._judge.trails(at))) or (
            _is_control(event) and self._judge.continues(at)
        )
        if belongs:
            event.accept()
            return True
        if not _writes(event) and event.key() not in _SILENT:
            self._release()
        return False

    def _pressed(self, window: QWindow, event: QKeyEvent) -> bool:
        """Whether the key is kept from the window: swallowed, or kept back for now."""
        if event.isAutoRepeat():
            self._release()
            return event.key() in self._swallowed
        self._swallowed.discard(event.key())
        if _is_end(event):
            return self._ended(event)
        if event.key() in _SILENT:
            return False
        at = event.timestamp()
        if _is_control(event) and self._judge.continues(at):
            self._judge.press(event.text(), at)
            self._hold(window, event)
            return True
        if _writes(event):
            return self._wrote(window, event)
        self._release()
        return False

    def _ended(self, event: QKeyEvent) -> bool:
        at = event.timestamp()
        ends = self._judge.ends(at)
        if not ends and not self._judge.trails(at):
            self._release()
            return False
        self._swallowed.add(event.key())
        if ends:
            self._finish(at)
        return True

    def _wrote(self, window: QWindow, event: QKeyEvent) -> bool:
        fate = self._judge.press(event.text(), event.timestamp())
        if fate is not Fate.HOLD:
            self._replay()
        if fate is Fate.PASS:
            return False
        self._hold(window, event)
        self._caught_up = False
        self._arm(self._judge.wait_ms)
        return True

    def _let_up(self, window: QWindow, event: QKeyEvent) -> bool:
        if event.key() in self._swallowed:
            if not event.isAutoRepeat():
                self._swallowed.discard(event.key())
            return True
        held = any(one.key() == event.key() for _, one in self._held)
        if held:
            self._hold(window, event)
        return held

    def _hold(self, window: QWindow, event: QKeyEvent) -> None:
        self._held.append((window, event.clone()))

    def _arm(self, ms: int) -> None:
        self._armed.start()
        self._timer.start(ms)

    def _on_quiet(self) -> None:
        if not self._caught_up and self._armed.elapsed() > self._timer.interval() + _LATE_MS:
            self._caught_up = True
            self._arm(_CATCH_UP_MS)
        elif self._held and self._judge.pause():
            self._finish(self._held[-1][1].timestamp())
        else:
            self._release()

    def _finish(self, at: int) -> None:
        pressed = {event.key() for _, event in self._held if event.type() == QEvent.Type.KeyPress}
        self._swallowed |= pressed - {event.key() for _, event in self._held if event.type() == QEvent.Type.KeyRelease}
        self._held.clear()
        self._timer.stop()
        told = self._judge.finish(at)
        if told:
            self.scanned.emit(told)

    def _release(self) -> None:
        """They were typed."""
        self._timer.stop()
        self._judge.clear()
        self._replay()

    def _replay(self) -> None:
        held, self._held = self._held, []
        self._replaying = True
        try:
            for window, event in held:
                if isValid(window):
                    QCoreApplication.sendEvent(window, event)
        finally:
            self._replaying = False


def _is_end(event: QKeyEvent) -> bool:
    """Enter or Tab, or what a scanner that types controls sends in their place (Ctrl+M, Ctrl+J, Ctrl+I)."""
    others = event.modifiers() & ~_HARMLESS
    if event.key() in _ENDS:
        return others == _PLAIN
    return others == Qt.KeyboardModifier.ControlModifier and event.text() in _END_CONTROLS


def _is_control(event: QKeyEvent) -> bool:
    """A separator inside a barcode, which a scanner types as Ctrl and a letter."""
    return len(event.text()) == 1 and ord(event.text()) < ord(" ") and not _is_end(event)


def _writes(event: QKeyEvent) -> bool:
    """Whether the key writes text by itself or with Shift or AltGr."""
    others = event.modifiers() & ~(_HARMLESS | _GROUP)
    return bool(event.text()) and event.text().isprintable() and others in (_PLAIN, _ALTGR)
