"""The scans of a parcel and its proof of delivery."""

import re

import pytest

from tests.simulator.jne.conftest import Jne
from tests.simulator_process import Simulator


@pytest.fixture
def awb(jne: Jne) -> str:
    return str(jne.book("pickupcashless", AWB=None, WEIGHT="2.5")["detail"][0]["cnote_no"])


def test_found_before_the_first_scan_only_where_it_is_set(jne: Jne, simulator: Simulator, awb: str) -> None:
    assert jne.track(awb) == {"error": "Cnote No. Not Found.", "status": False}
    simulator.control("jne/settings", tracked_at_once=True)
    answer = jne.track(awb)
    assert (answer["history"], answer["cnote"]["pod_status"]) == ([], "ON PROCESS")


def test_on_its_way_it_has_no_proof(jne: Jne, simulator: Simulator, awb: str) -> None:
    simulator.control("jne/advance", awb=awb)
    cnote = jne.track(awb)["cnote"]
    assert [cnote[key] for key in ("cnote_pod_receiver", "cnote_pod_date", "pod_code", "keterangan")] == [None] * 4
    assert cnote["last_status"] == "SHIPMENT RECEIVED BY JNE COUNTER OFFICER AT [JAKARTA]"


def test_delivered(jne: Jne, simulator: Simulator, awb: str) -> None:
    step = {"awb": "8810102030983216", "code": "D01", "receiver": "A YANI", "date": "2022-01-11T03:32:00Z"}
    simulator.control("jne/advance", {**step, "lat": "-6.9", "long": "107.6"})
    answer = jne.track(awb)
    cnote = answer["cnote"]
    assert cnote["cnote_pod_date"] == "2022-01-11T10:32:00.000+07:00"
    assert (cnote["cnote_pod_receiver"], cnote["pod_status"], cnote["pod_code"]) == ("A YANI", "DELIVERED", "D01")
    assert (cnote["photo"], cnote["signature"], cnote["lat"], cnote["long"]) == (None, None, "-6.9", "107.6")
    words = "DELIVERED TO [A YANI | 11-01-2022 10:32 | BANDUNG ]"
    assert answer["history"] == [{"date": "11-01-2022 10:32", "desc": words, "code": "D01"}]
    assert (cnote["last_status"], cnote["keterangan"]) == (words, "YANG BERSANGKUTAN")


def test_scans_come_by_time_and_may_be_any(jne: Jne, simulator: Simulator, awb: str) -> None:
    simulator.control("jne/advance", awb=awb, code="RC1", date="2022-01-09T01:26:00+07:00")
    simulator.control("jne/advance", awb=awb, code="XX9", desc="HELD BY A DRAGON", date="2022-01-09T01:18:00+07:00")
    history = jne.track(awb)["history"]
    assert [(scan["date"], scan["code"]) for scan in history] == [
        ("09-01-2022 01:18", "XX9"), ("09-01-2022 01:26", "RC1"),
    ]  # fmt: skip


def test_numbers_and_addresses_as_in_the_sample(jne: Jne, simulator: Simulator, awb: str) -> None:
    simulator.control("jne/advance", awb=awb)
    answer = jne.track(awb)
    cnote, (detail,) = answer["cnote"], answer["detail"]
    assert (cnote["cnote_weight"], cnote["cnote_amount"], cnote["servicetype"]) == ("2.5", "36000", "REG19")
    assert (cnote["reference_number"], cnote["estimate_delivery"]) == (None, " Days")
    assert (detail["cnote_shipper_addr1"], detail["cnote_shipper_addr2"]) == (
        "JL. D.I PANJAITAN NO 43JELUTUN", "GJELUTUNG",
    )  # fmt: skip
    assert re.fullmatch(r"\d\d-\d\d-\d{4} \d\d:\d\d", detail["cnote_date"])


def test_a_wrong_key(jne: Jne, awb: str) -> None:
    answer = jne.post(f"/tracing/api/list/v1/cnote/{awb}", {"username": "training", "api_key": "wrong"})
    assert answer == {"error": "Username Or API KEY Not Found.", "status": False}
