"""Open one window in this process and stop at its first paint; run as a process of its own by bench_start.

    python build/benchmarks/first_paint.py bare          a bare QMainWindow: the floor
    python build/benchmarks/first_paint.py shipdesk HOME   the workstation over an order book

Prints the peak of its memory in MiB.
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow


class FirstPaint(QObject):
    """Ends the process right after the window's first paint."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, QMainWindow):
            QTimer.singleShot(0, finish)
        return super().eventFilter(watched, event)


def finish() -> None:
    status = Path("/proc/self/status").read_text()
    peak = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    print(int(peak.split()[1]) // 1024, flush=True)
    os._exit(0)


def main(kind: str, home: str = "") -> None:
    if kind == "bare":
        app = QApplication([kind])
        window = QMainWindow()
        window.resize(1280, 800)
    else:
        from shipdesk.ui import toolkit  # noqa: PLC0415 - the floor must not pay for it

        toolkit.prepare()
        from shipdesk.session import Session, application  # noqa: PLC0415
        from shipdesk.settings.paths import open_home  # noqa: PLC0415
        from shipdesk.settings.store import SettingsStore  # noqa: PLC0415

        app = application(SettingsStore(open_home(Path(home)).settings))
        session = Session(Path(home))
        window = session.window
    watch = FirstPaint()
    window.installEventFilter(watch)
    if kind == "bare":
        window.show()
    else:
        session.start()
    app.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
