"""What was said outside of bookings here stands on the window, whatever screen is shown, until somebody takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from shipdesk.ui.bridge import OUTSIDE
from shipdesk.ui.tasks import start
from shipdesk.workers.lanes import BOOK

if TYPE_CHECKING:
    from shipdesk.core.outside import OutsideWord
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.workplace import Workplace


class OutsideNotices(QObject):
    """A notice for each; its verb leads to the booking, where it is taken."""

    def __init__(self, workplace: Workplace, bridge: Bridge) -> None:
        """Tell what there is, and from now on what comes and goes."""
        super().__init__()
        self._at, self._bridge = workplace, bridge
        self._shown: dict[int, str] = {}
        workplace.dispatcher.changed.connect(self.read_again)
        self.read_again()

    def read_again(self, _pulse: object = None) -> None:
        """Something has changed in the order book."""
        start(self._at.lanes, BOOK, self._show, self._bridge.failed, self._at.desk.book.told)

    def _show(self, told: list[OutsideWord]) -> None:
        now = {one.entry_id: f"{one.key}: {one.text}" for one in told}
        for entry_id in self._shown.keys() - now.keys():
            self._bridge.settled(f"{OUTSIDE}{entry_id}")
        for entry_id, words in now.items():
            if self._shown.get(entry_id) != words:
                self._bridge.problem(words, key=f"{OUTSIDE}{entry_id}", verb=self.tr("Open"))
        self._shown = now
