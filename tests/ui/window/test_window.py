"""What lies around the screens: keys, palette, help, notices, and what is said when something of ours breaks."""

from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QListView, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from shipdesk.ui import theme
from shipdesk.ui.crash import CrashDialog, report_of
from shipdesk.ui.form.fields import PathRow
from shipdesk.ui.screens import SCREENS
from shipdesk.ui.widgets.banner import TrainingBand
from shipdesk.ui.window import MainWindow
from tests.simulator_process import Simulator
from tests.ui.table import Table, packing_table

CTRL = Qt.KeyboardModifier.ControlModifier


def test_the_palette_does_what_its_name_says(table: Table) -> None:
    table.add("REF1")
    table.open("REF1")
    table.press(Qt.Key.Key_K, CTRL)
    table.type("hold")
    assert table.window.palette_of_commands.shown_names() == ["Hold"]
    table.press(Qt.Key.Key_Return)
    table.until(lambda: [row.reference for row in table.station.lists.held.rows()] == ["REF1"])


class Greedy(QLineEdit):
    """A field as on a desktop where Ctrl+K cuts the rest of the line."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)


def test_no_text_field_keeps_the_key_of_the_palette(table: Table) -> None:
    field = Greedy(table.station)
    field.show()
    field.setFocus()
    table.press(Qt.Key.Key_K, CTRL)
    assert table.window.palette_of_commands.isVisible()


def test_every_screen_of_the_rail_opens_by_its_key(table: Table) -> None:
    for line in SCREENS:
        table.press(Qt.Key(ord(line.key[-1])), CTRL)
        assert table.window.screen_named(line.name).isVisible()
    table.press(Qt.Key.Key_1, CTRL)
    assert table.station.field.line.hasFocus()


def test_the_window_fits_the_smallest_screen_whichever_screens_were_opened(table: Table) -> None:
    """A panel of 1920 × 1080 at 150 % has room for 1280 × 720, of which the desktop takes a bar."""
    for line in SCREENS:
        table.press(Qt.Key(ord(line.key[-1])), CTRL)
    table.add("REF1")
    table.press(Qt.Key.Key_1, CTRL)
    table.open("REF1")
    _fits(table)
    table.press(Qt.Key.Key_F10)
    table.until(lambda: len(table.printed()) == 1)
    table.open("REF1")
    table.until(lambda: not table.station.label.preview.image().isNull())
    _fits(table)


def _fits(table: Table) -> None:
    least = table.window.minimumSizeHint()
    assert least.width() <= 1280
    assert least.height() <= 680


def test_an_order_of_another_screen_opens_at_the_station(table: Table) -> None:
    table.add("REF1")
    table.press(Qt.Key.Key_2, CTRL)
    table.window.screen_named("Orders").open_reference.emit("REF1")
    table.until(lambda: table.opened == "REF1")
    assert table.station.isVisible()


def test_escape_closes_the_palette_and_not_the_shipment(table: Table) -> None:
    table.add("REF1")
    table.open("REF1")
    table.press(Qt.Key.Key_F4)
    table.press(Qt.Key.Key_Escape)
    assert table.opened == "REF1"
    table.press(Qt.Key.Key_F1)
    assert table.window.help.isVisible()
    table.press(Qt.Key.Key_Escape)
    assert not table.window.help.isVisible()
    assert table.opened == "REF1"


def test_a_notice_that_asks_for_something_opens_its_order(table: Table) -> None:
    table.add("REF1")
    table.window.bridge.problem("The printer is out of paper.", key="REF1", verb="Open")
    (notice,) = table.window.notices.shown()
    action = next(button for button in notice.findChildren(QAbstractButton) if button.text() == "Open")
    QTest.mouseClick(action, Qt.MouseButton.LeftButton)
    table.until(lambda: table.opened == "REF1")


def test_a_notice_of_the_same_key_takes_the_place_of_the_first(table: Table) -> None:
    table.window.bridge.problem("Out of paper.", key="REF1")
    table.window.bridge.success("Printed.", key="REF1")
    table.until(lambda: table.notices() == ["Printed."])


def test_a_fault_of_ours_keeps_the_work_and_names_nobody(table: Table) -> None:
    table.add("REF1")
    table.open("REF1")
    table.work.view.form.reveal("receiver.name")
    table.press(Qt.Key.Key_A, CTRL)
    table.type("Planted Person")
    try:
        raise ValueError("Planted Person, 1 Planted Road")
    except ValueError as fault:
        table.window.bridge.broken.emit(fault)
    dialog = table.window.findChild(CrashDialog)
    assert dialog is not None
    assert dialog.isVisible()
    assert table.row("REF1").receiver == "Planted Person"
    assert "ValueError" in dialog.report()
    assert "test_window.py" in dialog.report()
    assert "Planted" not in dialog.report()
    dialog.accept()


def test_the_report_follows_the_causes_and_holds_no_words() -> None:
    try:
        try:
            raise KeyError("secret")
        except KeyError as inner:
            raise RuntimeError("secret too") from inner
    except RuntimeError as fault:
        report = report_of(fault)
    assert "RuntimeError" in report
    assert "KeyError" in report
    assert "secret" not in report


def test_closing_the_window_keeps_what_is_typed(qtbot: QtBot, tmp_path: Path, carriers: Simulator) -> None:
    with packing_table(qtbot, tmp_path / "a", carriers) as table:
        table.add("REF1")
        table.open("REF1")
        table.work.view.form.reveal("receiver.name")
        table.press(Qt.Key.Key_A, CTRL)
        table.type("Kept on closing")
        table.window.close()
    with packing_table(qtbot, tmp_path / "a", carriers) as table:
        assert table.row("REF1").receiver == "Kept on closing"


def test_training_is_striped_and_named(qtbot: QtBot) -> None:
    window = MainWindow({}, {}, [], training=True)
    qtbot.addWidget(window)
    window.show()
    band = window.findChild(TrainingBand)
    assert band is not None
    assert band.isVisible()
    assert "Training" in window.windowTitle()
    window.shutdown()


def test_the_scheme_changes_while_the_window_is_open(table: Table) -> None:
    assert table.session.workplace is not None
    table.session.workplace.settings.set({"scheme": "dark"})
    table.window.bridge.settings_changed.emit()
    assert theme.scheme() is theme.Scheme.DARK


def test_every_control_has_a_name_for_who_cannot_see_it(table: Table) -> None:
    table.add("REF1")
    table.open("REF1")
    for fold in (fold for section in table.work.view.form._sections.values() for fold in section.folds()):
        fold.unfold()
    kinds = (QAbstractButton, QComboBox, QListView, QPlainTextEdit, PathRow)
    nameless = [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in table.window.findChildren(QWidget)
        if isinstance(widget, (*kinds, QLineEdit)) and widget.isVisible() and not _named(widget)
    ]
    assert nameless == []


def _named(widget: QWidget) -> bool:
    if isinstance(widget, PathRow):
        return bool(widget.editor.widget().accessibleName())
    parent = widget.parentWidget()
    inside = isinstance(parent, QComboBox)  # the line of a choice speaks for its choice
    own = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
    return bool(own or inside or (parent and parent.inherits("QComboBoxPrivateContainer")))
