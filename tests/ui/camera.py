"""What the pictures have in common: a screen on the display, what runs brought to its end, and the shot itself."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from shipdesk.ui.screen import Screen
from tests.ui.orders.world import World
from tests.ui.pictures_orders import show, wait


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
