"""Reads a scale on a thread of its own, and goes on when its cable is pulled and put back."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread
from typing import Protocol

from shipdesk.core.devices import ScaleState, Weight

#: Pause between the tries to reach a scale that does not answer, s.
_AGAIN_S = 1.0
_LOST = Weight(ScaleState.MISSING, why="The scale does not answer; look at its cable and its power.")


class ScaleError(Exception):
    """The scale cannot be reached: a sentence of why, and what to do."""


class ScalePort(Protocol):
    """A scale that is connected."""

    def read(self) -> list[Weight]:
        """What it has said since; waits a fifth of a second at most. Raises `ScaleError` when it has gone."""

    def close(self) -> None:
        """Let go of it."""


class ScaleReader:
    """One scale, from when it is made until `close`."""

    def __init__(
        self, connect: Callable[[], ScalePort], tell: Callable[[Weight], None], *, again_s: float = _AGAIN_S
    ) -> None:
        """`connect` raises `ScaleError`; `tell` is called with each reading that differs from the one before."""
        self._connect, self._tell, self._again_s = connect, tell, again_s
        self._over = Event()
        self._last: Weight | None = None
        self._thread = Thread(target=self._run, name="scale", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Read no more; waits until the thread has ended."""
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._over.is_set():
            try:
                port = self._connect()
            except ScaleError as fault:
                self._say(Weight(ScaleState.MISSING, why=str(fault)))
                self._over.wait(self._again_s)
                continue
            try:
                self._read(port)
            except ScaleError:
                self._say(_LOST)
                self._over.wait(self._again_s)
            finally:
                port.close()

    def _read(self, port: ScalePort) -> None:
        while not self._over.is_set():
            for weight in port.read():
                self._say(weight)

    def _say(self, weight: Weight) -> None:
        if weight != self._last and not self._over.is_set():
            self._last = weight
            self._tell(weight)
