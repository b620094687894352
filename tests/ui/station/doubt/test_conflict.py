"""A conflict side by side: what differs is marked, what the carrier does not say is not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shipdesk.core.outcomes import Found, Outcome, Verdict
from shipdesk.core.records import Changes, Entry
from shipdesk.core.states import State
from shipdesk.ui.station.doubt.comparison import compare
from shipdesk.ui.station.doubt.conflict import Conflict
from tests.ui.conftest import Show
from tests.ui.orders.world import World

SENT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
THEIRS = Found("CE1", "REF1", None, "Tan Wei Ling", "sg", SENT - timedelta(days=6))
COUNTRIES = {"TH": "Thailand", "SG": "Singapore"}


@pytest.fixture
def entry(one: World) -> Entry:
    outcome = Outcome("REF1", Verdict.DUPLICATE, words="already taken")
    return one.sent("REF1", outcome, State.CONFLICT, "Not made here.")


def differing(entry: Entry, found: Found | None) -> list[str]:
    return [line.name for line in compare(entry, found, "CEVA", SENT, COUNTRIES) if line.differs]


def test_each_difference_is_marked(entry: Entry) -> None:
    assert differing(entry, THEIRS) == ["Consignee", "Country", "Date"]
    assert differing(entry, replace(THEIRS, reference="OTHER", created_at=SENT)) == [
        "Reference",
        "Consignee",
        "Country",
    ]


def test_the_same_in_other_letters_or_unsaid_is_no_difference(entry: Entry) -> None:
    assert differing(entry, Found("CE1", "ref1", None, "JERRY LEE", "th", SENT + timedelta(hours=2))) == []
    assert differing(entry, Found("CE1", "", None)) == []
    assert differing(entry, None) == []


def test_countries_are_named_as_the_clerk_knows_them(entry: Entry) -> None:
    country = compare(entry, THEIRS, "CEVA", SENT, COUNTRIES)[2]
    assert (country.ours, country.theirs) == ("Thailand", "Singapore")


def test_the_carrier_is_asked_and_its_number_can_be_adopted(one: World, entry: Entry, show: Show, qtbot: QtBot) -> None:
    one.said.found = THEIRS
    view = Conflict(one.bridge)
    view.attach(one.workplace)
    show(view, width=700)
    view.show_row(entry.row)
    qtbot.waitUntil(view.isVisible)
    qtbot.waitUntil(lambda: "Consignee" in view.differences())
    with qtbot.waitSignal(view.word_wanted) as told:
        QTest.mouseClick(view.adopt, Qt.MouseButton.LeftButton)
    assert told.args == ["number", "CE1"]
    view.show_row(entry.row._replace(state=State.BOOKED))
    assert not view.isVisible()


def test_a_carrier_that_shows_nothing_says_what_to_do_instead(
    one: World, entry: Entry, show: Show, qtbot: QtBot
) -> None:
    view = Conflict(one.bridge)
    view.attach(one.workplace)
    show(view, width=700)
    view.show_row(entry.row)
    qtbot.waitUntil(lambda: "cannot be asked by our reference" in view.words())
    assert view.adopt.text() == "Enter its number"
    assert view.differences() == []


def test_what_the_carrier_showed_is_kept_and_shown_without_asking(
    one: World, entry: Entry, show: Show, qtbot: QtBot
) -> None:
    one.book.note_attempt(entry, "ask", "found", "", (), found=THEIRS)
    one.said.found = Found("OTHER", "OTHER", None, "Somebody else", "MY")
    tried = len(one.book.attempts(entry.id))
    view = Conflict(one.bridge)
    view.attach(one.workplace)
    show(view, width=700)
    view.show_row(entry.row)
    qtbot.waitUntil(lambda: view.differences() == ["Consignee", "Country", "Date"])
    assert view.words().startswith("As Jumppoint showed it at ")
    assert len(one.book.attempts(entry.id)) == tried


def test_what_it_shows_when_asked_is_kept_for_the_next_time(one: World, entry: Entry, show: Show, qtbot: QtBot) -> None:
    one.said.found = THEIRS
    view = Conflict(one.bridge)
    view.attach(one.workplace)
    show(view, width=700)
    view.show_row(entry.row._replace(tracking_number="CE1"))
    qtbot.waitUntil(lambda: "Consignee" in view.differences())
    assert one.book.attempts(entry.id)[-1].found == THEIRS


def test_of_two_parcels_ours_can_be_kept(one: World, show: Show, qtbot: QtBot) -> None:
    booked = one.booked("REF2", "JP2")
    one.book.note_attempt(booked, "ask", "found", "", (), found=THEIRS)
    note = "Two parcels at Jumppoint for one order: REF1 as CE1 was booked after all, beside REF2 as JP2."
    alarm = one.book.move(booked, State.CONFLICT, who="ShipDesk", why=note, changes=Changes(note=note))
    view = Conflict(one.bridge)
    view.attach(one.workplace)
    show(view, width=700)
    view.show_row(alarm.row)
    qtbot.waitUntil(lambda: {"Reference", "Number"} <= set(view.differences()))
    assert (view.words(), view.adopt.text()) == (note, "Keep ours")
    with qtbot.waitSignal(view.word_wanted) as told:
        QTest.mouseClick(view.adopt, Qt.MouseButton.LeftButton)
    assert told.args == ["number", "JP2"]


def test_a_second_parcel_on_a_persons_word_is_told_and_ours_is_no_difference(
    one: World, show: Show, qtbot: QtBot
) -> None:
    booked = one.booked("REF3", "JP3")
    one.book.note_attempt(booked, "ask", "found", "", (), found=Found("JP3", "REF3"))
    note = "Two parcels at Jumppoint for one order: REF3 as JP3, and one as JP9. Have Jumppoint cancel one."
    alarm = one.book.move(booked, State.CONFLICT, who="Mei", why=note, changes=Changes(note=note))
    tried = len(one.book.attempts(alarm.id))
    view = Conflict(one.bridge)
    view.attach(one.workplace)
    show(view, width=700)
    view.show_row(alarm.row)
    qtbot.waitUntil(lambda: view.words() == note)
    assert (view.differences(), view.adopt.text()) == ([], "Keep ours")
    assert len(one.book.attempts(alarm.id)) == tried
