"""The left of the station: to ship, on hold, in flight, in doubt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from shipdesk.ui.station.lists import row_words
from shipdesk.ui.station.lists.board import Board
from shipdesk.ui.station.lists.countdown import SecondHand
from shipdesk.ui.station.lists.row_list import LINE, RowList, Wording
from shipdesk.ui.theme.tokens import CAPTION, NONE, M, S
from shipdesk.ui.widgets.layouts import column, row
from shipdesk.ui.widgets.panel import FoldButton, SectionHeader
from shipdesk.ui.widgets.text import Text

if TYPE_CHECKING:
    from shipdesk.core.carrier import CarrierRecord
    from shipdesk.core.records import Row
    from shipdesk.ui.station.doubt.reading import Wait

WIDTH = 30 * S


class Lists(QWidget):
    """Three lists and a fold; each row opens its order."""

    taken = Signal(str)
    """A reference to open."""

    def __init__(self, records: Mapping[str, CarrierRecord]) -> None:
        super().__init__()
        self._records = records
        self._waits: Mapping[int, Wait] = {}
        self._second = SecondHand(self)
        self._second.ticked.connect(self._count_down)
        self.setFixedWidth(WIDTH)
        self.waiting = self._list(self.tr("To ship"), row_words.waiting)
        self.held = self._list(self.tr("On hold"), row_words.held)
        self.flying = self._list(self.tr("In flight"), row_words.flying)
        self.unseen = self._list(self.tr("Label not seen"), row_words.unseen)
        self.doubtful = self._list(self.tr("In doubt"), self._doubtful_words)
        names = (self.tr("To ship"), self.tr("In flight"), self.tr("Label not seen"), self.tr("In doubt"))
        self._heads = {name: SectionHeader(name) for name in names}
        to_ship, in_flight, self._not_seen, self._in_doubt = self._heads.values()
        self._to_ship, self._in_flight = to_ship, in_flight
        self._fold = FoldButton("")
        self._fold_line = QWidget()
        row(self._fold, None, into=self._fold_line).setContentsMargins(M, NONE, S, NONE)
        self._fold.turned.connect(self._unfold)
        self._sentence = Text("", CAPTION, role="doubt", wrap=True)
        self._nothing = Text(
            self.tr("Nothing is waiting. Scan an order, or type one with Ctrl+N."), role="muted", wrap=True
        )
        layout = column(gap=NONE, into=self)
        for part in (
            to_ship,
            self._nothing,
            self.waiting,
            self._fold_line,
            self.held,
            in_flight,
            self.flying,
            self._not_seen,
            self.unseen,
            self._in_doubt,
            self._sentence,
            self.doubtful,
        ):
            layout.addWidget(part, 1 if part is self.waiting else 0)
        for part in (to_ship, in_flight, self._not_seen, self._in_doubt, self._nothing, self._sentence):
            part.setContentsMargins(M, NONE, S, NONE)  # titles stand where the marks of the rows do
        layout.addStretch(0)
        self.held.hide()
        self.show_board(Board())

    def _list(self, name: str, words: Wording) -> RowList:
        made = RowList(name, words)
        made.taken.connect(self.taken)
        return made

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 60 * S)

    def minimumSizeHint(self) -> QSize:
        """On a low screen each list shows fewer rows; the window never grows past it."""
        return QSize(WIDTH, NONE)

    def show_board(self, board: Board) -> None:
        """Show the lists; only rows that changed are drawn again."""
        self.waiting.put(board.waiting)
        self.held.put(board.held)
        self.flying.put(board.flying)
        self.unseen.put(board.unseen)
        self._not_seen.set_count(len(board.unseen))
        self._not_seen.setVisible(bool(board.unseen))
        self.unseen.setVisible(bool(board.unseen))
        self.doubtful.put(board.doubtful)
        self._to_ship.set_count(len(board.waiting))
        self._in_flight.set_count(board.under_way)
        self._in_doubt.set_count(len(board.doubtful))
        self._nothing.setVisible(not board.waiting)
        self._fold.setText(self.tr("On hold  {count}").format(count=len(board.held)))
        self._fold.updateGeometry()
        self._fold_line.setVisible(bool(board.held))
        self.held.setVisible(bool(board.held) and self._fold.unfolded)
        self._fit()
        self._say_doubt(board.doubtful)

    def show_waits(self, waits: Mapping[int, Wait]) -> None:
        """Since when each in doubt is so, and when it is asked about again; counted down from here."""
        self._waits = waits
        self._second.count(any(wait.due for wait in waits.values()))
        self._count_down()

    def mark_open(self, entry_id: int) -> None:
        """Show which booking is in the form; -1 for none."""
        for rows in (self.waiting, self.held, self.flying, self.unseen, self.doubtful):
            rows.mark_open(entry_id)

    def doubt_words(self) -> str:
        """What the list in doubt says for all of it."""
        return self._sentence.text()

    def next_waiting(self) -> Row | None:
        """What would be shipped next."""
        rows = self.waiting.rows()
        return rows[0] if rows else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The lower lists are as high as their rows, up to a share of the room: what waits needs the rest."""
        room = self.height() // LINE
        doubts = len(self.doubtful.rows())
        missed = len(self.unseen.rows())
        for rows, most in (
            (self.held, room // 4),
            (self.flying, max(room // 3 - min(doubts, 2) - min(missed, 2), 1)),
            (self.unseen, max(room // 6, 2)),
            (self.doubtful, max(room // 4, 2)),
        ):
            rows.setFixedHeight(min(len(rows.rows()), most) * LINE)

    def _say_doubt(self, rows: tuple[Row, ...]) -> None:
        asked = [row.carrier for row in rows if row.state == "in_doubt"]
        names = ", ".join(dict.fromkeys(self._records[one].label if one in self._records else one for one in asked))
        self._sentence.setText(row_words.doubt_sentence(names) if names else "")
        self._sentence.setVisible(bool(names))

    def _doubtful_words(self, row: Row) -> row_words.Words:
        return row_words.doubtful(row, self._waits.get(row.id), datetime.now(UTC))

    def _count_down(self) -> None:
        self.doubtful.viewport().update()

    def _unfold(self, unfolded: bool) -> None:
        self.held.setVisible(unfolded)
