"""The list of orders: columns give way where there is little room, and every minute makes it a minute older."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from shipdesk.ui.orders.columns import GIVE_WAY, KEYS
from shipdesk.ui.orders.model import OrdersModel
from shipdesk.ui.theme.tokens import S
from shipdesk.ui.widgets.table import Table

_MINUTE_MS = 60_000
_RECEIVER_LEAST = 16 * S


class OrdersList(Table):
    """The table over `OrdersModel`. One row is current, and it stays so while others come and go."""

    chosen = Signal(int)
    """The id of the booking that the clerk has made current."""

    def __init__(self, model: OrdersModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent=parent)
        self._orders = model
        self._chosen = 0
        self._left_at = -1
        self._leaving = False
        self._room = {column.key: column.width for column in model.columns}
        self.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.setAccessibleName(self.tr("Orders"))
        self.horizontalHeader().setSectionsMovable(False)
        self.horizontalHeader().sectionResized.connect(self._resized_to)
        self.selectionModel().currentRowChanged.connect(self._current_changed)
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
            self.setCurrentIndex(self._orders.index(row, 0))
        return row >= 0

    def choose_first(self) -> None:
        """Make the newest row current, if there is one."""
        self.setCurrentIndex(self._orders.index(0, 0))
        if not self._orders.rowCount():
            self._chosen = 0
            self.chosen.emit(0)

    def shutdown(self) -> None:
        self._minute.stop()

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
            self.selectionModel().clear()
            self._leaving = False
        self._look()

    # --- which rows are looked at

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.give_way()
        super().resizeEvent(event)
        self._look()

    def _look(self) -> None:
        first = max(self.rowAt(0), 0)
        last = self.rowAt(self.viewport().height() - 1)
        self._orders.look_at(first, last if last >= 0 else max(self._orders.rowCount() - 1, 0))

    # --- which columns there is room for

    def give_way(self) -> None:
        """Hide the columns for which there is no room, the least needed first."""
        shown = dict(self._room)
        for column in self._orders.columns:
            if column.stretch:
                shown[column.key] = _RECEIVER_LEAST
        for key in GIVE_WAY:
            if sum(shown.values()) <= self.viewport().width():
                break
            del shown[key]
        for at, key in enumerate(KEYS):
            if self.isColumnHidden(at) == (key in shown):
                self.setColumnHidden(at, key not in shown)

    def fit_columns(self) -> None:
        for at in range(len(KEYS)):
            self.setColumnHidden(at, False)  # noqa: FBT003 - Qt's own
        super().fit_columns()
        self.give_way()

    def widths(self) -> dict[str, int]:
        return {key: self._room[key] for key in super().widths()}

    def _resized_to(self, at: int, _old: int, new: int) -> None:
        if new > 0:
            self._room[KEYS[at]] = new
