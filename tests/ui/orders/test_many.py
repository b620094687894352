"""Many orders at once: selected by keys, booked, printed again, held, exported; a result for each, nothing stalls."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shipdesk.core.errors import InputError
from shipdesk.core.records import Query
from shipdesk.core.states import State
from shipdesk.ui.orders.pace import Pace
from shipdesk.ui.orders.selection import Picked, resolve
from shipdesk.ui.orders.work_panel import CANCEL, CLOSE, FOLDER, GO_ON, PAUSE
from shipdesk.usecases.batch import pause
from tests.ui.orders.test_screen import Stage
from tests.ui.orders.world import World, shipment
from tests.ui.probe import stall_probe

#: So long the window's thread may compute between two beats of its loop, however busy the machine is. Filling the
#: details of the row that came to the top takes a quarter of it.
LIMIT_MS = 200
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def stage(qtbot: QtBot, one: World) -> Iterator[Stage]:
    for number in range(6):
        one.order(f"SO-{number}", State.HELD if number == 5 else State.TO_SHIP)
    made = Stage(qtbot, one)
    made.screen.list.setFocus()
    yield made
    made.screen.shutdown()


def states(stage: Stage) -> list[State]:
    rows = stage.one.book.rows(Query(), 20)
    return [row.state for row in reversed(rows)]


def ended(stage: Stage) -> str:
    """What the panel says once the work is over."""
    stage.qtbot.waitUntil(lambda: not stage.screen.selection.many.busy)
    return stage.screen.side.work.words.text()


def test_rows_are_selected_by_keys(stage: Stage) -> None:
    stage.screen.list.choose_first()
    stage.key(Qt.Key.Key_Down, SHIFT)
    stage.key(Qt.Key.Key_Down, SHIFT)
    assert stage.screen.list.selected_count() == 3
    assert stage.screen.selection.book.text() == "Book (3)"
    stage.key(Qt.Key.Key_A, CTRL)
    assert stage.screen.list.selected_count() == 6
    stage.screen.filters.field.take_focus()
    stage.screen.selection.all.trigger()
    assert stage.screen.list.selected_count() == 6


def test_what_cannot_be_done_to_one_is_told_and_stops_no_other(stage: Stage) -> None:
    stage.screen.list.selectAll()
    stage.key(Qt.Key.Key_F12)
    assert ended(stage) == "5 done, 1 not."
    assert states(stage) == [State.HELD] * 6
    shown = stage.screen.side.work.model
    assert [(shown.line(row).reference, shown.line(row).sentence) for row in range(shown.rowCount())] == [
        ("SO-5", "It is on hold already.")
    ]
    assert stage.screen.side.work.shows(CLOSE)
    stage.key(Qt.Key.Key_F12, SHIFT)
    assert ended(stage) == "All 6 done."
    assert states(stage) == [State.TO_SHIP] * 6


def test_the_keys_of_one_booking_mean_all_that_are_selected(stage: Stage) -> None:
    stage.screen.list.selectAll()
    stage.key(Qt.Key.Key_F8, SHIFT)
    assert ended(stage) == "All 6 done."
    assert len(stage.one.said.printed) == 6
    stage.key(Qt.Key.Key_F8)
    assert ended(stage) == "0 done, 6 not."


def test_a_line_opens_its_booking(stage: Stage) -> None:
    stage.screen.list.selectAll()
    stage.key(Qt.Key.Key_F8)
    ended(stage)
    stage.screen.side.work.take_focus()
    QTest.keyClick(stage.screen.side.work.table, Qt.Key.Key_Return)
    stage.qtbot.waitUntil(lambda: stage.shown() == "SO-5")
    assert not stage.screen.side.isVisibleTo(stage.screen)


def test_it_asks_once_and_books_nothing_when_declined(stage: Stage) -> None:
    stage.screen.list.selectAll()
    stage.key(Qt.Key.Key_F10)
    ask = stage.screen.side.ask
    stage.qtbot.waitUntil(lambda: stage.screen.side.currentWidget() is ask)
    assert not ask.accept.isVisibleTo(ask), "all of them have faults"
    assert ask.leave.hasFocus()
    ask.leave.click()
    stage.settle()
    assert stage.one.book.batches.open_batches() == []
    assert not stage.screen.side.isVisibleTo(stage.screen)


def test_a_batch_is_kept_paused_and_cancelled_from_the_panel(stage: Stage) -> None:
    desk = stage.one.workplace.desk
    stage.screen.list.selectAll()
    stage.one.workplace.dispatcher.batches.shutdown()  # nobody sends: what the panel tells is looked at here
    stage.key(Qt.Key.Key_F10)
    ask, work = stage.screen.side.ask, stage.screen.side.work
    stage.qtbot.waitUntil(lambda: stage.screen.side.currentWidget() is ask)
    ask.answered.emit(False)  # noqa: FBT003 - Qt's own
    stage.qtbot.waitUntil(lambda: work.model.rowCount() == 6)
    (batch,) = desk.batches.open_batches()
    work.taken.emit(PAUSE)
    stage.qtbot.waitUntil(lambda: work.shows(GO_ON))
    assert "paused" in work.title.text()
    pause(desk, batch.id)
    work.taken.emit(CANCEL)
    stage.qtbot.waitUntil(lambda: "cancelled" in work.title.text())
    assert states(stage) == [State.TO_SHIP] * 5 + [State.HELD]
    assert {line.stage for line in desk.batches.batch_lines(batch.id)} == {"taken_back"}


def test_the_search_or_the_selection_is_exported(stage: Stage, tmp_path: Path) -> None:
    exporting, rows = stage.screen.selection.exporting, stage.screen.list
    for picked, wanted in ((None, 6), (2, 2)):
        if picked:
            rows.choose_first()
            stage.key(Qt.Key.Key_Down, SHIFT)
        query, total = rows.shown()
        assert query is not None
        exporting.ask_where(query, rows.picked() if picked else None, total)
        file = tmp_path / f"{wanted}.csv"
        exporting.save_to(str(file))
        stage.qtbot.waitUntil(lambda: not exporting.busy)
        with file.open(encoding="utf-8-sig", newline="") as lines:
            assert sum(bool(row["reference"]) for row in csv.DictReader(lines)) == wanted
        assert stage.screen.side.work.shows(FOLDER)
        assert stage.screen.selection.export.isEnabled()


def test_an_export_that_is_cancelled_leaves_no_file_and_never_stalls_the_window(stage: Stage, tmp_path: Path) -> None:
    made = shipment("x")
    many = [made.model_copy(update={"reference": f"M{number}"}) for number in range(3000)]
    stage.one.book.add_all(many, State.TO_SHIP, who="Mei", why="A test.", source="file")
    stage.settle()
    exporting = stage.screen.selection.exporting
    with stall_probe(LIMIT_MS) as beats:
        exporting.ask_where(Query(), None, 3006)
        exporting.save_to(str(tmp_path / "out.xlsx"))
        stage.qtbot.waitUntil(lambda: stage.screen.side.work.words.text().startswith("500"), timeout=20_000)
        stage.screen.side.work.taken.emit(CANCEL)
        stage.qtbot.waitUntil(lambda: not exporting.busy, timeout=20_000)
    assert list(tmp_path.glob("*out*")) == []
    assert "no file" in stage.screen.side.work.words.text()
    assert beats.worked
    assert beats.longest_work_ms() <= LIMIT_MS, "\n\n".join(beats.stacks)


def test_a_selection_follows_what_is_added_above_it_and_refuses_another_list(one: World) -> None:
    entries = [one.order(f"A{number}") for number in range(5)]
    newest_first = [entry.id for entry in reversed(entries)]
    picked = Picked(Query(), ((1, 3),), {1: newest_first[1], 3: newest_first[3]}, 5)
    one.order("NEWER")
    assert resolve(one.workplace.desk, picked) == newest_first[1:4]
    other = Picked(Query(), ((1, 3),), {1: newest_first[1], 3: newest_first[4]}, 5)
    with pytest.raises(InputError, match="select them again"):
        resolve(one.workplace.desk, other)


def test_the_pace_is_that_of_the_last_minute() -> None:
    pace = Pace()
    pace.feed(0, 0.0)
    assert (pace.per_minute(), pace.left_s(10)) == (0.0, None)
    pace.feed(10, 10.0)
    assert (pace.per_minute(), pace.left_s(30)) == (60.0, 30.0)
    pace.feed(10, 75.0)
    assert pace.per_minute() == 0.0
