"""A client of the simulated Jumppoint, on the day for which the document's sample asks a pickup."""

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.simulator_process import Simulator

Json = dict[str, Any]
_SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture
def sample() -> Callable[[str], Json]:
    """Reads one of the document's own requests and replies."""
    return lambda name: json.loads((_SAMPLES / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture
def client(simulator: Simulator) -> Iterator[httpx.Client]:
    """Logged in; every URL is relative to the carrier's."""
    simulator.control("jumppoint/settings", today="2023-04-14")
    with httpx.Client(base_url=f"{simulator.url}/jumppoint", trust_env=False, timeout=10, verify=False) as one:
        token = one.post("/login", json={"username": "training", "password": "training"}).json()["accessToken"]
        one.headers["Authorization"] = f"Bearer {token}"
        yield one


@pytest.fixture
def booking(sample: Callable[[str], Json]) -> Callable[..., Json]:
    """The document's sample booking with some fields changed: `booking(sender__phone=None)`; None leaves one out."""

    def make(**changes: Any) -> Json:
        form = copy.deepcopy(sample("booking.request"))
        for path, value in changes.items():
            *tables, name = path.split("__")
            place: Any = form
            for table in tables:
                place = place[int(table) if table.isdigit() else table]
            if value is None:
                place.pop(name, None)
            else:
                place[name] = value
        return form

    return make


@pytest.fixture
def order_no(client: httpx.Client, booking: Callable[..., Json]) -> str:
    """The number of the document's sample shipment, booked."""
    return str(client.post("/booking", json=booking()).json()["data"]["orderNo"])
