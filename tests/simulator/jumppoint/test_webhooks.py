"""Webhooks: managed, signed, sent again, and never sent off this machine."""

import hashlib
import hmac
import json
import queue
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest

from tests.simulator_process import Simulator


class Receiver:
    """Keeps what is posted to it; answers with the statuses it was given, then with 200."""

    def __init__(self) -> None:
        self.received: queue.Queue[tuple[str, str, bytes]] = queue.Queue()
        self.statuses: list[int] = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                self.send_response(receiver.statuses.pop(0) if receiver.statuses else 200)
                self.end_headers()
                receiver.received.put((self.path, self.headers["X-Jumppoint-Signature"], body))

            def log_message(self, *_: Any) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"

    def next(self) -> tuple[str, str, bytes]:
        return self.received.get(timeout=10)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    one = Receiver()
    thread = threading.Thread(target=one.server.serve_forever, args=(0.01,))
    thread.start()
    yield one
    one.server.shutdown()
    one.server.server_close()
    thread.join()


def register(client: httpx.Client, simulator: Simulator, url: str) -> dict[str, str]:
    simulator.control("jumppoint/settings", allow_http_webhooks=True, webhook_pauses=[0.0, 0.0])
    made: dict[str, str] = client.post("/webhooks", json={"url": url}).json()["data"]
    return made


def test_a_registered_webhook_hears_of_every_status(
    client: httpx.Client, simulator: Simulator, receiver: Receiver, booking: Callable[..., Any]
) -> None:
    secret = register(client, simulator, receiver.url)["secret"]
    order_no = client.post("/booking", json=booking(webhookURL=None)).json()["data"]["orderNo"]
    _, signature, body = receiver.next()
    assert signature == hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    assert json.loads(body)["status"] == "Order Created"
    simulator.control("jumppoint/advance", orderNo=order_no, status="Held by a dragon")
    event = json.loads(receiver.next()[2])
    assert (event["customerOrderNo"], event["status"]) == (order_no, "Held by a dragon")


def test_a_booking_with_its_own_url_is_told_there_instead(
    client: httpx.Client, simulator: Simulator, receiver: Receiver, booking: Callable[..., Any]
) -> None:
    register(client, simulator, receiver.url + "/default")
    client.post("/booking", json=booking(webhookURL=receiver.url + "/own"))
    client.post("/booking", json=booking(webhookURL=None, referenceNo="B"))
    assert {receiver.next()[0], receiver.next()[0]} == {"/hook/own", "/hook/default"}
    assert receiver.received.empty()


def test_an_unregistered_account_signs_with_the_default_secret(
    client: httpx.Client, simulator: Simulator, receiver: Receiver, booking: Callable[..., Any]
) -> None:
    client.post("/booking", json=booking(webhookURL=receiver.url))
    _, signature, body = receiver.next()
    secret = simulator.control()["carriers"]["jumppoint"]["default_secret"]
    assert signature == hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def test_it_is_sent_again_until_it_is_taken(
    client: httpx.Client, simulator: Simulator, receiver: Receiver, booking: Callable[..., Any]
) -> None:
    register(client, simulator, receiver.url)
    receiver.statuses = [500, 204]
    client.post("/booking", json=booking(webhookURL=None))
    bodies = {receiver.next()[2] for _ in range(3)}
    assert len(bodies) == 1


def test_an_event_may_come_twice_and_late(
    client: httpx.Client, simulator: Simulator, receiver: Receiver, booking: Callable[..., Any]
) -> None:
    order_no = client.post("/booking", json=booking(webhookURL=receiver.url)).json()["data"]["orderNo"]
    receiver.next()
    step = {"orderNo": "REF00001008", "status": "Order Confirmed", "triggeredAt": "2020-01-01T08:00:00+08:00"}
    simulator.control("jumppoint/advance", {**step, "deliveries": 2})
    first, second = receiver.next(), receiver.next()
    assert first == second
    assert json.loads(first[2])["triggeredAt"] == "2020-01-01T00:00:00.000Z"
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
