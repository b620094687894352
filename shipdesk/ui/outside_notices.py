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
    from shipdesk.ui.notices import NoticeBoard
    from shipdesk.ui.workplace import Workplace
    from shipdesk.usecases.desk import Desk


class OutsideNotices(QObject):
    """A notice for each. Its verb leads to the booking, where it can be taken as well as by noting it here."""

    def __init__(self, workplace: Workplace, bridge: Bridge, board: NoticeBoard) -> None:
        """Tell what there is, and from now on what comes and goes."""
        super().__init__()
        self._at, self._bridge = workplace, bridge
        self._shown: dict[int, str] = {}
        board.taken_up.connect(self._on_taken_up)
        board.noted.connect(self._on_noted)
        workplace.dispatcher.changed.connect(self.read_again)
        self.read_again()

    def read_again(self, _pulse: object = None) -> None:
        """Something has changed in the order book."""
        start(self._at.lanes, BOOK, self._show, self._bridge.failed, self._at.desk.book.told)

    def _on_taken_up(self, key: str) -> None:
        """Looked at is not taken: where it is left, the notice comes back."""
        if key.startswith(OUTSIDE):
            self._shown.pop(_entry_id(key), None)

    def _on_noted(self, key: str) -> None:
        if key.startswith(OUTSIDE):
            desk = self._at.desk
            start(self._at.lanes, BOOK, self.read_again, self._bridge.failed, _take, desk, _entry_id(key))

    def _show(self, told: list[OutsideWord]) -> None:
        now = {one.entry_id: f"{one.key}: {one.text}" for one in told}
        for entry_id in self._shown.keys() - now.keys():
            self._bridge.settled(f"{OUTSIDE}{entry_id}")
        for entry_id, words in now.items():
            if self._shown.get(entry_id) != words:
                self._bridge.problem(words, key=f"{OUTSIDE}{entry_id}", verb=self.tr("Open"))
        self._shown = now


def _entry_id(key: str) -> int:
    return int(key.removeprefix(OUTSIDE))


def _take(desk: Desk, entry_id: int) -> None:
    desk.book.take(entry_id, who=desk.who)
