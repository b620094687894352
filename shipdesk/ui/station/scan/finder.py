"""Scanned or typed: what is meant is opened; where it may be several, they are listed under the field."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from shipdesk.ui.station.lists import row_words
from shipdesk.ui.station.lists.row_list import LINE, RowList
from shipdesk.ui.tasks import start
from shipdesk.ui.theme import colours
from shipdesk.ui.theme.states import BOOKING
from shipdesk.ui.theme.tokens import NONE, SHADOW, XS
from shipdesk.ui.widgets.layouts import column
from shipdesk.ui.widgets.raised import paint_raised
from shipdesk.workers.lanes import BOOK, FIND

if TYPE_CHECKING:
    from shipdesk.core.records import Row
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.station.jobs import Found
    from shipdesk.ui.widgets.scanbar import ScanField
    from shipdesk.ui.workplace import Workplace

_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_FEWEST = 2


def _words(row: Row) -> row_words.Words:
    second = "  ".join(filter(None, (row.receiver, row.country, row.tracking_number)))
    return BOOKING[row.state], BOOKING[row.state].word, second


class Finder(QWidget):
    """Lies under the scan field while it has several matches. What is scanned too early waits until it can be done."""

    found = Signal(object)
    """A `Loaded` booking to open."""
    nothing = Signal(str)
    """The order book has nothing of that name."""
    book_wanted = Signal()
    """What was opened just now is to be booked: F10 was pressed before it was open."""
    looking_turned = Signal()
    """`looking` may be another one now."""

    def __init__(self, over: QWidget, field: ScanField, bridge: Bridge) -> None:
        super().__init__(over)
        self._field, self._bridge, self._over = field, bridge, over
        self._at: Workplace | None = None
        self._waiting: tuple[str, bool] | None = None
        self._looked_for: deque[bool] = deque()
        """A place for each order that is being opened: whether F10 was pressed after it."""
        self.list = RowList(self.tr("Matches"), _words)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.taken.connect(self.open_reference)
        column(self.list, gap=NONE, margin=SHADOW + XS, into=self)
        field.edited.connect(self._on_typed)
        field.submitted.connect(self._on_entered)
        field.line.installEventFilter(self)
        self.hide()

    def attach(self, workplace: Workplace) -> None:
        """The order book is open: do what was scanned meanwhile."""
        self._at = workplace
        if self._waiting:
            text, exact = self._waiting
            self._waiting = None
            self._find(text, exact=exact)

    def open_reference(self, reference: str) -> None:
        """Open the booking of exactly this reference."""
        self._find(reference, exact=True)

    def offer(self, rows: tuple[Row, ...]) -> None:
        """Several to choose from."""
        self._field.line.setFocus()
        self._show(rows)

    def _find(self, text: str, *, exact: bool) -> None:
        from shipdesk.ui.station import jobs  # noqa: PLC0415 - late: keeps start-up fast

        if self._at is None:
            self._waiting = (text, exact)
            return
        verb = jobs.load if exact else jobs.look_up
        self._looked_for.append(False)
        start(self._at.lanes, BOOK, self._on_found, self._on_not_found, verb, self._at.desk, text)
        self.looking_turned.emit()

    @property
    def looking(self) -> bool:
        """An order is being opened: what is open is not what the clerk wants."""
        return bool(self._looked_for)

    def then_book(self) -> None:
        """F10 came before what was asked for last is open: it is meant for that, and for nothing that is open now."""
        self._looked_for[-1] = True

    def _on_typed(self, text: str) -> None:
        from shipdesk.ui.station import jobs  # noqa: PLC0415 - late: keeps start-up fast

        if self._at is None or len(text.strip()) < _FEWEST:
            self.hide()
            return
        start(self._at.lanes, FIND, self._on_matches, self._bridge.failed, jobs.matches, self._at.desk, text.strip())

    def _on_entered(self, text: str) -> None:
        index = self.list.currentIndex()
        if self.isVisible() and index.isValid():
            self.open_reference(self.list.rows()[index.row()].reference)
        else:
            self._find(text, exact=False)

    def _on_not_found(self, fault: Exception) -> None:
        self._looked_for.popleft()
        self._bridge.failed(fault)
        self.looking_turned.emit()

    def _on_found(self, found: Found) -> None:
        booked = self._looked_for.popleft()
        if found.loaded is not None:
            self.hide()
            self._field.clear()
            self.found.emit(found.loaded)
            if booked:
                self.book_wanted.emit()
        elif found.rows:
            self._show(found.rows)
        else:
            self.hide()
            self.nothing.emit(found.text)
        self.looking_turned.emit()

    def _on_matches(self, found: Found) -> None:
        if found.text != self._field.text().strip():
            return  # the clerk has typed on
        if found.rows and self._field.line.hasFocus():
            self._show(found.rows)
        else:
            self.hide()

    def _show(self, rows: tuple[Row, ...]) -> None:
        self.list.put(rows)
        self.list.clearSelection()
        self.list.setCurrentIndex(self.list.rootIndex())
        self.list.setFixedHeight(len(rows) * LINE)
        place = self._field.mapTo(self._over, QPoint(-SHADOW, self._field.height() + XS - SHADOW))
        edge = 2 * (SHADOW + XS)
        self.setGeometry(place.x(), place.y(), self._field.width() + 2 * SHADOW, len(rows) * LINE + edge)
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self.isVisible():
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if Qt.Key(event.key()) is Qt.Key.Key_Escape:
                event.accept()  # else the screen's own Esc would act behind the matches
                return True
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key == Qt.Key.Key_Escape:
                self.hide()
                return True
            if key in _MOVES:
                self._step(_MOVES[key])
                return True
        elif event.type() == QEvent.Type.FocusOut:
            self.hide()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_raised(painter, QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW), colours().line)

    def _step(self, by: int) -> None:
        rows = len(self.list.rows())
        at = self.list.currentIndex().row() + by
        self.list.setCurrentIndex(self.list.model().index(min(max(at, 0), rows - 1), 0))
