"""The control door: what it shows, and how it says no."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.simulator_process import Simulator


def test_requests_are_counted_and_kept(simulator: Simulator) -> None:
    for _ in range(2):
        httpx.post(f"{simulator.url}/jumppoint/login", json={"username": "a", "password": "b"}, trust_env=False)
    assert simulator.control()["requests"]["jumppoint"] == {"POST /login": 2}
    seen = simulator.control("requests")[-1]
    assert (seen["endpoint"], seen["status"], seen["body"]) == ("POST /login", 200, '{"username":"a","password":"b"}')


def test_reset_forgets_everything(simulator: Simulator) -> None:
    start = simulator.control()
    httpx.post(f"{simulator.url}/jumppoint/login", json={"username": "a", "password": "b"}, trust_env=False)
    simulator.control("jumppoint/settings", joiner="; ")
    simulator.control("faults", [{"fault": "html"}])
    assert simulator.control() != start
    assert simulator.control("reset") == start
    assert simulator.control("requests") == []


WRONG: list[tuple[str, Any, str]] = [
    ("faults", {}, "Expected a list"),
    ("faults", [{}], "Missing: fault"),
    ("faults", [{"fault": "flood"}], "Unknown fault 'flood'"),
    ("faults", [{"fault": "slow", "secs": 1}], "Unknown: secs"),
    ("faults", [{"fault": "slow", "seconds": "1"}], "seconds is '1'"),
    ("faults", [{"fault": "status", "code": 999}], "999 is no HTTP status"),
    ("jumppoint/settings", {"joiners": "; "}, "Unknown: joiners"),
    ("jumppoint/settings", {"expires_in": "soon"}, "expires_in is 'soon'"),
    ("jumppoint/settings", {"numbers": "never"}, "in-answer or later"),
    ("jumppoint/settings", {"today": "tomorrow"}, "tomorrow"),
    ("jumppoint/settings", [], "Expected an object"),
    ("jumppoint/advance", {"orderNo": "JPTH0"}, "No shipment"),
    ("jumppoint/advance", {}, "Missing: orderNo"),
    ("ceva/settings", {"refusal_status": 500}, "refusal_status is one of 400, 404, 413, 422"),
    ("ceva/settings", {"reply": "sideways"}, "whole, omit, swap, stranger, twice"),
    ("ceva/settings", {"odd": ["postal", "shoes"]}, "Unknown in odd: shoes"),
    ("ceva/advance", {"orderCode": "A"}, "No order"),
    ("jne/settings", {"duplicate_cnote": "none"}, "existing or sent"),
    ("jne/advance", {"awb": "1"}, "No shipment"),
    ("jumppoint/dance", {}, "Known: advance"),
    ("pigeons/advance", {}, "Known: jumppoint, ceva, jne"),
]


@pytest.mark.parametrize(("verb", "given", "sentence"), WRONG)
def test_it_says_what_is_wrong_and_changes_nothing(simulator: Simulator, verb: str, given: Any, sentence: str) -> None:
    before = simulator.control()
    with pytest.raises(httpx.HTTPStatusError) as refused:
        simulator.control(verb, given)
    assert refused.value.response.status_code == 400
    assert sentence in refused.value.response.json()["error"]
    assert simulator.control() == before


def test_a_body_that_is_no_json(simulator: Simulator) -> None:
    answer = httpx.post(f"{simulator.url}/_control/faults", content=b"{", trust_env=False)
    assert answer.status_code == 400
    assert "no JSON" in answer.json()["error"]


def test_steps_that_make_no_sense(simulator: Simulator) -> None:
    form = {"username": "a", "api_key": "b"}
    samples = Path(__file__).parent / "jne" / "samples"
    form = {**json.loads((samples / "generatecnote.request.json").read_text(encoding="utf-8")), **form}
    answer = httpx.post(f"{simulator.url}/jne/tracing/api/generatecnote", data=form, trust_env=False)
    awb = answer.json()["detail"][0]["cnote_no"]
    for date, sentence in (("yesterday", "date: "), ("2026-11-22T08:00:00", "date needs a zone")):
        with pytest.raises(httpx.HTTPStatusError, match=sentence):
            simulator.control("jne/advance", awb=awb, date=date)
    assert simulator.control()["carriers"]["jne"]["bookings"][0]["history"] == []
