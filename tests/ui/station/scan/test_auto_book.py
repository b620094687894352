"""Auto-book: one scan and no key where nothing is wrong; else it says so, waits, and loses nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from shipdesk.core.states import Label, State
from shipdesk.ui.station.checks.panel import SOONEST_MS
from shipdesk.ui.station.scan.band import GOOD_MS
from shipdesk.ui.theme import Meaning
from tests.ui.hands import Hands
from tests.ui.station.scan.test_scans import bursts, scan, set_up, settle, told
from tests.ui.station.scan.test_weighing import Scale
from tests.ui.station.test_flow import BATTERY
from tests.ui.table import Table

F7, F9, F10, F12 = Qt.Key.Key_F7, Qt.Key.Key_F9, Qt.Key.Key_F10, Qt.Key.Key_F12
ALT = Qt.KeyboardModifier.AltModifier
NO_WEIGHT = {"parcel.gross_weight_kg": None}
HANDS = Hands()


@pytest.fixture
def auto(table: Table) -> Table:
    set_up(table, auto_book=True)
    return table


@pytest.fixture
def scale(auto: Table) -> Iterator[Scale]:
    made = Scale(auto)
    yield made
    set_up(auto, scale="none")
    auto.until(lambda: not auto.station.top.scale.isVisible())
    made.pull()


def printed(table: Table, *references: str) -> None:
    table.until(lambda: all(table.row(one).label is Label.PRINTED for one in references))


def test_one_scan_books_and_prints(auto: Table) -> None:
    auto.add("REF1")
    scan(auto, "REF1")
    printed(auto, "REF1")
    assert auto.bookings() == ["REF1"]
    assert auto.opened == ""
    auto.until(lambda: auto.station.band.meaning is Meaning.GOOD)
    assert "REF1. Printed" in auto.station.band.words()
    auto.qtbot.waitUntil(lambda: auto.station.band.meaning is None, timeout=3 * GOOD_MS)


def test_it_is_off_until_the_lead_switches_it_on(table: Table) -> None:
    table.add("REF1")
    scan(table, "REF1")
    assert (table.opened, table.state("REF1"), table.station.band.words()) == ("REF1", State.TO_SHIP, "")


def test_only_a_scan_books_never_an_order_that_is_looked_at(auto: Table) -> None:
    auto.add("REF1")
    auto.open("REF1")
    settle(auto)
    assert auto.state("REF1") is State.TO_SHIP
    scan(auto, "REF1")
    printed(auto, "REF1")


def test_a_fault_stops_it_and_is_said(auto: Table) -> None:
    auto.add("REF1", NO_WEIGHT)
    scan(auto, "REF1")
    band = auto.station.band
    assert (band.meaning, band.stands) == (Meaning.STOP, True)
    assert band.words().startswith("1 fault")
    for _ in range(3):
        scan(auto, "REF1")
    assert auto.state("REF1") is State.TO_SHIP
    auto.press(Qt.Key.Key_F6)
    assert band.meaning is None
    auto.type("1.2")
    scan(auto, "REF1")
    assert auto.state("REF1") is State.TO_SHIP  # what a person has seen to is booked by a person
    auto.press(F10)
    printed(auto, "REF1")


def test_a_warning_waits_for_a_word_and_no_scan_is_one(auto: Table) -> None:
    auto.add("REF1", BATTERY)
    for _ in range(3):
        scan(auto, "REF1")
    assert (auto.station.band.meaning, auto.state("REF1")) == (Meaning.CARE, State.TO_SHIP)
    auto.press(F10)
    auto.qtbot.wait(SOONEST_MS + 50)
    auto.press(F10)
    printed(auto, "REF1")


def test_what_was_put_aside_or_taken_back_waits_for_a_key(auto: Table) -> None:
    auto.add("REF1", NO_WEIGHT)
    scan(auto, "REF1")
    auto.press(F12)
    auto.until(lambda: auto.state("REF1") is State.HELD)
    settle(auto)
    scan(auto, "REF1")
    assert auto.station.band.words() == "Waiting for a key. It was put aside."


def test_a_refused_order_is_not_sent_again_by_a_scan(auto: Table) -> None:
    refusal = {"status": False, "message": "Errors: receiverPostcode: Receiver postcode is not served"}
    rule = {"fault": "status", "carrier": "jumppoint", "endpoint": "POST /booking", "code": 400, "body": refusal}
    auto.carriers.control("faults", [rule])
    auto.add("REF1")
    scan(auto, "REF1")
    auto.wait_for("REF1", State.REFUSED)
    told(auto, "REF1 was refused")
    assert auto.window.notices.shown()[-1].alarm
    settle(auto)
    scan(auto, "REF1")
    assert auto.station.band.words().startswith("Waiting for a key. The carrier refused it.")
    assert auto.bookings() == ["REF1"]


def test_scans_that_follow_at_once_are_taken_in_their_order(auto: Table) -> None:
    slow = {"fault": "slow", "carrier": "jumppoint", "endpoint": "POST /booking", "times": None, "seconds": 0.4}
    auto.carriers.control("faults", [slow])
    references = [f"REF{number}" for number in range(1, 7)]
    for reference in references:
        auto.add(reference)
    for reference in references:
        HANDS.scan(reference)
    auto.until(lambda: auto.station.lists.flying.rows() != [])
    printed(auto, *references)
    assert sorted(auto.bookings()) == references
    assert len(auto.printed()) == len(references)


def test_a_stable_weight_is_waited_for_and_taken(auto: Table, scale: Scale) -> None:
    auto.add("REF1", {"parcel.gross_weight_kg": "1.2"})
    scan(auto, "REF1")
    assert "put the parcel on it" in auto.station.band.words()
    assert auto.state("REF1") is State.TO_SHIP
    scale.put("1.24")
    printed(auto, "REF1")
    entry = auto.desk.book.entry("REF1")
    assert entry is not None
    assert str(entry.shipment.parcel.gross_weight_kg) == "1.24"


def test_a_weight_that_surprises_stops_it(auto: Table, scale: Scale) -> None:
    auto.add("REF1", {"parcel.gross_weight_kg": "1.2"})
    scan(auto, "REF1")
    scale.put("3.4")
    auto.until(lambda: auto.station.band.words().startswith("Is this its weight?"))
    settle(auto)
    assert auto.state("REF1") is State.TO_SHIP


def test_the_weight_of_the_last_parcel_is_nobody_elses(auto: Table, scale: Scale) -> None:
    auto.add("REF1", {"parcel.gross_weight_kg": "1.2"})
    auto.add("REF2", {"parcel.gross_weight_kg": "1.2"})
    scan(auto, "REF1")
    scale.put("1.24")
    printed(auto, "REF1")
    scan(auto, "REF2")
    assert "Take the last parcel off" in auto.station.band.words()
    scale.empty()
    assert auto.state("REF2") is State.TO_SHIP
    scale.put("1.21")
    printed(auto, "REF2")


def test_what_is_scanned_while_the_scale_swings_waits_its_turn(auto: Table, scale: Scale) -> None:
    for number in (1, 2):
        auto.add(f"REF{number}", {"parcel.gross_weight_kg": "1.2"})
    scale.swing("0.9")
    scan(auto, "REF1")
    assert auto.station.auto.busy
    scan(auto, "REF2")
    assert auto.opened == "REF1"
    scale.put("1.24")
    printed(auto, "REF1")
    auto.until(lambda: auto.opened == "REF2")
    assert "Take the last parcel off" in auto.station.band.words()


def test_one_that_is_left_without_its_weight_is_said(auto: Table, scale: Scale) -> None:
    auto.add("REF1", {"parcel.gross_weight_kg": "1.2"})
    auto.add("REF2", {"parcel.gross_weight_kg": "1.2"})
    scan(auto, "REF1")
    scan(auto, "REF2")
    told(auto, "REF1 was left before it was weighed; it is not booked.")
    assert auto.opened == "REF2"


def test_double_and_triple_scans_book_nothing_more(auto: Table) -> None:
    bursts(auto, 12, 11)
