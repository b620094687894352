"""The Inbox screen: what could not be understood or matched, looked at as it came, dismissed or tried again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from shipdesk.ui.inbox.model import InboxModel
from shipdesk.ui.moments import whole
from shipdesk.ui.orders.actions import make_action
from shipdesk.ui.orders.code_view import CodeView
from shipdesk.ui.screen import Opening, Screen
from shipdesk.ui.tasks import start
from shipdesk.ui.theme.tokens import NONE, SEMIBOLD, VALUE, M, Meaning, S
from shipdesk.ui.widgets.actionbar import ActionBar, allow
from shipdesk.ui.widgets.layouts import column, row, rule
from shipdesk.ui.widgets.panel import EmptyState
from shipdesk.ui.widgets.picks import Picks
from shipdesk.ui.widgets.table import Table
from shipdesk.ui.widgets.text import Text
from shipdesk.usecases.inbound import review
from shipdesk.workers.lanes import BOOK, FIND

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shipdesk.core.inbound import Received
    from shipdesk.ui.workplace import Workplace
    from shipdesk.usecases.desk import Desk
    from shipdesk.workers.lanes import Task

_WIDTH = 55 * S
#: How often what other processes receive is looked for while the screen is shown.
_LOOK_MS = 2000
_Read = tuple["list[Received]", "Mapping[str, int]"]


def _read(desk: Desk, name: str, pages: int) -> _Read:
    return review.received(desk, name, pages), review.counts(desk)


class InboxScreen(Screen):
    """Three lists; beside each the delivery of the current row as it came."""

    def __init__(self, opening: Opening) -> None:
        super().__init__()
        self._bridge = opening.bridge
        self._at: Workplace | None = None
        self._reading: Task | None = None
        self._shown: Received | None = None
        self.lists = Picks(
            self.tr("List"),
            [
                ("attention", self.tr("To look at"), Meaning.CARE),
                ("waiting", self.tr("Waiting"), None),
                ("all", self.tr("All"), None),
            ],
        )
        self.model = InboxModel()
        self.table = Table(self.model)
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.table.setAccessibleName(self.tr("What came in"))
        self._empty = EmptyState("inbox", self.tr("The inbox is being read."))
        self.table.set_empty(self._empty)
        self.title = Text("", VALUE, SEMIBOLD)
        self.note = Text("–", role="muted", wrap=True)
        self.raw = CodeView("", self.tr("As it was received"))
        self.raw.setMaximumHeight(16_777_215)
        self.raw.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._pages = 1
        self._fitted = ""
        self.table.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.lists.picked.connect(self._on_picked)
        self.table.selectionModel().currentRowChanged.connect(self._follow)
        self._again = make_action(self, self.tr("Try again"), "Ctrl+R", self.try_again)
        self._dismiss = make_action(self, self.tr("Dismiss"), "Ctrl+Del", self.dismiss)
        self._beside = QWidget()
        self._counts: Mapping[str, int] = {}
        self._now_and_then = QTimer(self, interval=_LOOK_MS)
        self._now_and_then.timeout.connect(self._look)
        self._lay_out(opening)
        self._judge()

    # --- the life of a screen

    def attach(self, workplace: Workplace) -> None:
        self._at = workplace
        self.read()

    def shutdown(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
        self._now_and_then.stop()

    def focus_first(self) -> None:
        self.table.setFocus()
        self.read()

    # --- what the actions do

    def read(self) -> None:
        """Read the list that is picked anew."""
        if self._at is None:
            return
        if self._reading is not None:
            self._reading.cancel()
        desk, name = self._at.desk, self.lists.key()
        self._reading = start(self._at.lanes, FIND, self._on_read, self._bridge.failed, _read, desk, name, self._pages)

    def try_again(self) -> None:
        """Ctrl+R: work the current one off once more."""
        one = self.model.at(self.table.currentIndex().row())
        if self._at is not None and one is not None and self._again.isEnabled():
            start(self._at.lanes, BOOK, self._on_done, self._bridge.failed, review.try_again, self._at.desk, one)

    def dismiss(self) -> None:
        """Ctrl+Delete: the current one is seen."""
        one = self.model.at(self.table.currentIndex().row())
        if self._at is not None and one is not None and self._dismiss.isEnabled():
            start(self._at.lanes, BOOK, self._on_done, self._bridge.failed, review.dismiss, self._at.desk, one)

    # --- what happens

    def _on_picked(self, _key: str) -> None:
        self._pages = 1
        self.read()

    def _on_scrolled(self, value: int) -> None:
        if value == self.table.verticalScrollBar().maximum() > 0:
            self._read_older()

    def _read_older(self) -> None:
        """At the end of what is shown, older ones follow, while there are any."""
        if self.model.rowCount() == self._pages * review.PAGE < self._counts.get(self.lists.key(), 0):
            self._pages += 1
            self.read()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._now_and_then.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._now_and_then.stop()

    def _look(self) -> None:
        """Another process may receive: the counts tell cheaply whether to read again."""
        if self._at is not None:
            start(self._at.lanes, FIND, self._on_counts, self._bridge.failed, review.counts, self._at.desk)

    def _on_counts(self, counts: Mapping[str, int]) -> None:
        if counts != self._counts:
            self.read()

    def _on_done(self, _nothing: None) -> None:
        self.read()

    def _on_read(self, found: _Read) -> None:
        if self._at is None:
            return
        received, counts = found
        self._counts = counts
        for name, count in counts.items():
            self.lists.set_count(name, count)
        desk = self._at.desk
        self._empty.set_sentence(self._nothing(counts))
        self.model.show_received(received, {one.id: one.label for one in desk.sources.values()}, desk.clock())
        if self._fitted != self.lists.key():
            self._fitted = self.lists.key()
            self.table.fit_columns()
        if received and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._follow()

    def _nothing(self, counts: Mapping[str, int]) -> str:
        if not counts["all"]:
            return self.tr("What carriers and shops send comes here, once this station or shipdesk serve receives it.")
        return self.tr("Nothing to look at: all that came in has been added to the orders.")

    def _follow(self) -> None:
        """The delivery of the current row; its text stays where it is scrolled while it is the same."""
        place = self.table.currentIndex().row()
        if place == self.model.rowCount() - 1:
            self._read_older()
        one = self.model.at(place)
        if one != self._shown:
            if one is None or self._shown is None or one.id != self._shown.id:
                self.raw.setPlainText(review.raw(one) if one else "")
            self._shown = one
            self.title.setText(self._title(one) if one else "")
            self.note.setText((one.note if one else "") or "–")
        self._beside.setVisible(one is not None)
        self._judge()

    def _title(self, one: Received) -> str:
        source = self._at.desk.sources.get(one.source) if self._at else None
        label = source.label if source else one.source
        return self.tr("{label}, {time}").format(label=label, time=whole(one.received_at))

    def _judge(self) -> None:
        """Open what can be done now, and say of the rest why not."""
        one = self._shown
        why = self.tr("Choose one first.") if one is None else ""
        if one is not None and one.working not in review.FOR_PERSON:
            why = self.tr("Nothing is left to do with this one.")
        allow(self._again, why)
        allow(self._dismiss, why)

    def _lay_out(self, opening: Opening) -> None:
        above = QWidget()
        row(self.lists, None, gap=M, margin=M, into=above)
        column(self.title, self.note, self.raw, gap=S, margin=M, into=self._beside).setStretch(2, 1)
        self._beside.setFixedWidth(_WIDTH)
        middle = QWidget()
        row(self.table, rule(vertical=True), self._beside, gap=NONE, into=middle).setStretch(0, 1)
        bar = ActionBar()
        bar.add(self._again, primary=True)
        bar.add(self._dismiss)
        if opening.help is not None:
            bar.add(opening.help, at_end=True)
        column(above, middle, bar, gap=NONE, into=self).setStretch(1, 1)
