"""Rules that look at more than one row, what the clerk is offered, and what goes out of it."""

import json
from dataclasses import replace

import pytest

from shipdesk.carriers.ceva import RECORD
from shipdesk.core.problems import Severity
from tests.carriers.samples import CONTEXT, changed, names, problems, record_of, sample

#: What the document's own samples are warned of: phones of no country, and a spreadsheet's numbers.
WARNED = {
    "ceva-sample": {"sender.phone phone.invalid", "receiver.phone phone.invalid"},
    "ceva-sample-domestic": {
        "sender.phone phone.invalid",
        "receiver.phone phone.invalid",
        "sender.postcode postcode.spreadsheet",
        "receiver.postcode postcode.spreadsheet",
        "products[0].product_code product_code.spreadsheet",
        "products[1].product_code product_code.spreadsheet",
    },
}


@pytest.mark.parametrize("name", names("ceva"))
def test_the_samples(name: str) -> None:
    found = problems(RECORD, sample(name))
    assert set(found) == WARNED.get(name, set())
    assert {one.severity for one in found.values()} <= {Severity.WARNING}


@pytest.mark.parametrize(
    ("values", "place", "fix"),
    [
        ({"service": "DOMESTIC/EXPRESS"}, "service service.country", "CROSSBORDER/EXPRESS"),
        ({"sender.country": "TH"}, "service service.country", "DOMESTIC/EXPRESS"),
        ({"service": "crossborder/EXPRESS"}, "service service.choice", "CROSSBORDER/EXPRESS"),
        ({"service": "EXPRESS"}, "service service.choice", None),
        ({"service": "CROSSBORDER/express"}, "service service.level", "CROSSBORDER/EXPRESS"),
        ({"service": "CROSSBORDER/Basic"}, "service service.level", None),
        ({"receiver.country": "th"}, "receiver.country country.unknown", "TH"),
        ({"options.origin_port": "sin"}, "options.origin_port port.form", "SIN"),
        ({"options.origin_port": "Singapore"}, "options.origin_port port.form", None),
        ({"receiver.postcode": "10110.0"}, "receiver.postcode postcode.spreadsheet", "10110"),
        ({"receiver.postcode": ""}, "receiver.postcode postcode.missing", None),
        ({"sender.name": ""}, "sender.name name.missing", "Clear Day Trading Pte Ltd"),
        ({"customs.incoterm": "ddp"}, "customs.incoterm incoterm.case", "DDP"),
        ({"reference": "A,B"}, "reference reference.comma", "A-B"),
        ({"pickup.date": "2026-11-01"}, "pickup.date pickup.past", "2026-11-20"),
    ],
)
def test_a_fix_that_is_one_key_away(values: dict[str, object], place: str, fix: str | None) -> None:
    record = record_of("ceva-thailand")
    before = changed(record, values)
    found = problems(RECORD, before)[place]
    assert found.fix == fix
    if fix:
        after = changed(record_of("ceva-thailand"), {**values, place.split(" ", maxsplit=1)[0]: fix})
        assert place not in problems(RECORD, after)


def test_a_postcode_where_there_is_none() -> None:
    found = problems(RECORD, sample("ceva-hong-kong", receiver__postcode=""))
    assert found["receiver.postcode postcode.missing"].fix == "00000"


@pytest.mark.parametrize(
    ("sender", "receiver", "service", "wrong"),
    [
        ("SG", "TH", "CROSSBORDER/X", False),
        ("SG", "SG", "CROSSBORDER/X", True),
        ("SG", "TH", "DOMESTIC/X", True),
        ("SG", "SG", "DOMESTIC/X", False),
        ("SG", "sg", "DOMESTIC/X", False),
        ("SG", "", "DOMESTIC/X", False),
        ("SG", "ZZ", "DOMESTIC/X", False),
    ],
)
def test_the_service_and_the_countries(sender: str, receiver: str, service: str, wrong: bool) -> None:
    shipment = sample("ceva-thailand", sender__country=sender, receiver__country=receiver, service=service)
    assert ("service service.country" in problems(RECORD, shipment)) == wrong


@pytest.mark.parametrize(
    ("phone", "country", "sent"),
    [
        ("081-234 5678", "TH", "+66812345678"),
        ("+66 81 234 5678", "TH", "+66812345678"),
        ("0066812345678", "TH", "+66812345678"),
        ("+1 (555) 123-4567", "TH", "+15551234567"),
        ("123", "TH", "123"),
        ("call Mei", "TH", "call Mei"),
        ("0812345678", "SG", "0812345678"),
    ],
)
def test_phones_go_out_as_e164_where_that_can_be_told(phone: str, country: str, sent: str) -> None:
    shipment = sample("ceva-thailand", receiver__phone=phone, receiver__country=country)
    assert json.loads(RECORD.freeze(shipment, CONTEXT).payload)["consigneeNumber"] == sent
    found = [one for place, one in problems(RECORD, shipment).items() if place.startswith("receiver.phone")]
    assert all(one.severity is Severity.WARNING for one in found)


@pytest.mark.parametrize(
    ("name", "values", "note"),
    [
        ("ceva-hong-kong", {"note": "Ring"}, "The note is not sent: CEVA takes a note in domestic orders only."),
        (
            "ceva-vietnam-domestic",
            {"customs.incoterm": "DDP"},
            "The incoterm is not sent: CEVA takes an incoterm in cross-border orders only.",
        ),
        (
            "ceva-vietnam-domestic",
            {"options.origin_port": "SGN"},
            "The option origin_port is not sent: CEVA takes ports in cross-border orders only.",
        ),
        (
            "ceva-vietnam-domestic",
            {"receiver.tax_number": "1"},
            "The receiver's tax number is not sent: CEVA takes a tax number in cross-border orders only.",
        ),
        (
            "ceva-hong-kong",
            {"receiver.district": "觀塘"},
            "The receiver's district is not sent: CEVA takes a district in domestic orders only.",
        ),
    ],
)
def test_what_this_kind_of_order_does_not_carry_is_said(name: str, values: dict[str, object], note: str) -> None:
    before = RECORD.freeze(sample(name), CONTEXT)
    after = RECORD.freeze(changed(record_of(name), values), CONTEXT)
    assert after.payload == before.payload
    assert set(after.notes) - set(before.notes) == {note}


def test_sides_with_decimals_go_within_a_country_only() -> None:
    assert problems(RECORD, sample("ceva-vietnam-domestic", parcel__length_cm="15.25")) == {}
    found = problems(RECORD, sample("ceva-hong-kong", parcel__length_cm="15.25"))
    assert set(found) == {"parcel.length_cm length_cm.decimals"}


def test_a_service_of_nobody_shows_every_field() -> None:
    both = RECORD.fields("CROSSBORDER/ECONOMY") | RECORD.fields("DOMESTIC/ECONOMY")
    assert RECORD.fields("") == RECORD.fields("CROSSBORDER/") == both
    assert RECORD.required("") == {"service"}
    assert "options.origin_port" in RECORD.required("CROSSBORDER/SLOW")
    assert "options.origin_port" not in RECORD.fields("DOMESTIC/SLOW")


def test_a_level_that_ceva_itself_has_named_is_no_warning() -> None:
    own = sample("ceva-thailand", service="CROSSBORDER/CLEAR DAY NEXT")
    assert [problem.code for problem in RECORD.check(own, CONTEXT)] == ["service.level"]
    named = replace(CONTEXT, services=frozenset({"CROSSBORDER/CLEAR DAY NEXT"}))
    assert RECORD.check(own, named) == []
