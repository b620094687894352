"""A piece of work on many orders that is shown at the side of the list, and can be stopped: one at a time."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from shipdesk.ui.orders.work_panel import CANCEL, CLOSE

if TYPE_CHECKING:
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.orders.side import Side
    from shipdesk.ui.workplace import Workplace


class PanelWork(QObject):
    """What all such work has in common; `_stop` is set once it is to end."""

    changed = Signal()
    """Bookings may be others now, or it may be begun again."""

    def __init__(self, screen: QObject, bridge: Bridge, side: Side) -> None:
        super().__init__(screen)
        self._bridge, self._side = bridge, side
        self._at: Workplace | None = None
        self._stop = Event()
        self.busy = False
        side.work.taken.connect(self._taken)

    def attach(self, workplace: Workplace) -> None:
        self._at = workplace

    def shutdown(self) -> None:
        self._stop.set()

    def _begin(self, title: str, *, lists: bool = True) -> None:
        """Show it; `lists` where something comes of each order."""
        self.busy, self._stop = True, Event()
        self._side.work.begin(title, {CANCEL}, lists=lists)
        self._side.show_work(self)

    @property
    def _is_shown(self) -> bool:
        """The panel has not been taken for other work meanwhile."""
        return self._side.owner is self

    def _failed(self, fault: Exception) -> None:
        self.busy = False
        self.changed.emit()
        if self._is_shown:
            self._side.left.emit()
        self._bridge.failed(fault)

    @Slot(str)
    def _taken(self, key: str) -> None:
        """A button of the panel, whoever's it is at the moment."""
        if self._is_shown:
            if key == CANCEL:
                self._stop.set()
            elif key == CLOSE:
                self._side.left.emit()
