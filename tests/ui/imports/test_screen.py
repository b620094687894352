"""The Import screen by its keys: a file set up, checked, mended and taken over, while the window goes on."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shipdesk.core.imports import Aim, Plan, Stage, Standing
from shipdesk.core.records import Query
from shipdesk.session import SWITCH_INTERVAL_S
from shipdesk.ui.imports.screen import ImportsScreen
from shipdesk.usecases.imports.begin import begin_import
from shipdesk.usecases.imports.look import look_at
from tests.ui.imports.orders import FIXED, default_sender, write_orders
from tests.ui.orders.world import World
from tests.ui.probe import stall_probe
from tests.ui.shown import Shown

CONTROL = Qt.KeyboardModifier.ControlModifier
#: A whole platform's day takes a minute; `SHIPDESK_IMPORT_ROWS=100000` is the long form.
ROWS = int(os.environ.get("SHIPDESK_IMPORT_ROWS", "20000"))
LIMIT_MS = 50


class Table(Shown[ImportsScreen]):
    """The Import screen on the display."""

    def __init__(self, qtbot: QtBot, one: World) -> None:
        default_sender(one)
        super().__init__(qtbot, one, ImportsScreen(one.opening()), longest_ms=ROWS * 20)

    def drop(self, path: Path) -> None:
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path))])
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        self.screen.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, buttons, keys))
        self.settle()

    def remember(self, path: Path) -> None:
        """The columns were said at an earlier time."""
        look = look_at(self.one.workplace.desk, path)
        self.one.book.imports.remember(Plan(look.plan.headings, look.plan.paths, FIXED))

    def references(self) -> list[str]:
        return sorted(row.reference for row in self.one.book.rows(Query(), 1000))


@pytest.fixture
def stage(qtbot: QtBot, one: World) -> Iterator[Table]:
    made = Table(qtbot, one)
    yield made
    made.screen.shutdown()
    made.settle()


def test_a_file_is_dropped_set_up_checked_mended_and_taken_over_by_keys(stage: Table, tmp_path: Path) -> None:
    stage.drop(write_orders(tmp_path / "orders.csv", 50))
    plan = stage.screen.plan
    assert plan.title.text() == "orders.csv"
    stage.press(Qt.Key.Key_F6)  # the first column that says nothing by its name
    assert plan.field.label == "“Item origin” is"
    stage.press(Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(stage.focused(), "Product: In the sender's language")
    for path, text in (("carrier", "Jumppoint"), ("service", "Air")):
        plan.fixed[path].setFocus()
        QTest.keyClicks(stage.focused(), text)
    stage.press(Qt.Key.Key_F10)
    rows = stage.screen.rows
    assert rows.one is not None
    assert rows.one.counts == {Standing.GOOD: 48, Standing.FAULTY: 1, Standing.WARNED: 1}
    assert rows.model.rowCount() == 1
    stage.press(Qt.Key.Key_F6)
    problem = rows.editor.fields[0].problem()
    assert problem is not None
    assert problem.field == "receiver.phone"
    stage.press(Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(stage.focused(), "+66 81 234 5678")
    stage.press(Qt.Key.Key_Return)
    assert rows.editor.fields[0].problem() is None
    assert rows.one.count(Standing.FAULTY) == 0
    stage.press(Qt.Key.Key_F10)
    assert rows.one.stage is Stage.DONE
    assert len(stage.references()) == 50
    assert stage.told[-1] == "50 orders added."


def test_what_is_typed_is_checked_when_the_keyboard_leaves_its_field(stage: Table, tmp_path: Path) -> None:
    path = write_orders(tmp_path / "orders.csv", 3, faulty=1)
    stage.remember(path)
    stage.drop(path)
    stage.press(Qt.Key.Key_F10)
    stage.press(Qt.Key.Key_F6)
    stage.press(Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(stage.focused(), "+66 81 234 5678")
    stage.press(Qt.Key.Key_Escape)
    assert stage.screen.rows.table.hasFocus()
    stage.settle()
    assert stage.screen.rows.one is not None
    assert stage.screen.rows.one.count(Standing.GOOD) == 1


def test_a_row_is_left_out_and_an_import_discarded(stage: Table, tmp_path: Path) -> None:
    path = write_orders(tmp_path / "orders.csv", 4, faulty=2)
    stage.remember(path)
    stage.drop(path)
    stage.press(Qt.Key.Key_F10)
    stage.press(Qt.Key.Key_Delete)
    assert stage.screen.rows.one is not None
    assert stage.screen.rows.one.counts == {Standing.GOOD: 2, Standing.LEFT: 1, Standing.FAULTY: 1}
    stage.press(Qt.Key.Key_Delete, CONTROL)
    assert stage.one.book.imports.latest(9) == []
    assert stage.screen.home.model.rowCount() == 0


def test_the_faulty_rows_are_written_with_their_reasons(stage: Table, tmp_path: Path) -> None:
    path = write_orders(tmp_path / "orders.csv", 4, faulty=2)
    stage.remember(path)
    stage.drop(path)
    stage.press(Qt.Key.Key_F10)
    stage.screen.export_to(tmp_path / "faulty.csv")
    stage.settle()
    assert "is not a phone number of Thailand" in (tmp_path / "faulty.csv").read_text(encoding="utf-8-sig")


def test_another_encoding_is_shown_at_once(stage: Table, tmp_path: Path) -> None:
    path = tmp_path / "thai.csv"
    path.write_bytes("Order,Name\nA1,สมชาย\n".encode("cp874"))
    stage.drop(path)
    encoding = stage.screen.plan.encoding
    encoding.setFocus()
    for name, shown in (("cp1252", "ÊÁªÒÂ"), ("cp874", "สมชาย")):
        stage.press(Qt.Key.Key_A, CONTROL)
        QTest.keyClicks(stage.focused(), name)
        stage.settle()
        assert stage.screen.plan.model.record(1)[1] == shown


def test_an_import_that_was_stopped_waits_in_the_list_and_goes_on(stage: Table, tmp_path: Path) -> None:
    desk = stage.one.workplace.desk
    path = write_orders(tmp_path / "orders.csv", 120)
    look = look_at(desk, path)
    begun = begin_import(desk, look, Plan(look.plan.headings, look.plan.paths, FIXED), Aim.TO_SHIP)
    stage.screen.read()
    stage.settle()
    stage.press(Qt.Key.Key_Return)
    assert stage.screen.rows.told.text() == "Stopped after 0 shipments. F10 goes on."
    stage.press(Qt.Key.Key_F10)
    after = desk.imports.get(begun.id)
    assert after is not None
    assert (after.stage, after.rows) == (Stage.READY, 120)


def test_the_window_never_waits_while_thousands_are_imported(stage: Table, tmp_path: Path) -> None:
    path = write_orders(tmp_path / "orders.csv", ROWS)
    stage.remember(path)
    stage.drop(path)
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    try:
        with stall_probe(LIMIT_MS) as beats:
            stage.screen.go_on()
            done = stage.screen.rows
            stage.qtbot.waitUntil(
                lambda: done.one is not None and done.one.stage is Stage.READY and stage.one.workplace.lanes.idle,
                timeout=ROWS * 20,
            )
            stage.screen.go_on()
            stage.settle()
    finally:
        sys.setswitchinterval(before)
    assert done.one is not None
    assert done.one.count(Standing.TAKEN) == ROWS - ROWS // 40
    assert beats.longest_work_ms() <= LIMIT_MS, "\n\n".join(beats.stacks)
    sys.stdout.write(f"longest gap {beats.longest_ms():.1f} ms, p99 {beats.p99_ms():.1f} ms\n")
