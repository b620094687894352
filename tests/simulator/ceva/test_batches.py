"""Calls of several orders: how many, what is refused with what, and answers that are out of order."""

from typing import Any

import httpx
import pytest

from tests.simulator.ceva.conftest import ALL, Json, Make
from tests.simulator_process import Simulator


@pytest.fixture
def ten(cross_border: Make) -> list[Json]:
    return [cross_border(orderCode=f"A{place}") for place in range(10)]


def upload(client: httpx.Client, orders: list[Json]) -> httpx.Response:
    return client.post("/orders/crossBorder", json=orders)


def codes(answer: httpx.Response) -> list[str]:
    return [row["customerOrderCode"] for row in answer.json()["data"]]


def held(simulator: Simulator) -> Json:
    state: Json = simulator.control()["carriers"]["ceva"]
    return state


def test_ten_are_taken_and_eleven_are_not(
    client: httpx.Client, simulator: Simulator, ten: list[Json], cross_border: Make
) -> None:
    assert upload(client, [*ten, cross_border()]).status_code == 400
    assert held(simulator)["references"] == {}
    assert codes(upload(client, ten)) == [f"A{place}" for place in range(10)]
    assert held(simulator)["references"] == {f"A{place}": 1 for place in range(10)}
    assert held(simulator)["batches"] == [10]


def test_one_bad_order_refuses_the_call(client: httpx.Client, simulator: Simulator, ten: list[Json]) -> None:
    ten[3]["consigneeName"] = ""
    answer = upload(client, ten)
    assert (answer.status_code, answer.json()["errors"]) == (400, ["3.consigneeName: Required"])
    assert held(simulator)["bookings"] == []
    assert held(simulator)["attempts"]["A0"] == 1


def test_or_only_itself(client: httpx.Client, simulator: Simulator, ten: list[Json]) -> None:
    simulator.control("ceva/settings", refusals="per-order")
    ten[3]["consigneeName"] = ""
    answer = upload(client, ten)
    assert (answer.status_code, answer.json()["errors"]) == (200, ["3.consigneeName: Required"])
    assert codes(answer) == [f"A{place}" for place in range(10) if place != 3]
    assert upload(client, ten[3:4]).status_code == 400


def test_a_code_may_come_again(client: httpx.Client, simulator: Simulator, ten: list[Json]) -> None:
    first, second = (upload(client, ten[:1]).json()["data"][0] for _ in range(2))
    assert first["trackingNumber"] != second["trackingNumber"]
    assert held(simulator)["references"] == held(simulator)["attempts"] == {"A0": 2}
    assert client.get("/orders", params={**ALL, "orderCodes": "A0"}).json()["totalCount"] == 2


def test_or_is_refused(client: httpx.Client, simulator: Simulator, ten: list[Json]) -> None:
    simulator.control("ceva/settings", duplicates="refuse")
    assert upload(client, ten[:1]).status_code == 200
    for again in (ten[:2], [ten[2], ten[2]]):
        answer = upload(client, again)
        assert answer.status_code == 400
        assert [error.partition(".")[2] for error in answer.json()["errors"]] == ["orderCode: already exists"]
    assert held(simulator)["references"] == {"A0": 1}


REPLIES = [
    ("whole", ["A0", "A1", "A2"]),
    ("omit", ["A0", "A2"]),
    ("swap", ["A2", "A1", "A0"]),
    ("twice", ["A0", "A1", "A2", "A1"]),
]


@pytest.mark.parametrize(("reply", "expected"), REPLIES)
def test_replies_out_of_order(
    client: httpx.Client, simulator: Simulator, ten: list[Json], reply: str, expected: list[str]
) -> None:
    simulator.control("ceva/settings", reply=reply, reply_nth=2)
    answer = upload(client, ten[:3])
    assert codes(answer) == expected
    numbers = {one["orderCode"]: one["trackingNumber"] for one in held(simulator)["bookings"]}
    told = [(row["customerOrderCode"], row["trackingNumber"]) for row in answer.json()["data"]]
    assert [number == numbers[code] for code, number in told[:3]] == [True] * len(told[:3])
    assert len({number for _, number in told}) == len(told)
    assert sorted(numbers) == ["A0", "A1", "A2"]


def test_a_stranger_in_the_reply(client: httpx.Client, simulator: Simulator, ten: list[Json]) -> None:
    simulator.control("ceva/settings", reply="stranger", reply_nth=2)
    answer = upload(client, ten[:3])
    told = codes(answer)
    assert (told[0], told[2:]) == ("A0", ["A1", "A2"])
    assert told[1] not in held(simulator)["references"]


SHAPES: list[tuple[str, Any]] = [
    ("errors", {"message": "Invalid request", "errors": ["0.weight: Expected number"]}),
    ("objects", {"message": "Invalid request", "errors": [{"field": "0.weight", "message": "Expected number"}]}),
    ("message", {"message": "Invalid request; 0.weight: Expected number"}),
    ("error", {"error": "Invalid request; 0.weight: Expected number"}),
]


@pytest.mark.parametrize("status", [400, 404, 413, 422])
@pytest.mark.parametrize(("shape", "body"), SHAPES)
def test_refusals_come_in_the_shape_that_is_set(
    client: httpx.Client, simulator: Simulator, cross_border: Make, status: int, shape: str, body: Any
) -> None:
    simulator.control("ceva/settings", refusal_status=status, refusal_shape=shape)
    answer = upload(client, [cross_border(weight="heavy")])
    assert (answer.status_code, answer.json()) == (status, body)


@pytest.mark.parametrize(
    ("shape", "kind", "part"), [("text", "text/plain", "0.weight"), ("html", "text/html", "<h1>"), ("empty", "", "")]
)
def test_refusals_that_are_no_json(
    client: httpx.Client, simulator: Simulator, cross_border: Make, shape: str, kind: str, part: str
) -> None:
    simulator.control("ceva/settings", refusal_shape=shape)
    answer = upload(client, [cross_border(weight="heavy")])
    assert answer.status_code == 400
    assert answer.headers.get("content-type", "").startswith(kind)
    assert part in answer.text
    assert (answer.text == "") == (shape == "empty")
