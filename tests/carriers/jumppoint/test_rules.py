"""Rules that look at more than one row, and what the clerk is offered."""

from datetime import date

import pytest

from shipdesk.carriers.jumppoint import RECORD
from shipdesk.core.carrier import CheckContext
from shipdesk.core.problems import Severity
from tests.carriers.samples import NOW, changed, names, on, problems, record_of, sample

#: What the document's own sample is warned of, and nothing else is.
WARNED = {
    "sender.city city.none",
    "products[0].hs_code hs_code.form",
    "customs.product_type product_type.battery",
}


def test_the_documents_sample_has_warnings_only() -> None:
    found = problems(RECORD, sample("jumppoint-sample"))
    assert set(found) == WARNED
    assert {one.severity for one in found.values()} == {Severity.WARNING}


@pytest.mark.parametrize("name", [one for one in names("jumppoint") if one != "jumppoint-sample"])
def test_the_other_samples_have_nothing_wrong(name: str) -> None:
    assert problems(RECORD, sample(name)) == {}


@pytest.mark.parametrize(
    ("values", "place", "fix"),
    [
        ({"sender.postcode": ""}, "sender.postcode postcode.missing", "00000"),
        ({"receiver.postcode": ""}, "receiver.postcode postcode.missing", None),
        ({"receiver.company": ""}, "receiver.company company.missing", "Jerry Lee"),
        (
            {"products[0].description_origin": ""},
            "products[0].description_origin description_origin.missing",
            "T-Shirt",
        ),
        ({"receiver.country": "th"}, "receiver.country country.unknown", "TH"),
        ({"declared_value.currency": "USD"}, "declared_value.currency currency.mismatch", "THB"),
        ({"sender.id_type": "passport"}, "sender.id_type id_type.case", "Passport"),
        ({"receiver.province": "Bankok"}, "receiver.province province.near", "Bangkok"),
        ({"sender.city": "Kwai Tsing"}, "sender.city city.none", ""),
        ({"pickup.date": "2026-11-22"}, "pickup.date pickup.sunday", "2026-11-23"),
        ({"service": "air"}, "service service.case", "Air"),
    ],
)
def test_a_fix_that_is_one_key_away(values: dict[str, object], place: str, fix: str | None) -> None:
    record = record_of("jumppoint-sample")
    before = changed(record, values)
    found = problems(RECORD, before)[place]
    assert found.fix == fix
    if fix:
        after = problems(RECORD, changed(record, {found.field: fix}))
        assert place not in after


def test_a_country_in_small_letters_does_not_hide_the_other_faults() -> None:
    found = problems(RECORD, sample("jumppoint-sample", receiver__country="th", receiver__phone="123"))
    assert "receiver.country country.unknown" in found
    assert "receiver.phone phone.invalid" in found


def test_places_that_advise_only() -> None:
    shipment = sample("jumppoint-sample", receiver__province="Perak")
    assert problems(RECORD, shipment)["receiver.province province.other_country"].severity is Severity.ERROR
    advised = CheckContext(NOW, {"places": "advise"})
    found = problems(RECORD, shipment, advised)["receiver.province province.other_country"]
    assert found.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"country": "HK", "province": "Kwai Tsing"}, False),
        ({"country": "HK", "province": "Sha Tin"}, True),
        ({"country": "HK", "province": ""}, True),
        ({"country": "", "province": ""}, True),
        ({"country": "MO", "province": "Macau"}, False),
    ],
)
def test_a_city_is_left_empty_where_there_is_none(changes: dict[str, str], missing: bool) -> None:
    values = {f"sender.{name}": value for name, value in {**changes, "city": ""}.items()}
    found = problems(RECORD, changed(record_of("jumppoint-sample"), dict(values)))
    assert ("sender.city city.missing" in found) == missing


def test_no_pickup_asks_for_no_date() -> None:
    assert not any(place.startswith("pickup") for place in problems(RECORD, sample("jumppoint-sample", pickup={})))
    only_bag = problems(RECORD, sample("jumppoint-sample", pickup={"bag": "B1"}))
    assert {"pickup.date date.missing", "pickup.slot slot.missing"} <= set(only_bag)


def test_a_holiday_of_the_senders_country() -> None:
    christmas = on(date(2026, 12, 23))
    found = problems(RECORD, sample("jumppoint-sample", pickup__date="2026-12-25"), christmas)
    assert found["pickup.date pickup.holiday"].fix == "2026-12-28"
    thai = problems(RECORD, sample("jumppoint-hong-kong", pickup__date="2026-12-25"), christmas)
    assert not any(place.startswith("pickup") for place in thai)


def test_unknown_options_are_named() -> None:
    shipment = sample("jumppoint-sample", options={"cargo_val": 1})
    assert problems(RECORD, shipment)["options.cargo_val options.unknown"].message == (
        "This carrier has no option 'cargo_val'; did you mean 'cargo_value'?"
    )
