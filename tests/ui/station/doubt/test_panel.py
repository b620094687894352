"""Never twice, never lost, at the table: from a lost answer to a person's word, key by key, against a real carrier."""

from collections.abc import Mapping
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from shipdesk.core.records import Changes, Move
from shipdesk.core.states import Label, State
from shipdesk.ui.station.checks.panel import SOONEST_MS
from shipdesk.ui.theme.tokens import Meaning
from tests.ui.table import Table

F3, F8, F10, ENTER = Qt.Key.Key_F3, Qt.Key.Key_F8, Qt.Key.Key_F10, Qt.Key.Key_Return
ALT = Qt.KeyboardModifier.AltModifier
LOST: Mapping[str, Any] = {"fault": "lose_answer", "carrier": "jumppoint", "endpoint": "POST /booking"}


def set_account(table: Table, **settings: str) -> None:
    assert table.session.workplace is not None
    table.session.workplace.accounts.set("jumppoint", settings)


def number_of(table: Table, reference: str) -> str:
    """The number under which the carrier has it, which its desk would tell on the telephone."""
    bookings = table.carriers.control()["carriers"]["jumppoint"]["bookings"]
    (number,) = [one["orderNo"] for one in bookings if one["referenceNo"] == reference]
    return str(number)


def last_move(table: Table, reference: str) -> Move:
    return table.desk.book.history(table.row(reference).id)[-1]


def asked(table: Table) -> bool:
    """Whether the question stands there and waits for the second F3."""
    return table.station.doubt.form.asked


def word_again(_table: Table) -> None:
    """Let so much time pass that a second press is a word and not a shaking finger."""
    QTest.qWait(max(SOONEST_MS, QApplication.doubleClickInterval()) + 1)


@pytest.fixture
def doubt(table: Table) -> Table:
    """REF1 was booked at the carrier, its answer was lost, and the account leaves every doubt to a person."""
    set_account(table, probe="never")
    table.carriers.control("faults", [LOST])
    table.add("REF1")
    table.open("REF1")
    table.press(F10)
    table.wait_for("REF1", State.NEEDS_PERSON)
    table.until(lambda: any(text.startswith("REF1 needs a person") for text in table.notices()))
    table.open("REF1")
    table.until(lambda: table.work.order is not None and table.work.order.state is State.NEEDS_PERSON)
    table.until(lambda: table.station.doubt.tried.words() == ["Sent: no clear answer"])
    return table


def reason_for(table: Table, number: Qt.Key, reason: str) -> None:
    """Open the list, take one of it, and say why."""
    table.press(F3)
    table.press(number, ALT)
    table.type(reason)


def test_a_lost_answer_stands_on_the_list_and_settles_by_itself(table: Table) -> None:
    set_account(table, settle="0,1.5")
    table.carriers.control("faults", [LOST])
    table.add("REF1")
    table.open("REF1")
    table.press(F10)
    station = table.station
    table.until(lambda: [row.state for row in station.lists.doubtful.rows()] == [State.IN_DOUBT])
    spoken = Qt.ItemDataRole.AccessibleTextRole
    index = station.lists.doubtful.model().index(0, 0)
    table.until(lambda: "Asking again" in index.data(spoken) or not station.lists.doubtful.rows())
    table.wait_for("REF1", State.ACCEPTED)
    table.until(lambda: not station.lists.doubtful.rows())
    assert table.bookings() == ["REF1", "REF1"]  # the same bytes, which the carrier tells from a new booking
    table.open("REF1")
    table.until(station.doubt.form.isVisible)  # nothing to choose: the number is all that lacks
    assert station.field.line.hasFocus()
    table.press(F3)
    table.type(number_of(table, "REF1"))
    table.press(ENTER)
    table.wait_for("REF1", State.BOOKED)
    table.until(lambda: table.row("REF1").label is Label.PRINTED)
    assert len(table.carriers.control()["carriers"]["jumppoint"]["bookings"]) == 1


