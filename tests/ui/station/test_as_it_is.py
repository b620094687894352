"""A label that lacks letters: shown with what is wrong, printed by a key of its own, and by nothing else."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import Qt

from shipdesk.core.connector import LabelFile
from shipdesk.core.states import Label, State
from shipdesk.ui.commands import command_parts
from tests.documents.labels_bad import DEFECTS
from tests.documents.labels_good import GoodLabel
from tests.documents.pdfs import label_pdf
from tests.ui.station.scan.test_scans import scan, set_up, settle, told
from tests.ui.table import Table

CTRL = Qt.KeyboardModifier.ControlModifier
F8, F10 = Qt.Key.Key_F8, Qt.Key.Key_F10


def with_label(table: Table, defect: str) -> None:
    """REF1, booked; its label is spoilt like this, as if it had come so from the carrier."""
    set_up(table, auto_print=False)
    table.add("REF1")
    scan(table, "REF1")
    table.until(lambda: table.opened == "REF1")
    table.press(F10)
    table.wait_for("REF1", State.BOOKED)
    table.until(lambda: table.row("REF1").label is Label.STORED)
    number = table.row("REF1").tracking_number
    good = GoodLabel("carrier", label_pdf(number), number)
    spoil = next(one.spoil for one in DEFECTS if one.name == defect)
    book, entry = table.desk.book, table.desk.book.entry("REF1")
    assert entry is not None
    entry = book.store_label(entry, LabelFile(spoil(good, random.Random(3)).pdf), who="ShipDesk", why="The carrier's.")
    book.move_label(entry, Label.FAILED_CHECK, who="ShipDesk", why="It failed its check.")
    set_up(table, auto_print=True)
    table.scan("REF1")
    table.until(lambda: table.opened == "REF1" and table.row("REF1").label is Label.FAILED_CHECK)
    settle(table)


def test_it_is_shown_with_what_is_wrong_and_one_key_prints_it(table: Table) -> None:
    with_label(table, "boxes for letters")
    remark = table.station.label.remark
    table.until(remark.isVisible)
    table.until(lambda: remark.height() >= remark.heightForWidth(remark.width()))  # every word of it is seen
    assert not table.station.label.preview.image().isNull(), "the clerk sees what would be printed"
    table.press(F8)
    told(table, "Look at it; Ctrl+F8 prints it as it is.")
    assert table.printed() == []
    table.press(F8, CTRL)
    table.until(lambda: table.row("REF1").label is Label.PRINTED)
    assert len(table.printed()) == 1
    last = table.desk.book.history(table.row("REF1").id)[-1]
    assert (last.who, last.why.startswith("Printed on the clerk's word.")) == (table.desk.who, True)
    assert "stand where letters should" in last.why


@pytest.mark.parametrize("defect", ["no code", "code of another parcel", "cut off at the left"])
def test_a_label_that_is_no_good_is_printed_by_no_key(table: Table, defect: str) -> None:
    with_label(table, defect)
    assert not table.station.label.remark.isVisible()
    assert table.station.label.preview.image().isNull()
    assert not table.station.actions_by_name["print_as_it_is"].isEnabled()
    table.press(F8, CTRL)
    settle(table)
    assert table.printed() == []


def test_no_barcode_gives_that_word(table: Table) -> None:
    with_label(table, "boxes for letters")
    table.until(table.station.actions_by_name["print_as_it_is"].isEnabled)
    codes = [command.code for _part, commands in command_parts() for command in commands]
    assert not any("AS-IT-IS" in code for code in codes)
    for code in ("SD:PRINT-AS-IT-IS", "SD:YES", "SD:REPRINT"):
        scan(table, code)
    settle(table)
    assert table.printed() == []
    assert table.row("REF1").label is Label.FAILED_CHECK
