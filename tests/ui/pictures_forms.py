"""Pictures of the form for each service of each carrier, and of what can be chosen with F4, to be looked at.

    python -m tests.ui.pictures_forms OUT_DIR [light dark contrast]

Each service twice: as an order is opened, and with its receiver being changed. Prices come from the simulated carriers.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from shipdesk.app import RECORDS
from shipdesk.connectors import Connectors
from shipdesk.core.reading import read_shipment
from shipdesk.core.states import State
from shipdesk.settings.accounts import CarrierAccounts
from shipdesk.settings.secrets import open_secrets
from shipdesk.training import set_up_accounts
from shipdesk.ui import theme
from shipdesk.ui.station.screen import StationScreen
from shipdesk.ui.window import MainWindow
from tests.carriers.samples import record_of
from tests.simulator_process import start_simulator
from tests.ui.orders.world import World, world
from tests.ui.pictures import act, show, until

SIZE = (1280, 800)
#: A picture's name, its sample, and what is changed in that to have something to say.
SERVICES: dict[str, tuple[str, dict[str, object]]] = {
    "jumppoint-air": ("jumppoint-malaysia", {}),
    "ceva-crossborder": ("ceva-thailand", {}),
    "ceva-domestic": ("ceva-vietnam-domestic", {}),
    "jne-onmarket": ("jne-onmarket", {"parcel": {"gross_weight_kg": "1.2"}}),
    "jne-ondelivery": ("jne-ondelivery", {}),
}


@contextmanager
def _window(one: World) -> Iterator[tuple[MainWindow, StationScreen]]:
    window = MainWindow(RECORDS, {"station": "Station 3"}, (), False)  # noqa: FBT003
    window.resize(*SIZE)
    window.show()
    window.activateWindow()
    window.attach(one.workplace)
    screen = window.screen_named("Station")
    assert isinstance(screen, StationScreen)
    until(lambda: screen.work is not None)
    until(lambda: not screen.preparing)
    try:
        yield window, screen
    finally:
        window.shutdown()
        window.close()
        window.deleteLater()


def _real(one: World, url: str) -> Connectors:
    """The carriers as they are, in place of those that only a test knows."""
    at = one.workplace
    accounts = CarrierAccounts(at.settings, open_secrets(at.home, sealed=True), RECORDS)
    set_up_accounts(accounts, RECORDS, url)
    connectors = Connectors(RECORDS, accounts)
    desk = replace(at.desk, records=RECORDS, accounts=accounts, connector=connectors)
    one.workplace = replace(at, desk=desk, accounts=accounts)
    return connectors


def take(folder: Path, scheme: str, url: str) -> None:
    with tempfile.TemporaryDirectory() as home, world(Path(home) / "home") as one:
        connectors = _real(one, url)
        for name, (sample, changed) in SERVICES.items():
            record = {**record_of(sample), "reference": name.upper(), **changed}
            one.book.add(read_shipment(record).shipment, State.TO_SHIP, who="Mei", why="", source="file")
        with _window(one) as (window, screen):
            for name in SERVICES:
                show(screen, name.upper())
                window.grab().save(str(folder / f"{scheme}-{name}.png"))
                assert screen.work is not None
                screen.work.view.form.focus_first()
                QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
                QTest.qWait(150)
                window.grab().save(str(folder / f"{scheme}-{name}-edit.png"))
            act(screen, "change_service")
            QTest.keyClicks(window.focusWidget(), "jne")
            until(lambda: any(action.property("note") for action in screen.services._model.found))
            QTest.qWait(150)
            window.grab().save(str(folder / f"{scheme}-prices.png"))
        connectors.close()


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    with start_simulator() as simulator:
        for scheme in sys.argv[2:] or ["light"]:
            theme.apply(app, theme.Scheme(scheme))
            theme.load_remaining_fonts()
            take(folder, scheme, simulator.url)


if __name__ == "__main__":
    main()
