"""The screens made ahead of their first visit: their modules in a lane, then one screen at a time, between two events.

Until then, and for whoever is quicker, a screen is made when it is first shown.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from shipdesk.ui.screens import SCREENS, load_screens
from shipdesk.ui.tasks import start
from shipdesk.ui.toolkit import settled
from shipdesk.workers.lanes import COUNT

if TYPE_CHECKING:
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.screen import Screen
    from shipdesk.workers.lanes import Lanes

#: The first scans of a morning come first.
REST_MS = 1000
#: Between two screens, so that keys and paints come through.
PAUSE_MS = 50


class Ahead(QObject):
    """Makes them in the order of the rail."""

    def __init__(self, screen_named: Callable[[str], Screen], bridge: Bridge) -> None:
        super().__init__()
        self._screen_named, self._bridge = screen_named, bridge
        self._lanes: Lanes | None = None
        self._left = [line.name for line in SCREENS]
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._load)
        self._pause = QTimer(self, interval=PAUSE_MS)
        self._pause.timeout.connect(self._make)

    def start(self, lanes: Lanes) -> None:
        """The station is ready, and waits for nothing."""
        self._lanes = lanes
        self._rest.start()

    @property
    def over(self) -> bool:
        """Whether all of them are there."""
        return not self._left

    def shutdown(self) -> None:
        """The window closes."""
        self._lanes = None
        self._rest.stop()
        self._pause.stop()

    def _load(self) -> None:
        if self._lanes is not None:
            start(self._lanes, COUNT, self._on_loaded, self._bridge.failed, load_screens)

    def _on_loaded(self, _nothing: None) -> None:
        if self._lanes is not None:
            self._pause.start()

    def _make(self) -> None:
        self._screen_named(self._left.pop(0))
        if not self._left:
            self._pause.stop()
            settled()
