"""Tokens: who is let in, and what the door says otherwise."""

import httpx
import pytest

from tests.simulator.ceva.conftest import ALL
from tests.simulator_process import Simulator

ENDPOINTS = [
    ("GET", "/orders?page=1&perPage=1"),
    ("GET", "/orders/1"),
    ("GET", "/orders/1/label"),
    ("GET", "/orders/1/status"),
    ("GET", "/orders/1/statusByOrderCode"),
    ("GET", "/orders/1/updates"),
    ("POST", "/orders/crossBorder"),
    ("POST", "/orders/domestic"),
    ("POST", "/event-subscriptions"),
    ("GET", "/event-subscriptions?page=1&perPage=1"),
    ("DELETE", "/event-subscriptions/1"),
    ("GET", "/service-level-mappings?shipmentType=DOMESTIC"),
]
LOGIN = {"email": "training", "password": "training", "clientSlug": "training"}


@pytest.mark.parametrize(("method", "path"), ENDPOINTS)
@pytest.mark.parametrize("authorization", ["", "x", "Bearer x"])
def test_a_token_is_needed(client: httpx.Client, method: str, path: str, authorization: str) -> None:
    answer = client.request(method, path, headers={"Authorization": authorization})
    assert (answer.status_code, answer.json()["message"]) == (401, "Unauthorized")


def test_the_token_alone_unless_set(client: httpx.Client, simulator: Simulator) -> None:
    bearer = {"Authorization": f"Bearer {client.headers['Authorization']}"}
    assert client.get("/orders", params=ALL, headers=bearer).status_code == 401
    simulator.control("ceva/settings", accept_bearer=True)
    assert client.get("/orders", params=ALL, headers=bearer).status_code == 200
    assert client.get("/orders", params=ALL).status_code == 200


def test_expired_by_the_control_door(client: httpx.Client, simulator: Simulator) -> None:
    assert simulator.control("ceva/expire_tokens") == {"expired": 1}
    assert client.get("/orders", params=ALL).status_code == 401


def test_expired_by_time(client: httpx.Client, simulator: Simulator) -> None:
    simulator.control("ceva/settings", expires_in=0)
    late = {"Authorization": client.post("/login", json=LOGIN).json()["token"]}
    assert client.get("/orders", params=ALL, headers=late).status_code == 401


def test_the_statuses_of_refusals_are_settings(client: httpx.Client, simulator: Simulator) -> None:
    wrong = {**LOGIN, "password": "wrong"}
    assert client.post("/login", json=wrong).status_code == 401
    simulator.control("ceva/settings", login_error_status=403, token_error_status=400)
    assert client.post("/login", json=wrong).status_code == 403
    assert client.get("/orders", params=ALL, headers={"Authorization": ""}).status_code == 400


@pytest.mark.parametrize("field", LOGIN)
@pytest.mark.parametrize("value", ["", None, 7])
def test_login_needs_all_three(client: httpx.Client, field: str, value: object) -> None:
    answer = client.post("/login", json={**LOGIN, field: value})
    assert (answer.status_code, answer.json()["errors"][0].partition(":")[0]) == (400, field)
