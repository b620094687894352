"""One run of the window: it answers while the rest is opened, faults of ours reach the crash dialog, all is closed."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from shipdesk.session import Session
from shipdesk.ui.station.screen import StationScreen
from tests.ui.probe import stall_probe

LIMIT_MS = 50


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    session = Session(tmp_path / "home", training=True)
    yield session
    session.close()
    session.window.close()
    session.window.deleteLater()


def station_of(session: Session) -> StationScreen:
    screen = session.window.screen_named("Station")
    assert isinstance(screen, StationScreen)
    return screen


def test_the_window_answers_while_the_order_book_and_the_libraries_are_opened(session: Session, qtbot: QtBot) -> None:
    with stall_probe(LIMIT_MS) as beats:
        session.start()
        qtbot.waitUntil(lambda: station_of(session).work is not None, timeout=30_000)
        qtbot.waitUntil(lambda: station_of(session).lists.next_waiting() is not None, timeout=30_000)
    assert beats.longest_work_ms() <= LIMIT_MS, "\n\n".join(beats.stacks)


def test_what_is_scanned_before_the_order_book_is_open_is_opened_afterwards(session: Session, qtbot: QtBot) -> None:
    session.start()
    station_of(session).open_order("REF00001008")
    assert session.workplace is None
    qtbot.waitUntil(lambda: opened(session) == "REF00001008", timeout=30_000)


def opened(session: Session) -> str:
    work = station_of(session).work
    return work.order.reference if work is not None and work.order is not None else ""


def test_the_window_has_the_programs_icon(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.opened, timeout=20_000):
        session.start()
    assert session.window.windowIcon().availableSizes() == [QSize(256, 256)]


def test_a_fault_of_ours_is_shown_and_ends_nothing(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.opened, timeout=30_000):
        session.start()
    told: list[object] = []
    session.window.bridge.broken.connect(told.append)
    timer = QTimer(singleShot=True, interval=0)
    timer.timeout.connect(lambda: [dialog.close() for dialog in session.window.findChildren(QDialog)])
    timer.start()
    sys.excepthook(ValueError, fault := ValueError("ours"), None)
    assert told == [fault]


def test_the_order_book_is_opened_once_the_window_is_painted(session: Session, qtbot: QtBot) -> None:
    idle: list[bool] = []

    def note() -> None:
        idle.append(session.lanes.idle)

    session.window.painted.connect(note)
    with qtbot.waitSignals([session.window.painted, session.opened], timeout=30_000, order="strict"):
        session.start()
    assert idle == [True]


def test_a_home_that_cannot_be_opened_says_why_in_the_window(tmp_path: Path, qtbot: QtBot) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "orderbook.db").write_bytes(b"this is no order book" * 100)
    session = Session(home)
    with qtbot.waitSignal(session.failed, timeout=30_000) as failed:
        session.start()
    assert "orderbook" in failed.args[0] or "order book" in failed.args[0]
    session.close()
    session.window.close()
    session.window.deleteLater()
