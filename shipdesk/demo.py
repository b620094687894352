"""`shipdesk demo`: training mode in a window, or, without a screen, those same windows driven through the whole job.

The driver has a clerk's hands only: it types and presses keys. Every step waits for a fact, never for a time.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from shipdesk.core.errors import SetupError
from shipdesk.program import has_screen, show_window
from shipdesk.training import training_home

if TYPE_CHECKING:
    from shipdesk.session import Session

#: A step is a fact to wait for, in words for whoever reads why the demo stopped.
Fact = tuple[str, Callable[[], bool]]

#: For one step; the whole takes a quarter of a minute on a machine that has nothing else to do.
DEADLINE_S = 55.0
_TICK_MS = 15


def demo(*, headless: bool, out: Path | None) -> int:
    """Run the demo; the exit status. Headless it leaves labels and pictures in `out` (or a new folder it names).

    Raises:
        SetupError: the simulated carriers cannot be started, or `out` cannot be written.
    """
    with training_home() as home:
        if not headless and has_screen():
            return show_window(home, training=True)
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        folder = _folder(out)
        status = _drive(home, folder)
        sys.stdout.write(f"Labels and pictures are in {folder}\n")
        return status


def _folder(out: Path | None) -> Path:
    folder = out or Path(tempfile.mkdtemp(prefix="shipdesk-demo-"))
    try:
        for part in (folder / "labels", folder / "pictures"):
            part.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise SetupError(f"The folder {folder} cannot be written: {fault.strerror}.") from fault
    return folder


def _drive(home: Path, folder: Path) -> int:
    from PySide6.QtCore import qInstallMessageHandler  # noqa: PLC0415 - the platform must be chosen first

    from shipdesk.session import Session, application  # noqa: PLC0415
    from shipdesk.settings.paths import open_home  # noqa: PLC0415
    from shipdesk.settings.store import SettingsStore  # noqa: PLC0415
    from shipdesk.tour import tour  # noqa: PLC0415

    qInstallMessageHandler(_say_what_matters)
    settings = SettingsStore(open_home(home).settings)
    settings.set({"label_printer": f"file:{folder / 'labels'}", "station": "Station 3", "scheme": "light"})
    app = application(settings)
    session = Session(home, training=True)
    driver = _driver(session, tour(session, folder / "pictures"))
    session.start()
    app.exec()
    session.close()
    if driver.fault:
        sys.stderr.write(f"The demo stopped: {driver.fault}\n")
        return 1
    return 0


def _say_what_matters(_kind: object, _where: object, text: str | None) -> None:
    """Qt's remarks, but for what a screen that nobody sees cannot do."""
    if text and "This plugin does not support" not in text:
        sys.stderr.write(f"{text}\n")


def _driver(session: Session, steps: Iterator[Fact]) -> Driver:
    driver = Driver(steps)
    session.failed.connect(driver.stop)
    session.window.bridge.broken.connect(driver.break_off)
    driver.timer.start(_TICK_MS)
    return driver


class Driver:
    """Takes one step after another, each as soon as the fact that it waits for has come about."""

    def __init__(self, steps: Iterator[Fact]) -> None:
        from PySide6.QtCore import QTimer  # noqa: PLC0415 - the platform must be chosen first

        self.fault = ""
        self._steps = steps
        self._fact: Fact | None = None
        self._end = time.monotonic() + DEADLINE_S
        self.timer = QTimer()
        self.timer.timeout.connect(self._tick)

    def stop(self, fault: str) -> None:
        """End the program; a fault says why before its time."""
        from PySide6.QtWidgets import QApplication  # noqa: PLC0415

        self.timer.stop()
        self.fault = fault
        QApplication.quit()

    def break_off(self, fault: object) -> None:
        """A fault of ours ends it: nothing that is waited for need come about any more."""
        self.stop(f"{type(fault).__name__}: {fault}")

    def _tick(self) -> None:
        try:
            if self._fact is not None and not self._fact[1]():
                if time.monotonic() > self._end:
                    self.stop(f"{self._fact[0]} did not happen within {DEADLINE_S:.0f} seconds.")
                return
            self._fact = next(self._steps, None)
            self._end = time.monotonic() + DEADLINE_S
            if self._fact is None:
                self.stop("")
        except Exception as fault:  # noqa: BLE001 - a driver that dies must end the program, not hang it
            self.stop(f"{type(fault).__name__}: {fault}")
