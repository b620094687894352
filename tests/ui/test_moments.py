from datetime import UTC, datetime, timedelta

import pytest

from shipdesk.ui.moments import age, when

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=59), "now"),
        (timedelta(minutes=3), "3 min"),
        (timedelta(minutes=119), "1 h"),
        (timedelta(hours=24), "1 d"),
        (timedelta(days=59), "59 d"),
        (timedelta(days=60), "2 months"),
        (timedelta(days=800), "2 years"),
        (timedelta(minutes=-5), "now"),
    ],
)
def test_how_long_ago_in_one_unit(ago: timedelta, words: str) -> None:
    assert age(NOW - ago, NOW) == words


def test_today_is_a_clock_this_week_a_day_and_before_that_a_date() -> None:
    local = NOW.astimezone().replace(hour=12)
    clock = when(local, local).clock
    assert when(local - timedelta(days=2), local).clock.endswith(clock)
    assert when(local - timedelta(days=2), local).clock != clock
    assert clock not in when(local - timedelta(days=30), local).clock
