"""The request tables of Create Booking, row by row: what is refused, and with which field."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tests.simulator_process import Simulator

Json = dict[str, Any]
Booking = Callable[..., Json]

TO_GERMANY = {
    "receiver__countryCode": "DE",
    "receiver__province": "Berlin",
    "receiver__city": "Berlin",
    "receiver__phone": "+49-3012345678",
    "packageValueCurrency": "EUR",
}
TO_CHINA = {
    "receiver__countryCode": "CN",
    "receiver__province": "Beijing",
    "receiver__city": "Beijing",
    "receiver__phone": "+86-13812345678",
    "packageValueCurrency": "CNY",
}


def refused_fields(answer: httpx.Response) -> list[str]:
    """The fields that an answer names, in its order."""
    body = answer.json()
    assert answer.status_code == 400
    assert body["status"] is False
    assert body["message"].startswith("Errors: ")
    return re.findall(r"(?:^Errors: |, )([\w.]+): ", body["message"])


REQUIRED = [
    "referenceNo", "transportMode", "pickUp", "pickUpDate", "pickUpSlot", "sender", "receiver", "packageValue",
    "packageValueCurrency", "paymentMethod", "codValue", "codValueCurrency", "package", "productType", "products",
    "package__grossWeight", "products__0__descriptionEn", "products__0__descriptionOr", "products__0__unitPrice",
    "products__0__priceCurrency", "products__0__quantity",
    *[f"{party}__{name}" for party in ("sender", "receiver") for name in
      ("name", "company", "address", "district", "province", "countryCode", "postcode", "phone")],
]  # fmt: skip


@pytest.mark.parametrize("path", REQUIRED)
@pytest.mark.parametrize("value", [None, ""])
def test_required(client: httpx.Client, booking: Booking, path: str, value: str | None) -> None:
    answer = client.post("/booking", json=booking(**{path: value}))
    assert path.replace("__", ".") in refused_fields(answer)


@pytest.mark.parametrize(
    "path",
    [
        "webhookURL", "pickUpBagNo", "shipmentTerm", "packageAmount", "cargoValue", "package__height",
        "package__width", "package__volumeWeight", "products__0__hsCode", "products__0__batteryType", "sender__city",
        "receiver__city", "sender__email",
    ],
)  # fmt: skip
def test_optional(client: httpx.Client, booking: Booking, path: str) -> None:
    assert client.post("/booking", json=booking(**{path: None})).status_code == 200


WRONG: list[tuple[str, Any]] = [
    ("referenceNo", 7),
    ("transportMode", "air"),
    ("pickUp", "TRUE"),
    ("pickUpSlot", "am"),
    ("paymentMethod", "Prepaid"),
    ("productType", "general"),
    ("shipmentTerm", "DAP"),
    ("webhookURL", "www.example.com"),
    ("packageValue", "2557"),
    ("packageValue", -1),
    ("packageValue", 1.005),
    ("packageValue", True),
    ("packageValueCurrency", "thb"),
    ("codValue", 25.005),
    ("codValueCurrency", "XXZ"),
    ("packageAmount", "two"),
    ("packageAmount", 1.5),
    ("cargoValue", 0.001),
    ("freightShippingFee", 0.001),
    ("sender", "Tommy Lee"),
    ("products", []),
    ("products", ["T-Shirt"]),
    ("package__height", 23.5),
    ("package__length", 0),
    ("package__width", "14"),
    ("package__grossWeight", 25.2001),
    ("package__volumeWeight", 22.0001),
    ("products__0__unitPrice", 254.001),
    ("products__0__quantity", 1.5),
    ("products__0__quantity", 0),
    ("products__0__priceCurrency", "BAHT"),
    ("products__0__batteryAmount", 0.5),
    ("sender__countryCode", "hk"),
    ("receiver__countryCode", "UK"),
    ("sender__phone", "+85255677865"),
    ("sender__phone", "55677865"),
    ("sender__phone", "+66-892405092"),
    ("receiver__phone", "+66-12"),
    ("receiver__phone", "+66-99999999999"),
    ("sender__taxNoType", "SSN"),
    ("receiver__taxNoType", "LVG Number"),
    ("sender__idNoType", "passport"),
    ("sender__province", "Bangkok"),
    ("receiver__city", "Chiang Mai"),
    ("pickUpDate", "14/04/2023"),
    ("pickUpDate", "2023-04-13"),
    ("pickUpDate", "2023-04-29"),
    ("pickUpDate", "2023-04-16"),
    ("pickUpDate", "2023-02-30"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value"), WRONG)
def test_wrong(client: httpx.Client, booking: Booking, path: str, value: Any) -> None:
    named = refused_fields(client.post("/booking", json=booking(**{path: value})))
    assert any(one.startswith(path.replace("__", ".")) for one in named)


RIGHT: list[dict[str, Any]] = [
    {"packageAmount": "2"},
    {"package__length": 15},
    {"package__grossWeight": 25.125},
    {"sender__taxNoType": "LVG Number"},
    {"sender__province": "Kowloon City", "sender__city": "Kowloon City"},
    {"sender__city": "Somewhere that no list has"},
    {"pickUpDate": "2023-04-28"},
    {"pickUp": False, "pickUpDate": None, "pickUpSlot": None},
    {"paymentMethod": "PP", "codValue": None, "codValueCurrency": None},
    {"somethingElse": 1},
    {**TO_GERMANY, "iossNo": "IM3456543458", "iossCountry": "Germany"},
    {**TO_CHINA, "shipmentTerm": "DDU"},
    {"insuranceValue": 5, "insuranceCurrency": "THB", "insuranceType": "All risks"},
]


@pytest.mark.parametrize("changes", RIGHT)
def test_right(client: httpx.Client, booking: Booking, changes: Json) -> None:
    answer = client.post("/booking", json=booking(**changes))
    assert (answer.status_code, answer.json().get("message")) == (200, None)


#: What is left out or put in, and the fields that are then missing from a pair or trio.
INCOMPLETE: list[tuple[Json, list[str]]] = [
    ({"sender__taxNo": None}, ["sender.taxNo"]),
    ({"sender__taxNoType": None}, ["sender.taxNoType"]),
    ({"receiver__idNo": None}, ["receiver.idNo"]),
    ({"receiver__idNoType": None}, ["receiver.idNoType"]),
    ({"paymentMethod": "PP", "codValue": None}, ["codValue"]),
    ({"iossNo": "IM3456543458"}, ["iossCountry"]),
    ({"iossCountry": "Germany"}, ["iossNo"]),
    ({"insuranceValue": 5}, ["insuranceCurrency", "insuranceType"]),
    ({"insuranceType": "All risks"}, ["insuranceValue", "insuranceCurrency"]),
    (TO_GERMANY, ["iossNo", "iossCountry"]),
    ({**TO_GERMANY, "iossNo": "IM3456543458", "iossCountry": "DE"}, ["iossCountry"]),
    ({**TO_CHINA, "shipmentTerm": None}, ["shipmentTerm"]),
]


@pytest.mark.parametrize(("changes", "fields"), INCOMPLETE)
def test_pairs_and_trios(client: httpx.Client, booking: Booking, changes: Json, fields: list[str]) -> None:
    assert refused_fields(client.post("/booking", json=booking(**changes))) == fields


def test_good_friday_in_hong_kong(client: httpx.Client, simulator: Simulator, booking: Booking) -> None:
    simulator.control("jumppoint/settings", today="2023-04-03")
    assert refused_fields(client.post("/booking", json=booking(pickUpDate="2023-04-07"))) == ["pickUpDate"]


def test_pickup_counts_from_the_real_day_unless_told(
    client: httpx.Client, simulator: Simulator, booking: Booking
) -> None:
    simulator.control("jumppoint/settings", today=None)
    assert refused_fields(client.post("/booking", json=booking())) == ["pickUpDate"]
    today = dt.datetime.now(dt.timezone(dt.timedelta(hours=8))).date()
    days = [(today + dt.timedelta(ahead)).isoformat() for ahead in range(1, 14)]
    answers = [client.post("/booking", json=booking(pickUpDate=day, referenceNo=day)) for day in days]
    assert any(answer.status_code == 200 for answer in answers)


@pytest.mark.parametrize("joiner", [", ", "; ", "\n"])
def test_several_errors_are_joined(client: httpx.Client, simulator: Simulator, booking: Booking, joiner: str) -> None:
    simulator.control("jumppoint/settings", joiner=joiner)
    answer = client.post("/booking", json=booking(sender__name=None, products__0__quantity=0))
    expected = f"Errors: sender.name: Required{joiner}products.0.quantity: Invalid input: must be at least 1"
    assert answer.json()["message"] == expected


def test_unknown_keys_are_tolerated_and_noted(client: httpx.Client, simulator: Simulator, booking: Booking) -> None:
    assert client.post("/booking", json=booking(products__0__colour="red")).status_code == 200
    unknown = simulator.control()["carriers"]["jumppoint"]["unknown_keys"]
    assert unknown == {"package.lenght": 1, "products.0.colour": 1}


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b'"text"', b"[" * 100_000, b"\xff", b'{"codValue": NaN}', b'{"referenceNo": "\\ud800"}',
        b'{"codValue": 1e99999999999999999999}', b'{"codValue": ' + b"9" * 5000 + b"}",
    ],
)  # fmt: skip
def test_what_is_no_booking_at_all(client: httpx.Client, simulator: Simulator, body: bytes) -> None:
    answer = client.post("/booking", content=body)
    assert answer.status_code == 400
    assert simulator.control()["carriers"]["jumppoint"]["bookings"] == []


def test_field_errors_hide_a_duplicate(client: httpx.Client, simulator: Simulator, booking: Booking) -> None:
    assert client.post("/booking", json=booking()).status_code == 200
    simulator.control("jumppoint/settings", today="2023-04-15")
    assert refused_fields(client.post("/booking", json=booking())) == ["pickUpDate"]
