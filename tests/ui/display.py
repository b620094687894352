"""A screen by itself on the display, as it stands in the window at its smallest."""

from __future__ import annotations

from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from shipdesk.ui.screen import Screen
from shipdesk.ui.workplace import Workplace

#: What is left of 1280 × 800 beside the rail and below the title bar.
SIZE = QSize(1208, 752)


def put_on_display(qtbot: QtBot, screen: Screen, workplace: Workplace) -> None:
    """Shown over this workplace, active, the keyboard where it begins; what it reads may still be on its way."""
    qtbot.addWidget(screen)
    screen.resize(SIZE)
    screen.attach(workplace)
    with qtbot.waitExposed(screen):
        screen.show()
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    screen.focus_first()
