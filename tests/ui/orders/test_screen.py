"""The Orders screen over a real order book."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from shipdesk.core.errors import NetworkError, PrintError, ShipDeskError
from shipdesk.core.inbound import ShipmentElsewhere
from shipdesk.core.shipment import Party, Shipment
from shipdesk.core.states import Label, State
from shipdesk.core.statuses import Status, TrackingEvent
from shipdesk.ui.orders.columns import KEYS
from shipdesk.ui.orders.screen import OrdersScreen
from shipdesk.ui.theme import Meaning
from shipdesk.usecases.work_off import pulse
from tests.ui.display import put_on_display
from tests.ui.orders.world import World


class Stage:
    """The screen on the display, and what a clerk does there."""

    def __init__(self, qtbot: QtBot, one: World) -> None:
        self.qtbot, self.one = qtbot, one
        self.told: list[tuple[Meaning, str]] = []
        one.bridge.told.connect(self._told)
        self.screen = OrdersScreen(one.opening())
        put_on_display(qtbot, self.screen, one.workplace)
        self.settle()

    def _told(self, told: object) -> None:
        self.told.append((told.meaning, told.text))  # type: ignore[attr-defined]

    def settle(self) -> None:
        """Wait until nothing is being read any more."""
        self.qtbot.waitUntil(lambda: not self.screen.model.busy() and self.one.workplace.lanes.idle)

    def type(self, text: str) -> None:
        self.screen.filters.field.take_focus()
        for letter in text:  # as an input method writes it, in any script
            written = QInputMethodEvent()
            written.setCommitString(letter)
            QGuiApplication.sendEvent(self.screen.filters.field.line, written)
        self.settle()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.screen.focusWidget() or self.screen, key, modifier)

    def references(self) -> list[str]:
        rows = (self.screen.model.row(number) for number in range(self.screen.model.rowCount()))
        return [row.reference for row in rows if row]

    def open(self, reference: str) -> None:
        entry = self.one.book.entry(reference)
        assert entry is not None
        assert self.screen.list.choose(entry.id)
        self.screen.open_detail()
        self.qtbot.waitUntil(lambda: self.shown() == reference)

    def shown(self) -> str:
        dossier = self.screen.detail.dossier()
        return dossier.entry.row.reference if dossier else ""

    def news(self) -> tuple[TrackingEvent, ...]:
        dossier = self.screen.detail.dossier()
        return dossier.events if dossier else ()

    def changed(self) -> None:
        """The order book was changed: what the dispatcher's next pulse says."""
        self.one.workplace.dispatcher.changed.emit(pulse(self.one.workplace.desk))
        self.settle()


@pytest.fixture
def stage(qtbot: QtBot, one: World) -> Iterator[Stage]:
    one.time.ago(days=3)
    one.order("OLD-1", receiver=Party(name="陳大文", address="九龍旺角彌敦道", city="Hong Kong", country="HK"))
    one.time.ago(hours=2)
    one.label(one.booked("SO-1", "JX1028447190"), printed=True)
    one.time.ago(hours=1)
    one.order("SO-2", receiver=Party(name="สมชาย ใจดี", address="99/1 ถนนพหลโยธิน", city="Bangkok", country="TH"))
    made = Stage(qtbot, one)
    yield made
    made.screen.shutdown()


def test_the_newest_stand_first(stage: Stage) -> None:
    assert stage.references() == ["SO-2", "SO-1", "OLD-1"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("大文", ["OLD-1"]),
        ("彌敦道", ["OLD-1"]),
        ("พหลโยธิน", ["SO-2"]),
        ("JX1028", ["SO-1"]),
        ("jerry", ["SO-1"]),
        ("so-", ["SO-2", "SO-1"]),
        ("nobody", []),
    ],
)
def test_what_is_typed_is_found_as_one_types(stage: Stage, typed: str, found: list[str]) -> None:
    stage.type(typed)
    assert stage.references() == found


def test_filters_narrow_together(stage: Stage) -> None:
    stage.screen.filters.states.pick("to_ship")
    stage.screen.filters.states.picked.emit("to_ship")
    stage.settle()
    assert stage.references() == ["SO-2", "OLD-1"]
    stage.screen.filters.since.pick("today")
    stage.screen.filters.since.picked.emit("today")
    stage.settle()
    assert "OLD-1" not in stage.references()


def test_an_empty_search_offers_to_search_everything(stage: Stage) -> None:
    stage.type("nobody")
    empty = stage.screen.list.findChildren(type(stage.screen._empty))[0]
    assert empty.isVisible()
    empty.widen.emit()
    stage.settle()
    assert stage.references() == ["SO-2", "SO-1", "OLD-1"]
    assert not empty.isVisible()


def test_an_empty_book_leads_to_the_station(qtbot: QtBot, one: World) -> None:
    stage = Stage(qtbot, one)
    with qtbot.waitSignal(stage.screen.open_reference) as asked:
        stage.screen._empty.begin.emit()
    assert asked.args == [""]
    stage.screen.shutdown()


