"""A screen by itself on the display, worked at by keys."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from shipdesk.ui.bridge import Told
from shipdesk.ui.screen import Screen
from tests.ui.display import put_on_display
from tests.ui.orders.world import World

One = TypeVar("One", bound=Screen)


class Shown(Generic[One]):
    """`screen` is attached, active and has the keyboard; `told` is what it said in notices."""

    def __init__(self, qtbot: QtBot, one: World, screen: One, *, longest_ms: int = 20_000) -> None:
        self.qtbot, self.one, self.screen = qtbot, one, screen
        self._longest = longest_ms
        self.told: list[str] = []
        one.bridge.told.connect(self._hear)
        put_on_display(qtbot, screen, one.workplace)
        self.settle()

    def _hear(self, told: Told) -> None:
        self.told.append(told.text)

    def settle(self) -> None:
        """Until nothing runs in any lane."""
        self.qtbot.waitUntil(lambda: self.one.workplace.lanes.idle, timeout=self._longest)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key, wherever the keyboard is."""
        QTest.keyClick(self.focused(), key, modifier)
        self.settle()

    def focused(self) -> QWidget:
        """What has the keyboard."""
        return self.screen.focusWidget() or self.screen
