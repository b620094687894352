"""A client of the simulated JNE, and shipments to book."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.simulator_process import Simulator

Form = dict[str, str]
Sample = Callable[[str], Any]
_SAMPLES = Path(__file__).parent / "samples"
PATHS = {"generatecnote": "/tracing/api/generatecnote", "pickupcashless": "/pickupcashless"}
POLICY = {"status": False, "error": "Content not confirm our security Policy."}
#: What the table of pickupcashless allows where its sample has something else.
BY_THE_TABLE = {"PICKUP_SERVICE": "Domestic", "PICKUP_VEHICLE": "Motor", "INSURANCE_FLAG": "N", "COD_AMOUNT": "0"}


class Jne:
    """Posts forms as JNE takes them."""

    def __init__(self, client: httpx.Client, sample: Sample) -> None:
        self.client = client
        self.sample = sample

    def post(self, path: str, form: Form) -> Any:
        """The answer's JSON; its status is 200 whatever it says."""
        answer = self.client.post(path, data=form)
        assert answer.status_code == 200
        return answer.json()

    def form(self, name: str, **changes: str | None) -> Form:
        """The sample request `name` as its table wants it, with some fields changed; None leaves one out."""
        table = BY_THE_TABLE if name == "pickupcashless" else {}
        form = {**self.sample(f"{name}.request"), **table, **changes}
        return {key: value for key, value in form.items() if value is not None}

    def book(self, name: str, **changes: str | None) -> Any:
        """The answer to `generatecnote` or `pickupcashless`."""
        return self.post(PATHS[name], self.form(name, **changes))

    def track(self, awb: str) -> Any:
        return self.post(f"/tracing/api/list/v1/cnote/{awb}", self.sample("tracking.request"))


@pytest.fixture
def sample() -> Sample:
    """Reads one of the document's own requests and replies."""
    return lambda name: json.loads((_SAMPLES / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture
def jne(simulator: Simulator, sample: Sample) -> Iterator[Jne]:
    with httpx.Client(base_url=f"{simulator.url}/jne", trust_env=False, timeout=10, verify=False) as client:
        yield Jne(client, sample)


@pytest.fixture
def refused(simulator: Simulator) -> Callable[[], list[str]]:
    """The fields that the last refusal was about, which its answer does not say."""

    def fields() -> list[str]:
        refusals = simulator.control()["carriers"]["jne"]["refusals"]
        return [error.partition(":")[0] for error in refusals[-1]["errors"]] if refusals else []

    return fields
