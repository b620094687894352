"""Setting up a station from nothing, by keys and scans alone, over the real window."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from shipdesk.core.devices import TEST_BARCODE, ScaleState, Weight
from shipdesk.session import Session
from shipdesk.settings.paths import open_home
from shipdesk.settings.store import SettingsStore
from shipdesk.ui.first_run.screen import FirstRun
from shipdesk.ui.first_run.steps import Step
from tests.simulator_process import Simulator
from tests.ui.hands import Hands

SOON_MS = 20_000
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


class NewStation:
    """A window over a home where nothing was ever done, and a clerk's hands."""

    def __init__(self, qtbot: QtBot, root: Path) -> None:
        self.qtbot, self.root = qtbot, root
        self.session = Session(root / "home")
        self.session.start()
        qtbot.waitUntil(lambda: self.session.workplace is not None, timeout=SOON_MS)
        qtbot.waitUntil(self.session.window.isActiveWindow)

    @property
    def settings(self) -> SettingsStore:
        return SettingsStore(open_home(self.root / "home").settings)

    @property
    def wizard(self) -> FirstRun:
        shown = self.session.window.findChild(FirstRun)
        assert shown is not None
        return shown

    @property
    def shown(self) -> bool:
        found = self.session.window.findChild(FirstRun)
        return found is not None and found.isVisible()

    @property
    def page(self) -> str:
        return self.wizard.page.accessibleName()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.session.window.focusWidget() or self.session.window, key, modifier)

    def type(self, text: str) -> None:
        for letter in text:
            QTest.keyClicks(self.session.window.focusWidget(), letter)

    def tab_to(self, name: str) -> QWidget:
        """Tab until the thing of that name has the keyboard."""
        for _ in range(60):
            here = self.session.window.focusWidget()
            if here is not None and name in f"{here.accessibleName()} {_text(here)}":
                return here
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never comes to {name}")

    def says(self, words: str) -> bool:
        return any(words in one.accessibleName() for one in self.wizard.findChildren(QWidget) if one.isVisible())

    def until_it_says(self, words: str) -> None:
        self.qtbot.waitUntil(lambda: self.says(words), timeout=SOON_MS)

    def turn_to(self, page: str) -> None:
        """Skip until there."""
        for _ in range(8):
            if self.page == page:
                return
            self.press(Qt.Key.Key_F12)
        raise AssertionError(page)

    def close(self) -> None:
        self.session.close()
        self.session.window.deleteLater()


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QAbstractButton | QLineEdit) else ""


@pytest.fixture
def station(qtbot: QtBot, tmp_path: Path) -> Iterator[NewStation]:
    made = NewStation(qtbot, tmp_path)
    yield made
    made.close()
    QLocale.setDefault(QLocale.system())


def test_a_new_home_begins_with_the_set_up_and_leaving_it_is_remembered(station: NewStation) -> None:
    assert station.shown
    assert station.page == "Language and region"
    station.press(Qt.Key.Key_Escape)
    station.qtbot.waitUntil(lambda: not station.shown)
    station.qtbot.waitUntil(lambda: station.settings.flag("set_up"))
    station.close()
    again = Session(station.root / "home")
    again.start()
    assert again.window.findChild(FirstRun) is None
    again.close()
    again.window.deleteLater()


def test_every_page_is_skipped_and_gone_back_to_by_key_and_the_last_one_ends_it(station: NewStation) -> None:
    names = []
    for _ in station.wizard.pages:
        names.append(station.page)
        assert f"Step {len(names)} of 6" in station.wizard.steps.accessibleName()
        station.press(Qt.Key.Key_F12)
    assert names == ["Language and region", "This station", "Label printer", "Scale", "Scanner", "Carrier account"]
    assert not station.shown
    assert station.wizard.steps.marks() == [Step.SKIPPED] * 6
    station.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    station.type("set up this")
    station.press(Qt.Key.Key_Return)
    station.qtbot.waitUntil(lambda: station.shown)
    station.press(Qt.Key.Key_F10)
    station.press(Qt.Key.Key_Left, ALT)
    assert station.page == "Language and region"
    assert station.wizard.steps.marks()[0] is Step.DONE


def test_the_language_is_kept_and_numbers_follow_at_once_and_nothing_is_promised(station: NewStation) -> None:
    assert station.says("Bahasa Indonesia, numbers and dates; words in English")
    assert station.says("English, complete")
    for _ in range(4):
        station.press(Qt.Key.Key_Down)
    station.qtbot.waitUntil(lambda: station.settings.text("language") == "id")
    station.qtbot.waitUntil(lambda: QLocale().toString(1234.5) == "1.234,5")


def test_the_station_is_named_and_enter_goes_on_and_no_name_is_told(station: NewStation) -> None:
    station.press(Qt.Key.Key_Return)
    assert station.page == "This station"
    field = station.tab_to("Station")
    assert isinstance(field, QLineEdit)
    field.selectAll()
    station.press(Qt.Key.Key_Delete)
    station.press(Qt.Key.Key_F10)
    assert station.page == "This station"
    assert station.says("Give this station a name. F12 skips this page.")
    station.type("Table 7")
    station.press(Qt.Key.Key_Tab)
    station.type("Somchai")
    station.press(Qt.Key.Key_F10)
    assert station.page == "Label printer"
    station.qtbot.waitUntil(lambda: station.settings.text("operator") == "Somchai")
    assert station.settings.text("station") == "Table 7"


