"""Times survive the file to the microsecond."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from shipdesk.orderbook.values import micros, moment


@given(st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_a_time_comes_back_to_the_microsecond(time: datetime) -> None:
    assert moment(micros(time)) == time


def test_a_time_of_another_zone_is_the_same_instant() -> None:
    time = datetime(2026, 11, 22, 16, tzinfo=timezone(timedelta(hours=8)))
    assert moment(micros(time)) == datetime(2026, 11, 22, 8, tzinfo=UTC)
