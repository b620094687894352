"""What is read back: pages, filters, statuses, and data as odd as the samples."""

from typing import Any

import httpx
import pytest

from tests.simulator.ceva.conftest import ALL, Json, Make
from tests.simulator_process import Simulator


def test_pages(client: httpx.Client, cross_border: Make) -> None:
    client.post("/orders/crossBorder", json=[cross_border(orderCode=f"A{place}") for place in range(5)])
    pages = [client.get("/orders", params={"page": page, "perPage": 2}).json() for page in (1, 2, 3, 4)]
    codes = [[row["orderCode"] for row in page["data"]] for page in pages]
    assert codes == [["A4", "A3"], ["A2", "A1"], ["A0"], []]
    assert {(page["totalPage"], page["totalCount"]) for page in pages} == {(3, 5)}


@pytest.mark.parametrize("path", ["/orders", "/event-subscriptions"])
@pytest.mark.parametrize("query", [{"page": 1}, {"page": 0, "perPage": 1}, {"page": 1, "perPage": "all"}])
def test_no_page(client: httpx.Client, path: str, query: dict[str, Any]) -> None:
    assert client.get(path, params=query).status_code == 400


def test_filter_by_codes_exactly(client: httpx.Client, cross_border: Make) -> None:
    rows = client.post("/orders/crossBorder", json=[cross_border(orderCode=code) for code in "AaB"]).json()["data"]
    for asked, expected in ((["A"], {"A"}), (["A", "B"], {"A", "B"}), (["X"], set()), (["AaB"], set())):
        found = client.get("/orders", params={**ALL, "orderCodes": asked}).json()["data"]
        assert {row["orderCode"] for row in found} == expected
    by_number = client.get("/orders", params={**ALL, "orderCodes": rows[1]["trackingNumber"]}).json()["data"]
    assert [row["id"] for row in by_number] == [rows[1]["id"]]


def test_a_new_order_may_be_passed_over(client: httpx.Client, simulator: Simulator, order: Json) -> None:
    simulator.control("ceva/settings", listed_after=2)
    counts = [client.get("/orders", params=ALL).json()["totalCount"] for _ in range(4)]
    assert counts == [0, 0, 1, 1]


def test_which_field_has_our_code(client: httpx.Client, simulator: Simulator, order: Json) -> None:
    simulator.control("ceva/settings", code_field="customerOrderCode")
    (row,) = client.get("/orders", params={**ALL, "orderCodes": "TESTOMSABC00001"}).json()["data"]
    assert (row["orderCode"], row["customerOrderCode"]) == (order["trackingNumber"], "TESTOMSABC00001")


@pytest.mark.parametrize("path", ["/orders/1", "/orders/1/label", "/orders/1/status", "/orders/1/statusByOrderCode",
                                  "/orders/1/updates"])  # fmt: skip
def test_unknown_order(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.json()["message"]) == (404, "Order not found")


def test_status_by_our_code_or_theirs(client: httpx.Client, order: Json) -> None:
    answers = [
        client.get(f"/orders/{code}/statusByOrderCode").json()
        for code in (order["customerOrderCode"], order["trackingNumber"])
    ]
    assert answers[0] == answers[1] == client.get(f"/orders/{order['id']}/status").json()


def test_a_delivery_has_its_proof(client: httpx.Client, simulator: Simulator, order: Json) -> None:
    proof = {"podReceiverName": "John Doe", "podUri": "http://luwjistik.io/pod.pdf"}
    simulator.control(
        "ceva/advance",
        {"orderCode": order["id"], "status": "Shipment Delivered", "podReceiverContact": "+123456789", **proof},
    )
    latest = client.get(f"/orders/{order['id']}/status").json()["data"][0]
    assert latest.items() >= {"statusCode": "50003", **proof}.items()
    (last, _) = client.get(f"/orders/{order['id']}/updates").json()["data"]
    update = last["externalTracking"]["partnerUpdates"][0]
    assert (update["podReceiverName"], update["podReceiverContact"], update["podURI"]) == (
        "John Doe", "+123456789", "http://luwjistik.io/pod.pdf",
    )  # fmt: skip


