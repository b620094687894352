"""Lanes: work off the window's thread, until the window closes."""

from pytestqt.qtbot import QtBot

from shipdesk.workers.lanes import BOOK, Lanes, Task


def test_what_a_timer_asks_for_after_the_window_has_closed_is_dropped(qtbot: QtBot) -> None:
    lanes = Lanes({})
    done: list[str] = []
    task = Task()
    with qtbot.waitSignal(task.done):
        lanes.run(BOOK, task, done.append, "before")
    lanes.shutdown()
    lanes.run(BOOK, Task(), done.append, "after")
    assert done == ["before"]
    assert lanes.idle
