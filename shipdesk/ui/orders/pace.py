"""How fast many things go, and how long the rest will take."""

from __future__ import annotations

from collections import deque
from time import monotonic

#: Over how long it is measured, in seconds.
_SPAN_S = 60.0
_LEAST_S = 2.0


class Pace:
    """Fed with how many are done; knows the rate of the last minute."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, int]] = deque()

    def feed(self, done: int, now: float | None = None) -> None:
        """`now` in seconds, of any clock that does not jump."""
        now = monotonic() if now is None else now
        self._seen.append((now, done))
        while now - self._seen[0][0] > _SPAN_S:
            self._seen.popleft()

    def per_minute(self) -> float:
        """0 while too little is known."""
        if not self._seen:
            return 0.0
        (began, first), (now, last) = self._seen[0], self._seen[-1]
        return 60.0 * (last - first) / (now - began) if now - began >= _LEAST_S else 0.0

    def left_s(self, left: int) -> float | None:
        """How many seconds `left` more will take; None while that is not known."""
        rate = self.per_minute()
        return 60.0 * left / rate if rate > 0 else None
