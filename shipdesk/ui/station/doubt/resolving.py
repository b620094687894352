"""Runs a person's word in the carrier's own lane, and tells what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from shipdesk.core.errors import ShipDeskError
from shipdesk.core.states import State
from shipdesk.ui.station.doubt.reading import resolve_now
from shipdesk.ui.tasks import start

if TYPE_CHECKING:
    from shipdesk.core.records import Row
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.station.doubt.reading import Resolved
    from shipdesk.ui.workplace import Workplace


class Resolving(QObject):
    """One word at a time; while it is being done another is not taken."""

    done = Signal(object)
    """The `Resolved` that came of it."""
    failed = Signal(object, str)
    """The `Row` it was said of, and why it could not be done, a sentence for the clerk."""

    def __init__(self, workplace: Workplace, bridge: Bridge) -> None:
        super().__init__()
        self._at, self._bridge = workplace, bridge
        self.of: Row | None = None
        """What is being resolved now."""

    def run(self, row: Row, name: str, number: str, why: str) -> None:
        """Do it; it takes up to a call to the carrier."""
        self.of = row
        desk, lanes = self._at.desk, self._at.lanes
        start(lanes, row.carrier, self._on_done, self._on_failed, resolve_now, desk, row.id, name, number, why)

    def _on_done(self, resolved: Resolved) -> None:
        self.of = None
        now = resolved.now
        self._bridge.settled(now.row.reference)
        self._tell(resolved)
        if now.state is State.QUEUED:
            self._at.dispatcher.kick(now.row.carrier)
        self.done.emit(resolved)

    def _on_failed(self, fault: Exception) -> None:
        row, self.of = self.of, None
        if row is None or not isinstance(fault, ShipDeskError):
            self._bridge.failed(fault)
        if row is not None:
            self.failed.emit(row, str(fault) if isinstance(fault, ShipDeskError) else "")

    def _tell(self, resolved: Resolved) -> None:
        row = resolved.now.row
        if row.state in self._good:
            words = self._good[row.state].format(key=row.key, number=row.tracking_number)
            self._bridge.success(words, key=row.reference)
        elif row.doubtful:
            self._bridge.doubt(f"{row.key}: {row.note}", key=row.reference, verb=self.tr("Open"))
        else:
            self._bridge.problem(f"{row.key}: {row.note}", key=row.reference, verb=self.tr("Open"))

    @property
    def _good(self) -> dict[State, str]:
        return {
            State.BOOKED: self.tr("{key} is booked under {number}."),
            State.ACCEPTED: self.tr("{key} is booked; its number is not known yet."),
            State.QUEUED: self.tr("{key} is queued; nothing has been sent yet."),
            State.VOID: self.tr("{key} is void: nothing is shipped under it."),
        }
