"""A client of the simulated CEVA, and orders to upload."""

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.simulator_process import Simulator

Json = dict[str, Any]
Make = Callable[..., Json]
_SAMPLES = Path(__file__).parent / "samples"
#: The query of a list without a filter.
ALL = {"page": 1, "perPage": 300}


@pytest.fixture
def sample() -> Callable[[str], Any]:
    """Reads one of the document's own requests and replies."""
    return lambda name: json.loads((_SAMPLES / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture
def client(simulator: Simulator) -> Iterator[httpx.Client]:
    """Logged in; every URL is relative to the carrier's."""
    with httpx.Client(base_url=f"{simulator.url}/ceva", trust_env=False, timeout=10, verify=False) as one:
        account = {"email": "training", "password": "training", "clientSlug": "training"}
        one.headers["Authorization"] = one.post("/login", json=account).json()["token"]
        yield one


def _maker(form: Json) -> Make:
    def make(**changes: Any) -> Json:
        made = copy.deepcopy(form)
        for path, value in changes.items():
            *tables, name = path.split("__")
            place: Any = made
            for table in tables:
                place = place[int(table) if table.isdigit() else table]
            place[name] = value
        return made

    return make


@pytest.fixture
def cross_border(sample: Callable[[str], Any]) -> Make:
    """The sample order with a service level and some fields changed: `cross_border(items__0__price=1)`."""
    return _maker({**sample("cross-border.request")[0], "serviceLevel": "ECONOMY"})


@pytest.fixture
def domestic(sample: Callable[[str], Any]) -> Make:
    """The same of the domestic sample."""
    return _maker({**sample("domestic.request")[0], "serviceLevel": "REGULAR"})


@pytest.fixture
def order(client: httpx.Client, cross_border: Make) -> Json:
    """The answer for the cross-border sample order, uploaded."""
    row: Json = client.post("/orders/crossBorder", json=[cross_border()]).json()["data"][0]
    return row
