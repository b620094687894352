"""The search as it stands, or the selection, into a file: with progress, to be cancelled, off the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from shipdesk.ui.orders.panel_work import PanelWork
from shipdesk.ui.orders.selection import Picked, resolve
from shipdesk.ui.orders.work_panel import CANCEL, CLOSE, FOLDER
from shipdesk.ui.tasks import start
from shipdesk.ui.theme import Meaning
from shipdesk.workers.lanes import MANY

if TYPE_CHECKING:
    from shipdesk.core.records import Query
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.orders.side import Side
    from shipdesk.usecases.desk import Desk

_NAME = "orders.csv"


class Exporting(PanelWork):
    """Asks for a file, writes it, and says where it is."""

    _wrote = Signal(int)

    def __init__(self, screen: QWidget, bridge: Bridge, side: Side) -> None:
        super().__init__(screen, bridge, side)
        self._screen = screen
        self._wanted: tuple[Query, Picked | None, int] | None = None
        self._file = Path()
        self._of = 0
        self._wrote.connect(self._show)

    def ask_where(self, query: Query, picked: Picked | None, total: int) -> None:
        """Ask for a file; `picked` where only a selection is wanted, of what `query` finds `total` of."""
        self._wanted = (query, picked, picked.count if picked else total)
        dialog = QFileDialog(self._screen, self.tr("Export orders"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setNameFilters([self.tr("CSV (*.csv)"), self.tr("Excel (*.xlsx)"), self.tr("JSON (*.json)")])
        dialog.selectFile(_NAME)
        dialog.filterSelected.connect(self._follow_filter)
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    @Slot(str)
    def _follow_filter(self, words: str) -> None:
        dialog = self.sender()
        if isinstance(dialog, QFileDialog) and dialog.selectedFiles():
            ending = words.rpartition("*")[2].rstrip(")")
            dialog.selectFile(Path(dialog.selectedFiles()[0]).with_suffix(ending).name)

    @Slot(str)
    def save_to(self, path: str) -> None:
        """Write what was asked for to this file."""
        if self._at is None or self._wanted is None or self.busy:
            return
        query, picked, self._of = self._wanted
        self._file = Path(path) if Path(path).suffix else Path(path).with_suffix(".csv")
        title = self.tr("Exporting {count} orders").format(count=QLocale().toString(self._of))
        self._begin(title, lists=False)
        self.changed.emit()
        told = partial(_told, self._wrote.emit, self._stop)
        start(self._at.lanes, MANY, self._over, self._failed, _export, self._at.desk, query, picked, self._file, told)

    @Slot(int)
    def _show(self, count: int) -> None:
        if self.busy and self._is_shown:
            of, written = QLocale().toString(self._of), QLocale().toString(count)
            words = self.tr("{written} of {of}").format(written=written, of=of)
            self._side.work.tell(words, count / max(self._of, 1), {CANCEL})

    def _over(self, written: int) -> None:
        self.busy = False
        self.changed.emit()
        cancelled = self._stop.is_set()
        if not self._is_shown:
            return
        if cancelled:
            self._side.work.tell(self.tr("Cancelled; no file was written."), 0.0, {CLOSE}, Meaning.CARE)
            return
        count = QLocale().toString(written)
        words = self.tr("{count} orders are in {file}.").format(count=count, file=self._file.name)
        self._side.work.title.setText(self.tr("Exported"))
        self._side.work.tell(words, 1.0, {FOLDER, CLOSE}, Meaning.GOOD)

    @Slot(str)
    def _taken(self, key: str) -> None:
        super()._taken(key)
        if key == FOLDER and self._is_shown:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file.parent)))


def _told(wrote: Callable[[int], None], stop: Event, count: int) -> bool:
    wrote(count)
    return not stop.is_set()


def _export(desk: Desk, query: Query, picked: Picked | None, file: Path, told: Callable[[int], bool]) -> int:
    from shipdesk.usecases.export import export  # noqa: PLC0415 - late: keeps start-up fast

    if picked is not None and not picked.whole:
        query = replace(query, ids=tuple(resolve(desk, picked)))
    return export(desk, query, file, progress=told)
