"""Whether a carrier can come on a day: in the sender's own time zone, not on a Sunday or a public holiday."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from shipdesk.core.checks.places import Country
from shipdesk.core.problems import Problem, Severity, error

_SUNDAY = 6
#: Where `public` alone is not all that is kept: Good Friday in Hong Kong is of another category.
_ALL_CATEGORIES = frozenset({"HK"})


@cache
def public_holidays(country: str, year: int) -> Mapping[date, str]:
    """The public holidays of a country in a year with their English names; none where the library knows none."""
    import holidays  # noqa: PLC0415 - late: keeps start-up fast

    try:
        calendar = holidays.country_holidays(country, years=year)
        categories = calendar.supported_categories if country in _ALL_CATEGORIES else None
        language = "en_US" if "en_US" in calendar.supported_languages else None
        return dict(holidays.country_holidays(country, years=year, categories=categories, language=language))
    except NotImplementedError:
        return {}


def window(zones: tuple[str, ...], now: datetime, days: int) -> tuple[date, date]:
    """Today and the last day, there; where several time zones may hold, as wide as they allow."""
    today = [now.astimezone(ZoneInfo(zone)).date() for zone in zones] or [now.date()]
    return min(today), max(today) + timedelta(days=days)


def closed_because(day: date, country: str) -> str:
    """Why nobody comes on that day: `Sunday`, a holiday's name, or an empty text."""
    return "Sunday" if day.weekday() == _SUNDAY else public_holidays(country, day.year).get(day, "")


def check_pickup_day(
    path: str, day: date, country: Country, *, zones: tuple[str, ...], now: datetime, days: int
) -> Problem | None:
    """From today to `days` ahead, no Sunday, no public holiday of the country. The fix is the next such day."""
    first, last = window(zones, now, days)
    open_days = [one for one in _days(first, last) if not closed_because(one, country.code)]
    later = [one for one in open_days if one > day]
    fix = (later or open_days)[0].isoformat() if open_days else None
    choose = f"the next possible day is {fix}" if fix else f"choose a day from {first} to {last}"
    if day < first:
        return error(path, "pickup.past", f"The pickup date {day} has passed; {choose}.", fix)
    if day > last:
        return error(path, "pickup.too_late", f"The pickup date {day} is more than {days} days ahead; {choose}.", fix)
    reason = closed_because(day, country.code)
    if not reason:
        return None
    if reason == "Sunday":
        return error(path, "pickup.sunday", f"The pickup date {day} is a Sunday; {choose}.", fix)
    # A holiday that goes by the moon is an estimate until it is announced.
    severity = Severity.WARNING if "estimated" in reason else Severity.ERROR
    sentence = f"The pickup date {day} is a public holiday in {country.name} ({reason}); {choose}."
    return Problem(path, "pickup.holiday", severity, sentence, fix)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
