"""Batches are worked off while the window is open, whichever screen is shown; what a stop left over goes on."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from shipdesk.workers.lanes import BATCH, Lanes, Task

if TYPE_CHECKING:
    from shipdesk.usecases.desk import Desk


class BatchWorker(QObject):
    """One per window. `look` whenever the order book has changed: it does what can be done, and nothing twice."""

    moved = Signal(object)
    """Ids of bookings that have just moved, as a list."""
    failed = Signal(object)
    """The exception that ended the work; it is taken up at the next look."""

    def __init__(self, desk: Desk, lanes: Lanes) -> None:
        super().__init__()
        self._desk, self._lanes = desk, lanes
        self._stop = Event()
        self._running = self._again = self._awake = False

    @Slot()
    def look(self) -> None:
        """Work off what is open, unless that is being done."""
        if self._stop.is_set():
            return
        if self._running:
            self._again = True
            return
        self._running = True
        task = Task()
        task.failed.connect(self.failed)
        task.over.connect(self._over)
        self._lanes.run(BATCH, task, self._work)

    def shutdown(self) -> None:
        """Begin nothing more; what is being sent comes to its end in `Lanes.shutdown`."""
        self._stop.set()

    def _work(self) -> None:
        # On the lane: its imports come when the window is painted.
        from shipdesk.usecases.batch_run import run_open, wake  # noqa: PLC0415

        if not self._awake:
            wake(self._desk)
            self._awake = True
        run_open(self._desk, self._tell, self._stop)

    def _tell(self, ids: Sequence[int]) -> None:
        if ids:
            self.moved.emit(list(ids))

    @Slot(object)
    def _over(self, _task: object) -> None:
        self._running = False
        if self._again:
            self._again = False
            self.look()
