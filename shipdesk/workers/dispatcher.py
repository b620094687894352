"""The dispatcher: keeps each carrier's lane at work, and tells the window what has moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from shipdesk.core.errors import ShipDeskError
from shipdesk.core.states import State
from shipdesk.usecases.work import recover
from shipdesk.usecases.work_off import THREADS, Pulse, drain, pulse
from shipdesk.workers.batches import BatchWorker
from shipdesk.workers.lanes import BOOK, CarrierTask, Lanes, Task

if TYPE_CHECKING:
    from shipdesk.usecases.desk import Desk

PULSE_MS = 1000


class Dispatcher(QObject):
    """One per window. Every second it looks what is due, also for what another process has queued."""

    moved = Signal(object)
    """Ids of bookings that have just moved, as a list."""
    changed = Signal(object)
    """A `Pulse`, whenever anything in the order book has changed, by whomever."""
    trouble = Signal(str, str)
    """A carrier, and the sentence of why its queue does not move."""
    broken = Signal(object)
    """An exception that is a fault of ours."""

    def __init__(self, desk: Desk, lanes: Lanes) -> None:
        super().__init__()
        self._desk = desk
        self._lanes = lanes
        self._draining: Counter[str] = Counter()
        self._again: set[str] = set()
        self._revision = -1
        self._asking = False
        self._closed = False
        self.batches = BatchWorker(desk, lanes)
        self.batches.moved.connect(self.moved)
        self.batches.failed.connect(self._batch_failed)
        self._timer = QTimer(self)
        self._timer.setInterval(PULSE_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Settle what a stopped program left behind, then keep looking."""
        task = Task()
        task.done.connect(self._recovered)
        task.failed.connect(self.broken)
        self._lanes.run(BOOK, task, recover, self._desk)

    def shutdown(self) -> None:
        """Take no more work; what is being sent comes to its end in `Lanes.shutdown`."""
        self._closed = True
        self._timer.stop()
        self.batches.shutdown()

    @Slot()
    def look(self) -> None:
        """Look now rather than at the next second."""
        if self._asking or self._closed:
            return
        self._asking = True
        task = Task()
        task.done.connect(self._pulse)
        task.failed.connect(self._pulse_failed)
        self._lanes.run(BOOK, task, pulse, self._desk)

    def kick(self, carrier: str) -> None:
        """Something was queued for this carrier: send it now."""
        if self._closed:
            return
        if self._draining[carrier] >= THREADS:
            self._again.add(carrier)
            return
        self._draining[carrier] += 1
        task = CarrierTask(carrier)
        task.failed.connect(self._drain_failed)
        task.over_for.connect(self._drained)
        self._lanes.run(carrier, task, drain, self._desk, carrier, self._tell)

    def _tell(self, ids: Sequence[int]) -> None:
        # Called on the lane's thread; the signal carries it to the window's.
        if ids:
            self.moved.emit(list(ids))

    @Slot(object)
    def _recovered(self, _entries: object) -> None:
        self._timer.start()
        self.look()

    @Slot(object)
    def _pulse(self, found: Pulse) -> None:
        self._asking = False
        if found.revision != self._revision:
            self._revision = found.revision
            self.changed.emit(found)
            self.batches.look()
        for carrier in found.due:
            if not self._draining[carrier]:
                self.kick(carrier)
        if found.counts.get(State.SENDING) and not self._draining.total():
            self._recover()  # another process ended meanwhile, or the disk would not take an outcome

    def _recover(self) -> None:
        task = Task()
        task.failed.connect(self.broken)
        self._lanes.run(BOOK, task, recover, self._desk)

    @Slot(object)
    def _pulse_failed(self, fault: object) -> None:
        self._asking = False
        self.broken.emit(fault)

    @Slot(object)
    def _drain_failed(self, fault: object) -> None:
        sender = self.sender()
        carrier = sender.carrier if isinstance(sender, CarrierTask) else ""
        if isinstance(fault, ShipDeskError):
            self.trouble.emit(carrier, str(fault))
        else:
            self.broken.emit(fault)

    @Slot(object)
    def _batch_failed(self, fault: object) -> None:
        if isinstance(fault, ShipDeskError):
            self.trouble.emit("", str(fault))
        else:
            self.broken.emit(fault)

    @Slot(str)
    def _drained(self, carrier: str) -> None:
        self._draining[carrier] -= 1
        if carrier in self._again:
            self._again.discard(carrier)
            self.kick(carrier)
        self.look()
