"""Countries, provinces and cities, from the packed file, and whether a party's place can be right.

The file is `resources/places.sqlite` (made by build/places.py). A country is read whole when it is first asked for
and kept; nothing is read while one types.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from pathlib import Path

from shipdesk.core.checks.nearest import Nearest, fold


@dataclass(frozen=True, slots=True)
class Country:
    """A country: ISO 3166 alpha-2, names, ISO 4217 currency, time zones as `Area/City`."""

    code: str
    name: str
    native: str
    currency: str
    zones: tuple[str, ...]


@dataclass(frozen=True)
class Province:
    """A province and its cities, by folded name. The same name may stand for two provinces of a country."""

    name: str
    native: str
    zone: str
    cities: dict[str, str] = field(repr=False)

    @cached_property
    def nearest(self) -> Nearest:
        return Nearest(self.cities.values())

    @property
    def capital(self) -> str:
        """The city that is named like the province, where there is one."""
        return self.cities.get(fold(self.name), "")

    def is_named(self, folded: str) -> bool:
        return folded in (fold(self.name), fold(self.native))


@dataclass(frozen=True, slots=True)
class Match:
    """What a province that was typed stands for: `exact` as the data spells it, else by `near` names."""

    provinces: tuple[Province, ...] = ()
    exact: bool = False
    near: tuple[str, ...] = ()


@dataclass(frozen=True)
class Atlas:
    """The provinces of one country."""

    provinces: tuple[Province, ...]
    spelt: dict[str, list[Province]] = field(default_factory=dict, repr=False)
    """By English and by native name, as spelt."""
    folded: dict[str, list[Province]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        for province in self.provinces:
            for name in {province.name, province.native} - {""}:
                self.spelt.setdefault(_nfc(name), []).append(province)
                self.folded.setdefault(fold(name), []).append(province)

    @cached_property
    def nearest(self) -> Nearest:
        return Nearest(name for province in self.provinces for name in (province.name, province.native) if name)

    @cached_property
    def cities(self) -> dict[str, list[Province]]:
        """The provinces that have a city of this folded name."""
        found: dict[str, list[Province]] = {}
        for province in self.provinces:
            for name in province.cities:
                found.setdefault(name, []).append(province)
        return found

    def match(self, text: str) -> Match:
        """Which province was meant."""
        if exact := self.spelt.get(_nfc(text)):
            return Match(tuple(exact), exact=True)
        if same := self.folded.get(fold(text)):
            return Match(tuple(same), near=(same[0].name,))
        alike = [self.spelt[_nfc(name)] for name in self.nearest.find(text)]
        names = dict.fromkeys(province.name for provinces in alike for province in provinces)
        return Match(tuple(alike[0]) if alike else (), near=tuple(names))


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


class Places:
    """The packed file. Safe from any thread: each reading opens the file for itself."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.atlas = lru_cache(maxsize=64)(self._atlas)
        self.match = lru_cache(maxsize=4096)(self._match)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(f"{self._file.as_uri()}?mode=ro&immutable=1", uri=True)) as book:
            yield book

    @cached_property
    def countries(self) -> dict[str, Country]:
        """Every country, by its code."""
        with self._open() as book:
            rows = book.execute("SELECT iso2, name, native, currency, timezones FROM country ORDER BY name")
            return {row[0]: Country(row[0], row[1], row[2], row[3], tuple(row[4].split())) for row in rows}

    @cached_property
    def _codes_by_name(self) -> dict[str, str]:
        return {
            fold(name): country.code for country in self.countries.values() for name in (country.native, country.name)
        }

    @cached_property
    def _province_homes(self) -> dict[str, list[str]]:
        with self._open() as book:
            homes: dict[str, list[str]] = {}
            for code, name in book.execute("SELECT country, name FROM province ORDER BY country"):
                homes.setdefault(fold(name), []).append(code)
            return homes

    def named(self, name: str) -> str:
        """The code of the country of this English or native name, or an empty text."""
        return self._codes_by_name.get(fold(name), "")

    def homes(self, province: str) -> list[str]:
        """The codes of the countries that have a province of this name."""
        return self._province_homes.get(fold(province), [])

    def _atlas(self, country: str) -> Atlas:
        with self._open() as book:
            cities: dict[int, dict[str, str]] = {}
            query = "SELECT province, city.name FROM city JOIN province ON id = province WHERE country = ?"
            for province, name in book.execute(query, (country,)):
                cities.setdefault(province, {})[fold(name)] = name
            query = "SELECT id, name, native, timezone FROM province WHERE country = ? ORDER BY name"
            rows = book.execute(query, (country,)).fetchall()
        return Atlas(tuple(Province(name, native, zone, cities.get(key, {})) for key, name, native, zone in rows))

    def _match(self, country: str, province: str) -> Match:
        return self.atlas(country).match(province)

    def zones(self, country: str, province: str) -> tuple[str, ...]:
        """The time zones that may hold there: the province's, else all of the country's."""
        found = {one.zone for one in self.match(country, province).provinces if one.zone} if province else set()
        if not found:
            found = {one.zone for one in self.atlas(country).provinces if one.zone}
        known = self.countries.get(country)
        return tuple(sorted(found)) or (known.zones if known else ())

    def english(self, country: str, province: str, city: str) -> tuple[str, str]:
        """Province and city under the data's English names where they are written right, else as they are."""
        match = self.match(country, province)
        if not match.exact:
            return province, city
        name = match.provinces[0].name
        return name, self.english_city(match, city)

    @staticmethod
    def english_city(match: Match, city: str) -> str:
        """A city named like its province is known by the province's native name as well; any other as it is."""
        for province in match.provinces:
            if city and _nfc(city) == _nfc(province.native) and province.capital:
                return province.capital
        return city


@cache
def open_places(file: Path) -> Places:
    """The places of this file, one for the life of the program."""
    return Places(file)
