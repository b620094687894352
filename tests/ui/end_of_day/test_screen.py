"""The end of day over a real order book: scans, verdicts, the signature, and 300 parcels in one go."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import monotonic, process_time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shipdesk.core.connector import LabelFile
from shipdesk.core.states import Label
from shipdesk.ui.end_of_day.screen import EndOfDayScreen
from shipdesk.ui.theme import Meaning
from shipdesk.usecases import hand_over
from tests.documents.reading import pages
from tests.ui.display import put_on_display
from tests.ui.orders.world import World

ALT = Qt.KeyboardModifier.AltModifier
SOON_MS = 20_000


class Stage:
    """The screen on the display, and what a clerk does there with keys."""

    def __init__(self, qtbot: QtBot, one: World) -> None:
        self.qtbot, self.one = qtbot, one
        self.told: list[tuple[Meaning, str]] = []
        one.bridge.told.connect(self._told)
        one.workplace.settings.set({"sound": "off", "station": "Station 3"})
        self.screen = EndOfDayScreen(one.opening())
        put_on_display(qtbot, self.screen, one.workplace)
        self.settle()

    def _told(self, told: object) -> None:
        self.told.append((told.meaning, told.text))  # type: ignore[attr-defined]

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.one.workplace.lanes.idle and not self.screen.busy, timeout=SOON_MS)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.screen.focusWidget() or self.screen, key, modifier)
        self.settle()

    def scan(self, text: str) -> None:
        self.key(Qt.Key.Key_F2)
        QTest.keyClicks(self.screen.field.line, text)
        self.key(Qt.Key.Key_Return)

    def listed(self, key: str) -> list[str]:
        model = self.screen.parcels.models[key]
        at = 0 if key == "closed" else 1
        return [str(model.record(row)[at]) for row in range(model.rowCount())]

    def parcel(self, reference: str, **changed: object) -> str:
        """A parcel with its label on it; its number."""
        entry = self.one.booked(reference, f"JX{reference}", **changed)
        entry = self.one.book.store_label(entry, LabelFile(b"%PDF-1.4"), who="Mei", why="The carrier's.")
        self.one.book.move_label(entry, Label.PRINTED, who="Mei", why="Printed.")
        return f"JX{reference}"

    def look_again(self) -> None:
        self.screen.focus_first()
        self.settle()

    def label(self, reference: str) -> Label:
        entry = self.one.book.entry(reference)
        assert entry is not None
        return entry.row.label


@pytest.fixture
def stage(qtbot: QtBot, one: World) -> Iterator[Stage]:
    made = Stage(qtbot, one)
    yield made
    made.screen.shutdown()


def test_a_whole_evening_without_a_mouse(stage: Stage, tmp_path: Path) -> None:
    first, second = stage.parcel("REF1"), stage.parcel("REF2")
    stage.look_again()
    assert stage.listed("missing") == ["REF1", "REF2"]
    stage.scan(first)
    assert (stage.screen.verdict.word, stage.screen.verdict.meaning) == ("Goes", Meaning.GOOD)
    assert stage.listed("missing") == ["REF2"]
    stage.scan(second)
    assert stage.listed("scanned") == ["REF2", "REF1"]
    stage.key(Qt.Key.Key_F10)
    QTest.keyClicks(stage.screen.focusWidget(), "Budi Santoso")
    stage.key(Qt.Key.Key_F10)
    assert stage.screen.verdict.word == "Handed over"
    assert (stage.label("REF1"), stage.label("REF2")) == (Label.HANDED_OVER, Label.HANDED_OVER)
    (number,) = stage.listed("closed")
    stage.key(Qt.Key.Key_F8)
    assert stage.one.said.printed == [number]
    stage.screen.actions_of_day.save_to(str(tmp_path / "list.pdf"))
    stage.settle()
    assert "Budi Santoso" in pages((tmp_path / "list.pdf").read_bytes())[0]


def test_what_must_not_leave_is_loud_and_named(stage: Stage) -> None:
    stage.parcel("CEVA1", carrier="ceva", service="CROSSBORDER/EXPRESS")
    stage.scan("JXCEVA1")
    assert stage.screen.verdict.meaning is Meaning.STOP
    assert stage.screen.verdict.sentence == "CEVA1 goes with CEVA, not with Jumppoint."
    assert stage.screen.parcels.shown == "extra"
    assert stage.listed("extra") == ["CEVA1"]
    stage.key(Qt.Key.Key_F4)
    assert stage.screen.carrier == "ceva"
    stage.scan("JXCEVA1")
    assert stage.screen.verdict.word == "Goes"


def test_a_wrong_scan_is_undone_by_key(stage: Stage) -> None:
    stage.scan(stage.parcel("REF1"))
    stage.key(Qt.Key.Key_F7)
    assert stage.listed("scanned") == []
    assert stage.listed("missing") == ["REF1"]
    stage.scan("X-UNKNOWN")
    stage.key(Qt.Key.Key_F7)
    assert stage.listed("extra") == []


def test_nothing_closes_without_the_drivers_name(stage: Stage) -> None:
    stage.scan(stage.parcel("REF1"))
    stage.key(Qt.Key.Key_F10)
    stage.key(Qt.Key.Key_F10)
    problem = stage.screen.signing.name.problem()
    assert problem is not None
    assert "name is missing" in problem.message
    assert stage.label("REF1") is Label.PRINTED
    stage.key(Qt.Key.Key_Escape)
    assert not stage.screen.closing
    assert stage.screen.field.line.hasFocus()


def test_a_drawn_signature_is_on_the_list(stage: Stage) -> None:
    stage.scan(stage.parcel("REF1"))
    stage.key(Qt.Key.Key_F10)
    pad = stage.screen.signing.pad
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    QTest.mouseMove(pad, QPoint(200, 90))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(200, 90))
    ((start, *_rest),) = pad.strokes_mm()
    assert start == pytest.approx((20 * 25.4 / 96, 20 * 25.4 / 96))
    QTest.keyClicks(stage.screen.signing.name.editor.widget(), "Budi")
    stage.key(Qt.Key.Key_F10)
    assert stage.label("REF1") is Label.HANDED_OVER


def test_a_scan_while_the_driver_signs_is_taken_and_closes_nothing(stage: Stage) -> None:
    first, second = stage.parcel("REF1"), stage.parcel("REF2")
    stage.scan(first)
    stage.key(Qt.Key.Key_F10)
    assert stage.screen.take_scan(second)
    stage.settle()
    assert not stage.screen.closing
    assert stage.listed("scanned") == ["REF2", "REF1"]


def test_a_hand_over_of_another_station_is_followed(stage: Stage) -> None:
    number = stage.parcel("REF1")
    hand_over.scan_out(stage.one.workplace.desk, "jumppoint", "Station 9", number)
    stage.look_again()
    assert stage.listed("scanned") == ["REF1"]


def test_every_list_opens_by_its_key_and_a_parcel_at_the_station(stage: Stage) -> None:
    stage.parcel("REF1")
    stage.look_again()
    stage.key(Qt.Key.Key_6, ALT)
    assert stage.screen.parcels.shown == "unseen"
    assert stage.listed("unseen") == ["REF1"]
    opened: list[str] = []
    stage.screen.open_reference.connect(opened.append)
    stage.key(Qt.Key.Key_Return)
    assert opened == ["REF1"]
    for place in range(7):
        stage.key(Qt.Key(Qt.Key.Key_1 + place), ALT)
        assert stage.screen.parcels.tables[stage.screen.parcels.shown].isVisible()


def test_three_hundred_parcels_are_scanned_out_as_fast_as_a_hand_can(stage: Stage) -> None:
    numbers = [stage.parcel(f"REF{at:03}") for at in range(300)]
    stage.look_again()
    before = monotonic()
    for number in numbers:
        stage.screen.take_scan(number)
    stage.qtbot.waitUntil(lambda: len(stage.listed("scanned")) == 300, timeout=60_000)
    assert monotonic() - before < 60, "slower than five parcels a second"
    assert stage.listed("missing") == []
    assert stage.screen.verdict.sentence.startswith("REF299 goes")
    assert stage.told == []


def cost(stage: Stage, references: list[str]) -> float:
    """Processor seconds of the whole program for one of these scans, the median."""
    spent = []
    for reference in references:
        before = process_time()
        stage.screen.take_scan(f"JX{reference}")
        stage.settle()
        spent.append(process_time() - before)
    return sorted(spent)[len(spent) // 2]


def test_a_scan_costs_the_same_however_long_the_list_is(stage: Stage) -> None:
    few, many = [f"F{at:02}" for at in range(24)], [f"M{at:03}" for at in range(360)]
    for reference in few:
        stage.parcel(reference)
    stage.look_again()
    cost(stage, few[:4])
    short = cost(stage, few[4:])
    for reference in many:
        stage.parcel(reference)
    stage.look_again()
    assert len(stage.listed("missing")) == 360
    assert cost(stage, many[:24]) < 1.5 * short, "fifteen times the list"
    assert stage.listed("scanned")[0] == "M023"
    assert "M023" not in stage.listed("missing")


def test_lists_that_follow_scans_are_those_that_are_read(stage: Stage) -> None:
    first, second = stage.parcel("REF1"), stage.parcel("REF2")
    stage.one.booked("BARE", "JXBARE")
    stage.look_again()
    for text in (first, "NOBODY", "JXBARE", "NOBODY", second, second):
        stage.scan(text)
    shown = {key: stage.listed(key) for key in ("missing", "scanned", "extra")}
    assert shown == {"missing": ["BARE"], "scanned": ["REF2", "REF1"], "extra": ["NOBODY", "BARE"]}
    stage.look_again()
    assert {key: stage.listed(key) for key in shown} == shown
