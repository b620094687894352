"""How long the window's thread could not turn its event loop, and whose doing it was."""

from __future__ import annotations

import gc
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Qt, QTimer


@dataclass
class Beats:
    """What a probe has seen, in seconds: `gaps` by the clock, `worked` by what the thread itself computed in them."""

    gaps: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)
    stacks: list[str] = field(default_factory=list)
    """Where the thread was in each gap that was too long."""

    def longest_ms(self) -> float:
        return max(self.gaps, default=0.0) * 1e3

    def longest_work_ms(self) -> float:
        return max(self.worked, default=0.0) * 1e3

    def p99_ms(self) -> float:
        ordered = sorted(self.gaps) or [0.0]
        return ordered[int(len(ordered) * 0.99)] * 1e3


class StallProbe(QObject):
    """A precise timer of 1 ms beats; a plain thread keeps the stack of a beat that is late."""

    def __init__(self, limit_ms: float) -> None:
        super().__init__()
        self.beats = Beats()
        self._limit = limit_ms / 1e3
        self._thread = threading.get_ident()
        self._last, self._work = time.perf_counter(), time.thread_time()
        self._running = True
        self._timer = QTimer(self, interval=1)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._watcher = threading.Thread(target=self._watch, name="stall probe")

    def start(self) -> None:
        self._timer.start()
        self._watcher.start()

    def stop(self) -> None:
        self._running = False
        self._timer.stop()
        self._watcher.join()

    def _beat(self) -> None:
        now, work = time.perf_counter(), time.thread_time()
        self.beats.gaps.append(now - self._last)
        self.beats.worked.append(work - self._work)
        self._last, self._work = now, work

    def _watch(self) -> None:
        kept = 0.0
        while self._running:
            time.sleep(self._limit / 4)
            if time.perf_counter() - self._last > self._limit and kept != self._last:
                kept = self._last
                frame = sys._current_frames().get(self._thread)
                self.beats.stacks.append("".join(traceback.format_stack(frame, limit=12)))


@contextmanager
def stall_probe(limit_ms: float = 50) -> Iterator[Beats]:
    """Watches the window's thread for the length of the block.

    What the tests before have left in memory is not the window's to look through.
    """
    gc.collect()
    gc.freeze()
    probe = StallProbe(limit_ms)
    probe.start()
    try:
        yield probe.beats
    finally:
        probe.stop()
        gc.unfreeze()
