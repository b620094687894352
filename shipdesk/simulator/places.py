"""Countries, provinces and cities of the database that Jumppoint's document names, where it is packed with us."""

import sqlite3
from functools import cache

from shipdesk.simulator.resources import resource


class Places:
    """Read-only questions to `resources/places.sqlite`.

    Tables: country (iso2, name, currency), province (id, country, name), city (province, name); names are in English.
    """

    def __init__(self, book: sqlite3.Connection) -> None:
        self._book = book

    def has_country(self, country: str) -> bool:
        return bool(self.country_name(country))

    def currency(self, country: str) -> str:
        """The currency of a country (ISO 3166 alpha-2), empty where none is known."""
        return next(iter(self._names("SELECT currency FROM country WHERE iso2 = ?", country)), "") or ""

    def country_name(self, country: str) -> str:
        """The English name of a country (ISO 3166 alpha-2), empty where it is not known."""
        return next(iter(self._names("SELECT name FROM country WHERE iso2 = ?", country)), "")

    def provinces(self, country: str) -> set[str]:
        return self._names("SELECT name FROM province WHERE country = ?", country)

    def cities(self, country: str, province: str) -> set[str]:
        """The cities of every province of that name: some countries have two."""
        return self._names(
            "SELECT city.name FROM city JOIN province ON province.id = city.province "
            "WHERE province.country = ? AND province.name = ?",
            country,
            province,
        )

    def _names(self, question: str, *values: str) -> set[str]:
        return {row[0] for row in self._book.execute(question, values)}


@cache
def places() -> Places | None:
    """The places, or None where the program has none packed."""
    packed = resource("places.sqlite")
    if packed is None:
        return None
    return Places(sqlite3.connect(f"{packed.as_uri()}?mode=ro", uri=True, check_same_thread=False))
