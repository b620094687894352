"""After a restore: why booking is shut, and what a person has to walk through until it opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from shipdesk.core.errors import ShipDeskError
from shipdesk.core.problems import error
from shipdesk.ui.moments import whole
from shipdesk.ui.tasks import start
from shipdesk.ui.theme import Meaning
from shipdesk.ui.theme.tokens import BODY
from shipdesk.ui.widgets.banner import Remark
from shipdesk.ui.widgets.button import button
from shipdesk.ui.widgets.editors import TextEditor
from shipdesk.ui.widgets.field import FieldRow
from shipdesk.ui.widgets.layouts import column, row
from shipdesk.ui.widgets.panel import Group
from shipdesk.ui.widgets.text import Text
from shipdesk.workers.lanes import BOOK

if TYPE_CHECKING:
    from shipdesk.core.ports import OrderBook
    from shipdesk.core.records import Gaps
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.workplace import Workplace
    from shipdesk.usecases.desk import Desk


class ShutPart(QWidget):
    """Hidden on all days but those after a restore."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._at: Workplace | None = None
        self.remark = Remark(Meaning.DOUBT, "")
        self.keys = Text("", BODY, code=True, wrap=True, select=True)
        self._line = TextEditor()
        self.how = FieldRow(self.tr("Who has compared the carriers' lists, and where"), self._line, required=True)
        self.compared = button(self.tr("The lists are compared"))
        self.compared.clicked.connect(self._on_compared)
        self._lost = QWidget()
        column(self.how, row(self.compared, None), into=self._lost)
        group = Group(self.tr("Booking is shut"))
        for part in (self.remark, self.keys, self._lost):
            group.add(part)
        column(group, into=self)
        self.hide()

    def attach(self, workplace: Workplace) -> None:
        """The order book is open."""
        self._at = workplace

    def load(self) -> None:
        """Look whether booking is shut."""
        if self._at is not None:
            start(self._at.lanes, BOOK, self._show, self._bridge.failed, _gaps, self._at.desk.book)

    def _show(self, gaps: Gaps | None) -> None:
        self.setVisible(gaps is not None)
        if gaps is None:
            return
        words = []
        if gaps.keys:
            told = self.tr(
                "{count} were sent after the backup was made. Each stands on the list in doubt at the station: "
                "open it and say with F3 what is there."
            )
            words.append(told.format(count=len(gaps.keys)))
        if gaps.since is not None:
            told = self.tr(
                "Nothing here tells what was sent after the backup of {time}. Compare the carriers' own lists with "
                "the order book, then say so."
            )
            words.append(told.format(time=whole(gaps.since)))
        self.remark.set_words(" ".join(words))
        self.keys.setText("\n".join(gaps.keys))
        self.keys.setVisible(bool(gaps.keys))
        self._lost.setVisible(gaps.since is not None)

    def _on_compared(self) -> None:
        if self._at is not None:
            start(self._at.lanes, BOOK, self._on_closed, self._on_failed, _close, self._at.desk, self.how.text())

    def _on_closed(self, gaps: Gaps | None) -> None:
        self._bridge.success(self.tr("The comparison of the lists is recorded."))
        self._show(gaps)

    def _on_failed(self, fault: Exception) -> None:
        if isinstance(fault, ShipDeskError):
            self.how.set_problem(error(self.how.label, "missing", str(fault)))
        else:
            self._bridge.failed(fault)


def _gaps(book: OrderBook) -> Gaps | None:
    return book.gaps()


def _close(desk: Desk, how: str) -> Gaps | None:
    from shipdesk.usecases.restore import compared  # noqa: PLC0415 - late: keeps start-up fast

    compared(desk, how)
    return desk.book.gaps()
