"""How receiving stands, in one line: whether somebody listens, when the last delivery came, how many were refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from shipdesk.ui.moments import clock, whole
from shipdesk.ui.tasks import start
from shipdesk.ui.theme import Meaning
from shipdesk.ui.theme.tokens import NONE
from shipdesk.ui.widgets.banner import Remark
from shipdesk.ui.widgets.layouts import column
from shipdesk.workers.lanes import FIND

if TYPE_CHECKING:
    from pathlib import Path

    from shipdesk.settings.store import SettingsStore
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.workplace import Workplace
    from shipdesk.usecases.desk import Desk
    from shipdesk.usecases.inbound.standing import Receiving

_LOOK_MS = 2000


class ReceivingLine(QWidget):
    """Looked at again while it is shown: another process may receive."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._at: Workplace | None = None
        self.remark = Remark(Meaning.NEUTRAL, self.tr("Checking whether the receiver runs."))
        column(self.remark, gap=NONE, into=self)
        self._now_and_then = QTimer(self, interval=_LOOK_MS)
        self._now_and_then.timeout.connect(self.look)

    def attach(self, workplace: Workplace) -> None:
        self._at = workplace

    def look(self) -> None:
        """Look how it stands now."""
        if self._at is not None and self.isVisible():
            at = self._at
            start(at.lanes, FIND, self._show, self._bridge.failed, _look, at.desk, at.settings, at.home.logs)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._now_and_then.start()
        self.look()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._now_and_then.stop()

    def _show(self, found: Receiving) -> None:
        words = self.tr("Listening on {address}.") if found.listening else self.tr("Nothing is listening on {address}.")
        last = self.tr("Last delivery {time}.").format(time=whole(found.last_at)) if found.last_at else ""
        last = last or self.tr("No delivery yet.")
        words = " ".join((words.format(address=found.address), last, self._refused(found)))
        self.remark.set_words(words, Meaning.GOOD if found.listening else Meaning.NEUTRAL)
        self.remark.setAccessibleName(words)

    def _refused(self, found: Receiving) -> str:
        if found.last_refused is None:
            return self.tr("None was refused today.")
        last, words = found.last_refused, self.tr("Refused today: {count}; the last at {time}, {sender}: {why}")
        return words.format(count=found.refused_today, time=clock(last.at), sender=last.sender, why=last.why)


def _look(desk: Desk, settings: SettingsStore, logs: Path) -> Receiving:
    from shipdesk.usecases.inbound.standing import receiving  # noqa: PLC0415 - late: keeps start-up fast

    return receiving(desk, settings, logs)
