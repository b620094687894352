"""What every test of the window gets: the look applied, and a way to put widgets on the screen."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from shipdesk.ui import theme
from shipdesk.ui.widgets.layouts import column
from tests.simulator_process import Simulator, start_simulator
from tests.ui.orders.world import World, world
from tests.ui.table import Table, packing_table

#: Puts the given widgets below each other on a page of 400 px, active and exposed, and gives back the page.
Show = Callable[..., QWidget]


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    theme.apply(qapp, theme.Scheme.LIGHT)
    theme.load_remaining_fonts()
    return qapp


@pytest.fixture(autouse=True)
def _light(dressed: QApplication) -> None:
    if theme.scheme() is not theme.Scheme.LIGHT:
        theme.apply(dressed, theme.Scheme.LIGHT)


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Show]:
    pages: list[QWidget] = []

    def shown(*widgets: QWidget, width: int = 400, height: int = 300) -> QWidget:
        page = QWidget()
        pages.append(page)
        qtbot.addWidget(page)
        column(*widgets, into=page)
        page.resize(width, height)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    yield shown
    pages.clear()


@pytest.fixture
def one(qapp: QApplication, tmp_path: Path) -> Iterator[World]:
    """A workplace over an empty order book."""
    with world(tmp_path / "home") as made:
        yield made


@pytest.fixture(scope="session")
def carriers() -> Iterator[Simulator]:
    with start_simulator() as simulator:
        yield simulator


@pytest.fixture
def table(qtbot: QtBot, tmp_path: Path, carriers: Simulator) -> Iterator[Table]:
    """A whole packing table: the window over a real order book, and a carrier on the wire."""
    with packing_table(qtbot, tmp_path, carriers) as made:
        yield made
