"""What is typed into the scan field: it is opened, and F10 means what was asked for, not what is still open."""

import pytest
from PySide6.QtCore import Qt

from shipdesk.core.states import State
from tests.ui.table import Table

F10 = Qt.Key.Key_F10


def enter(table: Table, text: str) -> None:
    """Text in the scan field, and Enter."""
    table.press(Qt.Key.Key_F2)
    table.station.field.line.setText(text)
    table.press(Qt.Key.Key_Return)


def test_f10_before_the_order_that_was_asked_for_is_open_books_that_one(table: Table) -> None:
    for reference in ("REF1", "REF2"):
        table.add(reference)
    table.open("REF1")
    enter(table, "REF2")
    assert table.opened == "REF1"
    table.press(F10)
    table.press(F10)
    table.wait_for("REF2", State.BOOKED)
    assert table.state("REF1") is State.TO_SHIP


@pytest.mark.parametrize("text", ["nothing of that name", "Jerry"])
def test_f10_after_what_opens_no_order_books_none(table: Table, text: str) -> None:
    for reference in ("REF1", "REF2"):
        table.add(reference)
    table.open("REF1")
    enter(table, text)
    table.press(F10)
    table.until(lambda: not table.station.finder.looking and table.session.lanes.idle)
    assert table.opened == "REF1"
    assert table.state("REF1") is State.TO_SHIP
