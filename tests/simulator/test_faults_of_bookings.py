"""Faults strike the endpoints that book: what the client sees, and whether there is a booking."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.simulator_process import Simulator

HERE = Path(__file__).parent
Book = Callable[[], httpx.Response]
#: Carrier, endpoint that books, its sample request.
CASES = [
    ("ceva", "POST /orders/crossBorder", "cross-border"),
    ("ceva", "POST /orders/domestic", "domestic"),
    ("jne", "POST /tracing/api/generatecnote", "generatecnote"),
    ("jne", "POST /pickupcashless", "pickupcashless"),
]


@pytest.fixture(params=CASES, ids=lambda case: case[2])
def case(request: pytest.FixtureRequest) -> tuple[str, str, str]:
    found: tuple[str, str, str] = request.param
    return found


@pytest.fixture
def book(simulator: Simulator, case: tuple[str, str, str]) -> Iterator[Book]:
    """Books the sample; a call that gets no answer raises."""
    carrier, endpoint, name = case
    form = json.loads((HERE / carrier / "samples" / f"{name}.request.json").read_text(encoding="utf-8"))
    path = endpoint.partition(" ")[2]
    with httpx.Client(base_url=f"{simulator.url}/{carrier}", trust_env=False, timeout=10, verify=False) as client:
        if carrier == "ceva":
            simulator.control("ceva/settings", samples=True)
            account = {"email": "training", "password": "training", "clientSlug": "training"}
            client.headers["Authorization"] = client.post("/login", json=account).json()["token"]
            yield lambda: client.post(path, json=form)
        else:
            yield lambda: client.post(path, data=form)


def strike(simulator: Simulator, case: tuple[str, str, str], fault: str, **values: Any) -> None:
    simulator.control("faults", [{"fault": fault, "carrier": case[0], "endpoint": case[1], **values}])


def bookings(simulator: Simulator, case: tuple[str, str, str]) -> int:
    return len(simulator.control()["carriers"][case[0]]["bookings"])


@pytest.mark.parametrize(
    ("fault", "done"), [("reset_before", 0), ("lose_answer", 1), ("reset_after", 1), ("truncate", 1)]
)
def test_no_whole_answer(simulator: Simulator, book: Book, case: tuple[str, str, str], fault: str, done: int) -> None:
    strike(simulator, case, fault)
    with pytest.raises(httpx.TransportError):
        book()
    assert bookings(simulator, case) == done


@pytest.mark.parametrize(("fault", "code"), [("html", 200), ("empty", 200), ("status", 503)])
def test_an_answer_that_says_nothing(
    simulator: Simulator, book: Book, case: tuple[str, str, str], fault: str, code: int
) -> None:
    strike(simulator, case, fault)
    assert book().status_code == code
    assert bookings(simulator, case) == 0
    assert simulator.control("requests")[-1]["fault"] == fault
    assert book().status_code == 200
    assert bookings(simulator, case) == 1


def test_an_error_after_the_work(simulator: Simulator, book: Book, case: tuple[str, str, str]) -> None:
    strike(simulator, case, "status", code=502, effect=True)
    assert book().status_code == 502
    assert bookings(simulator, case) == 1


def test_slow(simulator: Simulator, book: Book, case: tuple[str, str, str]) -> None:
    strike(simulator, case, "drip", seconds=0)
    assert book().json()
    assert bookings(simulator, case) == 1


def test_a_token_that_expires_on_the_way(simulator: Simulator, book: Book, case: tuple[str, str, str]) -> None:
    strike(simulator, case, "expire_token")
    assert book().status_code == (401 if case[0] == "ceva" else 200)


@pytest.mark.parametrize(
    ("carrier", "endpoint", "path"),
    [
        ("ceva", "GET /orders", "/orders?page=1&perPage=1"),
        ("ceva", "GET /orders/{orderID}/label", "/orders/1/label"),
        ("ceva", "GET /orders/{orderCode}/statusByOrderCode", "/orders/1/statusByOrderCode"),
        ("ceva", "GET /labels/{name}", "/labels/1.pdf"),
        ("jne", "POST /tracing/api/list/v1/cnote/{AWB_VALUE}", "/tracing/api/list/v1/cnote/1"),
        ("jne", "POST /tracing/api/pricedev", "/tracing/api/pricedev"),
    ],
)
def test_what_only_reads_is_struck_by_its_name(simulator: Simulator, carrier: str, endpoint: str, path: str) -> None:
    simulator.control("faults", [{"fault": "status", "carrier": carrier, "endpoint": endpoint, "code": 504}])
    method = endpoint.partition(" ")[0]
    answer = httpx.request(method, f"{simulator.url}/{carrier}{path}", trust_env=False)
    assert answer.status_code == 504
    assert simulator.control()["requests"][carrier] == {endpoint: 1}
