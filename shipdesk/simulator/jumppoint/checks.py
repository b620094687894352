"""The checks that only Jumppoint's tables name, each a function from a value to an objection or None."""

import re
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays
import phonenumbers
from babel import Locale
from babel.core import get_global
from babel.numbers import get_territory_currencies

from shipdesk.simulator.jumppoint.vocab import EUROPEAN
from shipdesk.simulator.places import places
from shipdesk.simulator.validate import Condition, Scene

_PHONE = re.compile(r"\+([1-9]\d{0,2})-(\d{4,14})")
_PICKUP_DAYS = 14
#: Countries whose currency changed after babel's tables were made.
_NEWER_CURRENCY = {"BG": "EUR"}


def receiver_in(*countries: str) -> Condition:
    return lambda scene: _country_of("receiver", scene) in countries


to_europe = receiver_in(*EUROPEAN)


def currency_of_destination(value: str, scene: Scene) -> str | None:
    """ "MUST match the currecy of destination countryCode"."""
    allowed = _currencies(_country_of("receiver", scene))
    if not allowed or value in allowed:
        return None
    return "Declared Value Currency needs to match with destination currency"


def country(value: str, _: Scene) -> str | None:
    """ "exact match with one of the country code in below database"."""
    book = places()
    known = book.has_country(value) if book else value in phonenumbers.SUPPORTED_REGIONS
    return None if known else "Invalid input: country code not found"


def country_name(value: str, _: Scene) -> str | None:
    """The country of an IOSS number is a member state's English name, as in `Germany`."""
    return None if value in _european_names() else "Invalid input: country not found"


def province(value: str, scene: Scene) -> str | None:
    """ "province has to be in corresponding country"; not checked where the database has no provinces."""
    book = places()
    known = book.provinces(str(scene.table.get("countryCode"))) if book else set()
    return None if not known or value in known else "Invalid input: province is not in the country"


def city(value: str, scene: Scene) -> str | None:
    """ "city has to be in corresponding province and country".

    Not checked where the province has no city, nor when the two have one name: the document's own samples are of
    these kinds (Kwai Tsing in Kwai Tsing, Kowloon City in Kowloon City).
    """
    book = places()
    within = str(scene.table.get("province"))
    known = book.cities(str(scene.table.get("countryCode")), within) if book else set()
    if not known or value in known or value == within:
        return None
    return "Invalid input: city is not in the province"


def phone(value: str, scene: Scene) -> str | None:
    """ "must match origin phone no. format as follows: +852-37069876"."""
    parts = _PHONE.fullmatch(value)
    if parts is None:
        return "Invalid input: must have the format +852-37069876"
    calling_code, national = parts.groups()
    home = phonenumbers.country_code_for_region(str(scene.table.get("countryCode")))
    if home and int(calling_code) != home:
        return f"Invalid input: calling code of the country is +{home}"
    try:
        number = phonenumbers.parse(f"+{calling_code}{national}")
    except phonenumbers.NumberParseException:
        return "Invalid input: calling code not found"
    return None if phonenumbers.is_valid_number(number) else "Invalid input: not a phone number of the country"


def pickup_date(value: str, scene: Scene) -> str | None:
    """ "either be a current date or a future date within 2 weeks (Sunday and Public Holidays are not available)"."""
    try:
        day = date.fromisoformat(value) if len(value) == len("2023-03-30") else None
    except ValueError:
        day = None
    if day is None:
        return "Invalid input: must be a date in ISO 8601 format"
    if scene.table.get("pickUp") is not True:
        return None
    home = _country_of("sender", scene)
    first, last = _window(home, scene.today)
    if not first <= day <= last:
        return "Invalid input: must be today or within 2 weeks"
    if day.weekday() == 6:
        return "Invalid input: Sunday is not available"
    if day in _holidays(home, day.year):
        return "Invalid input: public holiday is not available"
    return None


def _window(home: str, today: date | None) -> tuple[date, date]:
    """First and last date a pickup may have; a country with several zones may have two todays."""
    zones = get_global("territory_zones").get(home) or ["UTC"]
    todays = [today] if today else [datetime.now(ZoneInfo(zone)).date() for zone in zones]
    return min(todays), max(todays) + timedelta(days=_PICKUP_DAYS)


@cache
def _holidays(home: str, year: int) -> frozenset[date]:
    # The library keeps Good Friday among Hong Kong's optional days, where it is a public holiday.
    categories = (holidays.PUBLIC, holidays.OPTIONAL) if home == "HK" else None
    try:
        return frozenset(holidays.country_holidays(home, years=year, categories=categories))
    except NotImplementedError:
        return frozenset()


@cache
def _currencies(home: str) -> frozenset[str]:
    if home in _NEWER_CURRENCY:
        return frozenset({_NEWER_CURRENCY[home]})
    book = places()
    packed = {book.currency(home)} - {""} if book else set()
    return frozenset(packed | set(get_territory_currencies(home)))


@cache
def _european_names() -> frozenset[str]:
    book = places()
    packed = {book.country_name(code) for code in EUROPEAN} if book else set()
    return frozenset(packed | {Locale("en").territories[code] for code in EUROPEAN})


def _country_of(party: str, scene: Scene) -> str:
    table = scene.form.get(party)
    return str(table.get("countryCode", "")) if isinstance(table, dict) else ""
