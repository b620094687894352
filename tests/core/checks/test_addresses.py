"""Countries, provinces, cities and postcodes of a party."""

import pytest

from shipdesk.core.checks.addresses import (
    check_country,
    check_place,
    check_postcode,
    country_meant,
    has_postcodes,
)
from shipdesk.core.shipment import Party
from tests.core.checks.reference import codes, places

PROVINCE, CITY = "receiver.province province", "receiver.city city"


@pytest.mark.parametrize(
    ("country", "province", "city", "found"),
    [
        ("TH", "Bangkok", "Bangkok", []),
        ("TH", "กรุงเทพฯ", "กรุงเทพฯ", []),
        ("NL", "Noord-Holland", "Amsterdam", []),
        ("NL", "North Holland", "Amsterdam", []),
        ("ID", "Maluku", "Ambon", []),
        ("SG", "Central Singapore", "Singapore", []),
        ("MO", "", "Macau", []),
        ("MO", "anything", "anywhere", []),
        ("TH", "", "Bangkok", []),
        ("HK", "Kwai Tsing", "", []),
        # The document's own samples: the province has no city; the city is not known but named like its province.
        ("HK", "Kwai Tsing", "Kwai Tsing", [f"{CITY}.none warning"]),
        ("HK", "Kowloon City", "Kowloon City", [f"{CITY}.unknown warning"]),
        ("HK", "Kwai Tsing", "Kowloon Tong", [f"{CITY}.none warning"]),
        ("TH", "Bankok", "Bangkok", [f"{PROVINCE}.near warning"]),
        ("TH", "bangkok", "Bangkok", [f"{PROVINCE}.near warning"]),
        ("HK", "Kowloon", "", [f"{PROVINCE}.near warning"]),
        ("SG", "Singapore", "Singapore", [f"{PROVINCE}.near warning"]),
        ("TH", "Guangdong", "Bangkok", [f"{PROVINCE}.other_country error"]),
        ("TH", "Xyzzy", "Bangkok", [f"{PROVINCE}.unknown error"]),
        ("TH", "Bangkok", "bangkok", [f"{CITY}.near warning"]),
        ("TH", "Bangkok", "Chiang Mai", [f"{CITY}.other_province error"]),
        # Another province has a city of this name, but it is named like its own province.
        ("CN", "Hebei", "Hebei", [f"{CITY}.unknown warning"]),
        ("TH", "Bangkok", "Xyzzy", [f"{CITY}.unknown warning"]),
        ("CN", "Guangdong", "Shenzen", [f"{CITY}.unknown warning"]),
        ("TH", "Bankok", "Chiang Mai", [f"{PROVINCE}.near warning", f"{CITY}.other_province error"]),
    ],
)
def test_places(country: str, province: str, city: str, found: list[str]) -> None:
    party = Party(country=country, province=province, city=city)
    assert codes(check_place(places(), "receiver", party)) == found


@pytest.mark.parametrize(
    ("country", "province", "city", "fix"),
    [
        ("TH", "Bankok", "", "Bangkok"),
        ("NL", "noord holland", "", "North Holland"),
        ("SG", "Singapore", "", "Central Singapore"),
        ("CN", "Guangdong", "Shenzen", "Shenzhen"),
        ("TH", "Bangkok", "bangkok", "Bangkok"),
        ("HK", "Kwai Tsing", "Kwai Tsing", ""),
        ("TH", "Bangkok", "Chiang Mai", None),
        ("TH", "Xyzzy", "", None),
    ],
)
def test_the_fix_is_the_datas_english_name(country: str, province: str, city: str, fix: str | None) -> None:
    (found,) = check_place(places(), "receiver", Party(country=country, province=province, city=city))
    assert found.fix == fix


def test_a_contradiction_names_the_other_place() -> None:
    (found,) = check_place(places(), "sender", Party(country="TH", province="Guangdong", city="x"))
    assert found.message.startswith("The province 'Guangdong' lies in China, not in Thailand;")
    (found,) = check_place(places(), "sender", Party(country="TH", province="Bangkok", city="Chiang Mai"))
    assert found.message == (
        "The city 'Chiang Mai' lies in Chiang Mai, not in Bangkok; correct the city or the province."
    )


def test_advise_makes_warnings_of_errors() -> None:
    party = Party(country="TH", province="Guangdong", city="x")
    assert codes(check_place(places(), "sender", party, advise=True)) == [
        "sender.province province.other_country warning"
    ]


def test_english_names_go_on_the_wire() -> None:
    assert places().english("TH", "กรุงเทพฯ", "กรุงเทพฯ") == ("Bangkok", "Bangkok")
    assert places().english("NL", "Noord-Holland", "Amsterdam") == ("North Holland", "Amsterdam")
    assert places().english("TH", "Xyzzy", "Nowhere") == ("Xyzzy", "Nowhere")


@pytest.mark.parametrize(
    ("code", "fix"),
    [
        ("HK", None),
        ("", None),
        ("hk", "HK"),
        ("UK", "GB"),
        ("uk", "GB"),
        ("Thailand", "TH"),
        ("ประเทศไทย", "TH"),
        ("ZZ", "-"),
        ("H", "-"),
    ],
)
def test_countries(code: str, fix: str | None) -> None:
    found = check_country(places(), "receiver.country", code)
    if fix is None:
        assert found is None
    else:
        assert found is not None
        assert (found.code, found.fix) == ("country.unknown", None if fix == "-" else fix)
        assert country_meant(places(), code) == ("" if fix == "-" else fix)


@pytest.mark.parametrize(
    ("country", "postcode", "odd"),
    [
        ("TH", "10230", False),
        ("TH", "1023", True),
        ("NL", "4131NR", False),
        ("NL", "9012 de", False),
        ("NL", "4131 NRX", True),
        ("SG", "54321", True),
        ("SG", "560123", False),
        ("US", "90065-1234", False),
        ("HK", "00000", False),
        ("HK", "anything", False),
        ("XK", "10000", False),
        ("TH", "", False),
    ],
)
def test_postcodes(country: str, postcode: str, odd: bool) -> None:
    found = check_postcode(places(), "receiver.postcode", postcode, country)
    assert (found is not None) == odd
    if found:
        assert found.severity == "warning"
        assert "one looks like" in found.message


def test_countries_without_postcodes() -> None:
    assert [has_postcodes(country) for country in ("HK", "MO", "AE", "TH", "SG")] == [False, False, False, True, True]


@pytest.mark.parametrize(
    ("country", "province", "zones"),
    [
        ("HK", "", ("Asia/Hong_Kong",)),
        ("US", "California", ("America/Los_Angeles",)),
        ("ID", "", ("Asia/Jakarta", "Asia/Jayapura", "Asia/Makassar")),
        ("MO", "", ("Asia/Macau",)),
    ],
)
def test_time_zones(country: str, province: str, zones: tuple[str, ...]) -> None:
    assert places().zones(country, province) == zones
