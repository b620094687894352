"""What one types in: canonical text out, keys for everything, nothing refused under the fingers."""

import pytest
from PySide6.QtCore import QDate, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QWidget
from pytestqt.qtbot import QtBot

from shipdesk.ui.widgets.editors import AddressEditor, CheckEditor, ChoiceEditor, DateEditor, DecimalEditor, WholeEditor
from tests.ui.conftest import Show

NATURAL = False
COUNTRIES = (("TH", "Thailand"), ("HK", "Hong Kong"), ("NL", "Netherlands"))


def focused(show: Show, editor: QWidget) -> None:
    show(editor)
    editor.setFocus()
    assert editor.hasFocus()


@pytest.mark.parametrize(("typed", "canonical"), [("1,24", "1.24"), (" 30 ", "30"), ("heavy", "heavy"), ("", "")])
def test_a_decimal_takes_a_comma_and_loses_nothing(qtbot: QtBot, show: Show, typed: str, canonical: str) -> None:
    editor = DecimalEditor()
    focused(show, editor)
    QTest.keyClicks(editor, typed)
    assert editor.text() == canonical


def test_the_arrow_keys_count_whole_numbers_down_to_the_least(qtbot: QtBot, show: Show) -> None:
    editor = WholeEditor(least=1)
    focused(show, editor)
    for key, wanted in ((Qt.Key.Key_Up, "1"), (Qt.Key.Key_Up, "2"), (Qt.Key.Key_Down, "1"), (Qt.Key.Key_Down, "1")):
        with qtbot.waitSignal(editor.edited):
            QTest.keyClick(editor, key)
        assert editor.text() == wanted


def test_the_arrow_keys_walk_the_calendar(qtbot: QtBot, show: Show) -> None:
    editor = DateEditor()
    focused(show, editor)
    editor.set_text("2026-02-28")
    QTest.keyClick(editor, Qt.Key.Key_Up)
    assert editor.text() == "2026-03-01"
    editor.set_text("2026-02-30")
    assert editor.day() is None
    assert editor.text() == "2026-02-30"


def test_a_day_is_picked_from_the_calendar(qtbot: QtBot, show: Show) -> None:
    editor = DateEditor()
    focused(show, editor)
    editor.set_text("2026-11-23")
    QTest.keyClick(editor, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = editor.findChild(QCalendarWidget)
    assert isinstance(calendar, QCalendarWidget)
    assert calendar.isVisible()
    with qtbot.waitSignal(editor.edited):
        calendar.activated.emit(QDate(2026, 11, 27))
    assert editor.text() == "2026-11-27"
    assert not calendar.isVisible()


@pytest.mark.parametrize(("typed", "value"), [("thailand", "TH"), ("hk", "HK"), ("Atlantis", "Atlantis"), ("", "")])
def test_a_choice_is_found_by_name_or_code_and_else_kept_as_typed(
    qtbot: QtBot, show: Show, typed: str, value: str
) -> None:
    editor = ChoiceEditor(COUNTRIES)
    focused(show, editor)
    editor.set_text("")
    QTest.keyClicks(editor, typed)
    assert editor.text() == value


def test_typing_any_part_narrows_the_list(qtbot: QtBot, show: Show) -> None:
    editor = ChoiceEditor(COUNTRIES)
    focused(show, editor)
    editor.set_text("")
    QTest.keyClicks(editor, "land")
    completer = editor.completer()
    assert completer is not None
    names = completer.completionModel()
    assert [names.index(row, 0).data() for row in range(names.rowCount())] == ["Thailand", "Netherlands"]


def test_new_choices_leave_the_value(qtbot: QtBot, show: Show) -> None:
    editor = ChoiceEditor(COUNTRIES)
    qtbot.addWidget(editor)
    editor.set_text("NL")
    with qtbot.assertNotEmitted(editor.edited):
        editor.set_choices((("ID", "Indonesia"), ("NL", "Nederland")))
    assert (editor.text(), editor.currentText()) == ("NL", "Nederland")


def test_a_choice_starts_empty(qtbot: QtBot, show: Show) -> None:
    editor = ChoiceEditor(COUNTRIES)
    qtbot.addWidget(editor)
    assert editor.text() == ""


def test_the_wheel_over_a_choice_changes_nothing(show: Show) -> None:
    editor = ChoiceEditor(COUNTRIES)
    focused(show, editor)
    editor.set_text("TH")
    turn = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, NATURAL,
    )  # fmt: skip
    QApplication.sendEvent(editor, turn)
    assert editor.text() == "TH"


def test_an_address_takes_lines_and_tab_leaves_it(qtbot: QtBot, show: Show) -> None:
    editor, after = AddressEditor(lines=3), WholeEditor()
    show(editor, after)
    editor.setFocus()
    QTest.keyClicks(editor, "57 Hung To Road")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor, "Kwun Tong")
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.text() == "57 Hung To Road\nKwun Tong"
    assert after.hasFocus()


def test_the_space_bar_answers_yes_and_no(qtbot: QtBot, show: Show) -> None:
    editor = CheckEditor("Contains a battery")
    focused(show, editor)
    for wanted in ("true", ""):
        with qtbot.waitSignal(editor.edited):
            QTest.keyClick(editor, Qt.Key.Key_Space)
        assert editor.text() == wanted
