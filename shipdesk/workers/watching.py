"""The watched folder is looked at while the window is open, in the lane of imports."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from shipdesk.workers.lanes import IMPORT, Lanes, Task

if TYPE_CHECKING:
    from shipdesk.usecases.imports.watch import WatchedFolder

LOOK_MS = 2000


class Watching(QObject):
    """One per window. A file is taken when two looks have found it the same."""

    came = Signal(object)
    """Imports that have come to their end, as a list."""
    broken = Signal(object)
    """An exception that is a fault of ours."""

    def __init__(self, watched: WatchedFolder, folder: Callable[[], str], lanes: Lanes) -> None:
        """`folder` is asked at every look; while it is empty nothing is watched."""
        super().__init__()
        self._watched, self._folder, self._lanes = watched, folder, lanes
        self._stop = Event()
        self._looking = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look from now on."""
        self._timer.start()

    def shutdown(self) -> None:
        """Look no more; what is being imported stops at its next rows, and is gone on with next time."""
        self._stop.set()
        self._timer.stop()

    @Slot()
    def look(self) -> None:
        """Look now, unless a look is under way."""
        folder = self._folder()
        if not folder or self._looking:
            return
        self._looking = True
        task = Task()
        task.done.connect(self._on_looked)
        task.failed.connect(self._on_failed)
        self._lanes.run(IMPORT, task, self._watched.look, Path(folder), self._stop)

    @Slot(object)
    def _on_looked(self, came: object) -> None:
        self._looking = False
        if came:
            self.came.emit(came)

    @Slot(object)
    def _on_failed(self, fault: object) -> None:
        self.shutdown()  # once is enough: it would come again every look
        self.broken.emit(fault)
