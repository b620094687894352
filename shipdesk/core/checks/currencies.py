"""Currencies: which are current, and which are a country's."""

from __future__ import annotations

from functools import cache

from shipdesk.core.checks.places import Places
from shipdesk.core.checks.words import inside, listed, subject
from shipdesk.core.numbers import shown
from shipdesk.core.problems import Problem, error

#: Where the library is behind: Bulgaria has had the euro since 2026.
_MENDED = {"BG": frozenset({"EUR"})}
_GONE = frozenset({"BGN"})


@cache
def current_currencies() -> frozenset[str]:
    """The ISO 4217 codes that are legal tender somewhere today."""
    from babel.core import get_global  # noqa: PLC0415 - late: keeps start-up fast

    return frozenset().union(*(_tender(territory) for territory in get_global("territory_currencies"))) - _GONE


@cache
def _tender(country: str) -> frozenset[str]:
    from babel.numbers import get_territory_currencies  # noqa: PLC0415 - late: keeps start-up fast

    return _MENDED.get(country) or frozenset(get_territory_currencies(country))


def currencies_of(places: Places, country: str) -> tuple[str, ...]:
    """A country's currencies: the data's own first, then what else is tender there."""
    known = places.countries.get(country)
    listed_first = [known.currency] if known and known.currency and country not in _MENDED else []
    return tuple(dict.fromkeys([*listed_first, *sorted(_tender(country))]))


def check_currency(path: str, code: str) -> Problem | None:
    """A current ISO 4217 code, in capitals."""
    if code == "" or code in current_currencies():
        return None
    if code.upper() in current_currencies():
        sentence = f"{subject(path)} is written {shown(code.upper())}, not {shown(code)}."
        return error(path, "currency.unknown", sentence, code.upper())
    sentence = f"{shown(code)} is not a current currency; write its three letters, such as HKD or THB."
    return error(path, "currency.unknown", sentence)


def check_currency_of(places: Places, path: str, code: str, country: str) -> Problem | None:
    """A currency that must be one of that country's; the country's own is the fix."""
    allowed = currencies_of(places, country)
    if code == "" or not allowed or code in allowed or code not in current_currencies():
        return None
    name = places.countries[country].name if country in places.countries else country
    sentence = f"{shown(code)} is not the currency of {name}; {inside(path)} must be {listed(allowed)}."
    return error(path, "currency.mismatch", sentence, allowed[0])
