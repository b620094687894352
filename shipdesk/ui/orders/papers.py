"""The papers of a booking, drawn on demand: choose one, then print it or save it as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from shipdesk.core.paperwork import Paper
from shipdesk.ui.tasks import start
from shipdesk.ui.theme.tokens import S
from shipdesk.ui.widgets.button import Kind, button
from shipdesk.ui.widgets.layouts import column, row
from shipdesk.ui.widgets.picks import Picks
from shipdesk.usecases.documents import print_paper, save_paper
from shipdesk.workers.lanes import PRINT

if TYPE_CHECKING:
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.workplace import Workplace
    from shipdesk.usecases.documents import Issued

_KEY = "paper"


class Papers(QWidget):
    """One of the papers is picked; two buttons do with it what can be done."""

    def __init__(self) -> None:
        super().__init__()
        self._at: Workplace | None = None
        self._bridge: Bridge | None = None
        self._entry, self._name = 0, ""
        self.picks = Picks(self.tr("Papers"), [(str(paper), self.tr(paper.words), None) for paper in Paper])
        self.print = button(self.tr("Print"), Kind.PLAIN, icon="printer")
        self.print.clicked.connect(self.print_it)
        self.save = button(self.tr("Save"), Kind.PLAIN, icon="save")
        self.save.clicked.connect(self.ask_where)
        column(row(self.picks, None), row(self.print, self.save, None), gap=S, margin=S, into=self)

    def attach(self, workplace: Workplace, bridge: Bridge) -> None:
        """The order book is open."""
        self._at, self._bridge = workplace, bridge

    def show_booking(self, entry_id: int, name: str) -> None:
        """Whose papers; `name` is its key."""
        self._entry, self._name = entry_id, name

    @property
    def paper(self) -> Paper:
        """The one that is picked."""
        return Paper(self.picks.key())

    @Slot()
    def print_it(self) -> None:
        """On the printer that is set for documents."""
        if self._at is not None and self._bridge is not None:
            desk, lanes = self._at.desk, self._at.lanes
            start(lanes, PRINT, self._issued, self._bridge.failed, print_paper, desk, self._entry, self.paper)

    @Slot()
    def ask_where(self) -> None:
        """Ask for a file."""
        dialog = QFileDialog(self, self.tr("Save"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.selectFile(f"{self._name} {self.paper}.pdf")
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    @Slot(str)
    def save_to(self, path: str) -> None:
        """Write it to a file."""
        if self._at is not None and self._bridge is not None:
            desk, lanes, file = self._at.desk, self._at.lanes, Path(path)
            start(lanes, PRINT, self._saved, self._bridge.failed, save_paper, desk, self._entry, self.paper, file)

    def _issued(self, done: Issued) -> None:
        self._tell(done.where, done)

    def _saved(self, done: Issued) -> None:
        self._tell(self.tr("Saved as {name}.").format(name=done.where), done)

    def _tell(self, where: str, done: Issued) -> None:
        """What is left blank has to be written in by hand, so it stays on the screen till it is taken."""
        if self._bridge is None:
            return
        if done.notes:
            self._bridge.warning(" ".join((where, *done.notes)), key=_KEY)
        else:
            self._bridge.settled(_KEY)
            self._bridge.success(where)
