"""Every sample request of the document is accepted and answered in the shape of the sample reply."""

import json
import re
from collections.abc import Callable
from typing import Any

import httpx

from tests.simulator.shapes import mismatches
from tests.simulator_process import Simulator

Json = dict[str, Any]
Sample = Callable[[str], Json]


def test_login(client: httpx.Client, sample: Sample) -> None:
    answer = client.post("/login", json=sample("login.request"))
    assert answer.status_code == 200
    assert mismatches(answer.json(), sample("login.reply")) == []
    assert answer.json()["expiresIn"] == 86400


def test_bad_login(client: httpx.Client, sample: Sample) -> None:
    answer = client.post("/login", json={"username": "training", "password": "wrong"})
    assert (answer.status_code, answer.json()) == (401, sample("login.refusal"))


def test_booking_as_in_the_sample(client: httpx.Client, simulator: Simulator, sample: Sample) -> None:
    simulator.control("jumppoint/settings", numbers="later")
    answer = client.post("/booking", json=sample("booking.request"))
    assert (answer.status_code, answer.json()) == (200, sample("booking.reply"))
    assert len(simulator.control()["carriers"]["jumppoint"]["bookings"]) == 1


def test_booking_tells_the_number_for_training(client: httpx.Client, sample: Sample) -> None:
    data = client.post("/booking", json=sample("booking.request")).json()["data"]
    assert re.fullmatch(r"JPTH\d{10}", data["orderNo"])


def test_duplicate_reference(client: httpx.Client, simulator: Simulator, sample: Sample) -> None:
    client.post("/booking", json=sample("booking.request"))
    answer = client.post("/booking", json=sample("booking.request"))
    assert (answer.status_code, answer.json()) == (400, sample("booking.duplicate"))
    seen = simulator.control()["carriers"]["jumppoint"]
    assert (seen["references"], seen["attempts"]) == ({"REF00001008": 1}, {"REF00001008": 2})


def test_currency_of_another_country(client: httpx.Client, booking: Callable[..., Json], sample: Sample) -> None:
    answer = client.post("/booking", json=booking(packageValueCurrency="USD"))
    assert (answer.status_code, answer.json()) == (400, sample("booking.currency"))


def test_shipment(client: httpx.Client, order_no: str, sample: Sample) -> None:
    answer = client.get("/shipments", params={"orderNo": order_no})
    assert mismatches(answer.json(), sample("shipment.reply")) == []
    data = answer.json()["data"]
    assert data["referenceNo"] == "REF00001008"
    assert data["products"][0]["qty"] == "20"
    assert data["productDetails"]["chargeableWeight"] == "25.2"
    assert data["pickUpDate"] == "2023-04-14T00:00:00.000Z"


def test_unknown_shipment(client: httpx.Client, sample: Sample) -> None:
    for path in ("/shipments", "/shipments/shipment-label"):
        answer = client.get(path, params={"orderNo": "JPTH0"})
        assert (answer.status_code, answer.json()) == (400, sample("shipment.unknown"))


def test_batch(client: httpx.Client, order_no: str, sample: Sample) -> None:
    answer = client.post("/shipments/batch", json={"orderNos": [order_no, "JPTH0"]}).json()
    assert mismatches(answer, sample("batch.reply")) == []
    assert [one["orderNo"] for one in answer["data"]] == [order_no]


def test_latest_status_has_the_status_for_a_time(client: httpx.Client, order_no: str, sample: Sample) -> None:
    answer = client.post("/shipments/batch/status-logs/latest", json={"orderNos": [order_no]}).json()
    assert mismatches(answer, sample("latest-status.reply")) == []
    assert answer["data"] == [{"orderNo": order_no, "status": "Order Created", "triggeredAt": "Order Created"}]


def test_status_logs_repeat_themselves_in_no_order(
    client: httpx.Client, simulator: Simulator, order_no: str, sample: Sample
) -> None:
    for _ in range(3):
        simulator.control("jumppoint/advance", orderNo=order_no)
    answer = client.post("/shipments/batch/status-logs", json={"orderNos": [order_no]}).json()
    assert mismatches(answer, sample("status-logs.reply")) == []
    logs = [(log["triggeredAt"], log["status"]) for log in answer["data"][0]["statusLogs"]]
    assert len(set(logs)) == 4
    assert len(logs) > 4
    assert logs != sorted(logs)
    assert logs != sorted(logs, reverse=True)
    assert answer["data"][0]["status"] == "Arrival at Origin Warehouse"


def test_label(client: httpx.Client, order_no: str, sample: Sample) -> None:
    answer = client.get("/shipments/shipment-label", params={"orderNo": order_no}).json()
    assert mismatches(answer, sample("label.reply")) == []
    theirs, ours = httpx.URL(sample("label.reply")["data"]["url"]), httpx.URL(answer["data"]["url"])
    assert list(ours.params) == list(theirs.params)
    assert ours.params["X-Amz-Expires"] == theirs.params["X-Amz-Expires"] == "60"


def test_webhook_and_its_refusals(client: httpx.Client, sample: Sample) -> None:
    made = client.post("/webhooks", json={"url": "https://example.com/webhook-receiver"})
    assert mismatches(made.json(), sample("webhook-create.reply")) == []
    refused = client.post("/webhooks", json={"url": "http://example.com/webhook-receiver"})
    assert (refused.status_code, refused.json()) == (400, sample("webhook-create.refusal"))
    path = f"/webhooks/{made.json()['data']['id']}"
    refused = client.put(path, json={"url": "http://example.com/new-webhook-receiver"})
    assert (refused.status_code, refused.json()) == (400, sample("webhook-update.refusal"))


def test_webhook_event(client: httpx.Client, simulator: Simulator, order_no: str, sample: Sample) -> None:
    deliveries = simulator.control()["carriers"]["jumppoint"]["deliveries"]
    event = json.loads(deliveries[0]["body"])
    assert mismatches(event, sample("webhook-event")) == []
    assert (event["customerOrderNo"], event["status"]) == (order_no, "Order Created")
