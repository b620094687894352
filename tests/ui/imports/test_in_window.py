"""Import in the whole window, by keys: from a file to booked parcels, paused, given up, gone on with after a kill."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from shipdesk.core.imports import Plan, Stage, Standing
from shipdesk.core.records import Query
from shipdesk.core.states import State
from shipdesk.ui.imports.screen import ImportsScreen
from shipdesk.ui.orders.screen import OrdersScreen
from shipdesk.usecases.imports.look import look_at
from tests.simulator_process import Simulator
from tests.ui.table import Table, packing_table, set_up_table
from tests.usecases.imports.orders import FIXED, line, write

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
ROOT = Path(__file__).parents[3]


class Importing:
    """The Import screen of a packing table."""

    def __init__(self, table: Table) -> None:
        self.table = table
        table.press(Qt.Key.Key_3, CTRL)
        screen = table.window.screen_named("Import")
        assert isinstance(screen, ImportsScreen)
        self.screen = screen
        self.settle()

    def settle(self) -> None:
        """Until nothing runs and nothing is on its way to the window."""
        assert self.table.session.workplace is not None
        lanes = self.table.session.workplace.lanes
        self.table.until(lambda: lanes.idle)
        QCoreApplication.sendPostedEvents()
        self.table.until(lambda: lanes.idle)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.table.press(key, modifier)
        self.settle()

    def drag(self, path: Path) -> None:
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path))])
        copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        none = Qt.KeyboardModifier.NoModifier
        over = QDragEnterEvent(QPointF(9, 9).toPoint(), copy, mime, left, none)
        QCoreApplication.sendEvent(self.screen, over)
        assert over.isAccepted()
        QCoreApplication.sendEvent(self.screen, QDropEvent(QPointF(9, 9), copy, mime, left, none))
        self.settle()

    def remember(self, path: Path) -> None:
        """The columns of such files were said at an earlier time."""
        look = look_at(self.table.desk, path)
        self.table.desk.imports.remember(Plan(look.plan.headings, look.plan.paths, FIXED))

    def counts(self) -> dict[Standing, int]:
        assert self.screen.rows.one is not None
        return dict(self.screen.rows.one.counts)

    def states(self) -> dict[str, State]:
        return {row.reference: row.state for row in self.table.desk.book.rows(Query(), 2000)}


@pytest.fixture
def work(table: Table) -> Importing:
    return Importing(table)


def test_a_file_that_is_dropped_becomes_booked_parcels(work: Importing, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", line("A1"), line("A2", Phone="12"), line("A3"))
    path.write_text(path.read_text(encoding="utf-8").replace("Recipient Name", "Wer"), encoding="utf-8")
    look = look_at(work.table.desk, path)
    work.table.desk.imports.remember(Plan(look.plan.headings, look.plan.paths, FIXED))
    work.drag(path)
    assert work.screen.shows(work.screen.plan)
    work.press(Qt.Key.Key_F6)
    work.press(Qt.Key.Key_A, CTRL)
    work.table.type("Receiver name")
    work.press(Qt.Key.Key_F10)
    assert work.counts() == {Standing.GOOD: 2, Standing.FAULTY: 1}
    work.press(Qt.Key.Key_F6)
    work.press(Qt.Key.Key_A, CTRL)
    work.table.type("+60 12 345 6789")
    work.press(Qt.Key.Key_Return)
    assert work.counts() == {Standing.GOOD: 3}
    work.press(Qt.Key.Key_F10)
    assert work.states() == dict.fromkeys(("A1", "A2", "A3"), State.TO_SHIP)
    work.table.press(Qt.Key.Key_2, CTRL)
    orders = work.table.window.screen_named("Orders")
    assert isinstance(orders, OrdersScreen)
    work.table.until(lambda: orders.list.model().rowCount() == 3)
    orders.list.setFocus()
    work.table.press(Qt.Key.Key_A, CTRL)
    work.table.press(Qt.Key.Key_F10)
    work.table.until(lambda: orders.side.currentWidget() is orders.side.ask)
    orders.side.ask.accept.click()
    work.table.until(lambda: set(work.states().values()) == {State.BOOKED})
    assert sorted(work.table.bookings()) == ["A1", "A2", "A3"]


def test_a_file_of_the_dialog_is_booked_at_once(work: Importing, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", line("A1"), line("A2"))
    work.remember(path)
    work.press(Qt.Key.Key_I, CTRL)
    dialog = work.screen.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(path))
    dialog.close()
    work.table.window.activateWindow()
    work.table.until(work.table.window.isActiveWindow)
    work.settle()
    assert work.screen.shows(work.screen.plan)
    work.screen.plan.aim.pick("book")
    work.press(Qt.Key.Key_F10)
    work.press(Qt.Key.Key_F10)
    work.table.until(lambda: work.states() == {"A1": State.BOOKED, "A2": State.BOOKED})


def test_what_is_wrong_alike_is_mended_by_one_key_and_put_back_by_another(work: Importing, tmp_path: Path) -> None:
    wrong = [line(f"A{at}", Country="Malasia") for at in range(120)]
    path = write(tmp_path / "a.csv", *wrong, line("B1", Country="Malaysa"))
    work.remember(path)
    work.drag(path)
    work.press(Qt.Key.Key_F10)
    assert work.counts() == {Standing.FAULTY: 121}
    work.press(Qt.Key.Key_F6)
    problem = work.screen.rows.editor.fields[0].problem()
    assert problem is not None
    assert problem.field == "receiver.country"
    work.press(Qt.Key.Key_A, CTRL)
    work.table.type("MY")
    work.press(Qt.Key.Key_Return)
    assert work.counts() == {Standing.GOOD: 1, Standing.FAULTY: 120}
    assert work.screen.rows.alike.isVisible()
    assert work.screen._actions.alike.text() == "Mend 119 alike"
    work.press(Qt.Key.Key_A, ALT)
    assert work.counts() == {Standing.GOOD: 120, Standing.FAULTY: 1}
    work.press(Qt.Key.Key_Z, CTRL)
    assert work.counts() == {Standing.GOOD: 1, Standing.FAULTY: 120}
    work.press(Qt.Key.Key_A, ALT)  # nothing is offered any more
    assert work.counts() == {Standing.GOOD: 1, Standing.FAULTY: 120}


def test_it_is_paused_gone_on_with_and_given_up(work: Importing, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", *(line(f"A{at}") for at in range(900)))
    work.remember(path)
    work.drag(path)
    runs = work.screen.runs
    with work.table.qtbot.waitSignal(runs.told):
        work.table.press(Qt.Key.Key_F10)
    assert runs.running
    work.press(Qt.Key.Key_F12)
    one = work.screen.rows.one
    assert one is not None
    assert one.stage is Stage.CHECKING
    assert 0 < one.position < 900
    assert work.screen.rows.told.text() == f"Stopped after {one.position} shipments. F10 goes on."
    work.press(Qt.Key.Key_F10)
    assert work.counts() == {Standing.GOOD: 900}
    work.press(Qt.Key.Key_Delete, CTRL)
    assert work.table.desk.imports.latest(9) == []
    assert work.states() == {}


def test_after_a_kill_it_goes_on_where_it_was(qtbot: QtBot, tmp_path: Path, carriers: Simulator) -> None:
    set_up_table(tmp_path, carriers)
    path = write(tmp_path / "a.csv", *(line(f"A{at}") for at in range(500)))
    command = [sys.executable, "-m", "tests.usecases.imports.process", str(tmp_path / "home"), str(path)]
    with subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "portion 100\n"
        process.kill()
    with packing_table(qtbot, tmp_path, carriers) as table:
        work = Importing(table)
        work.press(Qt.Key.Key_Return)
        one = work.screen.rows.one
        assert one is not None
        assert 100 <= one.position < 500
        work.press(Qt.Key.Key_F10)
        assert work.counts() == {Standing.GOOD: 500}
        work.press(Qt.Key.Key_F10)
        assert work.counts() == {Standing.TAKEN: 500}
        assert sorted(work.states()) == sorted(f"A{at}" for at in range(500))
