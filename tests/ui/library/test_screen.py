"""The Library screen by its keys: find, add, change, delete, undo, and what a file brings."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shipdesk.core.cards import KINDS, CardKind
from shipdesk.core.fields import Kind as FieldKind
from shipdesk.core.library import Card
from shipdesk.ui.library.screen import LibraryScreen
from tests.ui.orders.world import World
from tests.ui.shown import Shown

CONTROL = Qt.KeyboardModifier.ControlModifier
SIDES = {"length_cm": "30", "width_cm": "20", "height_cm": "10"}


class Stage(Shown[LibraryScreen]):
    """The Library screen on the display."""

    def __init__(self, qtbot: QtBot, one: World) -> None:
        super().__init__(qtbot, one, LibraryScreen(one.opening()))

    def turn(self, kind: CardKind) -> None:
        self.press(Qt.Key(Qt.Key.Key_1 + list(KINDS).index(kind)), Qt.KeyboardModifier.AltModifier)

    def titles(self) -> list[str]:
        model = self.screen.page.model
        return [card.title for row in range(model.rowCount()) if (card := model.item(row)) is not None]

    def save(self, kind: CardKind, **values: str) -> Card:
        return self.one.book.library.save(kind, values)


@pytest.fixture
def stage(qtbot: QtBot, one: World) -> Iterator[Stage]:
    made = Stage(qtbot, one)
    yield made
    made.screen.shutdown()


def test_a_card_is_added_changed_deleted_and_put_back_by_keys(stage: Stage) -> None:
    stage.turn(CardKind.BOX)
    stage.press(Qt.Key.Key_N, CONTROL)
    for text in ("M", "30", "20", "10"):
        QTest.keyClicks(stage.focused(), text)
        stage.press(Qt.Key.Key_Tab)
    stage.press(Qt.Key.Key_S, CONTROL)
    assert stage.titles() == ["M"]
    (card,) = stage.one.book.library.suggest(CardKind.BOX, "", 5)
    assert card.values == {"name": "M", **SIDES}
    stage.screen.page.focus_list()
    stage.press(Qt.Key.Key_Return)
    QTest.keyClick(stage.focused(), Qt.Key.Key_End)
    QTest.keyClicks(stage.focused(), "edium")
    stage.press(Qt.Key.Key_Return)
    assert stage.titles() == ["Medium"]
    stage.screen.page.focus_list()
    stage.press(Qt.Key.Key_Delete, CONTROL)
    assert stage.titles() == []
    stage.press(Qt.Key.Key_Z, CONTROL)
    assert stage.titles() == ["Medium"]
    stage.screen.page.focus_list()
    stage.press(Qt.Key.Key_Z, CONTROL)
    assert stage.titles() == ["M"]


def test_what_will_not_do_is_said_at_its_field_and_nothing_is_kept(stage: Stage) -> None:
    stage.turn(CardKind.BOX)
    stage.press(Qt.Key.Key_N, CONTROL)
    QTest.keyClicks(stage.focused(), "M")
    stage.press(Qt.Key.Key_S, CONTROL)
    assert stage.screen.page.editor.touched
    described = stage.focused().accessibleDescription()
    assert described == "Length is missing; fill it in."
    assert stage.one.book.library.counts()[CardKind.BOX] == 0
    stage.press(Qt.Key.Key_Escape)
    assert not stage.screen.page.editor.touched


def test_one_types_and_the_list_follows_in_any_script(stage: Stage) -> None:
    stage.save(CardKind.RECEIVER, name="陳大文", city="Hong Kong")
    stage.save(CardKind.RECEIVER, name="สมชาย ใจดี", city="Bangkok")
    stage.turn(CardKind.RECEIVER)
    assert sorted(stage.titles()) == sorted(["陳大文", "สมชาย ใจดี"])
    stage.press(Qt.Key.Key_F2)
    QTest.keyClicks(stage.focused(), "bangk")
    stage.settle()
    assert stage.titles() == ["สมชาย ใจดี"]
    stage.press(Qt.Key.Key_Down)
    assert stage.screen.page.table.hasFocus()
    assert stage.screen.page.editor.card.title == "สมชาย ใจดี"


def test_a_card_of_another_page_is_read_when_it_is_looked_at(stage: Stage) -> None:
    rows = [{"code": f"BDO{number:05}", "city": "Bandung"} for number in range(700)]
    stage.one.book.library.put_all(CardKind.PLACE_CODE, rows)
    stage.turn(CardKind.PLACE_CODE)
    model, table = stage.screen.page.model, stage.screen.page.table
    assert model.rowCount() == 700
    table.scrollToBottom()
    stage.qtbot.waitUntil(lambda: model.item(699) is not None)


def test_good_rows_of_a_file_go_in_and_bad_ones_are_named(stage: Stage, tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_text("Code,City\nBDO10000,Bandung\n,Jakarta\n", encoding="utf-8")
    stage.turn(CardKind.PLACE_CODE)
    stage.screen.import_file(path)
    stage.settle()
    assert stage.titles() == ["BDO10000"]
    assert stage.told[-1] == "1 rows are in the library. 1 rows are left out; by row:\n3: Code is missing; fill it in."
    stage.screen.export_file(tmp_path / "out.csv")
    stage.settle()
    assert "BDO10000" in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")


def test_what_is_typed_stays_while_the_list_comes_anew(stage: Stage) -> None:
    card = stage.save(CardKind.PRODUCT, sku="A-1", description="Shirt")
    stage.turn(CardKind.PRODUCT)
    stage.screen.page.focus_list()
    stage.press(Qt.Key.Key_Return)
    QTest.keyClicks(stage.focused(), "x")
    stage.one.book.library.save(CardKind.PRODUCT, {"sku": "B-2"})
    stage.screen.focus_first()
    stage.settle()
    assert stage.screen.page.editor.touched
    assert stage.screen.page.editor.card.id == card.id


@pytest.mark.parametrize("kind", CardKind)
def test_a_name_is_read_whole_and_nothing_is_scrolled_sideways(stage: Stage, kind: CardKind) -> None:
    """At the width of a small screen: what has no room gives way, and the card beside the list tells it."""
    row = KINDS[kind]
    long = {
        field.path: "Somchai Rattanakosin Trading"
        for field in row.fields
        if field.kind in (FieldKind.TEXT, FieldKind.LINES)
    }
    numbers = {field.path: "1234.567" for field in row.fields if field.kind is FieldKind.DECIMAL}
    listed = {name: text for name, text in (long | numbers | {"country": "TH"}).items() if name in row.columns}
    stage.one.book.library.put_all(kind, [listed | {row.columns[0]: "Somchai Rattana 1"}])
    stage.turn(kind)
    stage.screen.focus_first()
    stage.settle()
    table = stage.screen.page.table
    stage.qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() == 0)
    model = stage.screen.page.model
    shown = [at for at in range(model.columnCount()) if not table.isColumnHidden(at)]
    widest = max(shown, key=table.columnWidth)
    assert widest == [one.stretch for one in model.columns].index(True)
    assert table.tip(model.index(0, 0)) == ""
