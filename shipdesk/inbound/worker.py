"""The one thread that has what was kept worked off: at each delivery, and now and then for what is due again."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread

#: How often what was postponed is looked at.
LOOK_S = 5.0
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.5, 60.0
_AT_ONCE = 50


class Worker:
    """Made running; `wake` says that something came, `close` ends the thread after the piece it is at."""

    def __init__(self, work: Callable[[int], int], failed: Callable[[Exception], object]) -> None:
        """`work` works off at most so many and returns how many it did; `failed` hears what it raised."""
        self._work = work
        self._failed = failed
        self._woken = Event()
        self._closing = Event()
        self._thread = Thread(target=self._run, name="inbound worker")
        self._thread.start()

    def wake(self) -> None:
        self._woken.set()

    def close(self) -> None:
        self._closing.set()
        self._woken.set()
        self._thread.join()

    def _run(self) -> None:
        pause = _FIRST_PAUSE_S
        while not self._closing.is_set():
            self._woken.clear()
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
