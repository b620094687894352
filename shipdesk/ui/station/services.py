"""F4: one list of every carrier's services, narrowed by typing."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from shipdesk.core.carrier import CarrierRecord
from shipdesk.ui.widgets.palette import CommandPalette


class ServicePicker(CommandPalette):
    """The palette of commands, with services for commands."""

    chosen = Signal(str, str)
    """A carrier and the code of its service."""

    def __init__(self, over: QWidget, records: Iterable[CarrierRecord]) -> None:
        super().__init__(over)
        self.line.setPlaceholderText(self.tr("Carrier and service"))
        self.line.setAccessibleName(self.tr("Carrier and service"))
        self._services: list[QAction] = []
        for record in records:
            for service in record.services:
                action = QAction(f"{record.label} · {service.name}", self)
                action.setData((record.id, service.code))
                action.triggered.connect(self._on_taken)
                self._services.append(action)

    def pick(self) -> None:
        """Show the list."""
        self.open(self._services)

    def _on_taken(self) -> None:
        taken = self.sender()
        if isinstance(taken, QAction):
            self.chosen.emit(*taken.data())
