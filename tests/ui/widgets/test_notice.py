"""Notices: success goes by itself, all else stays till taken."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from shipdesk.ui.theme import Meaning
from shipdesk.ui.widgets.notice import Notice, Notices
from tests.ui.conftest import Show


def texts(notices: Notices) -> list[str]:
    return [notice.text for notice in notices.shown()]


def press(notice: Notice, kind: type[QPushButton] | type[QToolButton]) -> None:
    pressed = notice.findChild(kind)
    assert isinstance(pressed, kind)
    QTest.mouseClick(pressed, Qt.MouseButton.LeftButton)


def test_success_goes_by_itself_and_a_fault_stays(qtbot: QtBot, show: Show) -> None:
    notices = Notices(show(width=900, height=600))
    notices.say(Meaning.STOP, "CEVA refused REF1006")
    booked = notices.say(Meaning.GOOD, "REF1007 is booked")
    with qtbot.waitSignal(booked.gone, timeout=8000):
        assert texts(notices) == ["CEVA refused REF1006", "REF1007 is booked"]
    assert texts(notices) == ["CEVA refused REF1006"]
    notices.shutdown()


def test_a_notice_is_taken(qtbot: QtBot, show: Show) -> None:
    notices = Notices(show(width=900, height=600))
    notice = notices.say(Meaning.DOUBT, "CEVA has not answered", "We keep asking.")
    with qtbot.waitSignal(notice.gone):
        press(notice, QToolButton)
    assert texts(notices) == []
    assert not notices.isVisible()
    notices.shutdown()


def test_its_action_is_done_once_and_it_goes(qtbot: QtBot, show: Show) -> None:
    notices = Notices(show(width=900, height=600))
    notice = notices.say(Meaning.CARE, "No paper", "", "Choose another")
    with qtbot.waitSignals([notice.acted, notice.gone]):
        press(notice, QPushButton)
    assert texts(notices) == []
    notices.shutdown()


def test_the_same_sentence_is_not_said_twice_at_once(show: Show) -> None:
    notices = Notices(show(width=900, height=600))
    for _again in range(3):
        notices.say(Meaning.STOP, "The printer has no paper")
    assert texts(notices) == ["The printer has no paper"]
    notices.shutdown()


def test_they_stay_in_the_corner_one_above_the_other(show: Show) -> None:
    page = show(width=900, height=600)
    notices = Notices(page, lift=64)
    first = notices.say(Meaning.STOP, "First", "A detail that is long enough to need a second line in the notice.")
    second = notices.say(Meaning.CARE, "Second")
    page.resize(1000, 700)
    assert page.rect().contains(notices.geometry().adjusted(16, 16, -16, -16))
    assert first.geometry().bottom() < second.geometry().bottom()
    assert notices.geometry().bottom() < page.height() - 64 + 16
    notices.shutdown()


def test_a_success_takes_the_place_of_the_one_before_and_of_nothing_else(show: Show) -> None:
    notices = Notices(show(width=900, height=600))
    notices.say(Meaning.GOOD, "A1 is printed.")
    notices.say(Meaning.STOP, "A2 was not printed.")
    notices.say(Meaning.GOOD, "A3 is printed.")
    assert texts(notices) == ["A2 was not printed.", "A3 is printed."]
    notices.shutdown()
