"""The list of orders: its current row stays while others come and go, and every minute makes it older."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from shipdesk.ui.orders.columns import GIVE_WAY
from shipdesk.ui.orders.model import OrdersModel
from shipdesk.ui.orders.selection import Picked
from shipdesk.ui.widgets.table import Table

if TYPE_CHECKING:
    from shipdesk.core.records import Query

_MINUTE_MS = 60_000


class OrdersList(Table):
    """The table over `OrdersModel`. One row is current, and it stays so while others come and go."""

    chosen = Signal(int)
    """The id of the booking that the clerk has made current."""
    selected = Signal(int)
    """How many rows are selected."""

    def __init__(self, model: OrdersModel, parent: QWidget | None = None) -> None:
        super().__init__(model, give_way=GIVE_WAY, parent=parent)
        self._orders = model
        self._chosen = 0
        self._left_at = -1
        self._leaving = False
        self.setAccessibleName(self.tr("Orders"))
        self.horizontalHeader().setSectionsMovable(False)
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        self.selectionModel().selectionChanged.connect(self._selection_changed)
        self.verticalScrollBar().valueChanged.connect(self._look)
        model.dataChanged.connect(self._tell)
        model.leaving.connect(self._rows_leave)
        model.rowsRemoved.connect(self._rows_left)
        model.rowsInserted.connect(self._look)
        model.modelReset.connect(self._look)
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._minute.timeout.connect(self.viewport().update)
        self._minute.start()

    def chosen_id(self) -> int:
        """The booking that was made current last; 0 for none."""
        return self._chosen

    def choose(self, entry_id: int) -> bool:
        """Make a booking current; False when it is not among the rows that are read."""
        row = self._orders.row_of(entry_id)
        if row >= 0:
            self._make_current(row)
        return row >= 0

    def choose_first(self) -> None:
        """Make the newest row current, if there is one."""
        self._make_current(0)
        if not self._orders.rowCount():
            self._chosen = 0
            self.chosen.emit(0)

    def _make_current(self, row: int) -> None:
        # Not by `setCurrentIndex`: that adds to the selection while Shift is held for something else.
        flags = QItemSelectionModel.SelectionFlag
        index = self._orders.index(row, 0)
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def shutdown(self) -> None:
        self._minute.stop()

    # --- which rows are selected

    def selected_count(self) -> int:
        """How many rows are selected, read or not."""
        return sum(last - first + 1 for first, last in self._ranges())

    def shown(self) -> tuple[Query | None, int]:
        """The search that is shown, and how many rows it has."""
        return self._orders.query, self._orders.rowCount()

    def picked(self) -> Picked | None:
        """What is selected, to be looked up in the order book; None where nothing is."""
        query, ranges = self._orders.query, tuple(sorted(self._ranges()))
        if query is None or not ranges:
            return None
        places = (row for first, last in ranges for row in range(first, last + 1))
        known = {row: one for row in places if (one := self._orders.read_id(row))}
        return Picked(query, ranges, known, self._orders.rowCount())

    def _ranges(self) -> set[tuple[int, int]]:
        found = self.selectionModel().selection()
        return {(one.top(), one.bottom()) for one in map(found.at, range(found.count()))}

    def _selection_changed(self) -> None:
        self.selected.emit(self.selected_count())

    # --- which row is current

    def _current_changed(self) -> None:
        if not self._leaving:
            self._left_at = -1
            self._tell()

    def moveCursor(self, action: Table.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        if self._left_at >= 0 and not self.currentIndex().isValid() and self._orders.rowCount():
            return self._orders.index(min(self._left_at, self._orders.rowCount() - 1), 0)
        return super().moveCursor(action, modifiers)

    def _tell(self) -> None:
        index = self.currentIndex()
        row = self._orders.row(index.row()) if index.isValid() else None
        if row is not None and row.id != self._chosen:
            self._chosen = row.id
            self.chosen.emit(row.id)

    def _rows_leave(self, first: int, last: int) -> None:
        # The current row may leave the search (it was queued, say). What is shown of it stays, and no neighbour takes
        # its place unasked; the arrow keys go on from there.
        if first <= self.currentIndex().row() <= last:
            self._leaving, self._left_at = True, first

    def _rows_left(self) -> None:
        if self._leaving:
            if self.selected_count() > 1:
                self.selectionModel().clearCurrentIndex()
            else:
                self.selectionModel().clear()
            self._leaving = False
        self._look()

    # --- which rows are looked at

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._look()

    def _look(self) -> None:
        self._orders.look_at(*self.rows_in_sight())
