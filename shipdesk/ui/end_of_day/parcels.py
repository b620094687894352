"""The lists under the verdict, one shown at a time, each with its count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from shipdesk.core.handover import Sheet, Verdict
from shipdesk.ui.end_of_day.lists import specs
from shipdesk.ui.theme.tokens import NONE, S
from shipdesk.ui.widgets.layouts import column, row
from shipdesk.ui.widgets.panel import EmptyState
from shipdesk.ui.widgets.picks import Picks
from shipdesk.ui.widgets.rows import ListModel
from shipdesk.ui.widgets.table import Table

if TYPE_CHECKING:
    from shipdesk.core.handover import Noted
    from shipdesk.usecases.hand_over import Evening

_ICON = "end-of-day"
_LINES = frozenset({"scanned", "extra"})


class Parcels(QWidget):
    """Picks above, the picked list below."""

    turned = Signal()
    """Another list is shown, or another row is chosen."""
    opened = Signal()
    """Enter on a row."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        super().__init__()
        self._labels = labels
        self._specs = specs()
        self.picks = Picks(self.tr("Lists"), [(spec.key, spec.word, spec.meaning) for spec in self._specs])
        self.picks.picked.connect(self._picked)
        self._stack = QStackedWidget()
        self.models: dict[str, ListModel] = {}
        self.tables: dict[str, Table] = {}
        for spec in self._specs:
            self._add(spec.key, spec.word, ListModel(spec.columns), spec.empty)
        head = QWidget()
        row(self.picks, None, margin=S, into=head)
        column(head, self._stack, gap=NONE, into=self).setStretch(1, 1)

    def _add(self, key: str, word: str, model: ListModel, empty: str) -> None:
        table = Table(model)
        table.setSelectionMode(Table.SelectionMode.SingleSelection)
        table.setAccessibleName(word)
        table.set_empty(EmptyState(_ICON, empty))
        table.activated.connect(self._opened)
        table.selectionModel().currentRowChanged.connect(self._moved)
        self.models[key], self.tables[key] = model, table
        self._stack.addWidget(table)

    @property
    def shown(self) -> str:
        """The key of the list that is shown."""
        return self.picks.key()

    def turn_to(self, key: str) -> None:
        """Show a list."""
        self.picks.pick(key)
        self._picked(key)

    def turn_to_place(self, place: int) -> None:
        """Show the list at this place, with the keyboard in it."""
        key = self._specs[place].key
        self.turn_to(key)
        table = self.tables[key]
        if not table.currentIndex().isValid() and self.models[key].rowCount():
            table.setCurrentIndex(self.models[key].index(0, 0))
        table.setFocus()

    def words(self) -> list[str]:
        """The lists' words, in their order."""
        return [spec.word for spec in self._specs]

    def fill(self, evening: Evening | None, sheet: Sheet | None) -> None:
        """Fill the lists; each tells its view only what changed."""
        for spec in self._specs:
            rows = spec.rows(evening, sheet, self._labels)
            before = self.models[spec.key].rowCount()
            self.models[spec.key].put(rows)
            if spec.key == "extra" and len(rows) != before:
                self.tables[spec.key].fit_columns()  # a new verdict may have a longer word
            self.picks.set_count(spec.key, len(rows))

    def follow(self, before: Sheet, after: Sheet, noted: Noted) -> None:
        """One scan more: its own rows come and go, however long the lists are."""
        key = "scanned" if noted.line.verdict is Verdict.TAKEN else "extra"
        spec = next(spec for spec in self._specs if spec.key == key)
        for line in before.extra:
            if noted.line.replaces(line):
                self.models["extra"].take_out(line.id)
        for identity, record in spec.rows(None, Sheet(after.handover, (noted.line,)), self._labels):
            self.models[key].put_first(identity, record)
        if key == "extra":
            self.tables[key].fit_columns()
        elif noted.line.row is not None:
            self.models["missing"].take_out(noted.line.row.id)
        for one in ("missing", "scanned", "extra"):
            self.picks.set_count(one, self.models[one].rowCount())

    def _chosen(self) -> int | None:
        index = self.tables[self.shown].currentIndex()
        key = self.models[self.shown].key(index.row()) if index.isValid() else None
        return key if isinstance(key, int) else None

    def chosen_line(self) -> int | None:
        """The id of the scan that is chosen, or of the last one where none is; None where the list has no scans."""
        if self.shown not in _LINES:
            return None
        model = self.models[self.shown]
        last = model.key(0) if model.rowCount() else None
        chosen = self._chosen()
        return chosen if chosen is not None else last if isinstance(last, int) else None

    def chosen_handover(self) -> int | None:
        """The id of the closed hand-over that is chosen."""
        return self._chosen() if self.shown == "closed" else None

    def chosen_reference(self, evening: Evening | None, sheet: Sheet | None) -> str:
        """The reference of the booking that is chosen; empty where there is none."""
        chosen = self._chosen()
        if self.shown in _LINES:
            rows = {line.id: line.row for line in (sheet.lines if sheet else ())}
            found = rows.get(chosen) if chosen is not None else None
            return found.reference if found else ""
        if evening is None:
            return ""
        missing = sheet.missing if sheet else ()
        every = {row.id: row for row in (*missing, *evening.doubts, *evening.unseen)}
        every |= {one.row.id: one.row for one in evening.pickups}
        booking = every.get(chosen) if chosen is not None and self.shown != "closed" else None
        return booking.reference if booking else ""

    def _picked(self, key: str) -> None:
        self._stack.setCurrentWidget(self.tables[key])
        self.turned.emit()

    def _moved(self) -> None:
        self.turned.emit()

    def _opened(self, _index: QModelIndex) -> None:
        self.opened.emit()
