"""The scale at the table: a serial one at a pseudo terminal, read by the real window."""

from __future__ import annotations

import os
import pty
import tty
from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from shipdesk.core.cards import CardKind
from shipdesk.core.devices import ScaleState
from tests.ui.hands import Hands
from tests.ui.station.scan.test_scans import scan, set_up, told
from tests.ui.table import Table

F9, F10, F12 = Qt.Key.Key_F9, Qt.Key.Key_F10, Qt.Key.Key_F12


class Scale:
    """A scale on the table, and what the window shows of it."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._scale, line = pty.openpty()
        tty.setraw(line)
        self._line = line
        set_up(table, scale="serial", scale_port=os.ttyname(line))
        self._shows("0.000 kg", b"ST,GS,+  0.000kg\r\n")

    def put(self, kg: str) -> None:
        """A parcel is put on it: it swings, then settles."""
        self._shows(f"{Decimal(kg) / 2:.3f} kg", f"US,GS,+  {Decimal(kg) / 2:.3f}kg\r\n".encode())
        self._shows(f"{Decimal(kg):.3f} kg", f"ST,GS,+  {Decimal(kg):.3f}kg\r\n".encode())

    def swing(self, kg: str) -> None:
        self._shows(f"{Decimal(kg):.3f} kg", f"US,GS,+  {kg}kg\r\n".encode())

    def empty(self) -> None:
        self._shows("0.000 kg", b"ST,GS,+  0.000kg\r\n")

    def pull(self) -> None:
        os.close(self._scale)
        os.close(self._line)

    def _shows(self, words: str, line: bytes) -> None:
        gauge = self._table.station.top.scale

        def shown() -> bool:
            if gauge.accessibleName() != words:
                os.write(self._scale, line)  # again: what comes before the port is open is lost
            return gauge.accessibleName() == words and gauge.isVisible()

        self._table.until(shown)


@pytest.fixture
def scale(table: Table) -> Iterator[Scale]:
    made = Scale(table)
    yield made
    set_up(table, scale="none")
    table.until(lambda: not table.station.top.scale.isVisible())
    made.pull()


def weight(table: Table) -> str:
    order = table.work.order
    return order.draft.text("parcel.gross_weight_kg") if order is not None else ""


def test_a_stable_weight_goes_into_the_order_that_is_open(table: Table, scale: Scale) -> None:
    table.add("REF1", {"parcel.gross_weight_kg": "1.2"})
    scan(table, "REF1")
    scale.swing("0.9")
    assert weight(table) == "1.2"
    scale.put("1.24")
    table.until(lambda: weight(table) == "1.24")
    table.press(F10)
    table.until(lambda: table.desk.book.entry("REF1").shipment.parcel.gross_weight_kg == Decimal("1.24"))  # type: ignore[union-attr]


def test_a_weight_that_lies_there_already_is_taken_when_the_order_opens(table: Table, scale: Scale) -> None:
    table.add("REF1", {"parcel.gross_weight_kg": None})
    scale.put("1.24")
    scan(table, "REF1")
    table.until(lambda: weight(table) == "1.24")


def test_the_last_parcel_is_not_weighed_for_the_next(table: Table, scale: Scale) -> None:
    table.add("REF1", {"parcel.gross_weight_kg": None})
    table.add("REF2", {"parcel.gross_weight_kg": None})
    scale.put("1.24")
    scan(table, "REF1")
    table.until(lambda: weight(table) == "1.24")
    table.press(F12)
    scan(table, "REF2")
    told(table, "Take the last parcel off the scale")
    assert weight(table) == ""
    scale.empty()
    scale.put("2.5")
    table.until(lambda: weight(table) == "2.5")


def test_the_parcel_of_an_order_with_a_typed_weight_is_not_weighed_for_the_next(table: Table, scale: Scale) -> None:
    table.add("REF1", {"parcel.gross_weight_kg": None})
    table.add("REF2", {"parcel.gross_weight_kg": None})
    scan(table, "REF1")
    table.work.view.form.reveal("parcel.gross_weight_kg")
    Hands(900_000).trace([(200, "7")])
    table.until(lambda: weight(table) == "7")
    scale.put("1.24")
    scan(table, "REF2")
    told(table, "Take the last parcel off the scale")
    assert weight(table) == ""


def test_a_box_that_is_filled_on_the_scale_is_asked_about(table: Table, scale: Scale) -> None:
    table.add("REF1", {"parcel.gross_weight_kg": None})
    scan(table, "REF1")
    scale.put("0.4")
    table.until(lambda: weight(table) == "0.4")
    scale.put("1.24")
    told(table, "The scale says 1.24 kg by now and 0.4 kg was taken")
    assert weight(table) == "0.4"
    table.press(F9)
    assert weight(table) == "1.24"
    table.until(lambda: not any("by now" in text for text in table.notices()))


def test_by_hand_the_same_weight_is_asked_about(table: Table, scale: Scale) -> None:
    set_up(table, scale_fills=False)
    table.add("REF1", {"parcel.gross_weight_kg": None})
    table.add("REF2", {"parcel.gross_weight_kg": None})
    scan(table, "REF1")
    scale.put("1.24")
    assert weight(table) == ""
    table.press(F9)
    assert weight(table) == "1.24"
    table.press(F12)
    scan(table, "REF2")
    table.press(F9)
    told(table, "1.24 kg is what the last parcel weighed")


def test_what_is_typed_is_not_overwritten(table: Table, scale: Scale) -> None:
    table.add("REF1", {"parcel.gross_weight_kg": None})
    scan(table, "REF1")
    table.work.view.form.reveal("parcel.gross_weight_kg")
    hands = Hands(900_000)
    hands.trace([(200, "7")])
    table.until(lambda: weight(table) == "7")
    scale.put("1.24")
    assert weight(table) == "7"
    table.press(F9)
    assert weight(table) == "1.24"


def test_why_there_is_no_weight_is_said(table: Table, scale: Scale) -> None:
    table.add("REF1", {"parcel.gross_weight_kg": None})
    scan(table, "REF1")
    table.press(F9)
    told(table, "The scale is empty")
    scale.swing("0.5")
    table.press(F9)
    told(table, "still moving")


def test_a_weight_that_nobody_expects_is_asked_about(table: Table, scale: Scale) -> None:
    table.desk.library.save(CardKind.PRODUCT, {"sku": "TS-1", "unit_weight_kg": "0.2"})
    table.add("REF1", {"products[0].sku": "TS-1", "products[0].quantity": "2", "products[1]": None})
    scan(table, "REF1")
    scale.put("1.24")
    told(table, "REF1 weighs 1.24 kg and 0.4 kg was expected")


def test_without_a_scale_f9_goes_where_the_weight_is_typed(table: Table) -> None:
    table.add("REF1", {"parcel.gross_weight_kg": None})
    scan(table, "REF1")
    assert not table.station.top.scale.isVisible()
    table.press(F9)
    told(table, "No scale is set up")
    assert table.window.focusWidget() is not table.station.field.line


def test_a_scale_that_is_not_there_is_told_and_the_simulated_one_is_for_training(table: Table) -> None:
    set_up(table, scale="serial", scale_port="/dev/nothing-there")
    table.until(lambda: table.station.top.scale.accessibleName() == "No answer")
    assert "cannot be opened" in table.station.top.scale.toolTip()
    set_up(table, scale="simulated")
    table.until(lambda: "for training alone" in table.station.top.scale.toolTip())
    weight_now = table.window.bridge.weight
    assert weight_now is not None
    assert weight_now.state is ScaleState.MISSING