def test_a_person_enters_the_number(doubt: Table) -> None:
    number = number_of(doubt, "REF1")
    doubt.press(F3)
    assert doubt.station.doubt.choices.names() == ["number", "ask", "send_again", "book_anew", "give_up", "void"]
    doubt.press(Qt.Key.Key_1, ALT)
    doubt.type(number)
    doubt.press(ENTER)
    doubt.wait_for("REF1", State.BOOKED)
    assert doubt.row("REF1").tracking_number == number
    assert (last_move(doubt, "REF1").who, "confirms" in last_move(doubt, "REF1").why) == ("Mei", True)
    doubt.until(lambda: any(number in text for text in doubt.notices()))
    doubt.until(lambda: doubt.station.checks.verdict.word() == "Booked")
    assert doubt.bookings() == ["REF1"]


def test_whoever_opens_it_has_taken_note(doubt: Table) -> None:
    doubt.until(lambda: not any(text.startswith("REF1 needs a person") for text in doubt.notices()))


def test_a_number_that_the_carrier_does_not_know_needs_a_reason(doubt: Table) -> None:
    form = doubt.station.doubt.form
    doubt.press(F3)
    doubt.press(Qt.Key.Key_1, ALT)
    doubt.type("NOSUCH1")
    doubt.press(ENTER)
    doubt.until(form.fault.isVisible)
    assert doubt.state("REF1") is State.NEEDS_PERSON
    assert form.why.hasFocus() or form.why.editor.widget().hasFocus()
    doubt.type("REF2")  # a scan that lands in the reason, with its two Enters
    doubt.press(ENTER)
    doubt.press(ENTER)
    assert doubt.state("REF1") is State.NEEDS_PERSON
    assert not doubt.station.doubt.form.isHidden()


def test_to_send_again_is_asked_about_and_no_scan_says_yes(doubt: Table) -> None:
    reason_for(doubt, Qt.Key.Key_3, "Their desk says it is not there")
    doubt.press(F3)
    assert asked(doubt)
    doubt.press(F3)  # a shaking finger
    doubt.press(ENTER)
    doubt.press(ENTER)
    assert asked(doubt)
    doubt.type("REF1")  # the same barcode once more, into the reason: the question is withdrawn
    doubt.press(ENTER)
    assert not asked(doubt)
    assert doubt.bookings() == ["REF1"]
    doubt.press(F3)
    word_again(doubt)
    doubt.press(F3)
    doubt.wait_for("REF1", State.ACCEPTED)
    assert "Their desk says" in " ".join(move.why for move in doubt.desk.book.history(doubt.row("REF1").id))


