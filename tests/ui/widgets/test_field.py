"""A field in its frame: problems beneath it, fixes one press away, nothing that moves under the cursor."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from shipdesk.core.problems import error, warning
from shipdesk.ui.theme import Meaning, tone
from shipdesk.ui.theme.tokens import LABEL_LINE, MESSAGE_LINE
from shipdesk.ui.widgets.editors import (
    AddressEditor,
    CheckEditor,
    ChoiceEditor,
    DateEditor,
    DecimalEditor,
    Editor,
    TextEditor,
    WholeEditor,
)
from shipdesk.ui.widgets.field import FieldRow
from tests.ui.conftest import Show

COUNTRIES = (("TH", "Thailand"), ("HK", "Hong Kong"), ("NL", "Netherlands"))
EDITORS: dict[str, Callable[[], Editor]] = {
    "text": TextEditor,
    "address": AddressEditor,
    "decimal": DecimalEditor,
    "whole": WholeEditor,
    "date": DateEditor,
    "choice": lambda: ChoiceEditor(COUNTRIES),
    "check": lambda: CheckEditor("Contains a battery"),
}
POSTCODE = error("receiver.postcode", "postcode.shape", "Thailand uses 5 digits.", "10240")


def fix_button(field: FieldRow) -> QPushButton:
    return next(child for child in field.findChildren(QPushButton) if not child.isHidden())


@pytest.mark.parametrize("kind", EDITORS)
def test_a_problem_moves_nothing(qtbot: QtBot, show: Show, kind: str) -> None:
    first, below = FieldRow("Postcode", EDITORS[kind]()), FieldRow("Below", TextEditor())
    show(first, below)
    assert first.height() == LABEL_LINE + first.editor.field_height() + MESSAGE_LINE
    before = first.geometry(), below.geometry(), first.editor.widget().height()
    first.set_problem(POSTCODE, "Alt+1")
    qtbot.waitUntil(lambda: fix_button(first).isVisible())
    assert (first.geometry(), below.geometry(), first.editor.widget().height()) == before


def test_the_fix_is_asked_for_by_its_button(qtbot: QtBot, show: Show) -> None:
    field = FieldRow("Postcode", TextEditor())
    show(field)
    field.set_problem(POSTCODE, "Alt+1")
    button = fix_button(field)
    assert "10240" in button.text()
    assert "Alt+1" in button.text()
    assert field.rect().contains(button.geometry())
    with qtbot.waitSignal(field.fix_requested):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    field.set_problem(None)
    assert button.isHidden()


def test_a_narrow_field_keeps_its_sentence_and_the_key(qtbot: QtBot, show: Show) -> None:
    field = FieldRow("Postcode", TextEditor())
    page = show(field)
    page.setFixedWidth(190)
    field.set_problem(POSTCODE, "Alt+1")
    qtbot.waitUntil(lambda: fix_button(field).text() == "Alt+1")
    assert fix_button(field).geometry().right() <= field.width()


def test_a_problem_is_read_out_and_whole_in_the_tooltip(qtbot: QtBot, show: Show) -> None:
    field = FieldRow("City", TextEditor())
    qtbot.addWidget(field)
    long = warning("receiver.city", "city.unknown", "This city is not in the list of places of this province. " * 4)
    field.set_problem(long)
    assert field.editor.widget().accessibleName() == "City"
    assert field.editor.widget().accessibleDescription() == long.message
    assert field.toolTip() == long.message
    field.set_problem(None)
    assert field.editor.widget().accessibleDescription() == ""


@pytest.mark.parametrize(
    ("problem", "meaning"), [(POSTCODE, Meaning.STOP), (warning("a", "b.c", "Unknown."), Meaning.CARE)]
)
def test_the_frame_and_the_mark_take_the_colour_of_the_problem(
    qtbot: QtBot, show: Show, problem: object, meaning: Meaning
) -> None:
    field, other = FieldRow("Postcode", TextEditor()), FieldRow("Below", TextEditor())
    show(field, other)
    other.setFocus()
    field.set_problem(problem)  # type: ignore[arg-type]
    image = field.grab().toImage()
    inks = {image.pixelColor(x, y).name() for x in range(20) for y in range(image.height())}
    assert tone(meaning).fg in inks


@pytest.mark.parametrize("kind", ["text", "address", "choice"])
def test_tab_takes_a_suggestion_and_goes_on(qtbot: QtBot, show: Show, kind: str) -> None:
    field, following = FieldRow("Name", EDITORS[kind]()), FieldRow("Next", TextEditor())
    show(field, following)
    field.set_suggestion("Jerry Lee")
    field.setFocus()
    assert field.text() == ""
    with qtbot.waitSignal(field.edited) as seen:
        QTest.keyClick(field.editor.widget(), Qt.Key.Key_Tab)
    assert seen.args == ["Jerry Lee"]
    assert following.editor.widget().hasFocus()


def test_tab_leaves_what_was_typed(qtbot: QtBot, show: Show) -> None:
    field, following = FieldRow("Name", TextEditor()), FieldRow("Next", TextEditor())
    show(field, following)
    field.set_suggestion("Jerry Lee")
    field.setFocus()
    QTest.keyClicks(field.editor.widget(), "Ann")
    QTest.keyClick(field.editor.widget(), Qt.Key.Key_Tab)
    assert field.text() == "Ann"


@pytest.mark.parametrize("kind", EDITORS)
def test_a_locked_field_keeps_its_value_and_says_why(qtbot: QtBot, show: Show, kind: str) -> None:
    field = FieldRow("Field", EDITORS[kind]())
    show(field)
    field.set_text("true" if kind == "check" else "NL" if kind == "choice" else "2026-11-23")
    before = field.text()
    field.set_locked("The request is frozen.")
    field.setFocus()
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Space, Qt.Key.Key_A):
        QTest.keyClick(field.editor.widget(), key)
    assert field.text() == before
    assert field.toolTip() == "The request is frozen."
    field.set_locked("")
    assert field.toolTip() == ""


@pytest.mark.parametrize("kind", EDITORS)
def test_setting_a_value_is_no_edit(qtbot: QtBot, show: Show, kind: str) -> None:
    field = FieldRow("Field", EDITORS[kind]())
    qtbot.addWidget(field)
    with qtbot.assertNotEmitted(field.edited):
        field.set_text("true" if kind == "check" else "2026-11-23")
    assert field.text() == ("true" if kind == "check" else "2026-11-23")


def test_a_narrow_field_counts_without_the_word(show: Show) -> None:
    narrow, wide = FieldRow("Postcode", TextEditor(), limit=5), FieldRow("Postcode", TextEditor(), limit=5)
    narrow.setFixedWidth(110)
    show(narrow, wide)
    for field in (narrow, wide):
        field.set_text("12365")
    assert (narrow._counter(), wide._counter()) == ("5/5", "5/5 bytes")


def test_the_counter_counts_bytes_and_turns_when_there_are_too_many(qtbot: QtBot, show: Show) -> None:
    field = FieldRow("Address", TextEditor(), limit=6)
    show(field)
    field.set_text("กข")
    calm = field.grab().toImage()
    field.set_text("กขค")
    over = field.grab().toImage()

    def red(image: object) -> bool:
        pixels = {image.pixelColor(x, y).name() for x in range(300, 400) for y in range(18)}  # type: ignore[attr-defined]
        return tone(Meaning.STOP).fg in pixels

    assert (red(calm), red(over)) == (False, True)


def test_a_press_on_the_frame_puts_the_cursor_in(qtbot: QtBot, show: Show) -> None:
    field, other = FieldRow("Weight", DecimalEditor(), unit="kg"), FieldRow("Other", TextEditor())
    show(other, field)
    other.setFocus()
    QTest.mouseClick(field, Qt.MouseButton.LeftButton, pos=QPoint(field.width() - 12, 36))
    assert field.editor.widget().hasFocus()


def test_a_narrow_field_shows_its_number_whole_rather_than_its_unit(show: Show) -> None:
    field = FieldRow("Length", DecimalEditor(), unit="cm")
    show(field)
    field.resize(71, field.height())
    field.set_text("10")
    with_unit = field.editor.widget().width()
    field.set_text("115.5")
    whole = field.editor.widget()
    assert whole.width() > with_unit
    assert whole.width() >= whole.fontMetrics().horizontalAdvance("115.5")
    field.resize(200, field.height())
    assert field.editor.widget().width() < 200 - 2 * 16
