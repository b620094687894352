"""The lists beside the form: what waits to be shipped, what is under way, what is in doubt."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from shipdesk.core.records import Query
from shipdesk.core.states import DOUBTFUL, IN_FLIGHT, SHIPPED, Label, State
from shipdesk.ui.station.settings import station_settings
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


#: What is printed comes out of the printer within this time; only then is it missed.
SOON = timedelta(seconds=60)
UNSEEN = frozenset({Label.STORED, Label.SENT, Label.PRINTED})


class Seen(Enum):
    """When a label of this table counts as seen."""

    NEVER = auto()
    """Nothing is printed here by itself, and nothing is scanned."""
    PRINTED = auto()
    SCANNED = auto()


class Board(NamedTuple):
    """The rows of each list, in the order they are shown."""

    waiting: tuple[Row, ...] = ()
    held: tuple[Row, ...] = ()
    flying: tuple[Row, ...] = ()
    """What is queued or being sent, then the last booked ones, newest first."""
    doubtful: tuple[Row, ...] = ()
    unseen: tuple[Row, ...] = ()
    """Labels that are not on paper as far as is known, or that nobody has scanned; the oldest first."""

    def rows(self) -> tuple[Row, ...]:
        """All of them."""
        return (*self.waiting, *self.held, *self.flying, *self.doubtful, *self.unseen)

    @property
    def under_way(self) -> int:
        """How many are queued or being sent."""
        return sum(row.state in IN_FLIGHT for row in self.flying)


def sort_out(rows: Iterable[Row], missed: Collection[int] = ()) -> Board:
    """Put rows into their lists. What was refused comes first: a person has to look at it.

    `missed`: the ids of those whose label was not seen.
    """
    rows = sorted(rows, key=_age)
    unseen = tuple(row for row in rows if row.id in missed and row.label in UNSEEN)
    left = (row for row in rows if _left_from_here(row) and row not in unseen)
    return Board(
        waiting=tuple(sorted((row for row in rows if row.state in WAITING), key=_refused_first)),
        held=tuple(row for row in rows if row.state in HELD),
        flying=(
            *(row for row in rows if row.state in IN_FLIGHT),
            *sorted(left, key=_moved, reverse=True)[:RECENT],
        ),
        unseen=unseen,
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


def read_board(desk: Desk, recent: Sequence[int], seen: Seen = Seen.NEVER) -> Board:
    """Read the lists from the order book; `recent` are the ids that were booked at this table."""
    from shipdesk.usecases.prints import unseen  # noqa: PLC0415 - late: keeps start-up fast

    found: dict[int, Row] = {}
    for states, most in ((WAITING, MOST), (HELD, MOST), (IN_FLIGHT, MOST), (DOUBTFUL, MOST), (SHIPPED, RECENT)):
        found |= {row.id: row for row in desk.book.rows(Query(states=states), most)}
    found |= {row.id: row for row in read_rows(desk, recent)}
    missed: list[Row] = []
    if seen is not Seen.NEVER:
        soon = desk.clock() - SOON
        missed = [row for row in unseen(desk, scanned=seen is Seen.SCANNED) if row.updated_at < soon]
    return sort_out((found | {row.id: row for row in missed}).values(), [row.id for row in missed])


def read_rows(desk: Desk, ids: Sequence[int]) -> list[Row]:
    """The rows of these bookings as they stand now."""
    return [entry.row for one in ids if (entry := desk.book.entry_by_id(one)) is not None]


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
            recent, seen = list(self._recent), self._seen()
            start(run, BOOK, self._show, self._bridge.failed, read_board, self._workplace.desk, recent, seen)

    def _seen(self) -> Seen:
        if self._workplace is None:
            return Seen.NEVER
        settings = self._workplace.settings
        if settings.flag("scan_to_close"):
            return Seen.SCANNED
        return Seen.PRINTED if station_settings(settings, {}).prints else Seen.NEVER

    def look_at(self, ids: Sequence[int]) -> None:
        """These bookings have moved: read their rows."""
        if self._workplace:
            run = self._workplace.lanes
            start(run, BOOK, self._merge, self._bridge.failed, read_rows, self._workplace.desk, list(ids))

    def _merge(self, rows: list[Row]) -> None:
        found = {row.id: row for row in self.board.rows()} | {row.id: row for row in rows}
        self._show(sort_out(found.values(), [row.id for row in self.board.unseen]))

    def _show(self, board: Board) -> None:
        if board != self.board:
            self.board = board
            self.changed.emit(board)
        self.seen.emit(list(board.rows()))
