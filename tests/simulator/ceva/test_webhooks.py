"""Event subscriptions: managed, told with their key, told again, and never sent off this machine."""

import json
from typing import Any

import httpx
import pytest

from tests.simulator.ceva.conftest import ALL, Json
from tests.simulator.receiver import Receiver
from tests.simulator_process import Simulator


def subscribe(client: httpx.Client, simulator: Simulator, url: str) -> str:
    """The appKey of a new subscription."""
    simulator.control("ceva/settings", webhook_pauses=[0.0, 0.0])
    client.post("/event-subscriptions", json={"url": url, "eventType": "CUSTOMER_STATUS"})
    return str(client.get("/event-subscriptions", params=ALL).json()["data"][0]["appKey"])


def test_each_leg_is_told_with_the_key(
    client: httpx.Client, simulator: Simulator, receiver: Receiver, order: Json
) -> None:
    key = subscribe(client, simulator, receiver.url)
    for leg in ("FREIGHT_FORWARDER", "LAST_MILE"):
        step = {"orderCode": "TESTOMSABC00001", "status": "In Transit", "serviceType": leg, "location": "Warehouse X"}
        simulator.control("ceva/advance", step)
        told = receiver.next()
        assert told.headers["clientId"] == key
        event = json.loads(told.body)["eventPayload"]
        assert (event["orderCode"], event["serviceType"]) == ("TESTOMSABC00001", leg)
        assert event["update"].items() >= {"status": "In Transit", "location": "Warehouse X"}.items()


def test_an_upload_is_told(
    client: httpx.Client, simulator: Simulator, receiver: Receiver, request: pytest.FixtureRequest
) -> None:
    subscribe(client, simulator, receiver.url)
    order = request.getfixturevalue("order")
    event = json.loads(receiver.next().body)["eventPayload"]
    assert (event["orderCode"], event["update"]["statusCode"]) == (order["customerOrderCode"], "10001")


def test_it_may_name_their_code(client: httpx.Client, simulator: Simulator, receiver: Receiver, order: Json) -> None:
    subscribe(client, simulator, receiver.url)
    simulator.control("ceva/settings", event_code="theirs")
    simulator.control("ceva/advance", orderCode=order["id"])
    assert json.loads(receiver.next().body)["eventPayload"]["orderCode"] == order["trackingNumber"]


def test_it_is_sent_again_until_it_is_taken_and_may_come_twice(
    client: httpx.Client, simulator: Simulator, receiver: Receiver, order: Json
) -> None:
    subscribe(client, simulator, receiver.url)
    receiver.statuses = [500, 204]
    simulator.control("ceva/advance", orderCode=order["id"])
    assert len({receiver.next().body for _ in range(3)}) == 1
    simulator.control("ceva/advance", orderCode=order["id"], deliveries=2)
    assert len({receiver.next().body for _ in range(2)}) == 1


def test_an_odd_row_before_the_others(client: httpx.Client, simulator: Simulator) -> None:
    subscribe(client, simulator, "https://example.com/a")
    simulator.control("ceva/settings", odd=["subscription"])
    rows = client.get("/event-subscriptions", params=ALL).json()["data"]
    assert [(row["eventType"], row["endpoint"]) for row in rows] == [
        ("", ""), ("CUSTOMER_STATUS", "https://example.com/a"),
    ]  # fmt: skip


WRONG: list[Json] = [
    {},
    {"url": "https://example.com/a"},
    {"eventType": "CUSTOMER_STATUS"},
    {"url": "example.com/a", "eventType": "CUSTOMER_STATUS"},
    {"url": "https://example.com/a", "eventType": "LABEL"},
    {"url": 7, "eventType": "CUSTOMER_STATUS"},
]


@pytest.mark.parametrize("form", [*WRONG, [], "text"])
def test_what_is_no_subscription(client: httpx.Client, form: Any) -> None:
    assert client.post("/event-subscriptions", json=form).status_code == 400
    assert client.get("/event-subscriptions", params=ALL).json()["data"] == []


def test_an_unknown_subscription(client: httpx.Client) -> None:
    assert client.delete("/event-subscriptions/1").status_code == 404