def test_down_goes_to_the_list_and_enter_opens_the_detail(stage: Stage) -> None:
    stage.key(Qt.Key.Key_Down)
    assert stage.screen.list.hasFocus()
    stage.key(Qt.Key.Key_Down)
    stage.qtbot.waitUntil(lambda: stage.shown() == "SO-1")
    assert not stage.screen.detail.isVisible()
    stage.key(Qt.Key.Key_Return)
    assert stage.screen.detail.isVisible()
    stage.key(Qt.Key.Key_Return)
    assert stage.screen.detail.isAncestorOf(stage.screen.focusWidget() or stage.screen)
    stage.key(Qt.Key.Key_Escape)
    assert stage.screen.list.hasFocus()
    stage.key(Qt.Key.Key_Escape)
    assert not stage.screen.detail.isVisible()


def test_a_tab_is_a_key_away(stage: Stage) -> None:
    stage.open("SO-1")
    for place, key in enumerate((Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5)):
        stage.key(key, Qt.KeyboardModifier.AltModifier)
        assert list(stage.screen.detail.tabs.values())[place].isVisible()
        stage.settle()


def test_the_label_is_drawn(stage: Stage) -> None:
    stage.open("SO-1")
    stage.screen.detail.turn_to(3)
    preview = stage.screen.detail.label.preview
    stage.qtbot.waitUntil(lambda: not preview.image().isNull())
    assert preview.image().height() > preview.image().width()


def test_print_again_prints_the_stored_label_and_writes_it_down(stage: Stage) -> None:
    stage.open("SO-1")
    stage.key(Qt.Key.Key_F8)
    stage.settle()
    assert stage.one.said.printed == ["SO-1 JX1028447190"]
    assert stage.told == [(Meaning.GOOD, "SO-1: Sent to Zebra ZD421.")]
    entry = stage.one.book.entry("SO-1")
    assert entry is not None
    assert stage.one.book.history(entry.id)[-1].why == "Printed again. Sent to Zebra ZD421."


def test_a_printer_that_is_gone_is_told_and_f8_acts_again(stage: Stage) -> None:
    stage.open("SO-1")
    stage.one.said.print_fault = PrintError("Zebra ZD421 is out of paper.")
    stage.key(Qt.Key.Key_F8)
    stage.settle()
    assert stage.told == [(Meaning.STOP, "Zebra ZD421 is out of paper.")]
    assert stage.screen.deeds.print.isEnabled()


def test_f5_asks_for_news_and_shows_them(stage: Stage) -> None:
    handed = TrackingEvent(Status.DELIVERED, "Handed over", datetime.now(UTC), "jumppoint", leg="LAST_MILE")
    stage.one.said.news = {"JX1028447190": [handed]}
    stage.one.said.hold.clear()
    stage.open("SO-1")
    stage.key(Qt.Key.Key_F5)
    assert stage.screen.deeds.news.property("why_not") == "The carrier is being asked."
    stage.one.said.hold.set()
    stage.settle()
    assert stage.told == [(Meaning.GOOD, "SO-1: Delivered, 1 new.")]
    stage.qtbot.waitUntil(lambda: [one.status for one in stage.news()] == [Status.DELIVERED])
    stage.key(Qt.Key.Key_F5)
    stage.settle()
    assert stage.told[-1] == (Meaning.GOOD, "SO-1: Delivered, nothing new.")


def test_a_carrier_that_does_not_answer_is_told_and_f5_acts_again(stage: Stage) -> None:
    stage.one.said.news = NetworkError("Jumppoint cannot be reached.")
    stage.open("SO-1")
    stage.key(Qt.Key.Key_F5)
    stage.settle()
    assert stage.told == [(Meaning.CARE, "SO-1: Jumppoint cannot be reached.")]
    assert stage.screen.deeds.news.isEnabled()


def test_what_cannot_be_done_says_why(stage: Stage) -> None:
    stage.open("SO-2")
    assert not stage.screen.deeds.print.isEnabled()
    assert stage.screen.deeds.print.property("why_not") == "There is no label yet."
    assert stage.screen.deeds.copy.property("why_not") == "It has no number yet."
    assert stage.screen.deeds.news.property("why_not") == "It has no number yet."


