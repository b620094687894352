"""The list's model: the ids of all parcels in their order, and the parcels themselves a page at a time.

A hundred thousand ids are read in a moment; what is on the screen is fetched when it is looked at. Nothing waits here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QTimer, Signal, Slot

from shipdesk.ui.tracking.columns import EMPTY, cells, columns
from shipdesk.ui.widgets.rows import Record, RowsModel
from shipdesk.workers.lanes import FIND, Lanes, Task

if TYPE_CHECKING:
    from shipdesk.core.under_way import Limit, Parcel, UnderWay, Wanted
    from shipdesk.ui.orders.columns import Services

#: Parcels read together.
PAGE = 200
#: Pages kept; those looked at longest ago go first.
_KEPT = 20
_ROOT = QModelIndex()

Index = QModelIndex | QPersistentModelIndex


class WayModel(RowsModel):
    """Parcels on their way, as one `Wanted` asks for them."""

    found = Signal()
    """The list of a search is there."""
    failed = Signal(object)
    """The exception of a reading that failed."""

    def __init__(self, services: Services) -> None:
        super().__init__(columns())
        self.limits: tuple[Limit, ...] = ()
        """Beyond these a parcel is silent too long."""
        self._services = services
        self._book: UnderWay | None = None
        self._lanes: Lanes | None = None
        self._ids: Sequence[int] = ()
        self._pages: dict[int, list[Parcel | None]] = {}
        self._asked: list[Task] = []
        self._missing: set[int] = set()
        self._visible = (0, 0)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._read_missing)

    # --- what the table asks

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def record(self, row: int) -> Record:
        known = self.parcel(row)
        return cells(known, self._services, self.limits, datetime.now(UTC)) if known else EMPTY

    def parcel(self, row: int) -> Parcel | None:
        """The parcel in that row; None while it is being fetched, which this call sets going."""
        if not 0 <= row < len(self._ids):
            return None
        page, place = divmod(row, PAGE)
        if page in self._pages:
            return self._pages[page][place]
        self._missing.add(page)
        if not self._soon.isActive():
            self._soon.start(0)
        return None

    def id_at(self, row: int) -> int:
        """The booking in that row."""
        return self._ids[row]

    def rows_of(self, ids: set[int]) -> dict[int, int]:
        """Where these bookings stand, by id."""
        return {one: row for row, one in enumerate(self._ids) if one in ids}

    def ids(self, most: int) -> Sequence[int]:
        """The first of the list."""
        return self._ids[:most]

    def look_at(self, first: int, last: int) -> None:
        """Which rows are on the screen: these are read again when something changes."""
        self._visible = (first, last)

    def busy(self) -> bool:
        """Whether anything is still to be read of what was asked for."""
        return bool(self._asked) or self._soon.isActive()

    # --- searching

    def attach(self, book: UnderWay, lanes: Lanes) -> None:
        self._book, self._lanes = book, lanes

    def search(self, wanted: Wanted) -> None:
        """Show other parcels, or the same ones as they are now. A search that is still running is dropped."""
        self.shutdown()
        if self._book is None:
            return
        task = Task()
        task.done.connect(self._listed)
        self._ask(task, self._book.on_the_way, wanted)

    def shutdown(self) -> None:
        """Care no longer for what has been asked."""
        self._soon.stop()
        self._missing.clear()
        for asked in self._asked:
            asked.cancel()
        self._asked.clear()

    def _ask(self, task: Task, verb: Callable[..., object], *args: object) -> None:
        if self._lanes is None:
            return
        self._asked.append(task)
        task.failed.connect(self.failed)
        task.over.connect(self._answered)
        self._lanes.run(FIND, task, verb, *args)

    @Slot(object)
    def _answered(self, task: Task) -> None:
        if task in self._asked:
            self._asked.remove(task)

    @Slot(object)
    def _listed(self, ids: Sequence[int]) -> None:
        if ids == self._ids:
            first, last = (row // PAGE for row in self._visible)
            self._pages = {page: rows for page, rows in self._pages.items() if first <= page <= last}
            self._missing |= set(self._pages)
            self._soon.start(0)
        else:
            self.beginResetModel()
            self._ids = ids
            self._pages.clear()
            self.endResetModel()
        self.found.emit()

    # --- reading pages

    @Slot()
    def _read_missing(self) -> None:
        if self._book is None:
            return
        first, last = (row // PAGE for row in self._visible)
        for page in sorted(self._missing):
            if first <= page <= last or page not in self._pages:
                task = _Page(page, self._ids)
                task.done.connect(self._read)
                self._ask(task, self._book.parcels, self._ids[page * PAGE : (page + 1) * PAGE])
        self._missing.clear()

    @Slot(object)
    def _read(self, parcels: list[Parcel]) -> None:
        task = self.sender()
        if not isinstance(task, _Page) or task.ids is not self._ids:
            return
        here = self._ids[task.page * PAGE : (task.page + 1) * PAGE]
        known = {parcel.row.id: parcel for parcel in parcels}
        self._pages.pop(task.page, None)
        self._pages[task.page] = [known.get(one) for one in here]
        for page in list(self._pages)[:-_KEPT]:
            del self._pages[page]
        start = task.page * PAGE
        self.dataChanged.emit(self.index(start, 0), self.index(start + len(here) - 1, len(self.columns) - 1))


class _Page(Task):
    """A page being read, of the list that it belongs to."""

    def __init__(self, page: int, ids: Sequence[int]) -> None:
        super().__init__()
        self.page = page
        self.ids = ids
