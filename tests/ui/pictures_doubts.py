"""Pictures of what the station shows of bookings in doubt, to be looked at.

python -m tests.ui.pictures_doubts OUT_DIR [SCENE …] [--dark] [--contrast] [--size 1920x1080]

With QT_SCALE_FACTOR=1.5 in the environment they are drawn at 150 %.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shipdesk.core.outcomes import Found, Outcome, Verdict
from shipdesk.core.records import Changes, Entry
from shipdesk.core.states import State
from shipdesk.ui.window import MainWindow
from tests.ui import pictures
from tests.ui.orders.world import World
from tests.ui.pictures import CHAN, KANYARAT, LONG, act, show, station_of, until

_NO_ANSWER = "No answer within 30 s; the connection was open and the request had left."
_UNCLEAR = f"The carrier has not answered clearly. It may or may not be booked. The carrier said: {_NO_ANSWER}"
_ASKED = (
    "We have asked as often as makes sense; not found is not proof. Look it up at the carrier and say what is there."
)
_CEVA = {"carrier": "ceva", "service": "CROSSBORDER/EXPRESS"}


def _doubtful(one: World, reference: str, minutes: float, receiver: object) -> Entry:
    one.time.ago(minutes=minutes)
    outcome = Outcome(reference, Verdict.UNKNOWN, words=_NO_ANSWER)
    entry = one.sent(reference, outcome, State.IN_DOUBT, _UNCLEAR, receiver=receiver, **_CEVA)
    one.time.ago(minutes=minutes, seconds=-6)
    one.book.note_attempt(entry, "ask", "not found", "", ())
    return entry


def _needs_person(one: World) -> Entry:
    entry = _doubtful(one, "CE-2026-768", 21, KANYARAT)
    for seconds in (11, 41, 161):
        one.time.ago(minutes=21, seconds=-seconds)
        one.book.note_attempt(entry, "ask", "not found", "", ())
    one.time.ago(minutes=9)
    return one.book.move(entry, State.NEEDS_PERSON, who="ShipDesk", why=_ASKED, changes=Changes(note=_ASKED))


def _conflict(one: World) -> Entry:
    one.time.ago(minutes=34)
    outcome = Outcome("CE-2026-702", Verdict.CONFLICT, words="Another consignee under this order code.")
    why = "What the carrier has is not what was to be sent. The carrier said: Another consignee under this order code."
    one.said.found = Found(
        "CE88120047719", "CE-2026-702", None, "Tan Wei Ling", "SG", datetime.now(UTC) - timedelta(days=6)
    )
    return one.sent("CE-2026-702", outcome, State.CONFLICT, why, receiver=CHAN, **_CEVA)


def _filled(one: World, window: MainWindow) -> None:
    entry = _doubtful(one, "CE-2026-771", 3, LONG)
    note = "The carrier does not know it yet; we keep asking."
    one.book.postpone(entry, datetime.now(UTC) + timedelta(seconds=25), note)
    _needs_person(one)
    _conflict(one)
    one.time.ago(minutes=12)
    accepted = Outcome("REF00000998", Verdict.ACCEPTED)
    why = "The carrier has accepted it; its number is not known yet."
    one.sent("REF00000998", accepted, State.ACCEPTED, why, receiver=CHAN)
    station = station_of(window)
    station.keeper.read_again()
    until(lambda: len(station.keeper.board.doubtful) >= 3)


def _list(one: World, window: MainWindow) -> None:
    _filled(one, window)


def _in_doubt(one: World, window: MainWindow) -> None:
    _filled(one, window)
    show(station_of(window), "CE-2026-771")


def _person(one: World, window: MainWindow) -> None:
    _filled(one, window)
    show(station_of(window), "CE-2026-768")


def _panel(one: World, window: MainWindow) -> None:
    _person(one, window)
    act(station_of(window), "resolve")


def _asked(one: World, window: MainWindow) -> None:
    _panel(one, window)
    station = station_of(window)
    station.doubt.choose(3)
    QTest.keyClicks(window.focusWidget(), "CEVA's desk looked: nothing there")
    act(station, "resolve")


def _faulty(one: World, window: MainWindow) -> None:
    _panel(one, window)
    station = station_of(window)
    station.doubt.choose(1)
    QTest.keyClicks(window.focusWidget(), "CE88120047001")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    until(lambda: not station.doubt.form.fault.isHidden())


def _side_by_side(one: World, window: MainWindow) -> None:
    _filled(one, window)
    show(station_of(window), "CE-2026-702")


def _adopt(one: World, window: MainWindow) -> None:
    _side_by_side(one, window)
    station = station_of(window)
    assert station.work is not None
    station.work.view.conflict.adopt.click()


def _accepted(one: World, window: MainWindow) -> None:
    _filled(one, window)
    show(station_of(window), "REF00000998")
    act(station_of(window), "resolve")


def _two_parcels(one: World, window: MainWindow) -> None:
    """What was let go of was booked after all, beside the one that was booked in its place."""
    one.time.ago(minutes=20)
    booked = one.booked("CE-2026-655-2", "CE88120047800", receiver=LONG, **_CEVA)
    note = (
        "Two parcels at CEVA for one order: CE-2026-655 as CE88120047719 was booked after all, beside CE-2026-655-2 as "
        "CE88120047800. Have CEVA cancel one, then say which is shipped."
    )
    late = Found("CE88120047719", "CE-2026-655", None, LONG.name, LONG.country, datetime.now(UTC) - timedelta(hours=2))
    one.book.note_attempt(booked, "ask", "found", "CE-2026-655 was booked after all.", (), found=late)
    one.book.move(booked, State.CONFLICT, who="ShipDesk", why=note, changes=Changes(note=note))
    _list(one, window)
    show(station_of(window), "CE-2026-655-2")


def _second(one: World, window: MainWindow) -> None:
    """A booked one, and what a person can say of it."""
    one.time.ago(minutes=20)
    one.booked("CE-2026-655", "CE88120047800", receiver=KANYARAT, **_CEVA)
    station = station_of(window)
    station.keeper.read_again()
    show(station, "CE-2026-655")
    act(station, "resolve")


def _second_said(one: World, window: MainWindow) -> None:
    _second(one, window)
    station_of(window).doubt.choose(1)
    QTest.keyClicks(window.focusWidget(), "CE88120047719")


def _shut(one: World, window: MainWindow) -> None:
    """F10 after a restore that left a gap."""
    with one.book.database.write() as connection:
        connection.execute("INSERT INTO gap (since, who, why) VALUES (1793000000000000, '', '')")
    station = station_of(window)
    show(station, "REF00001008")
    act(station, "book")
    until(lambda: any("shut" in notice.text for notice in window.notices.shown()))


SCENES: dict[str, Callable[[World, MainWindow], None]] = {
    "doubt_list": _list,
    "doubt": _in_doubt,
    "doubt_person": _person,
    "doubt_panel": _panel,
    "doubt_asked": _asked,
    "doubt_faulty": _faulty,
    "doubt_conflict": _side_by_side,
    "doubt_adopt": _adopt,
    "doubt_accepted": _accepted,
    "doubt_two_parcels": _two_parcels,
    "doubt_second": _second,
    "doubt_second_said": _second_said,
    "doubt_shut": _shut,
}

if __name__ == "__main__":
    pictures.SCENES.clear()
    pictures.SCENES.update({name: (True, play) for name, play in SCENES.items()})
    pictures.main()