def test_the_number_is_copied_without_blanks(stage: Stage) -> None:
    stage.open("SO-1")
    stage.screen.list.setFocus()
    stage.key(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "JX1028447190"


def test_to_the_station_names_the_reference(stage: Stage) -> None:
    stage.open("SO-2")
    with stage.qtbot.waitSignal(stage.screen.open_reference) as asked:
        stage.key(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == ["SO-2"]


def test_the_label_is_saved_as_what_it_is(stage: Stage, tmp_path: Path) -> None:
    stage.open("SO-1")
    stage.screen.deeds.save_to(str(tmp_path / "label.txt"))
    stage.settle()
    assert (tmp_path / "label.pdf").read_bytes().startswith(b"%PDF")


def test_a_folder_that_cannot_be_written_is_told(stage: Stage, tmp_path: Path) -> None:
    stage.open("SO-1")
    stage.screen.deeds.save_to(str(tmp_path / "gone" / "label.pdf"))
    stage.settle()
    ((meaning, text),) = stage.told
    assert meaning is Meaning.STOP
    assert "No such file" in text


def test_a_booking_that_moves_is_shown_as_it_stands_now(stage: Stage) -> None:
    stage.open("SO-2")
    entry = stage.one.book.entry("SO-2")
    assert entry is not None
    stage.one.book.move(entry, State.HELD, who="Mei", why="Box is missing.")
    stage.changed()
    dossier = stage.screen.detail.dossier()
    assert dossier is not None
    assert dossier.entry.state is State.HELD
    shown = stage.screen.model.row(0)
    assert shown is not None
    assert shown.state is State.HELD


def test_a_booking_that_leaves_the_search_stays_open(stage: Stage) -> None:
    stage.screen.filters.states.pick("to_ship")
    stage.screen.filters.states.picked.emit("to_ship")
    stage.settle()
    stage.open("SO-2")
    entry = stage.one.book.entry("SO-2")
    assert entry is not None
    stage.one.book.move(entry, State.VOID, who="Mei", why="Cancelled by the shop.")
    stage.changed()
    assert stage.references() == ["OLD-1"]
    assert stage.shown() == "SO-2"
    assert stage.screen.list.chosen_id() == entry.id
    stage.screen.list.setFocus()
    stage.key(Qt.Key.Key_Down)
    stage.qtbot.waitUntil(lambda: stage.shown() == "OLD-1")


def test_the_groups_say_how_many_wait(stage: Stage) -> None:
    stage.changed()
    names = [button.accessibleName() for button in stage.screen.filters.states._picks.values()]
    assert names[1] == "To ship, 2"


def test_a_search_that_fails_says_why_and_can_be_tried_again(stage: Stage) -> None:
    stage.screen.model.failed.emit(ShipDeskError("The disk has gone."))
    assert stage.screen._fault.isVisible()
    stage.screen._fault.again.emit()
    stage.settle()
    assert not stage.screen._fault.isVisible()


def test_columns_give_way_beside_the_detail_and_come_back(stage: Stage) -> None:
    assert not stage.screen.list.isColumnHidden(KEYS.index("status"))
    stage.open("SO-1")
    stage.qtbot.waitUntil(lambda: stage.screen.list.isColumnHidden(KEYS.index("pieces")))
    assert not stage.screen.list.isColumnHidden(KEYS.index("reference"))
    assert stage.screen.list.horizontalScrollBar().maximum() == 0
    stage.screen.detail.hide()
    stage.qtbot.waitUntil(lambda: not stage.screen.list.isColumnHidden(KEYS.index("pieces")))


def test_widths_set_by_hand_are_there_the_next_day(stage: Stage) -> None:
    stage.screen.list.restore_widths({"reference": 222})
    stage.screen.open_detail()
    stage.screen.shutdown()
    again = Stage(stage.qtbot, stage.one)
    assert again.screen.list.columnWidth(KEYS.index("reference")) == 222
    assert again.screen.detail.isVisible()
    stage.screen.attach(stage.one.workplace)
    again.screen.shutdown()


def test_nothing_needs_a_network(stage: Stage) -> None:
    stage.open("SO-1")
    dossier = stage.screen.detail.dossier()
    assert dossier is not None
    assert dossier.entry.row.label is Label.PRINTED
    assert [attempt.verdict for attempt in dossier.attempts] == ["booked"]


def test_the_packing_slip_is_printed_and_saved(stage: Stage, tmp_path: Path) -> None:
    stage.open("SO-2")
    stage.key(Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    stage.qtbot.waitUntil(lambda: stage.one.said.printed == ["SO-2 packing slip"])
    stage.screen.deeds.ask_where_slip()
    stage.screen.deeds.slips.save_to(str(tmp_path / "slip"))
    stage.qtbot.waitUntil(lambda: (tmp_path / "slip.pdf").exists() and stage.one.workplace.lanes.idle)
    assert (tmp_path / "slip.pdf").read_bytes().startswith(b"%PDF")


def test_what_was_made_elsewhere_is_followed_and_no_more(stage: Stage) -> None:
    made = ShipmentElsewhere(
        id="000000288",
        references=("SO-2",),
        carrier="ups",
        number="1Z7E3V556825150AAP",
        link="https://www.ups.test/track",
        shipment=Shipment(receiver=Party(name="Jan Jansen", country="NL")),
        events=(),
    )
    adopted = stage.one.book.adopt(made, source="winkelstraat", who="Winkelstraat", why="Made by the supplier.").entry
    stage.changed()
    assert stage.screen.list.choose(adopted.id)
    stage.screen.open_detail()
    stage.qtbot.waitUntil(lambda: stage.shown() == "SO-2" and stage.screen.detail.dossier().entry.id == adopted.id)  # type: ignore[union-attr]
    said = " ".join(label.text() for label in stage.screen.detail.head.findChildren(QLabel))
    assert "Made elsewhere (000000288): it is tracked here" in said
    assert "Under the same reference: Jumppoint" in said
    for action in (stage.screen.deeds.print, stage.screen.deeds.save, stage.screen.deeds.station):
        assert not action.isEnabled()
