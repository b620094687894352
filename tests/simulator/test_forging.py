"""Every sender can be told to send right and forged, late and out of order, and never off this machine."""

import hashlib
import hmac
import json
from typing import Any

import httpx
import pytest

from tests.simulator.receiver import Received, Receiver
from tests.simulator_process import Simulator

SECRET = "training"
MIB = 1 << 20


def order(simulator: Simulator, receiver: Receiver, **given: Any) -> Received:
    simulator.control("deeple/order", {"url": receiver.url, **given})
    return receiver.next()


def is_proved(told: Received, body: bytes | None = None) -> bool:
    signed = (told.headers["PID"] + told.headers["TIMESTAMP"]).encode() + (told.body if body is None else body)
    return told.headers["SIGNATURE"] == hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()


def test_right_is_right(simulator: Simulator, receiver: Receiver) -> None:
    told = order(simulator, receiver)
    assert is_proved(told)
    assert json.loads(told.body)["state"] == "PREPARE_TO_SHIPPING"


def test_a_wrong_proof_is_of_another_secret(simulator: Simulator, receiver: Receiver) -> None:
    told = order(simulator, receiver, forged="wrong_proof")
    assert len(told.headers["SIGNATURE"]) == 64
    assert not is_proved(told)


def test_a_missing_proof_has_no_header(simulator: Simulator, receiver: Receiver) -> None:
    told = order(simulator, receiver, forged="missing_proof")
    assert not {"PID", "TIMESTAMP", "SIGNATURE"} & set(told.headers)


def test_a_stale_one_is_proved_an_hour_ago(simulator: Simulator, receiver: Receiver) -> None:
    fresh, stale = order(simulator, receiver), order(simulator, receiver, forged="stale")
    assert is_proved(stale)
    assert 3500 < int(fresh.headers["TIMESTAMP"]) - int(stale.headers["TIMESTAMP"]) < 3700


@pytest.mark.parametrize("forged", ["oversized", "not_json", "not_object", "odd"])
def test_a_spoilt_body_has_a_right_proof(simulator: Simulator, receiver: Receiver, forged: str) -> None:
    told = order(simulator, receiver, forged=forged)
    assert is_proved(told)
    found = _read(told.body)
    shapes: dict[str, type] = {"oversized": dict, "not_json": str, "not_object": list, "odd": dict}
    assert isinstance(found, shapes[forged])
    assert (len(told.body) > MIB, found == {}) == (forged == "oversized", forged == "odd")


def _read(body: bytes) -> object:
    try:
        found: object = json.loads(body)
    except json.JSONDecodeError:
        return "no JSON"
    return found


def test_tampered_is_another_body_than_was_signed(simulator: Simulator, receiver: Receiver) -> None:
    told = order(simulator, receiver, forged="tampered")
    assert not is_proved(told)
    assert json.loads(told.body)["tampered"] is True


def test_spaced_is_signed_without_blanks(simulator: Simulator, receiver: Receiver) -> None:
    told = order(simulator, receiver, forged="spaced")
    compact = json.dumps(json.loads(told.body), separators=(",", ":"), ensure_ascii=False).encode()
    assert told.body != compact
    assert is_proved(told, compact)


def test_what_was_forged_never_came(simulator: Simulator, receiver: Receiver) -> None:
    order(simulator, receiver, forged="wrong_proof")
    assert simulator.control()["carriers"]["deeple"]["orders"] == []


def test_a_replay_is_the_same_to_the_letter(simulator: Simulator, receiver: Receiver) -> None:
    first = order(simulator, receiver)
    simulator.control("deeple/replay", count=1)
    again = receiver.next()
    assert (again.body, again.headers["SIGNATURE"]) == (first.body, first.headers["SIGNATURE"])


def test_what_is_held_back_goes_out_in_another_order(simulator: Simulator, receiver: Receiver) -> None:
    number = json.loads(order(simulator, receiver).body)["orderNumber"]
    simulator.control("deeple/hold")
    for _ in range(2):
        simulator.control("deeple/advance", orderNumber=number, url=receiver.url)
    assert receiver.received.empty()
    assert simulator.control("deeple/release", order="reversed") == {"released": 2}
    assert [json.loads(receiver.next().body)["state"] for _ in range(2)] == ["DELIVERED", "SHIPPING"]
    simulator.control("deeple/advance", orderNumber=number, url=receiver.url)
    receiver.next()  # nothing is held back any more


def test_shuffled_loses_and_doubles_nothing(simulator: Simulator, receiver: Receiver) -> None:
    simulator.control("deeple/hold")
    for _ in range(5):
        simulator.control("deeple/order", url=receiver.url)
    simulator.control("deeple/release", order="shuffled")
    numbers = {json.loads(receiver.next().body)["orderNumber"] for _ in range(5)}
    assert numbers == {f"DP-{number:09}" for number in range(1, 6)}


@pytest.mark.parametrize(
    ("verb", "given", "sentence"),
    [
        ("deeple/order", {"url": "http://127.0.0.1:9", "forged": "signed in blood"}, "Unknown forgery"),
        ("deeple/order", {}, "Where to?"),
        ("deeple/advance", {"orderNumber": "DP-9"}, "No order has the number 'DP-9'."),
        ("deeple/release", {"order": "sideways"}, "made, reversed or shuffled"),
        ("deeple/replay", {}, "count is from 1 to 0"),
        ("deeple/settings", {"recipe": "rot13"}, "recipe is one of"),
        ("deeple/pace", {"every": 0}, "more than 0 seconds"),
        ("winkelstraat/shipment", {"url": "http://127.0.0.1:9", "forged": "stale"}, "no time in it"),
        ("winkelstraat/advance", {"increment_id": "7"}, "No shipment has the increment_id"),
    ],
)
def test_what_makes_no_sense_is_a_sentence(
    simulator: Simulator, verb: str, given: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(httpx.HTTPStatusError, match=sentence):
        simulator.control(verb, given)


def test_by_itself_it_sends_so_often_and_no_more(simulator: Simulator, receiver: Receiver) -> None:
    simulator.control("deeple/settings", url=receiver.url)
    simulator.control("deeple/pace", first=0.0, every=0.01, most=3)
    numbers = sorted(json.loads(receiver.next().body)["orderNumber"] for _ in range(3))
    assert numbers == [f"DP-{number:09}" for number in (1, 2, 3)]
    simulator.control("deeple/order")
    assert json.loads(receiver.next().body)["orderNumber"] == "DP-000000004"  # and no fourth before it


def test_a_pace_ends_with_a_reset(simulator: Simulator, receiver: Receiver) -> None:
    simulator.control("deeple/settings", url=receiver.url)
    simulator.control("deeple/pace", first=0.0, every=0.01, most=1000)
    receiver.next()
    simulator.control("reset")
    made = simulator.control("deeple/order", url=f"{receiver.url}/last")
    assert made["orderNumber"] == "DP-000000001"
    while receiver.next().path != "/hook/last":
        pass
    assert len(simulator.control()["carriers"]["deeple"]["orders"]) == 1
