"""Mending on the Import screen: a row where it stands, all that are wrong alike, or none of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from shipdesk.ui.tasks import start
from shipdesk.usecases.imports.mend import leave_out, mend
from shipdesk.workers.lanes import BOOK, FIND

if TYPE_CHECKING:
    from shipdesk.core.imports import Alike, Import, ImportRow
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.imports.rows_page import RowsPage
    from shipdesk.ui.imports.runs import ImportRuns
    from shipdesk.ui.workplace import Workplace
    from shipdesk.usecases.imports.mend import Mended


class Mending(QObject):
    """What the clerk does to single rows, and what is offered after it."""

    changed = Signal()
    """A row was changed, or something else is offered."""

    def __init__(self, rows: RowsPage, runs: ImportRuns, bridge: Bridge) -> None:
        super().__init__(rows)
        self._rows, self._runs, self._bridge = rows, runs, bridge
        self._at: Workplace | None = None
        self.offered: Alike | None = None
        """The rows that the last mend would help as well."""
        self.done: Alike | None = None
        """Those that were mended so, to be undone."""
        self._under_way: Alike | None = None
        rows.editor.mended.connect(self._mend)
        runs.ended.connect(self._on_run)
        runs.failed.connect(self._on_run)

    def attach(self, workplace: Workplace) -> None:
        """The order book is open."""
        self._at = workplace

    def forget(self) -> None:
        """Another import: nothing is offered of the one before."""
        self._offer(None, None)

    def leave_out(self) -> None:
        """Leave the current row out, or take it back in."""
        if self._at is not None and self._rows.editor.shown is not None:
            desk, row = self._at.desk, self._rows.editor.shown
            start(self._at.lanes, BOOK, self._on_left, self._bridge.failed, leave_out, desk, row.id)

    def mend_alike(self) -> None:
        """Write what was written last into all rows that were wrong like that one."""
        if self.offered is not None and not self._runs.running:
            self._under_way = self.offered
            self._offer(None, None)
            self._rows.focus_list()  # in a field Ctrl+Z is the field's own
            self._runs.mend_alike(self._under_way)

    def undo(self) -> None:
        """Put back what those rows said before."""
        if self.done is not None and not self._runs.running:
            undone = self.done.undone
            self._offer(None, None)
            self._runs.mend_alike(undone)

    def _mend(self, row_id: int, path: str, text: str) -> None:
        if self._at is not None:
            desk = self._at.desk
            start(self._at.lanes, FIND, self._on_mended, self._bridge.failed, mend, desk, row_id, path, text)

    def _on_mended(self, mended: Mended) -> None:
        self._rows.show_row(mended.row)
        self._offer(mended.alike, None)
        self.changed.emit()

    def _on_left(self, row: ImportRow) -> None:
        self._rows.show_row(row)
        self.changed.emit()

    def _on_run(self, _came: Import | Exception) -> None:
        done, self._under_way = self._under_way, None
        if done is not None:
            self._offer(None, done)

    def _offer(self, alike: Alike | None, done: Alike | None) -> None:
        self.offered, self.done = alike, done
        self._rows.show_alike(alike, done)
