"""Lanes: where verbs run. A task tells the window how it ended, by signals on the window's own thread.

    task = Task()
    task.done.connect(self._on_checked)
    lanes.run(BOOK, task, check, desk, shipment)

One serial lane serves the order book, one the searches of it, one the counting of what they find (a million takes a
while, and neither a booking nor the next search may wait for it), one the printer, one the questions what became of
its jobs. Each carrier has a few threads of its own, so that a slow one never makes another wait. The executors live
until `shutdown`.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

P = ParamSpec("P")
T = TypeVar("T")

BOOK = "order book"
FIND = "search"
COUNT = "counting"
BATCH = "batches"
MANY = "many"
PRINT = "printer"
PAPER = "print jobs"
NEWS = "news"
IMPORT = "import"


def news_lane(carrier: str) -> str:
    """The lane in which a carrier is asked for news by itself: never one that books."""
    return f"{NEWS} {carrier}"


class Task(QObject):
    """One run of a verb. Connect first, then run; exactly one of `done` and `failed` comes."""

    done = Signal(object)
    """What the verb returned."""
    failed = Signal(object)
    """The exception it raised."""
    over = Signal(object)
    """It has come to its end, whichever; carries the task itself."""
    _ended = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._cancelled = False
        self._ended.connect(self._deliver)

    def cancel(self) -> None:
        """Whoever asked has gone or no longer cares: neither signal will come, and what has not begun never does."""
        self._cancelled = True

    @property
    def cancelled(self) -> bool:
        return self._cancelled

    @Slot(object, object)
    def _deliver(self, result: object, fault: object) -> None:
        if not self._cancelled:
            if fault is None:
                self.done.emit(result)
            else:
                self.failed.emit(fault)
        self.over.emit(self)


class CarrierTask(Task):
    """A task that knows which carrier it is about."""

    over_for = Signal(str)
    """It has come to its end; carries the carrier."""

    def __init__(self, carrier: str) -> None:
        super().__init__()
        self.carrier = carrier
        self.over.connect(self._is_over)

    @Slot(object)
    def _is_over(self, _task: object) -> None:
        self.over_for.emit(self.carrier)


class Lanes(QObject):
    """All lanes of the window; made on its thread."""

    def __init__(self, threads: dict[str, int]) -> None:
        """`threads`: how many each lane beside the serial ones has, by name."""
        super().__init__()
        names = {BOOK: 1, FIND: 1, COUNT: 1, BATCH: 1, MANY: 1, PRINT: 1, PAPER: 1, NEWS: 1, IMPORT: 1, **threads}
        self._lanes = {
            name: ThreadPoolExecutor(count, thread_name_prefix=f"lane {name}") for name, count in names.items()
        }
        self._tasks: set[Task] = set()
        self._closed = False

    def run(self, lane: str, task: Task, verb: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> None:
        """Run `verb` in `lane` and report to `task`; after `shutdown` what a timer still asks for is dropped."""
        if self._closed:
            return

        def call() -> None:
            result: object = None
            fault: BaseException | None = None
            try:
                result = None if task.cancelled else verb(*args, **kwargs)
            except Exception as error:  # noqa: BLE001 - handed to the window, which sorts it by blame
                fault = error
            task._ended.emit(result, fault)

        self._tasks.add(task)
        task.over.connect(self._forget)
        self._lanes[lane].submit(call)

    @Slot(object)
    def _forget(self, task: Task) -> None:
        self._tasks.discard(task)

    @property
    def idle(self) -> bool:
        """Nothing runs or waits, and every task has told how it ended."""
        return not self._tasks

    def shutdown(self) -> None:
        """Let what runs come to its end, drop what waits; no thread is left afterwards."""
        self._closed = True
        for lane in self._lanes.values():
            lane.shutdown(wait=False, cancel_futures=True)
        for lane in self._lanes.values():
            lane.shutdown(wait=True)
        self._tasks.clear()
