"""Where imports begin: a place to drop a file, and what came of the files before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shipdesk.ui.imports.model import ImportsModel
from shipdesk.ui.theme.tokens import CAPTION, NONE, SEMIBOLD, TITLE, M, S
from shipdesk.ui.widgets.layouts import column, row
from shipdesk.ui.widgets.panel import EmptyState
from shipdesk.ui.widgets.table import Table
from shipdesk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from shipdesk.core.imports import Import


class HomePage(QWidget):
    """The imports, newest first."""

    opened = Signal(int)
    """The clerk wants to see the import with this id."""
    file_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.model = ImportsModel()
        self.table = Table(self.model)
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.table.setAccessibleName(self.tr("Imports"))
        self.table.activated.connect(self._on_activated)
        empty = EmptyState(
            "import",
            self.tr("Drop a file of orders here: CSV, TSV, XLSX or JSON. You see every row before it is added."),
            self.tr("Choose a file"),
        )
        empty.taken.connect(self.file_wanted)
        self.table.set_empty(empty)
        self._watched = Text("", CAPTION, role="muted")
        above = QWidget()
        row(Text(self.tr("Imports"), TITLE, SEMIBOLD), None, self._watched, gap=S, margin=M, into=above)
        column(above, self.table, gap=NONE, into=self).setStretch(1, 1)

    def show_imports(self, found: Sequence[Import], now: datetime) -> None:
        """Show these; the one that was current stays so."""
        self.model.show_imports(found, now)
        if found and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))

    def show_watched(self, folder: str) -> None:
        """Say which folder is watched; empty where none is."""
        self._watched.setText(self.tr("Watched: {folder}").format(folder=folder) if folder else "")

    def current(self) -> int:
        """The id of the current import; 0 where none is."""
        at = self.table.currentIndex().row()
        key = self.model.key(at) if 0 <= at < self.model.rowCount() else 0
        return key if isinstance(key, int) else 0

    def focus_list(self) -> None:
        self.table.setFocus()

    def _on_activated(self) -> None:
        if self.current():
            self.opened.emit(self.current())
