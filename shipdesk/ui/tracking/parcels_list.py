"""The list of parcels: what is chosen, and what is on the screen, stays through every change of the list."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from shipdesk.ui.tracking.columns import GIVE_WAY
from shipdesk.ui.tracking.model import WayModel
from shipdesk.ui.widgets.table import Table

_MINUTE_MS = 60_000


class ParcelsList(Table):
    """The table over `WayModel`. Several rows may be chosen."""

    def __init__(self, model: WayModel, parent: QWidget | None = None) -> None:
        super().__init__(model, give_way=GIVE_WAY, parent=parent)
        self._parcels = model
        self._kept: tuple[set[int], int, int] = (set(), 0, 0)
        self.setAccessibleName(self.tr("Parcels on their way"))
        self.horizontalHeader().setSectionsMovable(False)
        self.verticalScrollBar().valueChanged.connect(self._look)
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)
        model.modelReset.connect(self.fit_again)
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._minute.timeout.connect(self.viewport().update)
        self._minute.start()

    def chosen(self) -> list[int]:
        """The ids of the rows that are chosen, as they stand."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._parcels.id_at(row) for row in rows]

    def shutdown(self) -> None:
        self._minute.stop()

    # --- what stays

    @Slot()
    def _keep(self) -> None:
        count = self._parcels.rowCount()
        current, top = self.currentIndex().row(), self.rowAt(0)
        self._kept = (
            set(self.chosen()),
            self._parcels.id_at(current) if 0 <= current < count else 0,
            self._parcels.id_at(top) if 0 < top < count else 0,
        )

    @Slot()
    def _restore(self) -> None:
        chosen, current, top = self._kept
        places = self._parcels.rows_of(chosen | {current, top})
        last = len(self._parcels.columns) - 1
        selection = QItemSelection()
        for one in chosen & set(places):
            selection.select(self._parcels.index(places[one], 0), self._parcels.index(places[one], last))
        flags = QItemSelectionModel.SelectionFlag
        if current in places:
            self.selectionModel().setCurrentIndex(self._parcels.index(places[current], 0), flags.NoUpdate)
        self.selectionModel().select(selection, flags.ClearAndSelect)
        if top in places:
            self.scrollTo(self._parcels.index(places[top], 0), self.ScrollHint.PositionAtTop)
        self._look()

    # --- which rows are looked at, and the columns that follow them

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._look()

    def _look(self) -> None:
        self._parcels.look_at(*self.rows_in_sight())
