"""A list whose numbers are all there at once, while an item is read when it is looked at, a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QTimer, Signal

from shipdesk.ui.widgets.columns import Column
from shipdesk.ui.widgets.rows import Record, RowsModel
from shipdesk.workers.lanes import FIND, Lanes, Task

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
PAGE = 100
#: Items that are kept; those read longest ago go first.
_KEPT = 40 * PAGE


class Numbered(Protocol):
    """What such a list is of."""

    @property
    def id(self) -> int: ...


Item = TypeVar("Item", bound=Numbered)


class PagedModel(RowsModel, Generic[Item]):
    """Give `cells`; then `attach` what reads items by their numbers, and `show_ids`."""

    failed = Signal(object)
    """The exception of a reading that failed."""
    read = Signal()
    """Items that were waited for are there."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__(columns)
        self._ids: tuple[int, ...] = ()
        self._items: dict[int, Item] = {}
        self._wanted: set[int] = set()
        self._reading: Task | None = None
        self._reader: Callable[[Sequence[int]], list[Item]] | None = None
        self._lanes: Lanes | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._read)

    def cells(self, item: Item) -> Record:
        """The values of one item, in the order of the columns."""
        raise NotImplementedError

    def attach(self, reader: Callable[[Sequence[int]], list[Item]], lanes: Lanes) -> None:
        """`reader` gives the items of some numbers, without what is gone; it runs in a lane."""
        self._reader, self._lanes = reader, lanes

    def shutdown(self) -> None:
        """Care no longer for what was asked."""
        self._soon.stop()
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None

    def show_ids(self, ids: Sequence[int], first: Sequence[Item]) -> None:
        """Another list, the first of it read."""
        self.shutdown()
        self.beginResetModel()
        self._ids = tuple(ids)
        self._items = {item.id: item for item in first}
        self._wanted.clear()
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def record(self, row: int) -> Record:
        found = self.item(row)
        return (None,) * len(self.columns) if found is None else self.cells(found)

    def item(self, row: int) -> Item | None:
        """What stands in a row; None while it is being read, which this call sets going."""
        if not 0 <= row < len(self._ids):
            return None
        found = self._items.get(self._ids[row])
        if found is None:
            self._wanted.add(row // PAGE)
            if self._reading is None and not self._soon.isActive():
                self._soon.start()
        return found

    def row_of(self, number: int) -> int:
        """Where the item of that number stands; -1 where it does not."""
        return self._ids.index(number) if number in self._ids else -1

    def put_item(self, item: Item) -> None:
        """An item as it is after it was changed; it stays where it is."""
        self._items[item.id] = item
        at = self.row_of(item.id)
        if at >= 0:
            self.dataChanged.emit(self.index(at, 0), self.index(at, len(self.columns) - 1))

    def _read(self) -> None:
        if self._reader is None or self._lanes is None or not self._wanted:
            return
        pages, self._wanted = sorted(self._wanted), set()
        ids = [one for page in pages for one in self._ids[page * PAGE : (page + 1) * PAGE]]
        self._reading = task = Task()
        task.done.connect(self._take)
        task.failed.connect(self.failed)
        self._lanes.run(FIND, task, self._reader, ids)

    def _take(self, items: list[Item]) -> None:
        self._reading = None
        self._items |= {item.id: item for item in items}
        for old in list(self._items)[: max(len(self._items) - max(_KEPT, len(items)), 0)]:
            del self._items[old]
        self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(self.columns) - 1))
        self.read.emit()
        if self._wanted:
            self._soon.start()
