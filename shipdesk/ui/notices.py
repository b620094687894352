"""Puts on the screen what is told through the bridge: one notice for each key, the newest."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from shipdesk.ui.theme.tokens import BAR

if TYPE_CHECKING:
    from shipdesk.ui.bridge import Bridge, Told
    from shipdesk.ui.widgets.notice import Notice, Notices

_KEY = "key"


class NoticeBoard(QObject):
    """Lies over the window's page, clear of the action bar."""

    taken_up = Signal(str)
    """The clerk took the verb of the notice with this key."""
    noted = Signal(str)
    """The clerk took note of the notice with this key, by its own button."""

    def __init__(self, bridge: Bridge, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._by_key: dict[str, Notice] = {}
        bridge.told.connect(self._show)
        bridge.gone.connect(self._take_away)

    @cached_property
    def _stack(self) -> Notices:
        from shipdesk.ui.widgets.notice import Notices  # noqa: PLC0415 - made when there is something to tell

        return Notices(self._over, lift=BAR)

    def shown(self) -> list[Notice]:
        """What is on the screen, oldest first."""
        return self._stack.shown()

    def take_alarm(self) -> None:
        """Somebody has taken note of the newest alarm; the next one is taken next."""
        alarms = [notice for notice in self._stack.shown() if notice.alarm]
        if alarms:
            alarms[-1].leave()

    def shutdown(self) -> None:
        """Let go of the page it lies over."""
        self._stack.shutdown()

    def _show(self, told: Told) -> None:
        self._take_away(told.key)
        notice = self._stack.say(told.meaning, told.text, action=told.verb, alarm=told.alarm)
        notice.setProperty(_KEY, told.key)
        notice.acted.connect(self._on_acted)
        notice.noted.connect(self._on_noted)
        if told.key:
            self._by_key[told.key] = notice
            notice.gone.connect(self._forget)

    def _take_away(self, key: str) -> None:
        notice = self._by_key.pop(key, None)
        if notice is not None and isValid(notice):  # a success may have gone by itself meanwhile
            notice.leave()

    def _forget(self, notice: QWidget) -> None:
        key = str(notice.property(_KEY))
        if self._by_key.get(key) is notice:
            del self._by_key[key]

    def _on_acted(self) -> None:
        self.taken_up.emit(str(self.sender().property(_KEY)))

    def _on_noted(self) -> None:
        self.noted.emit(str(self.sender().property(_KEY)))
