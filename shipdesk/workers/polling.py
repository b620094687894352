"""The carriers are asked for news while the window is open: in lanes of their own, one request to each at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from shipdesk.workers.lanes import CarrierTask, Lanes, news_lane

if TYPE_CHECKING:
    from shipdesk.usecases.poll import Poller

LOOK_MS = 1000


class Polling(QObject):
    """One per window. Every second it looks whose rest is over; what is heard moves the order book's revision."""

    broken = Signal(object)
    """An exception that is a fault of ours."""

    def __init__(self, poller: Poller, lanes: Lanes) -> None:
        super().__init__()
        self._poller = poller
        self._lanes = lanes
        self._asking: set[str] = set()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look from now on."""
        self._timer.start()

    def shutdown(self) -> None:
        """Ask nobody any more; an answer that is being waited for is kept in `Lanes.shutdown`."""
        self._timer.stop()

    @Slot()
    def look(self) -> None:
        """Ask every carrier whose rest is over, and that is not being asked."""
        for carrier in self._poller.ready():
            if carrier not in self._asking:
                self._asking.add(carrier)
                task = CarrierTask(carrier)
                task.failed.connect(self._failed)
                task.over_for.connect(self._answered)
                self._lanes.run(news_lane(carrier), task, self._poller.round, carrier)

    @Slot(str)
    def _answered(self, carrier: str) -> None:
        self._asking.discard(carrier)

    @Slot(object)
    def _failed(self, fault: object) -> None:
        self.shutdown()  # once is enough: it would come again every second
        self.broken.emit(fault)
