"""Prices through the real commands, from the simulated carriers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.carriers.samples import record_of
from tests.cli.conftest import PASSWORD, Station, shipment
from tests.simulator_process import Simulator

KEYS = ["carrier", "service", "name", "amount", "currency", "days_min", "days_max"]


@pytest.fixture
def priced(station: Station, carriers: Simulator) -> Station:
    carriers.control("reset")
    done = station.run(
        "account", "set", "jne", "environment=custom", f"base_url={carriers.url}/jne", "username=s3",
        "customer_id=10950700", "branch=CGK000", "--secret", "api_key", stdin=PASSWORD.encode(),
    )  # fmt: skip
    assert done.status == 0
    return station


def parcel(**options: Any) -> dict[str, Any]:
    record = record_of("jne-onmarket")
    return {**record, "options": {**record["options"], **options}}


def test_each_service_with_its_price_the_cheapest_first(priced: Station) -> None:
    done = priced.run("rates", "--json", priced.file("o.json", parcel()))
    assert (done.status, done.err) == (0, "")
    assert all(list(record) == KEYS for record in done.records)
    found = {record["service"]: record for record in done.records}
    assert {"ONMARKET/REG", "ONDELIVERY/REG"} <= set(found)
    assert (found["ONMARKET/REG"]["carrier"], found["ONMARKET/REG"]["currency"]) == ("jne", "IDR")
    amounts = [Decimal(record["amount"]) for record in done.records]
    assert amounts == sorted(amounts)
    assert amounts[0] < amounts[-1]
    shown = priced.run("rates", priced.file("o.json", parcel())).out.splitlines()
    assert shown[0] == "20240705002, with jne"
    assert shown[1].split() == ["service", "name", "amount", "currency", "days"]


def test_what_nobody_can_say_is_a_sentence_and_keeps_no_other_back(priced: Station) -> None:
    orders = [shipment("J1"), parcel(destination_code="ZZZ10000"), parcel(), parcel(origin_code="")]
    for number, order in enumerate(orders, start=1):
        order["reference"] = f"R{number}"
    done = priced.run("rates", "--json", priced.file("o.json", orders))
    assert done.status == 1
    assert {record["carrier"] for record in done.records} == {"jne"}
    first, second, third = done.err.splitlines()
    assert first == "shipdesk: R1: Jumppoint tells no prices."
    assert second == "shipdesk: R2: JNE has no price for this shipment."
    assert third.startswith("shipdesk: R4: ")
    assert "rigin" in third


def test_without_a_carrier_all_that_can_say_are_asked(priced: Station) -> None:
    done = priced.run("rates", "--json", priced.file("o.json", parcel() | {"carrier": ""}))
    assert (done.status, {record["carrier"] for record in done.records}) == (0, {"jne"})


def test_without_an_account_that_is_said(station: Station) -> None:
    done = station.run("rates", station.file("o.json", parcel()))
    assert done.status == 1
    assert done.err == "shipdesk: 20240705002: There is no JNE account yet; set one up in Settings.\n"
