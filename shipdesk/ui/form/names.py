"""The lists a form offers that no carrier gives: countries and currencies, with the names a clerk knows them by."""

from __future__ import annotations

from functools import lru_cache

Pairs = tuple[tuple[str, str], ...]


@lru_cache(maxsize=1)
def countries() -> Pairs:
    """(ISO 3166 alpha-2, name), by name. The first call takes some 50 ms: make it off the window's thread."""
    from babel import Locale  # noqa: PLC0415 - late: keeps start-up fast

    names = Locale("en").territories
    known = (
        (code, _SHORTER.get(code, name))
        for code, name in names.items()
        if len(code) == 2 and code.isalpha() and code not in _NOT
    )
    return tuple(sorted(known, key=lambda pair: pair[1]))


@lru_cache(maxsize=1)
def country_names() -> dict[str, str]:
    """ISO 3166 alpha-2 to name."""
    return dict(countries())


@lru_cache(maxsize=1)
def currencies() -> Pairs:
    """(ISO 4217, the same): every currency that is in use today, by code."""
    from babel.numbers import get_territory_currencies  # noqa: PLC0415 - late: keeps start-up fast

    codes = {code for country, _ in countries() for code in get_territory_currencies(country)}
    return tuple((code, code) for code in sorted(codes))


#: As they stand on a parcel.
_SHORTER = {"HK": "Hong Kong", "MO": "Macao", "MM": "Myanmar"}
#: Regions of the name list that are no country one ships to.
_NOT = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
