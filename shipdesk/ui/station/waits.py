"""Keeps what the list in doubt counts down: since when, and when each is asked about again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from shipdesk.ui.tasks import start
from shipdesk.workers.lanes import BOOK

if TYPE_CHECKING:
    from shipdesk.core.records import Row
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.station.doubts import Wait
    from shipdesk.ui.workplace import Workplace


class Waits(QObject):
    """Reads them anew whenever the lists were read and there is a doubt; else it reads nothing."""

    changed = Signal(object)
    """The `Wait` of each booking in doubt, by its id."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._at: Workplace | None = None
        self._known: dict[int, Wait] = {}

    def attach(self, workplace: Workplace) -> None:
        """The order book is open."""
        self._at = workplace

    def follow(self, rows: Sequence[Row]) -> None:
        """Rows as they stand now."""
        if self._at is None:
            return
        if any(row.doubtful for row in rows):
            from shipdesk.ui.station.doubts import read_waits  # noqa: PLC0415 - late: keeps start-up fast

            start(self._at.lanes, BOOK, self._show, self._bridge.failed, read_waits, self._at.desk)
        else:
            self._show({})

    def _show(self, waits: dict[int, Wait]) -> None:
        if waits != self._known:
            self._known = waits
            self.changed.emit(waits)
