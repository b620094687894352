"""The lists beside the form: what waits to be shipped, what is under way, what is in doubt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from shipdesk.core.records import Query
from shipdesk.core.states import DOUBTFUL, IN_FLIGHT, SHIPPED, State
from shipdesk.ui.station.jobs import read_rows
from shipdesk.ui.tasks import start
from shipdesk.workers.lanes import BOOK

if TYPE_CHECKING:
    from shipdesk.core.records import Row
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.workplace import Workplace
    from shipdesk.usecases.desk import Desk

WAITING = frozenset({State.REFUSED, State.TO_SHIP, State.DRAFT})
HELD = frozenset({State.HELD})
#: How many rows a list holds at most; the order book finds the others.
MOST = 400
#: How many of the last booked ones stay in sight.
RECENT = 8


@dataclass(frozen=True, slots=True)
class Board:
    """The rows of each list, in the order they are shown."""

    waiting: tuple[Row, ...] = ()
    held: tuple[Row, ...] = ()
    flying: tuple[Row, ...] = ()
    """What is queued or being sent, then the last booked ones, newest first."""
    doubtful: tuple[Row, ...] = ()

    def rows(self) -> tuple[Row, ...]:
        """All of them."""
        return (*self.waiting, *self.held, *self.flying, *self.doubtful)

    @property
    def under_way(self) -> int:
        """How many are queued or being sent."""
        return sum(row.state in IN_FLIGHT for row in self.flying)


def sort_out(rows: Iterable[Row]) -> Board:
    """Put rows into their lists. What was refused comes first: a person has to look at it."""
    rows = sorted(rows, key=_age)
    return Board(
        waiting=tuple(sorted((row for row in rows if row.state in WAITING), key=_refused_first)),
        held=tuple(row for row in rows if row.state in HELD),
        flying=(
            *(row for row in rows if row.state in IN_FLIGHT),
            *sorted((row for row in rows if _left_from_here(row)), key=_moved, reverse=True)[:RECENT],
        ),
        doubtful=tuple(row for row in rows if row.state in DOUBTFUL),
    )


def _left_from_here(row: Row) -> bool:
    return row.state in SHIPPED and not row.elsewhere_id


def _age(row: Row) -> tuple[object, int]:
    return row.created_at, row.id


def _moved(row: Row) -> tuple[object, int]:
    return row.updated_at, row.id


def _refused_first(row: Row) -> bool:
    return row.state is not State.REFUSED


def read_board(desk: Desk, recent: Sequence[int]) -> Board:
    """Read the lists from the order book; `recent` are the ids that were booked at this table."""
    found: dict[int, Row] = {}
    for states, most in ((WAITING, MOST), (HELD, MOST), (IN_FLIGHT, MOST), (DOUBTFUL, MOST), (SHIPPED, RECENT)):
        found |= {row.id: row for row in desk.book.rows(Query(states=states), most)}
    found |= {row.id: row for row in read_rows(desk, recent)}
    return sort_out(found.values())


class BoardKeeper(QObject):
    """Keeps the lists true: a booking that moves changes its own row at once, all else within a second."""

    changed = Signal(object)
    """The `Board` as it stands now."""
    seen = Signal(object)
    """Rows as they were just read, as a list: for who waits for a booking to move."""

    def __init__(self, first_rows: Sequence[Row], bridge: Bridge) -> None:
        super().__init__()
        self.board = sort_out(first_rows)
        self._bridge = bridge
        self._workplace: Workplace | None = None
        self._recent: list[int] = []

    def attach(self, workplace: Workplace) -> None:
        """The order book is open: read the lists, and follow what moves."""
        self._workplace = workplace
        workplace.dispatcher.moved.connect(self.look_at)
        workplace.dispatcher.changed.connect(self.read_again)
        self.read_again()

    def shutdown(self) -> None:
        """Follow nothing any more."""
        if self._workplace:
            self._workplace.dispatcher.moved.disconnect(self.look_at)
            self._workplace.dispatcher.changed.disconnect(self.read_again)
            self._workplace = None

    def keep_in_sight(self, entry_id: int) -> None:
        """A booking made at this table: it stays on the list of what is under way."""
        self._recent = [entry_id, *(one for one in self._recent if one != entry_id)][: RECENT * 4]

    def read_again(self, _pulse: object = None) -> None:
        """Read all lists."""
        if self._workplace:
            run = self._workplace.lanes
            start(run, BOOK, self._show, self._bridge.failed, read_board, self._workplace.desk, list(self._recent))

    def look_at(self, ids: Sequence[int]) -> None:
        """These bookings have moved: read their rows."""
        if self._workplace:
            run = self._workplace.lanes
            start(run, BOOK, self._merge, self._bridge.failed, read_rows, self._workplace.desk, list(ids))

    def _merge(self, rows: list[Row]) -> None:
        found = {row.id: row for row in self.board.rows()} | {row.id: row for row in rows}
        self._show(sort_out(found.values()))

    def _show(self, board: Board) -> None:
        if board != self.board:
            self.board = board
            self.changed.emit(board)
        self.seen.emit(list(board.rows()))
