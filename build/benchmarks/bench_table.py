"""The list of orders over a million bookings, beside the same table over a model that answers with constants.

"the window" is how long the window is taken up; "the rows" is how long until the rows of that place are to be seen.
"""

import os
import random
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QApplication

from benchmarks.book_data import big_book
from benchmarks.timing import Case
from shipdesk.core.records import Query, Row
from shipdesk.core.states import Label, State
from shipdesk.orderbook import open_book
from shipdesk.orderbook.repository import SqlOrderBook
from shipdesk.ui import theme
from shipdesk.ui.orders.columns import Services, cells, columns
from shipdesk.ui.orders.model import OrdersModel
from shipdesk.ui.orders.orders_list import OrdersList
from shipdesk.ui.widgets.rows import Record, RowsModel
from shipdesk.ui.widgets.table import Table
from shipdesk.workers.lanes import Lanes

_PAINTS, _STEPS, _JUMPS = 10, 100, 100
_PAINT_GOAL, _WINDOW_GOAL = 2.5, 1.3
_ROOT = QModelIndex()
_SCREENFUL = 20


def cases(work: Path, *, quick: bool) -> Iterator[Case]:
    size = 100_000 if quick else 1_000_000
    app = QApplication.instance()
    app = app if isinstance(app, QApplication) else QApplication([])
    theme.apply(app, theme.Scheme.LIGHT)
    theme.load_remaining_fonts()
    book = open_book(big_book(work, size), clock=_now, owner=False)
    lanes = Lanes({})
    try:
        yield from _cases(book, lanes, size)
    finally:
        lanes.shutdown()
        book.close()


def _cases(book: SqlOrderBook, lanes: Lanes, size: int) -> Iterator[Case]:
    constant = _Constant(size)

    def first_paint(number: int) -> None:
        view, model = _view(book, lanes)
        _until(lambda: model.row(number % _SCREENFUL) is not None)
        view.viewport().repaint()
        view.shutdown()
        model.shutdown()
        view.close()

    def floor_paint(_number: int) -> None:
        view = Table(constant)
        _shown(view)
        view.viewport().repaint()
        view.close()

    yield Case(
        f"list of {size:,}: first paint",
        first_paint,
        floor_paint,
        rounds=_PAINTS,
        passes=1,
        goal=_PAINT_GOAL,
    )
    view, model = _view(book, lanes)
    _until(lambda: not model.busy() and model.rowCount() == size, 60)
    floor = _shown(Table(constant))
    dice = random.Random(7)
    jumps = [dice.randrange(size - 2 * _SCREENFUL) for _ in range(_JUMPS)]
    steps = [_SCREENFUL * number for number in range(_STEPS)]
    for name, places in (("a page on", steps), ("anywhere", jumps)):
        yield Case(
            f"list: {name}, the window",
            partial(_go, view, places),
            partial(_go, floor, places),
            rounds=len(places),
            passes=1,
            goal=_WINDOW_GOAL,
        )
        yield Case(
            f"list: {name}, the rows",
            partial(_go_and_wait, view, model, places[::-1]),
            partial(_go, floor, places[::-1]),
            rounds=len(places),
            passes=1,
        )
    _until(lambda: not model.busy())
    view.shutdown()


def _view(book: SqlOrderBook, lanes: Lanes) -> tuple[OrdersList, OrdersModel]:
    model = OrdersModel(Services({}))
    model.attach(book, lanes)
    view = OrdersList(model)
    _shown(view)
    model.search(Query())
    return view, model


def _shown(view: Table) -> Table:
    view.resize(1208, 600)
    view.show()
    QApplication.processEvents()
    return view


def _go(view: Table, places: Sequence[int], number: int) -> None:
    """Move the scroll bar and wait for the repaint, as a dragged thumb does."""
    view.verticalScrollBar().setValue(places[number])
    view.viewport().repaint()


def _go_and_wait(view: Table, model: OrdersModel, places: Sequence[int], number: int) -> None:
    _go(view, places, number)
    place = places[number]
    _until(lambda: model.row(place) is not None and model.row(place + _SCREENFUL - 4) is not None)
    view.viewport().repaint()


def _until(holds: Callable[[], bool], longest_s: float = 20) -> None:
    end = time.monotonic() + longest_s
    while not holds():
        QApplication.processEvents()
        if time.monotonic() > end:
            raise TimeoutError("The rows did not come.")


class _Constant(RowsModel):
    """A model of `size` rows that are all alike: what the table itself costs."""

    def __init__(self, size: int) -> None:
        super().__init__(columns())
        self._size = size
        now = _now()
        row = Row(1, "SO-2026-000001", 1, "jne", "REG", State.BOOKED, Label.PRINTED, "JX1028447190", "in_transit",
                  "Annelies van der Meer", "NL", 2, "table", "", now, now)  # fmt: skip
        self._record = cells(row, Services({}), now)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else self._size

    def record(self, _row: int) -> Record:
        return self._record


def _now() -> datetime:
    return datetime.now(UTC)
