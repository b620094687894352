"""When each booking in doubt is asked about again, counted down on the screen while somebody can see it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from shipdesk.ui.tasks import start
from shipdesk.workers.lanes import BOOK

if TYPE_CHECKING:
    from shipdesk.core.records import Row
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.station.doubt.reading import Wait
    from shipdesk.ui.workplace import Workplace

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


class Waits(QObject):
    """Reads them anew whenever the lists were read and there is a doubt; else it reads nothing."""

    changed = Signal(object)
    """The `Wait` of each booking in doubt, by its id."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._at: Workplace | None = None
        self._known: dict[int, Wait] = {}

    def attach(self, workplace: Workplace) -> None:
        """The order book is open."""
        self._at = workplace

    def follow(self, rows: Sequence[Row]) -> None:
        """Rows as they stand now."""
        if self._at is None:
            return
        if any(row.doubtful for row in rows):
            from shipdesk.ui.station.doubt.reading import read_waits  # noqa: PLC0415 - late: keeps start-up fast

            start(self._at.lanes, BOOK, self._show, self._bridge.failed, read_waits, self._at.desk)
        else:
            self._show({})

    def _show(self, waits: dict[int, Wait]) -> None:
        if waits != self._known:
            self._known = waits
            self.changed.emit(waits)
