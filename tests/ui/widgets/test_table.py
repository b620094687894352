"""The table: one pass, rows of one height, selection that stays, columns that are remembered."""

import time
from statistics import median

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QTableView
from pytestqt.qtbot import QtBot

from shipdesk.ui.theme import Meaning, colours, tone
from shipdesk.ui.theme.states import BOOKING
from shipdesk.ui.theme.tokens import ROW
from shipdesk.ui.widgets.columns import Column, Kind, When, cell_text, in_fours
from shipdesk.ui.widgets.panel import EmptyState
from shipdesk.ui.widgets.rows import ListModel, RowsModel
from shipdesk.ui.widgets.table import Table
from shipdesk.ui.widgets.text import Text

COLUMNS = (
    Column("state", "State", Kind.CHIP),
    Column("name", "Receiver", Kind.NAME),
    Column("awb", "AWB", Kind.CODE_GROUPED),
    Column("weight", "Weight", Kind.NUMBER),
    Column("time", "Moved", Kind.TIME),
)
DISPLAY = Qt.ItemDataRole.DisplayRole


def record(number: int, name: str = "Jerry Lee") -> tuple[object, ...]:
    return BOOKING["booked"], name, f"JPX00{number:08}", f"{number}.50", When("14:32", "3 min")


def shown(qtbot: QtBot, rows: int = 5) -> tuple[Table, ListModel]:
    model = ListModel(COLUMNS)
    table = Table(model)
    table.resize(900, 400)
    qtbot.addWidget(table)
    with qtbot.waitExposed(table):
        table.show()
    table.activateWindow()
    qtbot.waitUntil(table.isActiveWindow)
    model.put([(number, record(number)) for number in range(rows)])
    return table, model


def test_cells_are_words_for_those_who_hear_them(qtbot: QtBot) -> None:
    _table, model = shown(qtbot)
    words = [model.index(3, at).data(DISPLAY) for at in range(len(COLUMNS))]
    assert words == ["Booked", "Jerry Lee", "JPX0 0000 0000 3", "3.50", "14:32 · 3 min"]
    assert model.index(3, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Booked"
    assert [model.headerData(at, Qt.Orientation.Horizontal) for at in (0, 1)] == ["State", "Receiver"]
    assert cell_text(Kind.TEXT, None) == ""
    assert in_fours("12345") == "1234 5"


def test_rows_are_36_high_and_the_selected_one_is_tinted(qtbot: QtBot) -> None:
    table, _model = shown(qtbot)
    table.selectRow(2)
    image = table.viewport().grab().toImage()
    right = image.width() - 3
    assert table.rowHeight(2) == ROW == 36
    assert image.pixelColor(right, 2 * ROW + 5).name() == tone(Meaning.ACCENT).tint
    assert image.pixelColor(right, 1 * ROW + 5).name() == colours().surface
    assert image.pixelColor(right, 2 * ROW - 1).name() == colours().hairline


def test_putting_rows_keeps_the_selection_on_its_row(qtbot: QtBot) -> None:
    table, model = shown(qtbot)
    table.selectRow(3)
    with qtbot.assertNotEmitted(model.modelReset):
        model.put([(9, record(9)), (1, record(1)), (3, record(3, "Renamed")), (0, record(0)), (4, record(4))])
    assert [model.key(row) for row in range(model.rowCount())] == [9, 1, 3, 0, 4]
    assert [index.row() for index in table.selectionModel().selectedRows()] == [2]
    assert model.index(2, 1).data(DISPLAY) == "Renamed"
    assert (model.row_of(4), model.row_of(77)) == (4, -1)


def test_rows_that_did_not_change_are_not_touched(qtbot: QtBot) -> None:
    _table, model = shown(qtbot)
    with qtbot.assertNotEmitted(model.dataChanged), qtbot.assertNotEmitted(model.rowsInserted):
        model.put([(number, record(number)) for number in range(5)])


def test_enter_opens_the_row(qtbot: QtBot) -> None:
    table, _model = shown(qtbot)
    table.setFocus()
    table.selectRow(1)
    QTest.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.activated) as seen:
        QTest.keyClick(table, Qt.Key.Key_Return)
    opened = seen.args[0]
    assert isinstance(opened, QModelIndex)
    assert opened.row() == 2


