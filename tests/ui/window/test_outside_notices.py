"""What a platform says of a booked order stands on the window until a person has taken it, and all of that by keys."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from shipdesk.core.inbound import Delivery
from shipdesk.core.states import State
from shipdesk.ui.orders.screen import OrdersScreen
from shipdesk.usecases import book
from shipdesk.usecases.inbound.work_in import work_in_inbox
from tests.ui.table import Table, shipment

CTRL = Qt.KeyboardModifier.ControlModifier
CANCELLED = "REF1: Deeple has cancelled this order (CANCELLED). It is booked here, or may be: keep the parcel back."


@pytest.fixture
def cancelled(table: Table) -> Table:
    """A table where an order of Deeple's is booked, and Deeple then says that it is cancelled."""
    book.add(table.desk, shipment("REF1"), source="deeple", why="Test")
    table.station.keeper.read_again()
    table.until(lambda: bool(table.station.lists.waiting.rows()))
    table.open("REF1")
    table.press(Qt.Key.Key_F10)
    table.wait_for("REF1", State.BOOKED)
    body = {"orderNumber": "REF1", "state": "CANCELLED", "updatedAt": "2026-11-22 08:00:00", "grandTotal": 1}
    content = json.dumps(body).encode()
    table.desk.inbox.keep([(Delivery("deeple", {}, content, table.desk.clock()), "1")])
    assert work_in_inbox(table.desk, table.desk.inbox) == 1
    table.until(lambda: _said(table))
    return table


def _said(table: Table) -> bool:
    return any(text.startswith(CANCELLED) for text in table.notices())


def _press(table: Table, name: str) -> None:
    """A button of the notice, come to with Tab from wherever the keyboard is, and the space bar."""
    notice = next(one for one in table.window.notices.shown() if one.text.startswith(CANCELLED))
    (wanted,) = (one for one in notice.findChildren(QAbstractButton) if name in (one.text(), one.accessibleName()))
    for _ in range(200):
        if table.window.focusWidget() is wanted:
            table.press(Qt.Key.Key_Space)
            return
        table.press(Qt.Key.Key_Tab)
    pytest.fail(f"Tab does not come to {name}")


def test_it_stands_on_every_screen_and_is_taken_at_the_booking(cancelled: Table) -> None:
    cancelled.press(Qt.Key.Key_4, CTRL)
    assert _said(cancelled)
    _press(cancelled, "Open")
    orders = cancelled.window.screen_named("Orders")
    assert isinstance(orders, OrdersScreen)
    head = orders.detail.head
    cancelled.until(head.take.isVisible)
    head.take.setFocus()
    QTest.keyClick(head.take, Qt.Key.Key_Space)
    cancelled.until(lambda: cancelled.desk.book.told() == [])
    cancelled.until(lambda: not _said(cancelled) and not head.take.isVisible())


def test_it_comes_back_where_somebody_has_only_looked(cancelled: Table) -> None:
    _press(cancelled, "Open")
    cancelled.add("REF2")
    cancelled.until(lambda: _said(cancelled))
    assert len(cancelled.desk.book.told()) == 1


def test_it_is_taken_by_noting_it_and_the_history_says_by_whom(cancelled: Table) -> None:
    _press(cancelled, "Take note")
    cancelled.until(lambda: cancelled.desk.book.told() == [])
    cancelled.until(lambda: not _said(cancelled))
    entry = cancelled.desk.book.entry("REF1")
    assert entry is not None
    assert cancelled.desk.book.history(entry.id)[-1].who == "Mei"
