"""Counting down on the screen, in the clerk's words; it costs nothing while nobody can see it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

_MINUTE = 60
_HOUR = 3600


def asking_in(due: datetime, now: datetime) -> str:
    """When the carrier is asked again: `Asking again in 0:24`."""
    left = round((due - now).total_seconds())
    if left <= 0:
        return "Asking again now"
    hours, rest = divmod(left, _HOUR)
    minutes, seconds = divmod(rest, _MINUTE)
    clock = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
    return f"Asking again in {clock}"


class SecondHand(QObject):
    """Ticks each second while its widget is on the screen and something is counted there."""

    ticked = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget, self._counts = widget, False
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self.ticked)
        widget.installEventFilter(self)

    @property
    def running(self) -> bool:
        return self._timer.isActive()

    def count(self, counts: bool) -> None:
        """Whether there is something to count."""
        self._counts = counts
        self._judge()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._judge()
        return super().eventFilter(watched, event)

    def _judge(self) -> None:
        wanted = self._counts and self._widget.isVisible()
        if wanted and not self._timer.isActive():
            self._timer.start()
        elif not wanted:
            self._timer.stop()
