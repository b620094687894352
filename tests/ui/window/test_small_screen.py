"""A panel of 1280 × 800 at 150 % has room for 853 × 533: everything that matters is there, by key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QSize, Qt

from shipdesk.ui.screens import SCREENS
from shipdesk.ui.theme.tokens import SHADOW
from shipdesk.ui.widgets.actionbar import ActionButton
from shipdesk.ui.widgets.picks import Pick
from tests.ui.table import Table

SMALL = QSize(853, 533)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def small(table: Table) -> Table:
    table.add("REF00001008")
    table.window.resize(SMALL)
    return table


def grown(table: Table) -> QSize:
    """The window, after what is shown has asked for its room."""
    QCoreApplication.sendPostedEvents()
    return table.window.size()


def test_no_screen_grows_past_the_window(small: Table) -> None:
    for line in SCREENS:
        small.press(Qt.Key(ord(line.key[-1])), CTRL)
        assert grown(small) == SMALL, line.name
    small.press(Qt.Key.Key_1, CTRL)
    small.open("REF00001008")
    assert grown(small) == SMALL


def test_the_lists_make_way_for_the_open_order_and_come_back(small: Table) -> None:
    station = small.station
    assert station.lists.isVisible()
    small.open("REF00001008")
    assert not station.lists.isVisible()
    header = small.work.view.header
    small.until(lambda: header._shown.width() >= header._shown.sizeHint().width())
    small.until(lambda: header.service.width() >= header.service.minimumSizeHint().width())
    small.press(Qt.Key.Key_Escape)
    assert station.lists.isVisible()


def test_there_is_room_for_the_lists_beside_an_order_on_a_usual_screen(small: Table) -> None:
    small.open("REF00001008")
    small.window.resize(1280, 800)
    small.until(small.station.lists.isVisible)


def test_every_key_stands_in_the_bar_and_the_main_one_with_its_verb(small: Table) -> None:
    small.open("REF00001008")
    buttons = [one for one in small.station.findChildren(ActionButton) if one.isVisible()]
    assert len(buttons) > 8
    book = next(one for one in buttons if one.primary)
    assert book.width() == book.width_of(short=False)
    for one in buttons:
        assert one.width() >= one.width_of(short=True)
        assert one.geometry().right() <= small.station.width()
    short = [one for one in buttons if one.width() < one.width_of(short=False)]
    assert short
    assert all(one.text() in one.toolTip() for one in short)
    small.window.resize(1600, 900)
    small.until(lambda: all(one.width() >= one.width_of(short=False) for one in buttons))


def test_all_keys_of_the_help_are_seen(small: Table) -> None:
    small.press(Qt.Key.Key_F1)
    assert small.window.help.geometry().height() - 2 * SHADOW <= SMALL.height()


def test_no_pick_is_cut(small: Table) -> None:
    for name in ("Orders", "End of day", "Tracking", "Library"):
        small.window.show_screen(name)
        grown(small)
        picks = [one for one in small.window.screen_named(name).findChildren(Pick) if one.isVisible()]
        assert picks
        assert [one.text() for one in picks if one.width() < one.minimumSizeHint().width()] == []