@pytest.mark.parametrize(("typed", "words", "page"), [
    ("50", "Exactly 100 %", "Scale"),
    ("49,5", "prints at 99 %", "Label printer"),
    ("48.3", "prints at 96.6 %", "Label printer"),
    ("five", "", "Label printer"),
])  # fmt: skip
def test_the_bar_of_the_test_label_is_judged_to_the_half_millimetre(
    station: NewStation, tmp_path: Path, typed: str, words: str, page: str
) -> None:
    labels = tmp_path / "labels"
    labels.mkdir()
    station.turn_to("Label printer")
    station.press(Qt.Key.Key_F10)
    assert station.says("No printer is chosen yet.") or station.says("is not measured")
    station.tab_to("Label printer")
    station.type(f"file:{labels}")
    station.press(Qt.Key.Key_Return)
    station.qtbot.waitUntil(lambda: station.says(f"file:{labels}, set"), timeout=SOON_MS)
    station.tab_to("Print the measured test label")
    station.press(Qt.Key.Key_Space)
    station.until_it_says("Lay a ruler along the black bar")
    assert [one.suffix for one in labels.iterdir()] == [".pdf"]
    station.tab_to("What the ruler shows")
    station.type(typed)
    station.press(Qt.Key.Key_Return)
    assert not words or station.says(words)
    station.press(Qt.Key.Key_F10)
    assert station.page == page


def test_the_weight_shows_live_and_a_scale_that_weighs_is_done(station: NewStation) -> None:
    station.turn_to("Scale")
    station.press(Qt.Key.Key_F10)
    assert station.says("No scale gives its weight yet.")
    station.session.window.bridge.weigh(Weight(ScaleState.STABLE, Decimal("1.24")))
    assert station.says("1.240 kg, stable")
    station.press(Qt.Key.Key_F10)
    assert station.page == "Scanner"


def test_one_scan_teaches_the_scanner_and_the_next_proves_it(station: NewStation) -> None:
    station.turn_to("Scanner")
    hands = Hands(5_000)
    hands.scan(f"~{TEST_BARCODE}#", pace=30)
    station.until_it_says("It sends ~ before the code. It sends # after the code.")
    kept = {key: station.settings.text(key) for key in ("scan_speed", "scan_prefix", "scan_suffix", "scan_end")}
    assert kept == {"scan_speed": "slow", "scan_prefix": "~", "scan_suffix": "#", "scan_end": "key"}
    station.press(Qt.Key.Key_F10)
    assert station.says("No scan has been read correctly yet.")
    hands.scan(f"~{TEST_BARCODE}#", pace=30)
    station.until_it_says("Read correctly")
    station.press(Qt.Key.Key_F10)
    assert station.page == "Carrier account"


def test_a_scanner_as_slow_as_typing_is_told_and_changes_nothing(station: NewStation) -> None:
    station.turn_to("Scanner")
    Hands(5_000).scan(TEST_BARCODE, pace=90)
    station.until_it_says("leaves up to 90 ms between two keys")
    assert station.settings.text("scan_speed") == "usual"


def test_a_scan_on_another_page_opens_nothing(station: NewStation) -> None:
    Hands(5_000).scan("REF1")
    station.until_it_says("then scan REF1 again")
    assert station.page == "Language and region"


def test_an_account_is_set_up_and_tested_by_keys(station: NewStation, carriers: Simulator) -> None:
    station.turn_to("Carrier account")
    station.tab_to("Environment")
    station.type("custom")
    assert _editor(station, "environment") == "custom"
    station.press(Qt.Key.Key_Tab)
    station.tab_to("Base URL")
    station.type(f"{carriers.url}/jumppoint/")
    station.tab_to("User name")
    station.type("s3")
    station.tab_to("Set: Password")
    station.press(Qt.Key.Key_Space)
    station.type("training")
    station.press(Qt.Key.Key_Return)
    station.tab_to("Test the Jumppoint account")
    station.press(Qt.Key.Key_Space)
    form = station.wizard.pages[-1].accounts.forms["jumppoint"]  # type: ignore[attr-defined]
    station.qtbot.waitUntil(lambda: bool(form.outcome.words()) and form.test.isEnabled(), timeout=SOON_MS)
    assert "Jumppoint" in form.outcome.words()
    assert station.wizard.page.missing() == "", form.outcome.words()
    station.press(Qt.Key.Key_F10)
    station.qtbot.waitUntil(lambda: not station.shown)
    assert station.wizard.steps.marks()[-1] is Step.DONE


def _editor(station: NewStation, key: str) -> str:
    return str(station.wizard.pages[-1].accounts.forms["jumppoint"].fields[key].text())  # type: ignore[attr-defined]


def test_training_is_offered_by_key_where_there_is_no_account(station: NewStation) -> None:
    station.turn_to("Carrier account")
    station.tab_to("Open training mode")
    station.session.window.training_wanted.disconnect()
    with station.qtbot.waitSignal(station.session.window.training_wanted):
        station.press(Qt.Key.Key_Space)


def test_another_screen_leads_out_of_it(station: NewStation) -> None:
    station.press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert not station.shown
    assert QGuiApplication.focusWindow() is not None
    station.qtbot.waitUntil(lambda: station.settings.flag("set_up"))
