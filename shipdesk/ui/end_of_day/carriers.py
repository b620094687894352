"""The carriers of the end of day, each with how much is to leave and how much is scanned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from shipdesk.ui.theme.tokens import NONE, S
from shipdesk.ui.widgets.columns import Column, Kind
from shipdesk.ui.widgets.layouts import column
from shipdesk.ui.widgets.panel import SectionHeader
from shipdesk.ui.widgets.rows import ListModel
from shipdesk.ui.widgets.table import Table
from shipdesk.usecases.hand_over import CarrierDay

if TYPE_CHECKING:
    from shipdesk.core.handover import Sheet

#: Wide where there is room; at the least a name can be read and the lists beside it can be picked.
_WIDTH, _LEAST = 34 * S, 18 * S


class CarrierList(QWidget):
    """One of them is always at hand."""

    chosen = Signal(str)
    """The carrier that the clerk has turned to."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        super().__init__()
        self._days = [CarrierDay(carrier, label, 0, 0) for carrier, label in labels.items()]
        self._model = ListModel(
            (
                Column("carrier", self.tr("Carrier"), Kind.STRONG, 14 * S, stretch=True),
                Column("expected", self.tr("Missing"), Kind.NUMBER, 9 * S),
                Column("taken", self.tr("Scanned"), Kind.NUMBER, 9 * S),
            )
        )
        self.table = Table(self._model, give_way=("expected", "taken"))
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.table.setAccessibleName(self.tr("Carriers"))
        self.setMinimumWidth(_LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Expanding)
        header = SectionHeader(self.tr("Carriers"))
        header.setContentsMargins(S, NONE, S, NONE)
        column(header, self.table, gap=NONE, into=self)
        self._at = self._days[0].carrier if self._days else ""
        self._put()
        self.table.selectionModel().currentRowChanged.connect(self._turned)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, _WIDTH)

    def carrier(self) -> str:
        """The one at hand."""
        return self._at

    def choose(self, carrier: str) -> None:
        """Turn to one."""
        self.table.setCurrentIndex(self._model.index(self._model.row_of(carrier), 0))

    def next(self) -> None:
        """The one below, or the first again."""
        names = [day.carrier for day in self._days]
        if names:
            self.choose(names[(names.index(self._at) + 1) % len(names)])

    def show_days(self, days: Sequence[CarrierDay]) -> None:
        """How far each one is."""
        self._days = list(days)
        self._put()

    def follow(self, sheet: Sheet) -> None:
        """One hand-over stands otherwise."""
        self._days = [
            replace(day, expected=len(sheet.missing), taken=len(sheet.taken))
            if day.carrier == sheet.handover.carrier
            else day
            for day in self._days
        ]
        self._put()

    def _put(self) -> None:
        self._model.put([(day.carrier, (day.label, f"{day.expected}", f"{day.taken}")) for day in self._days])
        if not self.table.currentIndex().isValid() and self._at:
            self.choose(self._at)

    def _turned(self) -> None:
        index = self.table.currentIndex()
        carrier = str(self._model.key(index.row())) if index.isValid() else self._at
        if carrier != self._at:
            self._at = carrier
            self.chosen.emit(carrier)