def test_a_double_click_only_asks(doubt: Table) -> None:
    reason_for(doubt, Qt.Key.Key_5, "Nobody wants it any more")
    QTest.mouseClick(doubt.station.doubt.form.go, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(doubt.station.doubt.form.go, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(doubt.station.doubt.form.go, Qt.MouseButton.LeftButton)
    assert asked(doubt)
    assert doubt.state("REF1") is State.NEEDS_PERSON


def test_a_reason_is_needed_to_decide(doubt: Table) -> None:
    doubt.press(F3)
    doubt.press(Qt.Key.Key_5, ALT)
    doubt.press(F3)
    doubt.press(F3)
    assert not asked(doubt)
    assert doubt.station.doubt.form.why.problem() is not None
    assert doubt.state("REF1") is State.NEEDS_PERSON


def test_booked_anew_it_goes_out_under_the_next_reference(doubt: Table) -> None:
    reason_for(doubt, Qt.Key.Key_4, "Their desk has cancelled it")
    doubt.press(F3)
    word_again(doubt)
    doubt.press(F3)
    doubt.wait_for("REF1", State.BOOKED)
    assert doubt.bookings() == ["REF1", "REF1-2"]


def test_asking_again_tells_why_it_cannot(doubt: Table) -> None:
    doubt.press(F3)
    doubt.press(Qt.Key.Key_2, ALT)
    doubt.until(lambda: any("leaves every doubt to a person" in text for text in doubt.notices()))
    assert doubt.bookings() == ["REF1"]


def test_escape_leaves_the_list_before_the_order(doubt: Table) -> None:
    station = doubt.station
    reason_for(doubt, Qt.Key.Key_3, "x")
    for part in (station.doubt.choices, station.doubt.tried):
        doubt.press(Qt.Key.Key_Escape)
        assert part.isVisible()
        assert doubt.opened == "REF1"
    doubt.press(Qt.Key.Key_Escape)
    assert doubt.opened == ""
    assert doubt.state("REF1") is State.NEEDS_PERSON


def test_another_order_that_is_scanned_closes_the_question(doubt: Table) -> None:
    doubt.add("REF2")
    reason_for(doubt, Qt.Key.Key_3, "Their desk says it is not there")
    doubt.press(F3)
    doubt.open("REF2")
    word_again(doubt)
    doubt.press(F3)
    assert doubt.station.doubt.isHidden()
    doubt.open("REF1")
    doubt.until(doubt.station.doubt.tried.isVisible)
    assert doubt.state("REF1") is State.NEEDS_PERSON
    assert doubt.bookings() == ["REF1"]


def test_what_is_typed_survives_the_asking_that_goes_on_behind(table: Table) -> None:
    set_account(table, settle="0,1,60")
    table.carriers.control("faults", [{**LOST, "times": 2}])
    table.add("REF1")
    table.open("REF1")
    table.press(F10)
    table.wait_for("REF1", State.IN_DOUBT)
    table.open("REF1")
    table.press(F3)
    table.press(Qt.Key.Key_1, ALT)
    table.type("JP-12")
    sent = len(table.bookings())
    table.until(lambda: len(table.bookings()) > sent or table.state("REF1") is not State.IN_DOUBT)
    table.until(lambda: table.state("REF1") is State.IN_DOUBT and len(table.station.doubt.tried.words()) > sent)
    assert table.station.doubt.form.number.text() == "JP-12"
    assert table.station.doubt.typing


def test_the_same_barcode_twice_books_nothing_again(table: Table) -> None:
    table.add("REF1")
    table.open("REF1")
    table.press(F10)
    table.until(lambda: table.row("REF1").label is Label.PRINTED)
    for _ in range(3):
        table.open("REF1")
        table.press(ENTER)
        table.press(F10)
    table.until(lambda: not table.station.finder.looking)
    assert table.station.actions_by_name["reprint"].isEnabled()
    assert not table.station.actions_by_name["book"].isEnabled()
    assert len(table.printed()) == 1
    assert table.bookings() == ["REF1"]


def test_a_barcode_is_no_answer_to_the_question_about_warnings(table: Table) -> None:
    battery = {"products[0].battery_type": "Lithium ion", "products[0].battery_count": "1"}
    table.add("REF1", {**battery, "customs.product_type": "General"})
    table.open("REF1")
    table.press(F10)
    assert table.station.checks.accepted
    word_again(table)
    table.open("REF1")
    table.press(ENTER)
    assert table.state("REF1") is State.TO_SHIP
    assert table.bookings() == []


def test_an_alarm_of_long_ago_is_told_and_stays_till_it_is_taken(table: Table) -> None:
    table.add("REF1")
    table.open("REF1")
    table.press(F10)
    table.until(lambda: table.row("REF1").label is Label.PRINTED)
    entry = table.desk.book.entry("REF1")
    assert entry is not None
    words = "Two parcels at Jumppoint for one order: REF1 was booked after all, beside REF1-2."
    changes = Changes(note=words)
    table.desk.book.move(entry, State.CONFLICT, who="ShipDesk", why=words, changes=changes)  # as another process would
    table.until(lambda: any(words in text for text in table.notices()))
    table.until(lambda: [row.reference for row in table.station.lists.doubtful.rows()] == ["REF1"])
    told = [notice for notice in table.window.notices.shown() if words in notice.text]
    assert [one.meaning for one in told] == [Meaning.DOUBT]
