"""Ctrl+K: anything by its name, with keys alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from shipdesk.ui.widgets.actionbar import allow
from shipdesk.ui.widgets.palette import CommandPalette, action_name, matching
from tests.ui.conftest import Show

NAMES = ("Book and &print", "Hold this order", "Print the command sheet", "Orders", "End of day")


def actions(owner: QWidget) -> list[QAction]:
    return [QAction(name, owner) for name in NAMES]


@pytest.fixture
def opened(show: Show) -> tuple[CommandPalette, list[QAction], QLineEdit]:
    before = QLineEdit()
    page = show(before, width=900, height=600)
    before.setFocus()
    palette, offered = CommandPalette(page), actions(page)
    palette.open(offered)
    return palette, offered, before


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", [name.replace("&", "") for name in NAMES]),
        ("print", ["Print the command sheet", "Book and print"]),
        ("order", ["Orders", "Hold this order"]),
        ("day end", ["End of day"]),
        ("zebra", []),
    ],
)
def test_typing_narrows_and_the_nearest_leads(
    opened: tuple[CommandPalette, list[QAction], QLineEdit], typed: str, found: list[str]
) -> None:
    palette, _offered, _before = opened
    QTest.keyClicks(palette.line, typed)
    assert palette.shown_names() == found


def test_enter_does_the_chosen_one_and_gives_the_focus_back(
    qtbot: QtBot, opened: tuple[CommandPalette, list[QAction], QLineEdit]
) -> None:
    palette, offered, before = opened
    assert palette.line.hasFocus()
    QTest.keyClick(palette.line, Qt.Key.Key_Down)
    with qtbot.waitSignal(offered[1].triggered):
        QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert before.hasFocus()


def test_escape_does_nothing_else(qtbot: QtBot, opened: tuple[CommandPalette, list[QAction], QLineEdit]) -> None:
    palette, offered, before = opened
    with qtbot.assertNotEmitted(offered[0].triggered):
        QTest.keyClick(palette.line, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert before.hasFocus()


def test_a_closed_action_is_listed_but_not_done(
    qtbot: QtBot, opened: tuple[CommandPalette, list[QAction], QLineEdit]
) -> None:
    palette, offered, _before = opened
    allow(offered[0], "Choose a carrier first.")
    with qtbot.assertNotEmitted(offered[0].triggered):
        QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_the_list_ends_where_it_ends(opened: tuple[CommandPalette, list[QAction], QLineEdit]) -> None:
    palette, _offered, _before = opened
    for _press in range(9):
        QTest.keyClick(palette.line, Qt.Key.Key_Down)
    assert palette.list.currentIndex().row() == len(NAMES) - 1
    QTest.keyClick(palette.line, Qt.Key.Key_PageUp)
    assert palette.list.currentIndex().row() == 0


def test_what_was_typed_and_chosen_stays_when_the_list_changes(
    qtbot: QtBot, opened: tuple[CommandPalette, list[QAction], QLineEdit]
) -> None:
    palette, offered, _before = opened
    QTest.keyClicks(palette.line, "print")
    QTest.keyClick(palette.line, Qt.Key.Key_Down)
    cheaper = QAction("Print nothing", palette)
    palette.renew([cheaper, *offered])
    assert palette.shown_names() == ["Print nothing", "Print the command sheet", "Book and print"]
    with qtbot.waitSignal(offered[0].triggered):
        QTest.keyClick(palette.line, Qt.Key.Key_Return)


def test_hidden_actions_are_not_offered(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    offered = actions(owner)
    offered[3].setVisible(False)
    assert "Orders" not in [action_name(action) for action in matching(offered, "order")]
