"""The panel for work on many orders: how far it is, what came of each, and its buttons."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from shipdesk.ui.orders.results import ResultsModel
from shipdesk.ui.theme import Meaning
from shipdesk.ui.theme.tokens import BODY, NONE, SEMIBOLD, TITLE, M, S
from shipdesk.ui.widgets.banner import Remark
from shipdesk.ui.widgets.button import Kind, button
from shipdesk.ui.widgets.layouts import column, row, rule
from shipdesk.ui.widgets.panel import EmptyState
from shipdesk.ui.widgets.picks import Picks
from shipdesk.ui.widgets.progress import ProgressLine
from shipdesk.ui.widgets.table import Table
from shipdesk.ui.widgets.text import Text

ALL, BAD = "", "bad"
PAUSE, GO_ON, CANCEL, FOLDER, CLOSE = "pause", "go_on", "cancel", "folder", "close"


class WorkPanel(QWidget):
    """Stands beside the list of orders while many of them are worked on, and afterwards."""

    taken = Signal(str)
    """A button was taken: `PAUSE`, `GO_ON`, `CANCEL`, `FOLDER`, `CLOSE`."""
    opened = Signal(int)
    """Enter on a line: show this booking whole."""

    def __init__(self) -> None:
        super().__init__()
        self.title = Text("", TITLE, SEMIBOLD, wrap=True)
        self.words = Text("", BODY, wrap=True)
        self.line = ProgressLine()
        self.note = Remark(Meaning.CARE, "")
        self.note.hide()
        self._buttons = {
            PAUSE: button(self.tr("Pause"), Kind.PLAIN),
            GO_ON: button(self.tr("Go on"), Kind.PRIMARY),
            FOLDER: button(self.tr("Open folder"), Kind.PRIMARY),
            CANCEL: button(self.tr("Cancel"), Kind.PLAIN),
            CLOSE: button(self.tr("Close"), Kind.PLAIN),
        }
        for one in self._buttons.values():
            one.clicked.connect(self._taken)
        self.picks = Picks(self.tr("Show"), [(ALL, self.tr("All"), None), (BAD, self.tr("To look at"), Meaning.CARE)])
        self.picks.picked.connect(self._picked)
        self.model = ResultsModel()
        self.table = Table(self.model)
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.table.setAccessibleName(self.tr("Results"))
        self.table.set_empty(EmptyState("orders", self.tr("The result of each order is shown here.")))
        self.table.activated.connect(self._activated)
        self.table.selectionModel().currentRowChanged.connect(self._turned)
        self.model.modelReset.connect(self._turned)
        self._whole = Text("", BODY, wrap=True, select=True)
        self._whole.setContentsMargins(M, S, M, S)
        self._whole.hide()
        head, self._lower = QWidget(), QWidget()
        column(
            self.title, self.words, self.line, self.note, row(*self._buttons.values(), None, gap=S), gap=S, margin=M,
            into=head,
        )  # fmt: skip
        picks = QWidget()
        row(self.picks, None, into=picks).setContentsMargins(M, S, M, S)
        column(picks, self.table, self._whole, gap=NONE, into=self._lower).setStretch(1, 1)
        column(head, rule(), self._lower, None, gap=NONE, into=self).setStretch(2, 1)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    def begin(self, title: str, buttons: Collection[str], *, lists: bool = True) -> None:
        """Another piece of work; `lists` where something comes of each."""
        self.title.setText(title)
        self.tell("", 0.0, buttons)
        self.picks.pick(ALL)
        self.model.show_only_bad(False)  # noqa: FBT003 - its name says it
        self.model.put([])
        self.count()
        self._lower.setVisible(lists)

    def tell(
        self,
        words: str,
        part: float,
        buttons: Collection[str],
        meaning: Meaning = Meaning.ACCENT,
        note: str = "",
    ) -> None:
        """How far it is: in words, and as a part from 0 to 1. `note` is why it stands still."""
        self.words.setText(words)
        self.line.show_part(part, meaning)
        self.note.set_words(note)
        self.note.setVisible(bool(note))
        for key, one in self._buttons.items():
            one.setVisible(key in buttons)

    def shows(self, key: str) -> bool:
        """Whether this button can be taken."""
        return self._buttons[key].isVisibleTo(self)

    def count(self) -> None:
        """How many a person should look at, beside the word."""
        self.picks.set_count(BAD, self.model.bad())

    def show_bad(self) -> None:
        """Only what a person should look at."""
        self.picks.pick(BAD)
        self.model.show_only_bad(True)  # noqa: FBT003 - its name says it

    def take_focus(self) -> None:
        """The keyboard into the lines."""
        if self.model.rowCount() and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self.table.setFocus()

    def _taken(self) -> None:
        pressed = self.sender()
        self.taken.emit(next(key for key, one in self._buttons.items() if one is pressed))

    def _picked(self, key: str) -> None:
        self.model.show_only_bad(key == BAD)

    def _turned(self) -> None:
        """The whole sentence of the current line, which the list cuts."""
        index = self.table.currentIndex()
        line = self.model.line(index.row()) if index.isValid() and index.row() < self.model.rowCount() else None
        self._whole.setText(line.sentence if line else "")
        self._whole.setVisible(bool(line and line.sentence))

    def _activated(self, index: QModelIndex) -> None:
        entry_id = self.model.line(index.row()).entry_id
        if entry_id:
            self.opened.emit(entry_id)
