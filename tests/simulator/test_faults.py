"""What goes wrong on the wire goes wrong as it is told, and the carrier has done the work or not as it is told."""

import base64
import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.simulator_process import Simulator

ASKED = {"username": "a", "password": "b"}


@pytest.fixture
def client(simulator: Simulator) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"{simulator.url}/jumppoint", trust_env=False, timeout=10, verify=False) as one:
        yield one


def tokens(simulator: Simulator) -> int:
    """How many logins the carrier has carried out."""
    return int(simulator.control()["carriers"]["jumppoint"]["tokens"])


def fault(simulator: Simulator, name: str, **values: Any) -> None:
    simulator.control("faults", [{"fault": name, **values}])


@pytest.mark.parametrize(("name", "done"), [("reset_before", 0), ("lose_answer", 1), ("reset_after", 1)])
def test_no_answer_at_all(simulator: Simulator, client: httpx.Client, name: str, done: int) -> None:
    fault(simulator, name)
    with pytest.raises(httpx.NetworkError if name.startswith("reset") else httpx.RemoteProtocolError):
        client.post("/login", json=ASKED)
    assert tokens(simulator) == done
    assert client.post("/login", json=ASKED).status_code == 200


def test_truncated(simulator: Simulator, client: httpx.Client) -> None:
    fault(simulator, "truncate")
    with pytest.raises(httpx.RemoteProtocolError, match="without sending complete message body"):
        client.post("/login", json=ASKED)
    assert tokens(simulator) == 1


@pytest.mark.parametrize(("effect", "done"), [(True, 1), (False, 0), (None, 0)])
def test_a_status_before_and_after_the_effect(
    simulator: Simulator, client: httpx.Client, effect: bool | None, done: int
) -> None:
    fault(simulator, "status", code=429, headers={"Retry-After": "3600"}, body={"a": 1}, effect=effect)
    answer = client.post("/login", json=ASKED)
    assert (answer.status_code, answer.headers["retry-after"], answer.json()) == (429, "3600", {"a": 1})
    assert tokens(simulator) == done


def test_what_a_fault_holds_back_is_forgotten_with_the_rest(simulator: Simulator, client: httpx.Client) -> None:
    fault(simulator, "late", seconds=0.5)
    with ThreadPoolExecutor(1) as pool:
        under_way = pool.submit(client.post, "/login", json=ASKED)
        while not simulator.control("requests"):
            assert not under_way.done()
        simulator.control("reset")
        assert under_way.result().status_code == 503
    assert tokens(simulator) == 0


def test_a_body_of_any_bytes(simulator: Simulator, client: httpx.Client) -> None:
    content = bytes(range(256))
    fault(
        simulator,
        "status",
        code=200,
        base64=base64.b64encode(content).decode(),
        headers={"Content-Type": "application/pdf"},
    )
    answer = client.post("/login", json=ASKED)
    assert (answer.content, answer.headers["content-type"]) == (content, "application/pdf")


def test_malformed_html_and_empty(simulator: Simulator, client: httpx.Client) -> None:
    simulator.control(
        "faults",
        [{"fault": "status", "code": 200, "body": '{"status": tru'}, {"fault": "html"}, {"fault": "empty"}],
    )
    malformed, page, empty = (client.post("/login", json=ASKED) for _ in range(3))
    with pytest.raises(json.JSONDecodeError):
        malformed.json()
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert (empty.status_code, empty.content) == (200, b"")
    assert tokens(simulator) == 0


def test_huge(simulator: Simulator, client: httpx.Client) -> None:
    fault(simulator, "huge", size=3_000_000)
    assert len(client.post("/login", json=ASKED).content) == 3_000_000


def test_a_client_that_leaves_a_huge_answer_leaves_the_server_well(simulator: Simulator, client: httpx.Client) -> None:
    fault(simulator, "huge", size=10**12)
    with client.stream("POST", "/login", json=ASKED) as answer:
        next(answer.iter_bytes())
    assert client.post("/login", json=ASKED).status_code == 200


def test_slow_has_done_the_work_and_late_has_not(simulator: Simulator, client: httpx.Client) -> None:
    for name, done in (("slow", 1), ("late", 0)):
        simulator.control("reset")
        fault(simulator, name, seconds=30)
        with pytest.raises(httpx.ReadTimeout):
            client.post("/login", json=ASKED, timeout=0.3)
        assert tokens(simulator) == done


def test_a_late_request_lands_after_its_client_has_gone(simulator: Simulator, client: httpx.Client) -> None:
    fault(simulator, "late", seconds=0.3)
    with pytest.raises(httpx.ReadTimeout):
        client.post("/login", json=ASKED, timeout=0.05)
    deadline = time.monotonic() + 10
    while tokens(simulator) == 0:
        assert time.monotonic() < deadline


def test_drip(simulator: Simulator, client: httpx.Client) -> None:
    fault(simulator, "drip", seconds=0)
    with client.stream("POST", "/login", json=ASKED) as answer:
        parts = list(answer.iter_raw())
    assert json.loads(b"".join(parts))["expiresIn"] == 86400
    assert len(parts) > 1


def test_a_token_that_expires_on_the_way(simulator: Simulator, client: httpx.Client) -> None:
    token = client.post("/login", json=ASKED).json()["accessToken"]
    client.headers["Authorization"] = f"Bearer {token}"
    fault(simulator, "expire_token", endpoint="GET /webhooks")
    assert client.get("/webhooks").status_code == 401


def test_which_request_is_struck(simulator: Simulator, client: httpx.Client) -> None:
    rule = {"fault": "status", "endpoint": "POST /login", "contains": "carol", "skip": 1, "times": 2}
    simulator.control("faults", [rule])
    names = ["carol", "dave", "carol", "carol", "carol"]
    statuses = [client.post("/login", json={"username": name, "password": "b"}).status_code for name in names]
    assert statuses == [200, 200, 503, 503, 200]
    assert client.get("/webhooks").status_code == 401
    assert [seen["fault"] for seen in simulator.control("requests")] == [None, None, "status", "status", None, None]


def test_for_ever(simulator: Simulator, client: httpx.Client) -> None:
    fault(simulator, "status", times=None)
    assert [client.post("/login", json=ASKED).status_code for _ in range(4)] == [503] * 4
    simulator.control("faults", [])
    assert client.post("/login", json=ASKED).status_code == 200


def test_another_carriers_fault_passes_by(simulator: Simulator, client: httpx.Client) -> None:
    fault(simulator, "status", carrier="ceva")
    assert client.post("/login", json=ASKED).status_code == 200
