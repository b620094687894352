"""Every sample request of the document is accepted and answered in the shape of the sample reply."""

import json
import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tests.simulator.ceva.conftest import ALL, Json, Make
from tests.simulator.shapes import mismatches
from tests.simulator_process import Simulator

Sample = Callable[[str], Any]


def test_login(client: httpx.Client, sample: Sample) -> None:
    answer = client.post("/login", json=sample("login.request"))
    assert (answer.status_code, mismatches(answer.json(), sample("login.reply"))) == (200, [])
    assert answer.json()["client"]["slug"] == "dummy_clientSlug"


@pytest.mark.parametrize(
    ("name", "path", "number"),
    [
        ("cross-border", "/orders/crossBorder", r"\w{6}SIN\d{16}KUL"),
        ("domestic", "/orders/domestic", r"\w{6}SG\d{16}SG"),
    ],
)
def test_upload(client: httpx.Client, simulator: Simulator, sample: Sample, name: str, path: str, number: str) -> None:
    simulator.control("ceva/settings", samples=True)
    asked = sample(f"{name}.request")
    answer = client.post(path, json=asked)
    assert (answer.status_code, mismatches(answer.json(), sample(f"{name}.reply"))) == (200, [])
    (row,) = answer.json()["data"]
    assert row["customerOrderCode"] == asked[0]["orderCode"]
    assert re.fullmatch(number, row["trackingNumber"])
    assert [one["id"] for one in simulator.control()["carriers"]["ceva"]["bookings"]] == [row["id"]]


def test_the_samples_lack_a_service_level(client: httpx.Client, sample: Sample) -> None:
    answer = client.post("/orders/crossBorder", json=sample("cross-border.request"))
    assert (answer.status_code, answer.json()["errors"]) == (400, ["0.serviceLevel: Required"])


def test_orders(client: httpx.Client, order: Json, sample: Sample) -> None:
    query: Json = {"perPage": 300, "orderCodes": ["TESTOMSABC00001", "ordercode0819"]}
    answer = client.get("/orders", params=query)
    assert (answer.status_code, mismatches(answer.json(), sample("orders.reply"))) == (200, [])
    assert (answer.json()["page"], answer.json()["totalPage"], answer.json()["totalCount"]) == (1, 1, 1)
    (row,) = answer.json()["data"]
    assert (row["orderCode"], row["customerOrderCode"]) == ("TESTOMSABC00001", None)
    assert (row["items"][0]["price"], row["senderPort"], row["pickupCity"]) == ("79.99", {"code": "SIN"}, "Singapore")


def test_order(client: httpx.Client, order: Json, sample: Sample) -> None:
    answer = client.get(f"/orders/{order['id']}")
    assert (answer.status_code, mismatches(answer.json(), sample("order.reply"))) == (200, [])
    assert answer.json()["orderCode"] == order["trackingNumber"]
    assert answer.json()["customerOrderCode"] == "TESTOMSABC00001"
    assert answer.json()["updates"] is None


def test_label(client: httpx.Client, order: Json, sample: Sample) -> None:
    answer = client.get(f"/orders/{order['id']}/label")
    assert (answer.status_code, mismatches(answer.json(), sample("label.reply"))) == (200, [])
    assert answer.json()["orderCode"] == order["trackingNumber"]
    assert answer.json()["customerOrderCode"] == "TESTOMSABC00001"
    assert answer.json()["createdAt"].endswith("+02:00")


@pytest.mark.parametrize(
    ("path", "name"),
    [("{id}/status", "status"), ("{customerOrderCode}/statusByOrderCode", "status-by-order-code")],
)
def test_statuses(
    client: httpx.Client, simulator: Simulator, order: Json, sample: Sample, path: str, name: str
) -> None:
    simulator.control("ceva/settings", mapping={"Order Information Received": "Test Client Mapping"})
    simulator.control("ceva/advance", orderCode="TESTOMSABC00001")
    answer = client.get(f"/orders/{path.format_map(order)}")
    assert (answer.status_code, mismatches(answer.json(), sample(f"{name}.reply"))) == (200, [])
    said = [(one["statusCode"], one["status"], one["internalStatus"]) for one in answer.json()["data"]]
    theirs = sample(f"{name}.reply")["data"]
    assert said == [(one["statusCode"], one["status"], one["internalStatus"]) for one in theirs]


def test_updates(client: httpx.Client, simulator: Simulator, order: Json, sample: Sample) -> None:
    for _ in range(10):
        simulator.control("ceva/advance", orderCode=order["trackingNumber"])
    answer = client.get(f"/orders/{order['id']}/updates")
    assert (answer.status_code, mismatches(answer.json(), sample("updates.reply"))) == (200, [])
    legs = answer.json()["data"]
    assert [leg["serviceType"] for leg in legs] == ["LAST_MILE", "CUSTOMS", "FREIGHT_FORWARDER", "FIRST_MILE"]
    last = legs[0]["externalTracking"]
    assert [one["status"] for one in last["partnerUpdates"]] == [
        "Shipment Delivered", "Out for Delivery", "Arrived at Local Hub",
    ]  # fmt: skip
    assert last["mappedPartnerUpdates"][0]["status"] == "Successfully Delivered"


def test_subscriptions(client: httpx.Client, sample: Sample) -> None:
    made = client.post("/event-subscriptions", json=sample("subscription.request"))
    assert (made.status_code, made.content) == (200, b"")
    answer = client.get("/event-subscriptions", params=ALL)
    assert (answer.status_code, mismatches(answer.json(), sample("subscriptions.reply"))) == (200, [])
    (row,) = answer.json()["data"]
    assert (row["endpoint"], row["eventType"]) == ("https://google.com", "CUSTOMER_STATUS")
    gone = client.delete(f"/event-subscriptions/{row['id']}")
    assert (gone.status_code, gone.content) == (200, b"")
    assert client.get("/event-subscriptions", params=ALL).json()["totalCount"] == 0


def test_service_levels(client: httpx.Client, sample: Sample) -> None:
    query = {"shipmentType": "CROSSBORDER", "originCountry": "SG", "destinationCountry": "MY"}
    answer = client.get("/service-level-mappings", params=query)
    assert (answer.status_code, answer.json()) == (200, sample("service-levels.reply"))
    own = client.get("/service-level-mappings", params={"shipmentType": "DOMESTIC"}).json()["data"]
    assert {"serviceLevel": "REGULAR", "customName": "Standard", "shipmentType": "DOMESTIC"} in own


def test_webhook_event(client: httpx.Client, simulator: Simulator, cross_border: Make, sample: Sample) -> None:
    client.post("/event-subscriptions", json=sample("subscription.request"))
    client.post("/orders/crossBorder", json=[cross_border()])
    (delivery,) = simulator.control()["carriers"]["ceva"]["deliveries"]
    assert mismatches(json.loads(delivery["body"]), sample("webhook-event")) == []
    assert delivery["outcomes"] == ["not sent: only this machine is called"]
