"""Orders made elsewhere, read into the order book on a key: the carriers that have a list are read side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from shipdesk.core.carrier import Capability
from shipdesk.ui.orders.actions import make_action
from shipdesk.ui.orders.work import read_elsewhere
from shipdesk.ui.tasks import start
from shipdesk.ui.widgets.actionbar import allow

if TYPE_CHECKING:
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.workplace import Workplace
    from shipdesk.usecases.orders_elsewhere import OrdersRead


class ReadElsewhere(QObject):
    """The action, and how far each carrier's list has been read."""

    read = Signal()
    """Something of a list was kept."""

    def __init__(self, screen: QWidget, bridge: Bridge) -> None:
        super().__init__(screen)
        self._bridge = bridge
        self._workplace: Workplace | None = None
        self._going: set[str] = set()
        self._next: dict[str, int] = {}
        self.action = make_action(screen, self.tr("Read orders made elsewhere"), "Ctrl+Shift+E", self.run)
        allow(self.action, self.tr("The order book is being opened."))

    def attach(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._judge()

    def _able(self) -> list[str]:
        records = self._workplace.desk.records.values() if self._workplace else ()
        return [record.id for record in records if Capability.ORDERS in record.capabilities]

    def _judge(self) -> None:
        none = "" if self._able() else self.tr("No carrier here has a list of orders.")
        allow(self.action, none or (self.tr("They are being read.") if self._going else ""))

    @Slot()
    def run(self) -> None:
        """Read the lists, each from where it was left."""
        if self._workplace is None:
            return
        desk, lanes = self._workplace.desk, self._workplace.lanes
        for carrier in self._able():
            self._going.add(carrier)
            page = self._next.get(carrier) or 1
            start(lanes, carrier, self._done, self._failed, read_elsewhere, desk, carrier, page)
        self._judge()

    def _done(self, told: tuple[OrdersRead, str]) -> None:
        read, words = told
        self._going.discard(read.carrier)
        self._next[read.carrier] = read.next_page
        self._judge()
        (self._bridge.warning if read.fault or read.refused or read.waiting else self._bridge.success)(words)
        self.read.emit()

    def _failed(self, fault: Exception) -> None:
        self._going.clear()
        self._judge()
        self._bridge.failed(fault)
