"""What the printers do with the labels: asked off the window's thread, and told where somebody has to see to one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from shipdesk.ui.tasks import start
from shipdesk.workers.lanes import PAPER

if TYPE_CHECKING:
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.station.voice import Voice
    from shipdesk.ui.workplace import Workplace
    from shipdesk.usecases.prints import PaperNews, Stuck

LOOK_MS = 1500


class PrinterWatch(QObject):
    """Looks at the open print jobs as long as the window lives."""

    moved = Signal(object)
    """Ids of bookings whose label has moved, as a list."""

    def __init__(self, bridge: Bridge, voice: Voice) -> None:
        super().__init__()
        self._bridge, self._voice = bridge, voice
        self._at: Workplace | None = None
        self._stuck: dict[str, Stuck] = {}
        self._timer = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)

    def attach(self, workplace: Workplace) -> None:
        """The order book is open; jobs of yesterday are asked for too."""
        self._at = workplace
        self.look()

    def shutdown(self) -> None:
        """Ask no more."""
        self._timer.stop()
        self._at = None

    def look(self) -> None:
        """Ask now; again a while after the answer."""
        if self._at is not None:
            from shipdesk.usecases.prints import look_at_jobs  # noqa: PLC0415 - late: keeps start-up fast

            start(self._at.lanes, PAPER, self._on_news, self._on_fault, look_at_jobs, self._at.desk)

    def _on_news(self, news: PaperNews) -> None:
        for job in news.lost:
            words = self.tr("The label of {reference} was not printed. {why}")
            self._alarm(words.format(reference=job.reference, why=job.state.reason), job.reference, self.tr("Open"))
        for target in self._stuck.keys() - news.stuck.keys():
            self._bridge.settled(_key(target))
            self._bridge.success(self.tr("{printer} prints again.").format(printer=target), key=_key(target))
        for target, stuck in news.stuck.items():
            before = self._stuck.get(target)
            if before is None or before.reason != stuck.reason:
                self._alarm(self._words(stuck), _key(target), "")
        self._stuck = dict(news.stuck)
        if news.moved:
            self.moved.emit(list(news.moved))
        self._again()

    def _words(self, stuck: Stuck) -> str:
        if stuck.labels == 1:
            waits = self.tr("1 label waits for it and prints by itself then.")
        else:
            waits = self.tr("{n} labels wait for it and print by themselves then.").format(n=stuck.labels)
        return f"{stuck.reason} {waits}"

    def _alarm(self, words: str, key: str, verb: str) -> None:
        self._voice.bad()
        self._bridge.alarm(words, key=key, verb=verb)

    def _on_fault(self, fault: Exception) -> None:
        self._bridge.failed(fault)
        self._again()

    def _again(self) -> None:
        if self._at is not None:
            self._timer.start()


def _key(target: str) -> str:
    return f"printer/{target}"
