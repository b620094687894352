"""A packing table that is all real: the window, the order book, the labels' folder, and a carrier on the wire."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shipdesk.app import RECORDS, open_accounts
from shipdesk.assets import resource
from shipdesk.core.reading import read_shipment, set_path
from shipdesk.core.records import Entry, Row
from shipdesk.core.shipment import Shipment
from shipdesk.core.states import State
from shipdesk.session import Session
from shipdesk.settings.paths import open_home
from shipdesk.settings.store import SettingsStore
from shipdesk.ui.station.order.work import Work
from shipdesk.ui.station.screen import StationScreen
from shipdesk.ui.window import MainWindow
from shipdesk.usecases import book
from shipdesk.usecases.desk import Desk
from tests.simulator_process import Simulator

PASSWORD = "planted-pässwörd-7Q"
SOON_MS = 20_000


def shipment(reference: str, changes: Mapping[str, object] = {}) -> Shipment:
    """A shipment that may be booked on any day; `changes` are values by path, None takes one out."""
    record: dict[str, Any] = json.loads(resource("samples", "jumppoint-singapore.json").read_text(encoding="utf-8"))
    record["reference"] = reference
    del record["pickup"]
    for path, value in changes.items():
        set_path(record, path, value)
    return read_shipment(record).shipment


@dataclass
class Table:
    """The window, and short ways to work at it as a clerk does: with keys."""

    qtbot: QtBot
    session: Session
    carriers: Simulator
    labels: Path

    @property
    def window(self) -> MainWindow:
        return self.session.window

    @property
    def station(self) -> StationScreen:
        screen = self.window.screen_named("Station")
        assert isinstance(screen, StationScreen)
        return screen

    @property
    def work(self) -> Work:
        assert self.station.work is not None
        return self.station.work

    @property
    def desk(self) -> Desk:
        assert self.session.workplace is not None
        return self.session.workplace.desk

    def until(self, fact: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(fact, timeout=SOON_MS)

    def add(self, reference: str, changes: Mapping[str, object] = {}) -> Entry:
        """An order that waits; the station sees it."""
        entry = book.add(self.desk, shipment(reference, changes), source="file", why="Test")
        self.station.keeper.read_again()
        self.until(lambda: any(row.reference == reference for row in self.station.lists.waiting.rows()))
        return entry

    def scan(self, text: str) -> None:
        """What a scanner does while the scan field has the keyboard."""
        self.press(Qt.Key.Key_F2)
        QTest.keyClicks(self.station.field.line, text)
        QTest.keyClick(self.station.field.line, Qt.Key.Key_Return)

    def open(self, reference: str) -> None:
        """Scan it, and wait until it is in the form."""
        self.scan(reference)
        self.until(lambda: self.opened == reference)

    @property
    def opened(self) -> str:
        """The reference in the form, or empty."""
        order = self.station.work.order if self.station.work else None
        return order.reference if order else ""

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key, wherever the keyboard is."""
        QTest.keyClick(self.window.focusWidget() or self.window, key, modifier)

    def type(self, text: str) -> None:
        """Letters into whatever has the keyboard; what is no ASCII comes as from an input method."""
        target = self.window.focusWidget()
        if text.isascii():
            QTest.keyClicks(target, text)
        else:
            event = QInputMethodEvent()
            event.setCommitString(text)
            QCoreApplication.sendEvent(target, event)

    def row(self, reference: str) -> Row:
        """The booking as the order book has it."""
        entry = self.desk.book.entry(reference)
        assert entry is not None, reference
        return entry.row

    def state(self, reference: str) -> State:
        return self.row(reference).state

    def wait_for(self, reference: str, state: State) -> Row:
        self.until(lambda: self.state(reference) is state)
        return self.row(reference)

    def bookings(self) -> list[str]:
        """The references that reached the carrier, one for each request to book."""
        asked = [one for one in self.carriers.control("requests") if one["path"].endswith("/booking")]
        return [json.loads(one["body"])["referenceNo"] for one in asked]

    def printed(self) -> list[Path]:
        """The files that a printer would have got."""
        return sorted(path for path in self.labels.iterdir() if path.is_file())

    def notices(self) -> list[str]:
        return [notice.text for notice in self.window.notices.shown()]


def set_up_table(root: Path, carriers: Simulator) -> Path:
    """A home below `root` with an account at the simulated carrier, which forgets everything; the labels' folder."""
    os.environ |= {"SHIPDESK_KEYRING": "file", "SHIPDESK_KEYFILE": str(root / "key")}
    labels = root / "labels"
    labels.mkdir(parents=True, exist_ok=True)
    home = open_home(root / "home")
    settings = SettingsStore(home.settings)
    settings.set({"station": "Station 3", "label_printer": f"file:{labels}", "operator": "Mei"})
    accounts = open_accounts(home, settings)
    where = {"environment": "custom", "base_url": f"{carriers.url}/jumppoint/", "username": "s3", "settle": "0,0.1"}
    accounts.set("jumppoint", where)
    accounts.set_secret("jumppoint", "password", PASSWORD)
    carriers.control("reset")
    assert RECORDS
    return labels


@contextmanager
def packing_table(qtbot: QtBot, root: Path, carriers: Simulator, *, ready: bool = True) -> Iterator[Table]:
    """A table with an account at the simulated carrier, which has forgotten all that came before."""
    labels = set_up_table(root, carriers)
    session = Session(root / "home")
    table = Table(qtbot, session, carriers, labels)
    try:
        session.start()
        if ready:
            qtbot.waitUntil(lambda: table.station.work is not None, timeout=SOON_MS)
            table.window.activateWindow()  # a window of another test may have had the keyboard until now
            qtbot.waitUntil(table.window.isActiveWindow)
        yield table
    finally:
        session.close()
        session.window.deleteLater()
