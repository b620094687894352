#!/usr/bin/env python3
"""Packs the places that checks know into `resources/places.sqlite`: countries, provinces, cities.

    .venv/bin/python build/places.py

The source is `countrystatecity-countries` (pinned in pyproject.toml), the database that Jumppoint's document
names. It is 4,969 files; a form needs one that opens at once. The packed file is a derived database and stays
under the source's licence: see `resources/places-LICENSE.txt`.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from countrystatecity_countries.loaders import DataLoader

TARGET = Path(__file__).resolve().parent.parent / "resources" / "places.sqlite"

SCHEMA = """
CREATE TABLE country (iso2 TEXT PRIMARY KEY, name TEXT, native TEXT, currency TEXT, timezones TEXT);
CREATE TABLE province (id INTEGER PRIMARY KEY, country TEXT, code TEXT, name TEXT, native TEXT, timezone TEXT);
CREATE TABLE city (province INTEGER, name TEXT, native TEXT, PRIMARY KEY (province, name)) WITHOUT ROWID;
"""
INDEXES = """
CREATE INDEX province_country ON province (country);
CREATE INDEX province_name ON province (name);
"""


def pack(target: Path, only: Iterable[str] | None = None) -> None:
    """Pack every country, or those whose ISO codes are in `only`, into a new file at `target`."""
    target.unlink(missing_ok=True)
    wanted = None if only is None else set(only)
    book = sqlite3.connect(target)
    with book:
        book.executescript(SCHEMA)
        for country in DataLoader.load_countries():
            if wanted is None or country["iso2"] in wanted:
                pack_country(book, country)
        book.executescript(INDEXES)
    book.execute("VACUUM")
    book.close()


def pack_country(book: sqlite3.Connection, country: dict[str, Any]) -> None:
    """One country with its provinces and their cities. Time zones are separated by blanks."""
    iso2 = country["iso2"]
    zones = " ".join(zone["zoneName"] for zone in country["timezones"] or ())
    book.execute(
        "INSERT INTO country VALUES (?, ?, ?, ?, ?)",
        (iso2, text(country["name"]), text(country["native"]), text(country["currency"]), zones),
    )
    for province in DataLoader.load_states(iso2):
        code = text(province["state_code"])
        book.execute(
            "INSERT INTO province VALUES (?, ?, ?, ?, ?, ?)",
            (
                province["id"],
                iso2,
                code,
                text(province["name"]),
                text(province["native"]),
                text(province["timezone"]),
            ),
        )
        names = {text(city["name"]): text(city.get("native")) for city in DataLoader.load_cities(iso2, code)}
        book.executemany("INSERT INTO city VALUES (?, ?, ?)", [(province["id"], *pair) for pair in names.items()])


def text(value: object) -> str:
    """The stripped text: some names of the source end in a blank, some are null."""
    return str(value or "").strip()


def main() -> int:
    pack(TARGET)
    print(f"{TARGET.name}: {TARGET.stat().st_size / 2**20:.1f} MiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
