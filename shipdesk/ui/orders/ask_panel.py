"""Before many orders are booked: what is ready, what is not, which warnings are accepted, and how labels come out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from shipdesk.core.batches import PrintOrder
from shipdesk.ui.theme import Meaning
from shipdesk.ui.theme.tokens import BODY, NONE, SEMIBOLD, TITLE, M, S
from shipdesk.ui.widgets.banner import Remark
from shipdesk.ui.widgets.button import Kind, button
from shipdesk.ui.widgets.layouts import column, row
from shipdesk.ui.widgets.panel import Caption
from shipdesk.ui.widgets.picks import Picks
from shipdesk.ui.widgets.scroll import ScrollColumn
from shipdesk.ui.widgets.text import Text

if TYPE_CHECKING:
    from shipdesk.usecases.batch import Outlook


class AskPanel(QWidget):
    """The one question for the whole batch."""

    answered = Signal(bool)
    """Book them; whether the warnings listed are accepted."""
    declined = Signal()
    """Nothing is booked."""

    def __init__(self) -> None:
        super().__init__()
        self._title = Text("", TITLE, SEMIBOLD, wrap=True)
        self._parts = ScrollColumn(self.tr("What would be booked"), gap=S)
        self.order = Picks(self.tr("Labels come out"), self._orders())
        self.accept = button("", Kind.PRIMARY)
        self.hold = button("", Kind.PLAIN)
        self.leave = button(self.tr("Book nothing"), Kind.PLAIN)
        self.accept.clicked.connect(self._accepted)
        self.hold.clicked.connect(self._held)
        self.leave.clicked.connect(self.declined)
        head, foot = QWidget(), QWidget()
        column(self._title, into=head).setContentsMargins(M, M, M, NONE)
        column(
            Caption(self.tr("Labels come out")), self.order, self.accept, row(self.hold, self.leave, gap=S),
            gap=S, margin=M, into=foot,
        )  # fmt: skip
        column(head, self._parts, foot, gap=NONE, into=self).setStretch(1, 1)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    def ask(self, outlook: Outlook, *, prints: bool) -> None:
        """Ask about these. `prints`: their labels are printed as they come."""
        ready, warned = outlook.ready, outlook.warned
        asked = self.tr("Book {count}?").format(count=self._orders_words(ready + warned))
        self._title.setText(asked if ready or warned else self.tr("None of these can be booked."))
        parts: list[QWidget] = []
        if ready:
            parts.append(Remark(Meaning.GOOD, self.tr("{orders} ready, without a warning.").format(orders=_n(ready))))
        if outlook.faulty:
            words = self.tr("{orders} with faults: these are not booked, and stay where they are.")
            parts.append(Remark(Meaning.STOP, words.format(orders=_n(outlook.faulty))))
        if outlook.skipped:
            words = self.tr("{orders} left out: booked already, or made elsewhere.")
            parts.append(Remark(Meaning.NEUTRAL, words.format(orders=_n(outlook.skipped))))
        if warned:
            words = self.tr("{orders} with warnings. Accepting means all of these:")
            parts.append(Remark(Meaning.CARE, words.format(orders=_n(warned))))
        for one in outlook.warnings:
            line = QWidget()
            count = Text(_n(one.count), BODY, SEMIBOLD)
            count.setMinimumWidth(5 * S)
            row(count, Text(one.sentence, BODY, wrap=True), gap=S, into=line).setStretch(1, 1)
            parts.append(line)
        self._parts.put(*parts)
        both = self._orders_words(ready + warned)
        accepting = self.tr("Accept the warnings and book {count}").format(count=both)
        self.accept.setText(accepting if warned else self.tr("Book {count}").format(count=both))
        self.accept.setVisible(bool(ready or warned))
        some = self.tr("Book {ready}, hold {warned}").format(ready=_n(ready), warned=_n(warned))
        self.hold.setText(some)
        self.hold.setVisible(bool(warned))
        self.order.setEnabled(prints)

    def print_order(self) -> PrintOrder:
        """In which order the labels are to come out."""
        return PrintOrder(self.order.key())

    def take_focus(self) -> None:
        """The keyboard where the question is answered; warnings are never accepted by a habit."""
        wanted = (self.hold, self.accept, self.leave)
        next(one for one in wanted if one.isVisibleTo(self)).setFocus()

    def _orders(self) -> list[tuple[str, str, Meaning | None]]:
        return [
            (PrintOrder.GIVEN, self.tr("As listed"), None),
            (PrintOrder.REFERENCE, self.tr("By reference"), None),
            (PrintOrder.DESTINATION, self.tr("By destination"), None),
            (PrintOrder.READY, self.tr("As they come"), None),
        ]

    def _orders_words(self, count: int) -> str:
        return self.tr("1 order") if count == 1 else self.tr("{count} orders").format(count=_n(count))

    def _accepted(self) -> None:
        self.answered.emit(True)  # noqa: FBT003 - Qt's own

    def _held(self) -> None:
        self.answered.emit(False)  # noqa: FBT003 - Qt's own


def _n(count: int) -> str:
    return QLocale().toString(count)