def test_a_status_of_any_words_on_a_leg(client: httpx.Client, simulator: Simulator, order: Json) -> None:
    step = {"orderCode": "TESTOMSABC00001", "status": "Held by a dragon", "serviceType": "CUSTOMS"}
    simulator.control("ceva/advance", {**step, "updateTimestamp": "2020-01-01T08:00:00+08:00"})
    oldest = client.get(f"/orders/{order['id']}/status").json()["data"][-1]
    assert (oldest["internalStatus"], oldest["updatedAt"]) == ("Held by a dragon", "2020-01-01T02:00:00.000000+02:00")
    legs = client.get(f"/orders/{order['id']}/updates").json()["data"]
    assert [leg["serviceType"] for leg in legs] == ["CUSTOMS", "FIRST_MILE"]


def test_a_domestic_order_has_two_legs_and_no_ports(client: httpx.Client, simulator: Simulator, domestic: Make) -> None:
    order_id = client.post("/orders/domestic", json=[domestic()]).json()["data"][0]["id"]
    for _ in range(10):
        simulator.control("ceva/advance", orderCode=order_id)
    row = client.get(f"/orders/{order_id}").json()
    assert (row["senderPort"], row["destPortId"], row["requestedServices"][-1]) == ({"code": ""}, None, "DOMESTIC")
    legs = client.get(f"/orders/{order_id}/updates").json()["data"]
    assert [leg["serviceType"] for leg in legs] == ["LAST_MILE", "FIRST_MILE"]


def test_nothing_is_odd_at_first(client: httpx.Client, order: Json) -> None:
    answer = client.get("/orders", params=ALL).json()
    (row,) = answer["data"]
    assert (row["consigneePostal"], row["paymentType"], row["length"]) == ("12345", "prepaid", 100)
    assert row["labelPath"].startswith("http://127.0.0.1:")
    assert [one["status"] for one in row["mappedPartnerUpdates"]] == ["Order Information Received"]


def test_as_odd_as_the_samples(client: httpx.Client, simulator: Simulator, order: Json) -> None:
    simulator.control(
        "ceva/settings", odd=["label_path", "postal", "mapped_status", "payment_type", "sizes", "total_page"]
    )
    answer = client.get("/orders", params={"page": 2, "perPage": 1}).json()
    assert (answer["totalPage"], answer["data"]) == (1, [])
    (row,) = client.get("/orders", params=ALL).json()["data"]
    assert (row["consigneePostal"], row["senderPostal"], row["pickupPostal"]) == ("12345.0", "54321.0", "54321.0")
    assert (row["paymentType"], row["length"], row["width"], row["height"]) == ("credit_card", 0, 0, 0)
    assert row["labelPath"].startswith("127.0.0.1:")
    assert row["mappedPartnerUpdates"][0]["status"] == "Order Information Received :checkered_flag:"


def test_times_and_updates_as_odd_as_the_samples(client: httpx.Client, simulator: Simulator, order: Json) -> None:
    simulator.control("ceva/settings", odd=["updated_at", "updates"])
    (status,) = client.get(f"/orders/{order['id']}/status").json()["data"]
    assert status["updatedAt"] < status["createdAt"]
    (row,) = client.get("/orders", params=ALL).json()["data"]
    assert (row["updates"], row["mappedPartnerUpdates"]) == (None, None)


WRONG_QUERIES = [
    {},
    {"shipmentType": "crossborder"},
    {"shipmentType": "CROSSBORDER"},
    {"shipmentType": "CROSSBORDER", "originCountry": "SG"},
    {"shipmentType": "CROSSBORDER", "destinationCountry": "MY"},
]


@pytest.mark.parametrize("query", WRONG_QUERIES)
def test_service_levels_ask_for_countries(client: httpx.Client, query: dict[str, str]) -> None:
    assert client.get("/service-level-mappings", params=query).status_code == 400
