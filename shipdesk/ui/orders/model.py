"""The table's model over the order book: it knows how many rows there are, and reads the ones that are looked at.

Nothing here waits: what is not read yet shows as an empty row and is fetched in a lane, a page at a time. What changes
in the book is put in place row by row, so that selection and scroll stay where they are.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QTimer, Signal, Slot

from shipdesk.ui.orders.columns import EMPTY, Services, cells, columns
from shipdesk.ui.orders.reading import Range, first_page, read_ranges
from shipdesk.ui.orders.segments import PAGE, Key, Segment, Segments
from shipdesk.ui.widgets.rows import Record, RowsModel
from shipdesk.workers.lanes import COUNT, FIND, Lanes, Task

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shipdesk.core.ports import OrderBook
    from shipdesk.core.records import Query, Row

_ROOT = QModelIndex()

Index = QModelIndex | QPersistentModelIndex


class OrdersModel(RowsModel):
    """Rows of one search, newest first."""

    found = Signal()
    """The first rows of a new search are there."""
    counted = Signal(int)
    """How many rows the search has in all."""
    leaving = Signal(int, int)
    """These rows, first and last, are about to go: told before any view moves its current row off them."""
    failed = Signal(object)
    """The exception of a reading that failed."""

    def __init__(self, services: Services) -> None:
        super().__init__(columns())
        self._services = services
        self._book: OrderBook | None = None
        self._lanes: Lanes | None = None
        self._query: Query | None = None
        self._segments = Segments()
        self._asked: list[Task] = []
        self._reading: _Pages | None = None
        self._wanted: list[Segment] = []
        self._stale = False
        self._whole = False
        self._visible = (0, 0)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._read_wanted)

    # --- what the table asks

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else self._segments.total

    def record(self, row: int) -> Record:
        known = self.row(row)
        return cells(known, self._services, datetime.now(UTC)) if known else EMPTY

    def row(self, number: int) -> Row | None:
        """The row at that place; None while it is being fetched, which this call sets going."""
        try:
            segment, place = self._segments.at(number)
        except IndexError:
            return None
        if segment.rows is not None:
            return segment.rows[place] if place < len(segment.rows) else None
        if segment.size > 2 * PAGE and place >= PAGE:
            return None  # deep in a rest that is not cut yet: it can be read when the anchors are there
        if segment not in self._wanted:
            self._wanted.append(segment)
            if not self._soon.isActive():
                self._soon.start(0)
        return None

    @property
    def query(self) -> Query | None:
        """The search that is shown; None before the first."""
        return self._query

    def read_id(self, number: int) -> int:
        """The booking at that place where it has been read; 0 else. Sets nothing going."""
        try:
            segment, place = self._segments.at(number)
        except IndexError:
            return 0
        return segment.rows[place].id if segment.rows is not None and place < len(segment.rows) else 0

    def row_of(self, entry_id: int) -> int:
        """Where a booking stands, if it has been read; -1 else."""
        return self._segments.row_of(entry_id)

    def look_at(self, first: int, last: int) -> None:
        """Which rows are on the screen: only these are kept up to date, the others when they are looked at."""
        self._visible = (first, last)

    def busy(self) -> bool:
        """Whether anything is still to be read of what was asked for."""
        return bool(self._asked) or self._soon.isActive()

    # --- searching

    def attach(self, book: OrderBook, lanes: Lanes) -> None:
        self._book, self._lanes = book, lanes

    def show_first(self, rows: Sequence[Row]) -> None:
        """Rows that are known before the book is open."""
        self._replace(Segments.of_first_page(list(rows)))

    def search(self, query: Query) -> None:
        """Show another search. One that is still running is dropped: its rows will not be seen."""
        self.shutdown()
        task = _First(query)
        task.done.connect(self._first_rows)
        self._ask(FIND, task, first_page, self._book, query)

    def shutdown(self) -> None:
        """Care no longer for what has been asked."""
        self._soon.stop()
        for asked in self._asked:
            asked.cancel()
        self._asked.clear()
        self._reading = None

    def _ask(self, lane: str, task: Task, verb: Callable[..., object], *args: object) -> None:
        if self._lanes is None:
            return
        self._asked.append(task)
        task.failed.connect(self.failed)
        task.over.connect(self._answered)
        self._lanes.run(lane, task, verb, *args)

    @Slot(object)
    def _answered(self, task: Task) -> None:
        if task in self._asked:
            self._asked.remove(task)

    @Slot(object)
    def _first_rows(self, rows: list[Row]) -> None:
        task = self.sender()
        self._query = task.query if isinstance(task, _First) else None
        self._whole = len(rows) < PAGE
        self._replace(Segments.of_first_page(rows))
        self.found.emit()
        if self._book is None or self._query is None:
            return
        if self._whole:
            self.counted.emit(len(rows))
            return
        count = Task()
        count.done.connect(self._counted_first)
        self._ask(COUNT, count, self._book.count, self._query)

    @Slot(object)
    def _counted_first(self, total: int) -> None:
        known = self._segments.total
        self._whole = True
        self.counted.emit(total)
        if total <= known or self._book is None:
            return
        self.beginInsertRows(_ROOT, known, total - 1)
        self._segments.append_unread(total - known)
        self.endInsertRows()
        anchors = Task()
        anchors.done.connect(self._anchored)
        self._ask(COUNT, anchors, self._book.anchors, self._query, PAGE)

    @Slot(object)
    def _anchored(self, anchors: list[Key]) -> None:
        self._segments.cut(anchors)
        self._wanted.clear()
        self.refresh()

    def _replace(self, segments: Segments) -> None:
        self.beginResetModel()
        self._segments = segments
        self._wanted.clear()
        self.endResetModel()

    # --- reading pages, one request at a time

    def refresh(self) -> None:
        """Something in the book has changed: read again what is on the screen, and what is new above it."""
        self._stale = True
        if not self._soon.isActive():
            self._soon.start(0)

    @Slot()
    def _read_wanted(self) -> None:
        if self._reading is not None or self._lanes is None or self._book is None or self._query is None:
            return
        if not self._whole:
            return  # how long the list is, is being counted: its end is not known, and nothing below can be read
        stale, self._stale = self._stale, False
        on_screen = self._segments.between(*self._visible)
        wanted = [segment for segment in self._wanted if segment in on_screen] or self._wanted[-2:]
        self._wanted.clear()
        if stale:
            head = self._segments.items[:1]
            wanted = [*head, *(segment for segment in on_screen if segment not in head)]
            self._segments.forget(wanted)
        ranges = {id(segment): self._range(segment) for segment in wanted if segment in self._segments.items}
        wanted = [segment for segment in wanted if id(segment) in ranges]
        if not wanted:
            return
        self._reading = _Pages(self._query, wanted, recount=stale)
        self._reading.done.connect(self._pages_read)
        self._reading.failed.connect(self._pages_failed)
        self._ask(FIND, self._reading, read_ranges, self._book, self._query, list(ranges.values()))

    def _range(self, segment: Segment) -> Range:
        # A rest that is not cut yet is long: its first page can be read, and the other rows when the anchors are there.
        most = PAGE if segment.rows is None and segment.size > 2 * PAGE else 0
        return Range(segment.after, self._segments.until(segment), segment.size, most)

    @Slot(object)
    def _pages_read(self, pages: list[list[Row]]) -> None:
        reading, self._reading = self._reading, None
        if reading is None:
            return
        for segment, rows in zip(reading.segments, pages, strict=True):
            if segment in self._segments.items:
                self._put(segment, rows)
        self._segments.split_head()
        if reading.recount and self._book is not None:
            count = Task()
            count.done.connect(self._recounted)
            self._ask(COUNT, count, self._book.count, reading.query)
        if self._stale or self._wanted:
            self._soon.start(0)

    @Slot(object)
    def _recounted(self, total: int) -> None:
        self.counted.emit(total)

    @Slot(object)
    def _pages_failed(self, _fault: object) -> None:
        self._reading = None

    # --- putting rows in place

    def _put(self, segment: Segment, rows: list[Row]) -> None:
        if segment.rows is not None:
            self._merge(segment, rows)
        elif segment.size > 2 * PAGE and len(rows) == PAGE:
            self._segments.carve(segment, rows)
            self._tell_changed(segment, 0, PAGE - 1)
        else:
            self._fit(segment, len(rows))
            segment.rows = rows
            if rows:
                self._tell_changed(segment, 0, len(rows) - 1)

    def _fit(self, segment: Segment, size: int) -> None:
        """Give an unread segment its true size."""
        end = self._segments.start(segment) + segment.size
        if size > segment.size:
            self.beginInsertRows(_ROOT, end, end + size - segment.size - 1)
            self._resize(segment, size)
            self.endInsertRows()
        elif size < segment.size:
            self._begin_removing(end - (segment.size - size), end - 1)
            self._resize(segment, size)
            self.endRemoveRows()

    def _begin_removing(self, first: int, last: int) -> None:
        self.leaving.emit(first, last)
        self.beginRemoveRows(_ROOT, first, last)

    def _resize(self, segment: Segment, size: int) -> None:
        segment.size = size
        self._segments.measure()

    def _merge(self, segment: Segment, rows: list[Row]) -> None:
        """From the rows it has to `rows`, by what left, what came and what changed."""
        start = self._segments.start(segment)
        here = segment.rows or []
        staying = {row.id for row in rows}
        for first, last in _runs([place for place, row in enumerate(here) if row.id not in staying])[::-1]:
            self._begin_removing(start + first, start + last)
            del here[first : last + 1]
            self._resize(segment, len(here))
            self.endRemoveRows()
        known = {row.id for row in here}
        for first, last in _runs([place for place, row in enumerate(rows) if row.id not in known]):
            self.beginInsertRows(_ROOT, start + first, start + last)
            here[first:first] = rows[first : last + 1]
            self._resize(segment, len(here))
            self.endInsertRows()
        changed = [place for place, (old, new) in enumerate(zip(here, rows, strict=True)) if old != new]
        segment.rows = rows
        for first, last in _runs(changed):
            self._tell_changed(segment, first, last)

    def _tell_changed(self, segment: Segment, first: int, last: int) -> None:
        start = self._segments.start(segment)
        self.dataChanged.emit(self.index(start + first, 0), self.index(start + last, len(self.columns) - 1))


class _First(Task):
    """The first rows of a search, with the search they belong to."""

    def __init__(self, query: Query) -> None:
        super().__init__()
        self.query = query


class _Pages(Task):
    """Pages being read, with the segments they are for."""

    def __init__(self, query: Query, segments: list[Segment], *, recount: bool) -> None:
        super().__init__()
        self.query = query
        self.segments = segments
        self.recount = recount


def _runs(places: list[int]) -> list[tuple[int, int]]:
    """Neighbouring places together, as first and last: [1, 2, 5] is [(1, 2), (5, 5)]."""
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and runs[-1][1] == place - 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs
