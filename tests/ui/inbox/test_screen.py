"""The inbox over a real order book: what is listed, read as it came, tried again and dismissed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shipdesk.core.inbound import Delivery, Working
from shipdesk.ui.inbox.screen import InboxScreen
from shipdesk.usecases.inbound.work_in import work_in_inbox
from tests.sources.samples import DEEPLE
from tests.ui.display import put_on_display
from tests.ui.orders.world import World

SOON_MS = 20_000


class Stage:
    """The screen on the display."""

    def __init__(self, qtbot: QtBot, one: World) -> None:
        self.qtbot, self.one, self.desk = qtbot, one, one.workplace.desk
        self.screen = InboxScreen(one.opening())
        put_on_display(qtbot, self.screen, one.workplace)
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.one.workplace.lanes.idle, timeout=SOON_MS)

    def receive(self, source: str, body: Mapping[str, Any]) -> None:
        content = json.dumps(body).encode()
        identity = hashlib.sha256(content).hexdigest()
        self.desk.inbox.keep([(Delivery(source, {}, content, self.desk.clock()), identity)])
        work_in_inbox(self.desk, self.desk.inbox)

    def notes(self) -> list[str]:
        model = self.screen.model
        return [str(model.record(row)[-1]) for row in range(model.rowCount())]


@pytest.fixture
def stage(qtbot: QtBot, one: World) -> Stage:
    made = Stage(qtbot, one)
    made.receive("deeple", DEEPLE | {"grandTotal": -1})
    made.receive("deeple", {"hello": "world"})
    made.receive("deeple", DEEPLE)
    made.screen.read()
    made.settle()
    return made


def test_an_empty_inbox_says_what_comes_here(qtbot: QtBot, one: World) -> None:
    screen = Stage(qtbot, one).screen
    assert screen.model.rowCount() == 0
    assert "shipdesk serve" in screen._empty._words.text()


def test_what_needs_a_person_comes_first_with_its_text_as_it_came(stage: Stage) -> None:
    assert stage.notes() == [
        "orderNumber is missing; an order must say it.",
        "grandTotal is '-1'; it must be an amount such as 1250.00.",
    ]
    assert json.loads(stage.screen.raw.toPlainText()) == {"hello": "world"}
    assert stage.screen.note.text() == stage.notes()[0]
    assert stage.screen.title.text().startswith("Deeple, ")


def test_all_of_it_is_listed_with_what_became_of_it(stage: Stage) -> None:
    stage.screen.lists.pick("all")
    stage.screen.read()
    stage.settle()
    assert stage.notes()[0] == "DP2611220001 is to ship here; its state there is PREPARE_TO_SHIPPING."
    assert len(stage.notes()) == 3
    stage.screen.table.setCurrentIndex(stage.screen.model.index(0, 0))
    assert not stage.screen._dismiss.isEnabled()


def test_another_list_has_room_for_its_own_references(stage: Stage) -> None:
    """Those to look at are short or have none; an order that was worked in is named whole."""
    place = [column.key for column in stage.screen.model.columns].index("reference")
    stage.receive("deeple", DEEPLE | {"orderNumber": "DP2611220001-LONGER-THAN-ALL"})
    stage.screen.lists.pick("all")
    stage.screen.read()
    stage.settle()
    wanted = stage.screen.table.sizeHintForColumn(place)
    assert stage.screen.table.columnWidth(place) == wanted


def test_a_key_dismisses_one_and_the_next_is_shown(stage: Stage) -> None:
    QTest.keyClick(stage.screen.table, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    stage.qtbot.waitUntil(lambda: len(stage.notes()) == 1, timeout=SOON_MS)
    assert stage.desk.inbox.counts()[Working.DISMISSED] == 1
    assert "grandTotal" in stage.screen.raw.toPlainText()


def test_a_key_has_one_tried_again(stage: Stage) -> None:
    QTest.keyClick(stage.screen.table, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    stage.qtbot.waitUntil(lambda: len(stage.notes()) == 1, timeout=SOON_MS)
    assert stage.desk.inbox.counts()[Working.WAITING] == 1


def test_what_another_process_receives_appears_by_itself(stage: Stage) -> None:
    stage.receive("deeple", {"another": 1})
    stage.qtbot.waitUntil(lambda: len(stage.notes()) == 3, timeout=SOON_MS)


def test_older_ones_follow_at_the_end_of_the_list(stage: Stage) -> None:
    now = stage.desk.clock()
    stage.desk.inbox.keep([(Delivery("ceva", {}, b"{}", now), str(number)) for number in range(450)])
    stage.screen.lists.pick("all")
    stage.screen.read()
    for shown in (200, 400, 453):
        stage.qtbot.waitUntil(partial(_rows_are, stage, shown), timeout=SOON_MS)
        QTest.keyClick(stage.screen.table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    last = stage.screen.model.at(452)
    assert last is not None
    assert json.loads(last.body) == DEEPLE | {"grandTotal": -1}


def _rows_are(stage: Stage, count: int) -> bool:
    return stage.screen.model.rowCount() == count
