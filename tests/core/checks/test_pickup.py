"""Days on which a carrier comes."""

from datetime import UTC, date, datetime

import pytest

from shipdesk.core.checks.pickup import check_pickup_day, public_holidays, window
from shipdesk.core.problems import Problem
from tests.core.checks.reference import places

SUNDAY_NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)


def check(day: date, now: datetime = SUNDAY_NOON, country: str = "HK", province: str = "") -> Problem | None:
    there = places().countries[country]
    return check_pickup_day("pickup.date", day, there, zones=places().zones(country, province), now=now, days=14)


@pytest.mark.parametrize(
    ("day", "code", "fix"),
    [
        (date(2026, 11, 21), "pickup.past", "2026-11-23"),
        (date(2026, 11, 22), "pickup.sunday", "2026-11-23"),
        (date(2026, 11, 23), None, None),
        (date(2026, 11, 29), "pickup.sunday", "2026-11-30"),
        (date(2026, 12, 5), None, None),
        (date(2026, 12, 6), "pickup.sunday", "2026-11-23"),
        (date(2026, 12, 7), "pickup.too_late", "2026-11-23"),
    ],
)
def test_today_to_two_weeks_ahead_and_no_sunday(day: date, code: str | None, fix: str | None) -> None:
    found = check(day)
    assert (found and found.code, found and found.fix) == (code, fix)


@pytest.mark.parametrize(
    ("country", "day"),
    [
        ("HK", date(2026, 12, 25)),
        ("HK", date(2027, 3, 26)),  # Good Friday, of another category in the library
        ("TH", date(2026, 12, 10)),
        ("DE", date(2026, 12, 26)),
    ],
)
def test_public_holidays(country: str, day: date) -> None:
    found = check(day, datetime(day.year, day.month, day.day, 4, tzinfo=UTC), country)
    assert found is not None
    assert (found.code, found.severity) == ("pickup.holiday", "error")
    assert public_holidays(country, day.year)[day] in found.message


def test_the_day_is_the_senders_not_the_clocks() -> None:
    friday_evening = datetime(2026, 9, 18, 17, 30, tzinfo=UTC)  # already Saturday in Hong Kong
    assert check(date(2026, 9, 19), friday_evening) is None
    passed = check(date(2026, 9, 18), friday_evening)
    assert passed is not None
    assert passed.code == "pickup.past"


def test_the_province_decides_where_a_country_has_several_zones() -> None:
    early = datetime(2026, 11, 24, 6, tzinfo=UTC)  # still Monday in Los Angeles, Tuesday in New York
    monday = date(2026, 11, 23)
    assert check(monday, early, "US", "California") is None
    passed = check(monday, early, "US", "New York")
    assert passed is not None
    assert passed.code == "pickup.past"
    assert check(monday, early, "US", "") is None


def test_a_country_that_the_library_does_not_know() -> None:
    assert public_holidays("ZZ", 2026) == {}


def test_the_window_is_as_wide_as_the_zones_allow() -> None:
    now = datetime(2026, 11, 22, 16, 30, tzinfo=UTC)
    assert window(("Asia/Jakarta", "Asia/Jayapura"), now, 14) == (date(2026, 11, 22), date(2026, 12, 7))


def test_an_estimated_holiday_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    day = next(day for day, name in sorted(public_holidays("ID", 2029).items()) if "estimated" in name)
    found = check(day, datetime(day.year, day.month, day.day, 4, tzinfo=UTC), "ID")
    assert found is not None
    assert found.severity == "warning"
