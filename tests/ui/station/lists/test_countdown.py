"""Counting down: in words that are right at every second, and only while somebody can see it."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QWidget

from shipdesk.ui.station.lists.countdown import SecondHand, asking_in
from tests.ui.conftest import Show

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (24, "Asking again in 0:24"),
        (60, "Asking again in 1:00"),
        (599.6, "Asking again in 10:00"),
        (3600, "Asking again in 1:00:00"),
        (0.4, "Asking again now"),
        (0, "Asking again now"),
        (-90, "Asking again now"),
    ],
)
def test_the_words(seconds: float, words: str) -> None:
    assert asking_in(NOW + timedelta(seconds=seconds), NOW) == words


def test_it_runs_only_while_something_is_counted_in_sight(show: Show) -> None:
    widget = QWidget()
    hand = SecondHand(widget)
    hand.count(True)
    seen = [hand.running]  # not on the screen yet
    page = show(widget)
    seen.append(hand.running)
    page.hide()
    seen.append(hand.running)
    page.show()
    seen.append(hand.running)
    hand.count(False)
    seen.append(hand.running)
    assert seen == [False, True, False, True, False]
