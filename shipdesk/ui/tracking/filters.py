"""What the list is narrowed to beside a stage of the way: what to look after, the carrier, the leg."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QWidget

from shipdesk.core.under_way import TROUBLED, Wanted
from shipdesk.ui.theme import Meaning
from shipdesk.ui.theme.tokens import M, S
from shipdesk.ui.tracking.stages import leg_word
from shipdesk.ui.widgets.layouts import column, row
from shipdesk.ui.widgets.picks import Picks
from shipdesk.ui.widgets.text import Text

if TYPE_CHECKING:
    from shipdesk.core.carrier import CarrierRecord
    from shipdesk.core.under_way import Cell, Limit
    from shipdesk.ui.tracking.stages import Stage

ALL, TROUBLE, SILENCE = "", "trouble", "silent"


class Filters(QWidget):
    """Rows of words, of which one each is picked. `wanted` is what they ask for together with a stage."""

    changed = Signal()

    def __init__(self, records: Mapping[str, CarrierRecord]) -> None:
        super().__init__()
        self.look = Picks(
            self.tr("To look at"),
            [
                (ALL, self.tr("All"), None),
                (TROUBLE, self.tr("Exceptions"), Meaning.STOP),
                (SILENCE, self.tr("Silent too long"), Meaning.CARE),
            ],
        )
        names = [(record.id, record.label, None) for record in records.values()]
        self.carriers = Picks(self.tr("Carrier"), [(ALL, self.tr("Any carrier"), None), *names])
        self.legs: dict[str, Picks] = {}
        for record in records.values():
            if legs := [leg for leg in record.silent_after_h if leg]:
                choices = [(ALL, self.tr("Any leg"), None), *((leg, leg_word(leg), None) for leg in legs)]
                self.legs[record.id] = Picks(self.tr("Leg"), choices)
        self._told = Text(role="muted")
        for picks in (self.look, self.carriers, *self.legs.values()):
            picks.picked.connect(self._picked)
        self._second = QWidget()
        row(*self.legs.values(), None, gap=M, into=self._second)
        column(row(self.look, None, self._told, self.carriers, gap=M), self._second, gap=S, into=self)
        self._show_legs()

    def wanted(self, stage: Stage, limits: Sequence[Limit]) -> Wanted:
        """What is asked for."""
        legs = self.legs.get(self.carriers.key())
        return Wanted(
            carrier=self.carriers.key(),
            statuses=stage.statuses,
            leg=legs.key() if legs else "",
            troubled=self.look.key() == TROUBLE,
            silent=tuple(limits) if self.look.key() == SILENCE else None,
        )

    def narrowed(self) -> bool:
        """Whether anything but all that is on its way is asked for."""
        return self.look.key() != ALL or self.carriers.key() != ALL

    def widen(self) -> None:
        """Ask for all again."""
        for picks in (self.look, self.carriers, *self.legs.values()):
            picks.pick(ALL)
        self._show_legs()
        self.changed.emit()

    def show_cells(self, cells: Sequence[Cell]) -> None:
        """How many there are to look after, of all that is on its way."""
        self.look.set_count(TROUBLE, sum(cell.parcels for cell in cells if cell.status in TROUBLED))
        self.look.set_count(SILENCE, sum(cell.parcels for cell in cells if cell.silent))

    def among(self, cells: Sequence[Cell]) -> list[Cell]:
        """Those of the carrier and the leg that are picked."""
        legs = self.legs.get(self.carriers.key())
        carrier, leg = self.carriers.key(), legs.key() if legs else ALL
        return [cell for cell in cells if carrier in (ALL, cell.carrier) and leg in (ALL, cell.leg)]

    def show_found(self, count: int) -> None:
        """How many the list has."""
        words = self.tr("1 parcel") if count == 1 else self.tr("{count} parcels")
        self._told.setText(words.format(count=QLocale().toString(count)))

    def _picked(self, _what: str) -> None:
        self._show_legs()
        self.changed.emit()

    def _show_legs(self) -> None:
        for carrier, picks in self.legs.items():
            picks.setVisible(carrier == self.carriers.key())
        self._second.setVisible(self.carriers.key() in self.legs)
