"""Every sample request of the document is accepted, and every sample answer can be had."""

import re

import pytest

from tests.simulator.jne.conftest import PATHS, Jne, Sample
from tests.simulator.shapes import mismatches
from tests.simulator_process import Simulator


def test_tariff(jne: Jne, sample: Sample) -> None:
    assert jne.post("/tracing/api/pricedev", sample("tariff.request")) == sample("tariff.reply")


def test_tariff_of_nowhere(jne: Jne, sample: Sample) -> None:
    asked = {**sample("tariff.request"), "thru": "BDO99999"}
    assert jne.post("/tracing/api/pricedev", asked) == sample("tariff.unknown")


@pytest.mark.parametrize(("name", "digits"), [("generatecnote", 15), ("pickupcashless", 16)])
def test_booking(jne: Jne, simulator: Simulator, sample: Sample, name: str, digits: int) -> None:
    asked = {key: value for key, value in sample(f"{name}.request").items() if key != "AWB"}
    answer = jne.post(PATHS[name], asked)
    assert mismatches(answer, sample(f"{name}.reply")) == []
    (detail,) = answer["detail"]
    assert detail["status"] == sample(f"{name}.reply")["detail"][0]["status"]
    assert re.fullmatch(rf"\d{{{digits}}}", detail["cnote_no"])
    (held,) = simulator.control()["carriers"]["jne"]["bookings"]
    assert held["awb"] == detail["cnote_no"]


def test_pickupcashless_with_the_airwaybill_of_the_sample(jne: Jne, sample: Sample) -> None:
    answer = jne.post("/pickupcashless", sample("pickupcashless.request"))
    assert answer == {"detail": [{"status": "success", "cnote_no": "1234567890"}]}
    assert jne.post("/pickupcashless", sample("pickupcashless.request")) == sample("pickupcashless.duplicate")


def test_duplicate_order_of_generatecnote(jne: Jne, simulator: Simulator, sample: Sample) -> None:
    number = jne.book("generatecnote")["detail"][0]["cnote_no"]
    duplicate = sample("generatecnote.duplicate")
    duplicate["detail"][0]["cnote_no"] = number
    assert jne.book("generatecnote") == duplicate
    held = simulator.control()["carriers"]["jne"]
    assert (held["references"], held["attempts"]) == ({"20240705002": 1}, {"20240705002": 2})


def test_an_origin_that_there_is_not(jne: Jne, sample: Sample) -> None:
    assert jne.book("generatecnote", OLSHOP_ORIG="CGK10100") == sample("generatecnote.origin")


@pytest.mark.parametrize("name", PATHS)
def test_a_wrong_key(jne: Jne, sample: Sample, name: str) -> None:
    for change in ({"api_key": "wrong"}, {"api_key": ""}, {"api_key": None}, {"username": None}):
        assert jne.book(name, **change) == sample(f"{name}.bad-key")


def test_a_mandatory_field_is_empty(jne: Jne, sample: Sample) -> None:
    assert jne.book("pickupcashless", SHIPPER_NAME="") == sample("pickupcashless.policy")


def test_tracking(jne: Jne, simulator: Simulator, sample: Sample) -> None:
    number = jne.book("pickupcashless")["detail"][0]["cnote_no"]
    assert jne.track(number) == sample("tracking.unknown")
    for _ in range(7):
        simulator.control("jne/advance", awb=number)
    answer = jne.track(number)
    assert mismatches(answer, sample("tracking.reply")) == []
    assert [scan["code"] for scan in answer["history"]] == ["RC1", "OP1", "OP2", "TP4", "IP1", "IP3", "D01"]
    assert {scan["code"] for scan in sample("tracking.reply")["history"]} == {
        scan["code"] for scan in answer["history"]
    }


def test_tracking_of_nothing(jne: Jne, sample: Sample) -> None:
    assert jne.track("5403212200022724") == sample("tracking.unknown")
