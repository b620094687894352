"""The packed places are what the pinned source says."""

import importlib.util
import sqlite3
from pathlib import Path
from types import ModuleType

import pytest
from countrystatecity_countries.loaders import DataLoader

from shipdesk.assets import resource

SCRIPT = Path(__file__).parents[2] / "build" / "places.py"
TABLES = {
    "country": "SELECT iso2, name, native, currency, timezones FROM country WHERE iso2 = ?",
    "province": "SELECT id, country, code, name, native, timezone FROM province WHERE country = ? ORDER BY id",
    "city": "SELECT province, city.name, city.native FROM city JOIN province ON id = province WHERE country = ? "
    "ORDER BY province, city.name",
}


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("pack_places", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("country", ["HK", "SG", "MO"])
def test_a_country_packed_anew_is_what_is_shipped(tmp_path: Path, country: str) -> None:
    script().pack(tmp_path / "small.sqlite", [country])
    with sqlite3.connect(tmp_path / "small.sqlite") as small, sqlite3.connect(resource("places.sqlite")) as shipped:
        for query in TABLES.values():
            assert small.execute(query, (country,)).fetchall() == shipped.execute(query, (country,)).fetchall()
        assert small.execute("SELECT count(*) FROM country").fetchone() == (1,)
    small.close()
    shipped.close()


def test_every_country_and_province_is_packed() -> None:
    shipped = sqlite3.connect(resource("places.sqlite"))
    countries = DataLoader.load_countries()
    provinces = sum(len(DataLoader.load_states(country["iso2"])) for country in countries)
    assert shipped.execute("SELECT count(*) FROM country").fetchone() == (len(countries),)
    assert shipped.execute("SELECT count(*) FROM province").fetchone() == (provinces,)
    assert shipped.execute("SELECT count(*) FROM city WHERE name <> trim(name)").fetchone() == (0,)
    shipped.close()


def test_the_licence_lies_beside_the_data() -> None:
    assert "Open Database License" in resource("places-LICENSE.txt").read_text("utf-8")
