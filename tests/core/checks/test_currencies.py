"""Current currencies, and which are a country's."""

import pytest

from shipdesk.core.checks.currencies import check_currency, check_currency_of, currencies_of, current_currencies
from tests.core.checks.reference import places


@pytest.mark.parametrize("code", ["HKD", "THB", "EUR", "USD", "IDR", "CNY", ""])
def test_current(code: str) -> None:
    assert check_currency("cod.currency", code) is None


@pytest.mark.parametrize(("code", "fix"), [("thb", "THB"), ("BGN", None), ("DEM", None), ("XYZ", None), ("$", None)])
def test_not_current(code: str, fix: str | None) -> None:
    found = check_currency("cod.currency", code)
    assert found is not None
    assert (found.code, found.severity, found.fix) == ("currency.unknown", "error", fix)


@pytest.mark.parametrize(
    ("country", "expected"),
    [("TH", {"THB"}), ("BG", {"EUR"}), ("HR", {"EUR"}), ("PA", {"PAB", "USD"}), ("HK", {"HKD"}), ("AQ", set())],
)
def test_currencies_of_a_country(country: str, expected: set[str]) -> None:
    assert set(currencies_of(places(), country)) - {"AAD"} == expected


def test_every_country_of_the_data_uses_current_money() -> None:
    named = {country.currency for country in places().countries.values()} - {"AAD"}  # Antarctica's dollar is a joke
    assert named <= current_currencies()


def test_another_countrys_currency() -> None:
    found = check_currency_of(places(), "declared_value.currency", "USD", "TH")
    assert found is not None
    assert (found.code, found.severity, found.fix) == ("currency.mismatch", "error", "THB")
    assert found.message == ("'USD' is not the currency of Thailand; the currency of the declared value must be THB.")
    for code in ("THB", "", "thb"):
        assert check_currency_of(places(), "declared_value.currency", code, "TH") is None
