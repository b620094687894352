from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from shipdesk.core.errors import PrintError
from shipdesk.ui.settings_screen.data_section import DataSection
from shipdesk.ui.settings_screen.printer_section import PrinterSection
from shipdesk.ui.settings_screen.screen import SECTIONS, SettingsScreen
from shipdesk.ui.settings_screen.section import Section
from shipdesk.ui.settings_screen.station_settings import SettingsSection
from tests.ui.display import put_on_display
from tests.ui.orders.world import World


class Stage:
    """The screen on the display."""

    def __init__(self, qtbot: QtBot, one: World) -> None:
        self.qtbot, self.one = qtbot, one
        self.screen = SettingsScreen(one.opening())
        put_on_display(qtbot, self.screen, one.workplace)
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.one.workplace.lanes.idle)

    def turn(self, name: str) -> Section:
        place = [str(row.name) for row in SECTIONS].index(name)
        self.screen.turn_to(place)
        self.settle()
        return self.screen.sections[place]

    def station(self) -> SettingsSection:
        section = self.turn("Station")
        assert isinstance(section, SettingsSection)
        return section

    def printer(self) -> PrinterSection:
        section = self.turn("Label printer")
        assert isinstance(section, PrinterSection)
        return section


@pytest.fixture
def stage(qtbot: QtBot, one: World) -> Iterator[Stage]:
    made = Stage(qtbot, one)
    yield made
    made.screen.shutdown()


def test_the_arrow_keys_go_through_the_sections(stage: Stage) -> None:
    for row in SECTIONS:
        place = [str(one.name) for one in SECTIONS].index(str(row.name))
        stage.settle()
        assert stage.screen.sections[place].isVisible()
        focused = stage.screen.focusWidget()
        assert focused is not None
        assert focused.accessibleName() == row.name
        QTest.keyClick(focused, Qt.Key.Key_Down)


def test_a_text_is_kept_with_enter_and_marked(stage: Stage) -> None:
    section = stage.station()
    line = section.fields["station"].editor.widget()
    line.setFocus()
    section.fields["station"].set_text("")
    QTest.keyClicks(line, "Table 3")
    assert not section.saved.isVisible()
    QTest.keyClick(line, Qt.Key.Key_Return)
    stage.settle()
    assert stage.one.workplace.settings.text("station") == "Table 3"
    assert section.saved.isVisible()


def test_a_text_that_will_not_do_is_told_at_its_field(stage: Stage) -> None:
    section = stage.station()
    section.fields["station"].set_text("x" * 500)
    section.keep("station", "x" * 500)
    problem = section.fields["station"].problem()
    assert problem is not None
    assert "at most 200" in problem.message
    assert stage.one.workplace.settings.text("station") == "Station 1"


def test_a_scheme_is_kept_and_told_at_once(stage: Stage) -> None:
    section = stage.turn("Screen")
    assert isinstance(section, SettingsSection)
    with stage.qtbot.waitSignal(stage.one.bridge.settings_changed):
        section.picks["scheme"]._picks["dark"].click()
    assert stage.one.workplace.settings.text("scheme") == "dark"


def test_the_printers_of_the_system_are_offered(stage: Stage) -> None:
    names = [row.accessibleName() for row in stage.printer().list.rows]
    assert names == ["Zebra ZD421 (203 dpi), ready", "Brother QL-1110, paused"]


def test_a_printer_is_set_with_one_click_and_its_test_label_printed(stage: Stage) -> None:
    section = stage.printer()
    assert not section.print_test.isEnabled()
    section.list.rows[0].click()
    stage.settle()
    assert stage.one.workplace.settings.text("label_printer") == "ZD421"
    section.print_test.click()
    stage.settle()
    assert stage.one.said.printed == ["ZD421"]
    assert section.outcome.words().startswith("Sent to ZD421. Lay a ruler along the black bar")


def test_the_printer_for_documents_is_chosen_from_the_same_ones(stage: Stage) -> None:
    section = stage.printer()
    assert [row.accessibleName() for row in section.documents.rows] == [
        row.accessibleName() for row in section.list.rows
    ]
    section.list.rows[0].click()
    stage.settle()
    section.documents.rows[1].click()
    stage.settle()
    settings = stage.one.workplace.settings
    assert (settings.text("label_printer"), settings.text("document_printer")) == ("ZD421", "Brother_QL")
    assert [row.isChecked() for row in section.documents.rows] == [False, True]
    assert [row.isChecked() for row in section.list.rows] == [True, False]
    assert section.fields["document_printer"].text() == "Brother_QL"


def test_a_printer_that_will_not_print_says_why(stage: Stage) -> None:
    section = stage.printer()
    section.list.rows[0].click()
    stage.settle()
    stage.one.said.print_fault = PrintError("Zebra ZD421 is out of paper.")
    section.print_test.click()
    stage.settle()
    assert section.outcome.words() == "Zebra ZD421 is out of paper."
    assert section.print_test.isEnabled()


def test_no_printer_at_all_is_said(stage: Stage) -> None:
    stage.one.said.printers = []
    section = stage.printer()
    assert section.none.isVisible()
    assert not section.print_test.isEnabled()


def test_a_flag_is_kept_at_once(stage: Stage) -> None:
    section = stage.printer()
    QTest.keyClick(section.fields["auto_print"].editor.widget(), Qt.Key.Key_Space)
    stage.settle()
    assert stage.one.workplace.settings.flag("auto_print") is False


def test_the_data_section_says_where_and_how_much(stage: Stage) -> None:
    stage.one.order("SO-1")
    stage.one.order("SO-2")
    section = stage.turn("Data")
    assert isinstance(section, DataSection)
    assert section.home.text() == str(stage.one.workplace.home.root)
    assert section.count.text() == "2"
    assert "encrypted" in section.secrets.text()


def test_about_names_the_licences_that_ask_for_it(stage: Stage) -> None:
    section = stage.turn("About")
    words = " ".join(label.text() for label in section.findChildren(QLabel))
    for needed in ("LGPL 3", "SIL Open Font License 1.1", "Open Database License 1.0", "MIT"):
        assert needed in words
