"""Webhooks: managed, signed, sent again, and never sent off this machine."""

import hashlib
import hmac
import json
from collections.abc import Callable
from typing import Any

import httpx

from tests.simulator.receiver import Receiver
from tests.simulator_process import Simulator


def register(client: httpx.Client, simulator: Simulator, url: str) -> dict[str, str]:
    simulator.control("jumppoint/settings", allow_http_webhooks=True, webhook_pauses=[0.0, 0.0])
    made: dict[str, str] = client.post("/webhooks", json={"url": url}).json()["data"]
    return made


def test_a_registered_webhook_hears_of_every_status(
    client: httpx.Client, simulator: Simulator, receiver: Receiver, booking: Callable[..., Any]
) -> None:
    secret = register(client, simulator, receiver.url)["secret"]
    order_no = client.post("/booking", json=booking(webhookURL=None)).json()["data"]["orderNo"]
    told = receiver.next()
    assert told.headers["X-Jumppoint-Signature"] == hmac.new(secret.encode(), told.body, hashlib.sha256).hexdigest()
    assert json.loads(told.body)["status"] == "Order Created"
    simulator.control("jumppoint/advance", orderNo=order_no, status="Held by a dragon")
    event = json.loads(receiver.next().body)
    assert (event["customerOrderNo"], event["status"]) == (order_no, "Held by a dragon")


def test_a_booking_with_its_own_url_is_told_there_instead(
    client: httpx.Client, simulator: Simulator, receiver: Receiver, booking: Callable[..., Any]
) -> None:
    register(client, simulator, receiver.url + "/default")
    client.post("/booking", json=booking(webhookURL=receiver.url + "/own"))
    client.post("/booking", json=booking(webhookURL=None, referenceNo="B"))
    assert {receiver.next().path, receiver.next().path} == {"/hook/own", "/hook/default"}
    assert receiver.received.empty()


def test_an_unregistered_account_signs_with_the_default_secret(
    client: httpx.Client, simulator: Simulator, receiver: Receiver, booking: Callable[..., Any]
) -> None:
    client.post("/booking", json=booking(webhookURL=receiver.url))
    told = receiver.next()
    secret = simulator.control()["carriers"]["jumppoint"]["default_secret"]
    assert told.headers["X-Jumppoint-Signature"] == hmac.new(secret.encode(), told.body, hashlib.sha256).hexdigest()


def test_it_is_sent_again_until_it_is_taken(
    client: httpx.Client, simulator: Simulator, receiver: Receiver, booking: Callable[..., Any]
) -> None:
    register(client, simulator, receiver.url)
    receiver.statuses = [500, 204]
    client.post("/booking", json=booking(webhookURL=None))
    bodies = {receiver.next().body for _ in range(3)}
    assert len(bodies) == 1


def test_an_event_may_come_twice_and_late(
    client: httpx.Client, simulator: Simulator, receiver: Receiver, booking: Callable[..., Any]
) -> None:
    order_no = client.post("/booking", json=booking(webhookURL=receiver.url)).json()["data"]["orderNo"]
    receiver.next()
    step = {"orderNo": "REF00001008", "status": "Order Confirmed", "triggeredAt": "2020-01-01T08:00:00+08:00"}
    simulator.control("jumppoint/advance", {**step, "deliveries": 2})
    first, second = receiver.next(), receiver.next()
    assert first.body == second.body
    assert json.loads(first.body)["triggeredAt"] == "2020-01-01T00:00:00.000Z"
    shipment = client.get("/shipments", params={"orderNo": order_no}).json()["data"]
    assert shipment["status"] == "Order Created"


def test_nothing_leaves_this_machine(client: httpx.Client, simulator: Simulator, order_no: str) -> None:
    (delivery,) = simulator.control()["carriers"]["jumppoint"]["deliveries"]
    assert delivery["url"] == "https://www.webhookurl/trigger-webhook/00001"
    assert delivery["outcomes"] == ["not sent: only this machine is called"]


def test_management(client: httpx.Client) -> None:
    made = client.post("/webhooks", json={"url": "https://example.com/a"}).json()["data"]
    shown = {key: made[key] for key in ("id", "url", "createdAt")}
    path = f"/webhooks/{made['id']}"
    assert client.get("/webhooks").json() == {"status": True, "data": [shown]}
    assert client.get(path).json() == {"status": True, "data": shown}
    moved = client.put(path, json={"url": "https://example.com/b"}).json()["data"]
    assert moved == {**shown, "url": "https://example.com/b"}
    assert client.get(path).json()["data"] == moved
    assert client.delete(path).json() == {"status": True, "data": {}}
    assert client.get("/webhooks").json()["data"] == []
    for method in ("GET", "PUT", "DELETE"):
        answer = client.request(method, path, json={"url": "https://example.com/c"})
        assert (answer.status_code, answer.json()["message"]) == (400, "Webhook not found")


def test_a_forged_status_is_told_and_never_came(
    client: httpx.Client, simulator: Simulator, receiver: Receiver, booking: Callable[..., Any]
) -> None:
    order_no = client.post("/booking", json=booking(webhookURL=receiver.url)).json()["data"]["orderNo"]
    receiver.next()
    simulator.control("jumppoint/advance", orderNo=order_no, status="Successful Delivery", forged="wrong_proof")
    told = receiver.next()
    secret = simulator.control()["carriers"]["jumppoint"]["default_secret"]
    assert told.headers["X-Jumppoint-Signature"] != hmac.new(secret.encode(), told.body, hashlib.sha256).hexdigest()
    shipment = client.get("/shipments", params={"orderNo": order_no}).json()["data"]
    assert shipment["status"] == "Order Created"


def test_parcels_move_on_by_themselves(
    client: httpx.Client, simulator: Simulator, receiver: Receiver, booking: Callable[..., Any]
) -> None:
    for reference in ("A", "B"):
        client.post("/booking", json=booking(webhookURL=receiver.url, referenceNo=reference))
        receiver.next()
    simulator.control("jumppoint/pace", first=0.0, every=0.01, most=2)
    told = [json.loads(receiver.next().body) for _ in range(2)]
    assert [event["status"] for event in told] == ["Order Confirmed", "Order Confirmed"]
    assert len({event["customerOrderNo"] for event in told}) == 2
