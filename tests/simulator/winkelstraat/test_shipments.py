"""Winkelstraat's calls: the shape of its example, its key, its statuses."""

import json
from typing import Any

import pytest

from tests.simulator.receiver import Receiver
from tests.simulator_process import Simulator

#: The keys of the page's "Request example".
KEYS = {
    "items", "track", "status", "currency", "po_number", "created_at", "updated_at", "collected_at", "delivered_at",
    "increment_id", "origin_address", "shipping_address", "order_increment_id",
}  # fmt: skip
ADDRESS = {
    "city",
    "email",
    "street",
    "postcode",
    "telephone",
    "country_id",
    "region_code",
    "company_name",
    "house_number",
}


def told(simulator: Simulator, receiver: Receiver, verb: str, **given: Any) -> dict[str, Any]:
    simulator.control(f"winkelstraat/{verb}", {"url": receiver.url, **given})
    call = receiver.next()
    assert call.headers["x-api-key"] == "training"
    made: dict[str, Any] = json.loads(call.body)
    return made


def test_a_shipment_has_the_shape_of_the_example(simulator: Simulator, receiver: Receiver) -> None:
    made = told(simulator, receiver, "shipment", fields={"po_number": "REF1"})
    assert set(made) == KEYS
    assert set(made["origin_address"]) == ADDRESS
    assert set(made["shipping_address"]) == ADDRESS | {"first_name", "last_name"}
    assert set(made["track"]) == {"method", "carrier", "tracking_url", "tracking_number"}
    assert (made["po_number"], made["status"]) == ("REF1", "READY_FOR_PICKUP")


def test_it_moves_through_its_statuses(simulator: Simulator, receiver: Receiver) -> None:
    number = told(simulator, receiver, "shipment")["increment_id"]
    moving = told(simulator, receiver, "advance", increment_id=number, updated_at="2026-07-01T10:00:00Z")
    assert (moving["status"], moving["updated_at"]) == ("IN_TRANSIT", "2026-07-01 12:00:00")
    assert (moving["collected_at"], moving["delivered_at"]) == ("2026-07-01 12:00:00", None)
    there = told(simulator, receiver, "advance", increment_id=number)
    assert there["status"] == "DELIVERED"
    assert there["delivered_at"]
    odd = told(simulator, receiver, "advance", increment_id=number, status="EXCEPTION")
    assert odd["status"] == "EXCEPTION"


@pytest.mark.parametrize("forged", ["wrong_proof", "missing_proof"])
def test_a_forged_one_has_another_key_or_none(simulator: Simulator, receiver: Receiver, forged: str) -> None:
    simulator.control("winkelstraat/shipment", url=receiver.url, forged=forged)
    key = receiver.next().headers["x-api-key"]
    assert key is None if forged == "missing_proof" else key not in (None, "training")
    assert simulator.control()["carriers"]["winkelstraat"]["shipments"] == []


def test_by_itself_it_makes_a_few_and_then_moves_them(simulator: Simulator, receiver: Receiver) -> None:
    simulator.control("winkelstraat/settings", url=receiver.url)
    simulator.control("winkelstraat/pace", first=0.0, every=0.01, most=7)
    calls = [json.loads(receiver.next().body) for _ in range(7)]
    assert len({call["increment_id"] for call in calls}) == 5
    assert sorted(call["status"] for call in calls) == ["IN_TRANSIT"] * 2 + ["READY_FOR_PICKUP"] * 5
