from collections.abc import Iterator
from typing import cast

import pytest
from PySide6.QtCore import QCoreApplication, QPersistentModelIndex
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from pytestqt.qtbot import QtBot

from shipdesk.core.errors import ShipDeskError
from shipdesk.core.ports import OrderBook
from shipdesk.core.records import Query
from shipdesk.core.states import State
from shipdesk.ui.orders.columns import EMPTY, Services
from shipdesk.ui.orders.model import OrdersModel
from shipdesk.ui.orders.segments import PAGE
from shipdesk.workers.lanes import Lanes
from tests.ui.fakes_orders import ListBook, row

MANY = 100_000
TO_SHIP = Query(states=frozenset({State.TO_SHIP}))


@pytest.fixture
def lanes(qtbot: QtBot) -> Iterator[Lanes]:
    made = Lanes({})
    yield made
    made.shutdown()


class Stage:
    """A model over a list book, and what one may wait for."""

    def __init__(self, qtbot: QtBot, lanes: Lanes, book: ListBook) -> None:
        self.qtbot, self.book = qtbot, book
        self.model = OrdersModel(Services({}))
        if len(book.kept) <= PAGE:  # the tester asks for every cell at every change
            self.tester = QAbstractItemModelTester(self.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        self.model.attach(cast(OrderBook, book), lanes)
        self.resets = QSignalSpy(self.model.modelReset)

    def search(self, query: Query | None = None) -> None:
        """Search, and wait until the list stands still."""
        with self.qtbot.waitSignal(self.model.counted):
            self.model.search(query or Query())
        self.qtbot.waitUntil(self.still)

    def still(self) -> bool:
        return not self.model.busy()

    def see(self, number: int) -> int:
        """Look at a row as a view does; the id of the booking in it."""
        self.model.look_at(number, number + 20)
        self.model.record(number)
        self.qtbot.waitUntil(lambda: self.model.row(number) is not None)
        found = self.model.row(number)
        assert found is not None
        return found.id

    def refresh(self) -> None:
        self.model.refresh()
        self.qtbot.waitUntil(self.still)


@pytest.fixture
def stage(qtbot: QtBot, lanes: Lanes) -> Stage:
    return Stage(qtbot, lanes, ListBook([row(number) for number in range(MANY, 0, -1)]))


@pytest.fixture
def waiting(qtbot: QtBot, lanes: Lanes) -> Stage:
    """A short list: what is to ship, among others."""
    states = {number: State.TO_SHIP if number % 2 else State.BOOKED for number in range(1, 41)}
    return Stage(qtbot, lanes, ListBook([row(number, states[number]) for number in range(40, 0, -1)]))


def test_all_rows_are_counted_and_only_what_is_looked_at_is_read(stage: Stage) -> None:
    stage.search()
    assert stage.model.rowCount() == MANY
    assert stage.see(77_777) == MANY - 77_777
    assert stage.book.read < 10 * PAGE


def test_any_row_is_the_right_one(stage: Stage) -> None:
    stage.search()
    for number in (MANY - 1, 0, 199, 200, 201, 399, 50_000, 99_800, 12_345, 12_346):
        assert stage.see(number) == MANY - number


def test_a_page_that_is_not_there_yet_shows_empty_rows_at_once(stage: Stage) -> None:
    stage.search()
    stage.book.gate.clear()
    try:
        assert stage.model.row(60_000) is None
        assert stage.model.record(60_000) == EMPTY
        assert stage.model.index(60_000, 0).data() == ""
    finally:
        stage.book.gate.set()
    assert stage.see(60_000) == MANY - 60_000


def test_deep_rows_wait_for_the_anchors_instead_of_reading_all_pages_above(stage: Stage, qtbot: QtBot) -> None:
    stage.book.held = "anchors"
    stage.book.gate.clear()
    try:
        stage.model.search(Query())
        qtbot.waitUntil(lambda: stage.model.rowCount() == MANY)
        for _look in range(50):
            stage.model.look_at(90_000, 90_020)
            stage.model.record(90_000)
            QCoreApplication.processEvents()
        assert stage.book.read == PAGE
    finally:
        stage.book.gate.set()
    assert stage.see(90_000) == MANY - 90_000


def test_new_bookings_come_in_above_without_a_reset(stage: Stage) -> None:
    stage.search()
    current = QPersistentModelIndex(stage.model.index(5, 0))
    before = stage.resets.count()
    stage.book.kept[:0] = [row(MANY + 2), row(MANY + 1)]
    stage.refresh()
    assert stage.resets.count() == before
    assert stage.model.rowCount() == MANY + 2
    assert current.row() == 7
    assert stage.see(0) == MANY + 2
    assert stage.see(70_000) == MANY + 2 - 70_000


def test_new_bookings_are_found_while_one_looks_far_below(stage: Stage) -> None:
    stage.search()
    assert stage.see(50_000) == 50_000
    current = QPersistentModelIndex(stage.model.index(50_003, 0))
    stage.book.kept[:0] = [row(MANY + 1)]
    stage.refresh()
    assert current.row() == 50_004
    assert stage.see(50_001) == 50_000


def test_a_whole_day_of_new_bookings_stays_in_order(stage: Stage) -> None:
    stage.search()
    for number in range(1, 6):
        top = MANY + 100 * number
        stage.book.kept[:0] = [row(one) for one in range(top, top - 100, -1)]
        stage.refresh()
    assert stage.model.rowCount() == MANY + 500
    assert [stage.see(number) for number in (0, 250, 499, 500, 777)] == [
        MANY + 500 - number for number in (0, 250, 499, 500, 777)
    ]


def test_what_changed_is_shown_in_its_place(stage: Stage) -> None:
    stage.search()
    stage.see(3)
    told = QSignalSpy(stage.model.dataChanged)
    stage.book.change(MANY - 3, lambda one: one._replace(tracking_number="JX1"))
    stage.refresh()
    shown = stage.model.row(3)
    assert shown is not None
    assert shown.tracking_number == "JX1"
    assert [told.at(place)[0].row() for place in range(told.count())] == [3]


def test_what_left_the_search_leaves_the_list_alone(waiting: Stage) -> None:
    waiting.search(TO_SHIP)
    assert waiting.model.rowCount() == 20
    below = QPersistentModelIndex(waiting.model.index(10, 0))
    before = waiting.resets.count()
    waiting.book.change(35, lambda one: one._replace(state=State.QUEUED))
    waiting.refresh()
    assert waiting.model.rowCount() == 19
    assert below.row() == 9
    assert waiting.model.row_of(35) == -1
    assert waiting.resets.count() == before


def test_what_enters_the_search_comes_in_where_it_belongs(waiting: Stage) -> None:
    waiting.search(TO_SHIP)
    waiting.book.change(30, lambda one: one._replace(state=State.TO_SHIP))
    waiting.refresh()
    ids = [waiting.see(number) for number in range(waiting.model.rowCount())]
    assert ids == sorted([*range(1, 41, 2), 30], reverse=True)


def test_a_list_that_empties_and_fills_again(waiting: Stage) -> None:
    waiting.search(TO_SHIP)
    kept = list(waiting.book.kept)
    waiting.book.kept.clear()
    waiting.refresh()
    assert waiting.model.rowCount() == 0
    waiting.book.kept[:] = kept
    waiting.refresh()
    assert waiting.model.rowCount() == 20


def test_rows_that_went_from_an_unread_page_are_missed_when_it_is_read(stage: Stage) -> None:
    stage.search()
    del stage.book.kept[60_000:60_050]
    assert stage.see(59_999) == MANY - 59_999
    assert stage.see(60_000) == MANY - 60_050
    assert stage.model.rowCount() == MANY - 50


def test_an_older_search_is_never_seen(stage: Stage, qtbot: QtBot) -> None:
    stage.search()
    stage.book.gate.clear()
    stage.model.search(Query(text="receiver 1"))
    stage.model.search(Query(text="receiver 77777"))
    shown: list[int] = []
    stage.model.found.connect(lambda: shown.append(stage.model.rowCount()))
    with qtbot.waitSignal(stage.model.counted):
        stage.book.gate.set()
    qtbot.waitUntil(stage.still)
    assert shown == [1]
    assert stage.see(0) == 77_777


def test_a_search_that_was_given_up_before_it_began_is_not_run(stage: Stage, qtbot: QtBot) -> None:
    stage.search()
    stage.book.gate.clear()
    for text in ("r", "re", "rec", "rece"):
        stage.model.search(Query(text=text))
    with qtbot.waitSignal(stage.model.found):
        stage.book.gate.set()
    qtbot.waitUntil(stage.still)
    assert "rows re" not in stage.book.asked
    assert "rows rec" not in stage.book.asked


def test_a_search_that_fails_says_so_and_leaves_the_list(stage: Stage, qtbot: QtBot) -> None:
    stage.search()
    stage.book.fault = ShipDeskError("The disk has gone.")
    with qtbot.waitSignal(stage.model.failed) as told:
        stage.model.search(Query(text="x"))
    assert str(told.args[0]) == "The disk has gone."
    assert stage.model.rowCount() == MANY


def test_rows_known_before_the_book_is_open_are_shown(qtbot: QtBot) -> None:
    model = OrdersModel(Services({}))
    model.show_first([row(3), row(2), row(1)])
    assert [model.index(number, 1).data() for number in range(3)] == ["REF000003", "REF000002", "REF000001"]
