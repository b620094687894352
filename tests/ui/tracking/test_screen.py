"""The Tracking screen over a real order book: what stands first, what narrows it, what stays, what a key does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shipdesk.core.statuses import Status, TrackingEvent
from shipdesk.core.under_way import Cell
from shipdesk.ui.tracking.screen import TrackingScreen
from shipdesk.ui.tracking.stages import STAGES, WHOLE
from shipdesk.ui.tracking.way_map import lines_of
from tests.ui.display import put_on_display
from tests.ui.orders.world import World


def on_its_way(
    one: World, name: str, status: Status | None = None, hours: float = 0, carrier: str = "jumppoint"
) -> int:
    one.time.ago(days=6)
    entry = one.booked(name, f"N-{name}", carrier=carrier)
    one.time.ago()
    if status is not None:
        one.book.add_events(entry, [event(status, hours)])
    return entry.id


def event(status: Status, hours: float) -> TrackingEvent:
    return TrackingEvent(status, f"It is {status}.", datetime.now(UTC) - timedelta(hours=hours), "jumppoint")


@pytest.fixture
def screen(one: World, qtbot: QtBot) -> Iterator[TrackingScreen]:
    on_its_way(one, "FRESH", Status.IN_TRANSIT, 1)
    on_its_way(one, "OLD", Status.IN_TRANSIT, 120)
    on_its_way(one, "BAD", Status.EXCEPTION, 2, "ceva")
    on_its_way(one, "DONE", Status.DELIVERED, 2)
    made = TrackingScreen(one.opening())
    put_on_display(qtbot, made, one.workplace)
    settle(qtbot, made, 3)
    yield made
    made.shutdown()


def settle(qtbot: QtBot, screen: TrackingScreen, rows: int) -> None:
    """Wait until the list has so many rows, all of them read."""
    qtbot.waitUntil(lambda: screen.model.rowCount() == rows and not screen.model.busy() and None not in names(screen))


def names(screen: TrackingScreen) -> list[str | None]:
    parcels = [screen.model.parcel(row) for row in range(screen.model.rowCount())]
    return [parcel.row.reference if parcel else None for parcel in parcels]


def test_what_went_wrong_stands_first_then_the_longest_silent(screen: TrackingScreen) -> None:
    assert names(screen) == ["BAD", "OLD", "FRESH"]
    words = [getattr(screen.model.record(row)[0], "word", None) for row in range(3)]
    assert words == ["Exception", "Silent", None]


def test_each_filter_narrows_and_escape_shows_all_again(screen: TrackingScreen, qtbot: QtBot) -> None:
    for key, found in (("silent", ["OLD"]), ("trouble", ["BAD"])):
        screen.filters.look.pick(key)
        screen.filters.changed.emit()
        settle(qtbot, screen, 1)
        assert names(screen) == found
    QTest.keyClick(screen.list, Qt.Key.Key_Escape)
    settle(qtbot, screen, 3)


def test_a_row_of_the_map_narrows_the_list_by_key(screen: TrackingScreen, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: len(screen.map.lines()) == 3)
    screen.map.setFocus()
    QTest.keyClick(screen.map, Qt.Key.Key_Down)
    settle(qtbot, screen, 1)
    assert (screen.map.stage(), names(screen)) == (STAGES[0], ["BAD"])
    QTest.keyClick(screen.map, Qt.Key.Key_Up)
    settle(qtbot, screen, 3)
    assert screen.map.stage() is WHOLE


def test_enter_opens_the_order(screen: TrackingScreen, one: World, qtbot: QtBot) -> None:
    entry = one.book.entry("OLD")
    assert entry is not None
    screen.list.selectRow(1)
    with qtbot.waitSignal(screen.show_booking) as told:
        QTest.keyClick(screen.list, Qt.Key.Key_Return)
    assert told.args == [entry.id]


def test_f5_asks_for_what_is_chosen_and_the_choice_stays(screen: TrackingScreen, one: World, qtbot: QtBot) -> None:
    one.said.news = {"N-OLD": [event(Status.EXCEPTION, 200), event(Status.REJECTED, 0.1)]}
    screen.list.selectRow(1)
    chosen = screen.list.chosen()
    QTest.keyClick(screen.list, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: names(screen) == ["BAD", "OLD", "FRESH"] and bool(one.book.events(chosen[0])[2:]))
    settle(qtbot, screen, 3)
    assert screen.list.chosen() == chosen


def test_the_choice_stays_when_the_list_changes_order(screen: TrackingScreen, one: World, qtbot: QtBot) -> None:
    screen.list.selectRow(1)
    chosen = screen.list.chosen()
    entry = one.book.entry_by_id(chosen[0])
    assert entry is not None
    one.book.add_events(entry, [event(Status.CUSTOMS, 0.01)])
    screen.focus_first()
    qtbot.waitUntil(lambda: names(screen) == ["BAD", "FRESH", "OLD"])
    assert screen.list.chosen() == chosen
    assert screen.list.currentIndex().row() == 2


def test_the_number_is_copied(screen: TrackingScreen, qtbot: QtBot) -> None:
    screen.list.selectRow(1)
    screen.copy_number()
    assert QGuiApplication.clipboard().text() == "N-OLD"


def test_what_is_empty_says_what_will_be_here(screen: TrackingScreen, qtbot: QtBot) -> None:
    screen.map.pick(STAGES[-1])
    qtbot.waitUntil(lambda: screen.model.rowCount() == 0)
    assert screen._empty.currentWidget() is screen._empty.widen
    screen._empty.widen.taken.emit()
    settle(qtbot, screen, 3)


def test_the_map_counts_each_parcel_at_its_stage_and_in_the_whole() -> None:
    cells = [
        Cell("jne", "customs", "", 3, silent=True, parcels=2),
        Cell("ceva", "exception", "", 3, silent=False, parcels=5),
    ]
    lines = {line.stage.source: line for line in lines_of(cells)}
    assert (lines["All on their way"].days[3], lines["All on their way"].silent) == (7, 2)
    assert (lines["Customs"].total, lines["Customs"].silent, lines["Exceptions"].total) == (2, 2, 5)
    assert sum(line.total for name, line in lines.items() if name != "All on their way") == 7
