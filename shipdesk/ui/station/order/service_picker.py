"""F4: one list of every carrier's services with what each would cost, narrowed by typing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from shipdesk.ui.station.order.service_offers import Offering
from shipdesk.ui.widgets.palette import CommandPalette, set_note

if TYPE_CHECKING:
    from shipdesk.core.carrier import CarrierRecord
    from shipdesk.core.connector import Rate
    from shipdesk.core.shipment import Shipment
    from shipdesk.ui.bridge import Bridge


class ServicePicker(CommandPalette):
    """The palette of commands, with services for commands."""

    chosen = Signal(str, str)
    """A carrier and the code of its service."""

    def __init__(self, over: QWidget, records: Mapping[str, CarrierRecord], bridge: Bridge) -> None:
        super().__init__(over)
        self.line.setPlaceholderText(self.tr("Carrier and service"))
        self.line.setAccessibleName(self.tr("Carrier and service"))
        self._records = records
        self.offering = Offering(records, bridge)
        self.offering.changed.connect(self._on_changed)
        self._services: dict[tuple[str, str], QAction] = {}

    def pick(self, shipment: Shipment) -> None:
        """Show the list for a shipment; prices and the account's own services come into it when they are told."""
        self.offering.ask(shipment)
        self.open(self._actions_now())

    def _on_changed(self) -> None:
        if self.isVisible():
            self.renew(self._actions_now())

    def _actions_now(self) -> list[QAction]:
        found = []
        for record in self._records.values():
            for offer in self.offering.offers(record.id):
                action = self._action(record.id, offer.service.code)
                action.setText(f"{record.label} · {offer.service.name}")
                set_note(action, _price(offer.rate) if offer.rate else "")
                found.append(action)
        return found

    def _action(self, carrier: str, code: str) -> QAction:
        action = self._services.get((carrier, code))
        if action is None:
            action = self._services[carrier, code] = QAction(self)
            action.setData((carrier, code))
            action.triggered.connect(self._on_taken)
        return action

    def _on_taken(self) -> None:
        taken = self.sender()
        if isinstance(taken, QAction):
            self.chosen.emit(*taken.data())


def _price(rate: Rate) -> str:
    """`18,000 IDR · 1–2 days`, as far as the carrier says."""
    days = "–".join(dict.fromkeys(str(day) for day in (rate.days_min, rate.days_max) if day is not None))
    took = "" if not days else f"{days} day" if days == "1" else f"{days} days"
    cost = "" if rate.amount is None else f"{rate.amount:,f} {rate.currency}"
    return " · ".join(filter(None, (cost, took)))
