"""No screen's first visit stops the window, and none is made twice."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shipdesk.ui.screens import SCREENS
from shipdesk.ui.settings_screen.screen import SECTIONS, SettingsScreen
from tests.simulator_process import Simulator
from tests.ui.probe import stall_probe
from tests.ui.table import packing_table

#: What the window's thread may work at a time, ms. Made at the visit, Orders took 120 and Settings 350.
LIMIT_MS = 50
#: A section of the settings is made when it is turned to.
SECTION_MS = 90
CTRL = Qt.KeyboardModifier.ControlModifier


def test_the_first_visit_of_a_screen_never_stops_the_window(qtbot: QtBot, tmp_path: Path, carriers: Simulator) -> None:
    with packing_table(qtbot, tmp_path, carriers) as table:
        table.until(lambda: table.window.ahead.over)
        made = {line.name: table.window.screen_named(line.name) for line in SCREENS}
        with stall_probe(LIMIT_MS) as beats:
            for place, line in enumerate(SCREENS):
                table.press(Qt.Key(Qt.Key.Key_1.value + place), CTRL)
                assert made[line.name].isVisible()
                qtbot.wait(50)  # it is painted, and reads what it shows
        assert beats.longest_work_ms() <= LIMIT_MS, "\n\n".join(beats.stacks)
        settings = made["Settings"]
        assert isinstance(settings, SettingsScreen)
        with stall_probe(SECTION_MS) as beats:
            for place in range(len(SECTIONS)):
                settings.turn_to(place)
                qtbot.wait(20)
        assert beats.longest_work_ms() <= SECTION_MS, "\n\n".join(beats.stacks)


def test_who_is_quicker_than_the_screens_that_are_made_ahead_finds_them(
    qtbot: QtBot, tmp_path: Path, carriers: Simulator
) -> None:
    with packing_table(qtbot, tmp_path, carriers) as table:
        assert not table.window.ahead.over
        table.press(Qt.Key.Key_5, CTRL)
        shown = table.window.screen_named("End of day")
        assert shown.isVisible()
        table.until(lambda: table.window.ahead.over)
        assert table.window.screen_named("End of day") is shown
        assert shown.isVisible()
