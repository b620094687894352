"""The lists: what stands where, and that a change touches only its own row."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from shipdesk.core.records import Row
from shipdesk.core.states import Label, State
from shipdesk.ui.station.lists import row_words
from shipdesk.ui.station.lists.board import RECENT, sort_out
from shipdesk.ui.station.lists.panel import Lists
from shipdesk.ui.station.lists.row_list import RowList, RowsModel

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def made(number: int, state: State = State.TO_SHIP, label: Label = Label.NONE, **changed: Any) -> Row:
    at = NOW + timedelta(minutes=number)
    row = Row(
        number, f"REF{number}", 1, "jumppoint", "Air", state, label, "", "", "Jerry", "TH", 2, "table", "", at, at
    )  # fmt: skip
    return row._replace(**changed)


def test_each_state_has_its_list_and_refusals_come_first() -> None:
    board = sort_out([made(number, state) for number, state in enumerate(State)])
    assert [row.state for row in board.waiting] == [State.REFUSED, State.DRAFT, State.TO_SHIP]
    assert [row.state for row in board.held] == [State.HELD]
    assert {row.state for row in board.flying} == {State.QUEUED, State.SENDING, State.BOOKED, State.ACCEPTED}
    assert {row.state for row in board.doubtful} == {State.IN_DOUBT, State.CONFLICT, State.NEEDS_PERSON}
    assert board.under_way == 2


def test_only_the_last_booked_stay_in_sight_newest_first() -> None:
    board = sort_out([made(number, State.BOOKED) for number in range(20)])
    assert [row.id for row in board.flying] == list(range(19, 19 - RECENT, -1))


@given(st.lists(st.lists(st.integers(1, 12), unique=True), min_size=1, max_size=6))
def test_the_model_follows_any_change_of_the_list(turns: list[list[int]]) -> None:
    model = RowsModel(row_words.waiting)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for turn in turns:
        rows = [made(number) for number in turn]
        model.put(rows)
        assert model.rows == rows
    tester.deleteLater()


def test_a_change_keeps_selection_and_touches_its_row_alone(qtbot: QtBot) -> None:
    view = RowList("To ship", row_words.waiting)
    qtbot.addWidget(view)
    view.put([made(number) for number in range(1, 30)])
    view.mark_open(5)
    touched: list[tuple[int, int]] = []
    view.model().dataChanged.connect(lambda first, last: touched.append((first.row(), last.row())))
    view.put([made(number, receiver="Tom" if number == 7 else "Jerry") for number in range(1, 30)])
    assert touched == [(6, 6)]
    view.put([made(number) for number in range(3, 30)])
    assert view.rows()[view.currentIndex().row()].id == 5


def test_enter_takes_the_row(qtbot: QtBot) -> None:
    view = RowList("To ship", row_words.waiting)
    qtbot.addWidget(view)
    view.put([made(1), made(2)])
    view.setCurrentIndex(view.model().index(1, 0))
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()  # the window of a test before may still have the keyboard
    qtbot.waitUntil(view.isActiveWindow)
    with qtbot.waitSignal(view.taken) as told:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert told.args == ["REF2"]


def test_a_doubt_is_said_in_honest_words(qtbot: QtBot) -> None:
    lists = Lists({})
    qtbot.addWidget(lists)
    lists.show_board(sort_out([made(1, State.IN_DOUBT, carrier="ceva")]))
    assert "ceva has not answered. The parcel may or may not be booked." in lists.doubt_words()
    lists.show_board(sort_out([]))
    assert lists.doubt_words() == ""


def test_nothing_is_called_booked_without_the_carriers_word() -> None:
    for state in (State.QUEUED, State.SENDING):
        assert "ooked" not in row_words.flying(made(1, state))[2]
    assert row_words.flying(made(1, State.BOOKED, Label.PENDING))[2] == "Booked · label awaited"
    assert row_words.flying(made(1, State.BOOKED, Label.PRINTED))[2] == "Printed"
