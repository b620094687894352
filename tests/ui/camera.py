"""What the pictures have in common: a screen on the display, what runs brought to its end, and the shot itself."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from shipdesk.ui import theme
from shipdesk.ui.screen import Screen
from shipdesk.ui.theme import Scheme
from tests.ui.display import SIZE
from tests.ui.orders.world import World


def in_each_scheme(shoot: Callable[[Path, str], None]) -> None:
    """What the command asks for: `shoot` is given the folder and each of the schemes, which is then applied."""
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    for scheme in sys.argv[2:] or ["light", "dark"]:
        theme.apply(app, Scheme(scheme))
        theme.load_remaining_fonts()
        shoot(out, scheme)


def wait(until: Callable[[], bool] | None = None, longest_s: float = 5.0) -> None:
    """Let the window work until `until` holds, or for a moment."""
    end = time.monotonic() + (longest_s if until else 0.25)
    while time.monotonic() < end and not (until and until()):
        QApplication.processEvents()
        time.sleep(0.002)
    QApplication.processEvents()


def show(widget: QWidget) -> None:
    widget.resize(SIZE)
    widget.show()
    wait()


def open_screen(screen: Screen, one: World) -> None:
    """Attach it, show it and give it the keyboard."""
    screen.attach(one.workplace)
    show(screen)
    screen.focus_first()
    settle(one)


def settle(one: World) -> None:
    """Until nothing runs in any lane."""
    wait()
    while not one.workplace.lanes.idle:
        wait()
    wait()


def snap(widget: QWidget, path: Path) -> None:
    widget.grab().save(str(path))
    print(path.name)  # noqa: T201


def close_screen(screen: Screen) -> None:
    """Take it off the display."""
    screen.shutdown()
    screen.close()
    screen.deleteLater()
    wait()


def keep(screen: Screen, path: Path) -> None:
    """Its picture; then it has done its work."""
    snap(screen, path)
    close_screen(screen)
