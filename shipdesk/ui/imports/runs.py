"""The long work on an import, in its own lane: checking, taking over, mending many; one at a time."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from shipdesk.ui.tasks import start
from shipdesk.usecases.imports.check import check_on
from shipdesk.usecases.imports.mend import mend_alike
from shipdesk.usecases.imports.take import take_on
from shipdesk.workers.lanes import IMPORT

if TYPE_CHECKING:
    from shipdesk.core.imports import Alike, Import
    from shipdesk.ui.workplace import Workplace
    from shipdesk.usecases.desk import Desk
    from shipdesk.usecases.imports.run import Progress, Tell

What = TypeVar("What")


class ImportRuns(QObject):
    """What runs, how far it is, and how it ended."""

    told = Signal(object)
    """A `Progress`; sent from the import's lane."""
    begun = Signal()
    ended = Signal(object)
    """The import as it stands after a run that ended, or was paused."""
    taken = Signal(object)
    """The import after all that was good in it was taken over."""
    failed = Signal(object)
    """The exception that ended a run."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.running = 0
        """The id of the import that is worked on; 0 for none."""
        self.words = ""
        """What is done with it."""
        self.progress: Progress | None = None
        self._at: Workplace | None = None
        self._stop = Event()
        self._taking = False
        self.told.connect(self._keep)

    def attach(self, workplace: Workplace) -> None:
        """The order book is open."""
        self._at = workplace

    def check(self, import_id: int) -> None:
        """Check what is left of the file."""
        self._run(import_id, self.tr("Checking"), check_on, import_id)

    def take(self, import_id: int) -> None:
        """Take over what is good."""
        self._run(import_id, self.tr("Adding"), take_on, import_id)

    def mend_alike(self, alike: Alike) -> None:
        """Mend all that are wrong alike."""
        self._run(alike.import_id, self.tr("Mending"), mend_alike, alike)

    def pause(self) -> None:
        """Stop what runs after the rows at hand; it can be gone on with at any time."""
        self._stop.set()

    def _run(
        self, import_id: int, words: str, verb: Callable[[Desk, What, Tell | None, Event | None], Import], what: What
    ) -> None:
        if self._at is None or self.running:
            return
        self._stop.clear()
        self._taking = verb is take_on
        self.running, self.words, self.progress = import_id, words, None
        start(self._at.lanes, IMPORT, self._on_ended, self._on_failed, verb, self._at.desk, what, self.told.emit, self._stop)  # fmt: skip  # noqa: E501
        self.begun.emit()

    def _keep(self, progress: Progress) -> None:
        self.progress = progress

    def _on_ended(self, one: Import) -> None:
        self.running = 0
        if self._taking and not self._stop.is_set():
            self.taken.emit(one)
        self.ended.emit(one)

    def _on_failed(self, fault: Exception) -> None:
        self.running = 0
        self.failed.emit(fault)
