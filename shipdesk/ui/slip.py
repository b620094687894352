"""The packing slip of a shipment, on the printer for documents or in a file: the same from every screen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from shipdesk.core.paperwork import Paper
from shipdesk.ui.tasks import start
from shipdesk.usecases.documents import print_paper, save_paper
from shipdesk.workers.lanes import PRINT

if TYPE_CHECKING:
    from shipdesk.core.records import Row
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.workplace import Workplace
    from shipdesk.usecases.documents import Issued


class SlipMaker(QObject):
    """Draws it anew each time, so it is never out of date; what came of it is told over the bridge."""

    def __init__(self, screen: QWidget, bridge: Bridge) -> None:
        super().__init__(screen)
        self._screen, self._bridge = screen, bridge
        self._workplace: Workplace | None = None
        self._asked_for = 0

    def attach(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def print(self, row: Row) -> None:
        """Print it where documents are printed."""
        if self._workplace is not None:
            desk, lanes = self._workplace.desk, self._workplace.lanes
            start(lanes, PRINT, self._printed, self._bridge.failed, print_paper, desk, row.id, Paper.PACKING_SLIP)

    def ask_where(self, row: Row) -> None:
        """Ask for a file to save it in."""
        self._asked_for = row.id
        dialog = QFileDialog(self._screen, self.tr("Save packing slip"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.selectFile(f"{row.key} packing slip.pdf")
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    @Slot(str)
    def save_to(self, path: str) -> None:
        """Write the one that was asked for to a file."""
        if self._workplace is not None:
            desk, lanes, paper = self._workplace.desk, self._workplace.lanes, Paper.PACKING_SLIP
            start(lanes, PRINT, self._saved, self._bridge.failed, save_paper, desk, self._asked_for, paper, Path(path))

    def _printed(self, issued: Issued) -> None:
        self._bridge.success(" ".join((issued.where, *issued.notes)))

    def _saved(self, issued: Issued) -> None:
        self._bridge.success(self.tr("The packing slip is saved as {name}.").format(name=issued.where))
