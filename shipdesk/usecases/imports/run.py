"""What every run over an import has: the import it works on, and how far and how fast it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from shipdesk.core.errors import InputError
from shipdesk.core.imports import Import

if TYPE_CHECKING:
    from shipdesk.usecases.desk import Desk


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: shipments done by it, the share of all that is done (0 to 1), and how long it takes."""

    done: int
    share: float
    per_second: float
    left_s: float | None
    """Seconds until it is through at this rate; None while that cannot be told."""


Tell = Callable[[Progress], None]


class Pace:
    """How fast a run is, told after each chunk."""

    def __init__(self, tell: Tell | None) -> None:
        self._tell, self._begun, self._done = tell, monotonic(), 0
        self._first: float | None = None

    def told(self, count: int, share: float) -> None:
        self._done += count
        self._first = share if self._first is None else self._first
        passed = max(monotonic() - self._begun, 1e-6)
        gained = share - self._first
        left = passed * (1 - share) / gained if gained > 0 else None
        if self._tell is not None:
            self._tell(Progress(self._done, share, self._done / passed, left))


def import_of(desk: Desk, import_id: int) -> Import:
    """The import as it stands. Raises `InputError` when it was discarded."""
    found = desk.imports.get(import_id)
    if found is None:
        raise InputError("This import was discarded; import the file again.")
    return found
