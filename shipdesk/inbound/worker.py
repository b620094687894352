"""The one thread that has what was kept worked off: at each delivery, and now and then for what is due again."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event, Thread

#: How often what was postponed is looked at.
LOOK_S = 5.0
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.5, 60.0
#: One, so that a delivery that comes meanwhile waits for one piece of work and not for several.
_AT_ONCE = 1
#: Receiving comes first: while deliveries pour in, working off waits this long for a lull, at most so long.
_LULL_S, _PATIENCE_S = 0.02, 0.5


class Worker:
    """Made running; `wake` says that something came, `close` ends the thread after the piece it is at."""

    def __init__(self, work: Callable[[int], int], failed: Callable[[Exception], object]) -> None:
        """`work` works off at most so many and returns how many it did; `failed` hears what it raised."""
        self._work = work
        self._failed = failed
        self._woken = Event()
        self._woken_at = 0.0
        self._closing = Event()
        self._thread = Thread(target=self._run, name="inbound worker")
        self._thread.start()

    def wake(self) -> None:
        self._woken_at = time.monotonic()
        self._woken.set()

    def close(self) -> None:
        self._closing.set()
        self._woken.set()
        self._thread.join()

    def _run(self) -> None:
        pause = _FIRST_PAUSE_S
        while not self._closing.is_set():
            self._woken.clear()
            self._wait_for_lull()
            try:
                done = self._work(_AT_ONCE)
            except Exception as fault:  # noqa: BLE001 - whatever it is, the next delivery is worked off as well
                self._failed(fault)
                self._closing.wait(pause)
                pause = min(pause * 2, _LONGEST_PAUSE_S)
                continue
            pause = _FIRST_PAUSE_S
            if not done:
                self._woken.wait(LOOK_S)

    def _wait_for_lull(self) -> None:
        end = time.monotonic() + _PATIENCE_S
        while (now := time.monotonic()) < end and (lull := now - self._woken_at) < _LULL_S:
            self._closing.wait(_LULL_S - lull)
            if self._closing.is_set():
                return