def test_columns_follow_their_content_until_set_by_hand(qtbot: QtBot) -> None:
    table, model = shown(qtbot)
    model.put([(0, record(0, "PT Sumber Makmur Sejahtera Abadi"))])
    table.fit_columns()
    fitted = table.columnWidth(1)
    assert fitted > 200
    table.restore_widths({"name": 120, "gone": 5})
    table.fit_columns()
    assert table.columnWidth(1) == 120
    assert table.widths() == {"name": 120}


def test_what_comes_while_nobody_looks_is_read_whole_when_the_table_is_shown_again(qtbot: QtBot) -> None:
    table, model = shown(qtbot, rows=1)
    qtbot.waitUntil(lambda: table.columnWidth(1) < 120)
    table.hide()
    model.put([(1, record(1, "Nurul Aisyah binti Rahman"))])
    table.show()
    qtbot.waitUntil(lambda: table.columnWidth(1) > 160)


def test_dragging_a_column_is_remembered(qtbot: QtBot) -> None:
    table, _model = shown(qtbot)
    header = table.horizontalHeader()
    qtbot.waitUntil(lambda: table.columnWidth(3) < 120)
    edge = QPoint(header.sectionViewportPosition(1) + header.sectionSize(1) - 1, 10)
    QTest.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    QTest.mouseMove(header.viewport(), edge + QPoint(40, 0))
    QTest.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=edge + QPoint(40, 0))
    assert table.widths() == {"name": table.columnWidth(1)}


def test_what_is_cut_is_whole_in_the_tooltip(qtbot: QtBot) -> None:
    table, model = shown(qtbot)
    name = "PT Sumber Makmur Sejahtera Abadi Internasional Tbk (Gudang Cakung)"
    model.put([(0, record(0, name))])
    table.setColumnWidth(1, 100)
    assert table.tip(model.index(0, 1)) == name
    table.setColumnWidth(1, 900)
    assert table.tip(model.index(0, 1)) == ""


def test_an_empty_table_says_what_will_be_here(qtbot: QtBot) -> None:
    table, model = shown(qtbot, rows=0)
    empty = EmptyState("orders", "Orders will be listed here.", "Import a file")
    table.set_empty(empty)
    button = empty.findChild(QPushButton)
    assert empty.isVisible()
    assert isinstance(button, QPushButton)
    with qtbot.waitSignal(empty.taken):
        QTest.keyClick(button, Qt.Key.Key_Space)
    model.put([(1, record(1))])
    assert not empty.isVisible()


def test_an_empty_place_may_wait_for_its_words(qtbot: QtBot) -> None:
    empty = EmptyState("search", "")
    qtbot.addWidget(empty)
    with qtbot.waitExposed(empty):
        empty.show()  # a size below zero would be a warning of the toolkit's
    (words,) = empty.findChildren(Text)
    assert words.height() == 0
    empty.set_sentence("No order is called that.")
    assert words.height() > 0


class Million(RowsModel):
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1_000_000

    def record(self, row: int) -> tuple[object, ...]:
        return record(row)


def test_a_million_rows_are_shown_at_once(qtbot: QtBot) -> None:
    begin = time.perf_counter()
    table = Table(Million(COLUMNS))
    qtbot.addWidget(table)
    with qtbot.waitExposed(table):
        table.show()
    table.verticalScrollBar().setValue(999_000)
    table.viewport().repaint()
    assert time.perf_counter() - begin < 3
    assert table.rowAt(0) == 999_000


@pytest.mark.slow
def test_a_screen_is_repainted_faster_than_by_qt_itself(qtbot: QtBot) -> None:
    columns = tuple(Column(str(at), str(at), Kind.TEXT, width=110) for at in range(8))
    ours = ListModel(columns)
    ours.put([(row, tuple(f"value {row} {at}" for at in range(8))) for row in range(200)])
    theirs = QStandardItemModel(200, 8)
    for row in range(200):
        for at in range(8):
            theirs.setItem(row, at, QStandardItem(f"value {row} {at}"))
    plain = QTableView()
    plain.setModel(theirs)
    plain.verticalHeader().setDefaultSectionSize(ROW)
    medians = []
    for view in (plain, Table(ours)):
        view.resize(1100, 750)
        qtbot.addWidget(view)
        with qtbot.waitExposed(view):
            view.show()
        samples = []
        for step in range(60):
            view.verticalScrollBar().setValue(step * 3 % 170)
            begin = time.perf_counter()
            view.viewport().repaint()
            samples.append(time.perf_counter() - begin)
        medians.append(median(samples))
    assert medians[1] <= medians[0]
