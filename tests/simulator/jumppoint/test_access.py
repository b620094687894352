"""Tokens: who is let in, for how long, and what the door says otherwise."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tests.simulator_process import Simulator

ENDPOINTS = [
    ("POST", "/booking"),
    ("GET", "/shipments?orderNo=1"),
    ("POST", "/shipments/batch"),
    ("POST", "/shipments/batch/status-logs/latest"),
    ("POST", "/shipments/batch/status-logs"),
    ("GET", "/shipments/shipment-label?orderNo=1"),
    ("POST", "/webhooks"),
    ("GET", "/webhooks"),
    ("GET", "/webhooks/1"),
    ("PUT", "/webhooks/1"),
    ("DELETE", "/webhooks/1"),
]


@pytest.mark.parametrize(("method", "path"), ENDPOINTS)
@pytest.mark.parametrize("authorization", ["", "Bearer x", "Basic x"])
def test_a_token_is_needed(client: httpx.Client, method: str, path: str, authorization: str) -> None:
    answer = client.request(method, path, headers={"Authorization": authorization})
    assert answer.status_code == 401
    assert answer.json()["status"] is False


def test_expired_by_the_control_door(client: httpx.Client, simulator: Simulator) -> None:
    assert client.get("/webhooks").status_code == 200
    assert simulator.control("jumppoint/expire_tokens") == {"expired": 1}
    assert client.get("/webhooks").status_code == 401


def test_expired_by_time(client: httpx.Client, simulator: Simulator) -> None:
    simulator.control("jumppoint/settings", expires_in=0)
    answer = client.post("/login", json={"username": "training", "password": "training"}).json()
    assert answer["expiresIn"] == 0
    late = client.get("/webhooks", headers={"Authorization": f"Bearer {answer['accessToken']}"})
    assert late.status_code == 401


def test_the_statuses_of_refusals_are_settings(client: httpx.Client, simulator: Simulator) -> None:
    simulator.control("jumppoint/settings", login_error_status=400, token_error_status=403)
    assert client.post("/login", json={"username": "a", "password": "wrong"}).status_code == 400
    assert client.get("/webhooks", headers={"Authorization": ""}).status_code == 403


@pytest.mark.parametrize("form", [{}, {"username": "a"}, {"username": "", "password": "b"}, {"username": 1}])
def test_login_needs_both(client: httpx.Client, form: dict[str, Any]) -> None:
    answer = client.post("/login", json=form)
    assert answer.status_code == 400
    assert answer.json()["message"].startswith("Errors: ")


def test_order_numbers_come_as_a_list(client: httpx.Client, booking: Callable[..., Any]) -> None:
    answer = client.post("/shipments/batch", json={"orderNos": "JPTH7894446466"})
    assert (answer.status_code, answer.json()["message"]) == (400, "Errors: orderNos: Expected array of string")
