"""Deeple's calls: every field of its table, and five tries."""

import base64
import hashlib
import hmac
import json

import pytest

from tests.simulator.receiver import Receiver
from tests.simulator_process import Simulator

#: Name -> (type, most letters), as the table "Request body" has them; the nameless string(50) is taken for `email`.
TABLE = {
    "receiverName": 50,
    "firstName": 30,
    "lastName": 30,
    "streetAddress": 50,
    "district": 50,
    "subDistrict": 50,
    "province": 50,
    "postalCode": 10,
    "phoneNumber": 10,
    "email": 50,
    "orderNumber": 12,
    "state": 30,
    "platform": 15,
    "vatOptions": 10,
    "createdAt": 20,
    "updatedAt": 20,
}
NUMBERS = ("grandTotal", "totalPrice", "vatPrice", "vatValue", "discountTotalPrice")


def test_every_order_keeps_to_the_table(simulator: Simulator, receiver: Receiver) -> None:
    for _ in range(12):
        simulator.control("deeple/order", url=receiver.url)
        told = json.loads(receiver.next().body)
        for name, most in TABLE.items():
            assert 0 < len(told[name]) <= most, name
        assert all(isinstance(told[name], int | float) for name in NUMBERS)
        assert len(told["note"]) <= 50
        assert told["items"]


def test_it_is_sent_five_times_at_most(simulator: Simulator, receiver: Receiver) -> None:
    simulator.control("deeple/settings", webhook_pauses=[0.0] * 4)
    receiver.statuses = [500, 500, 204, 404, 503, 500]
    simulator.control("deeple/order", url=receiver.url)
    calls = [receiver.next() for _ in range(5)]
    assert len({call.body for call in calls}) == 1
    simulator.control("deeple/order", url=receiver.url + "/next")
    assert receiver.next().path == "/hook/next"
    assert len(simulator.control()["carriers"]["deeple"]["settings"]["webhook_pauses"]) == 4


def test_by_default_it_tries_five_times(simulator: Simulator) -> None:
    assert len(simulator.control()["carriers"]["deeple"]["settings"]["webhook_pauses"]) + 1 == 5


def test_fields_can_be_anything_and_left_out(simulator: Simulator, receiver: Receiver) -> None:
    simulator.control(
        "deeple/order", {"url": receiver.url, "fields": {"receiverName": "x" * 80, "email": None, "orderNumber": "Z1"}}
    )
    told = json.loads(receiver.next().body)
    assert told["receiverName"] == "x" * 80
    assert "email" not in told
    simulator.control("deeple/advance", orderNumber="Z1", updatedAt="2026-01-01T00:00:00Z", url=receiver.url)
    moved = json.loads(receiver.next().body)
    assert (moved["state"], moved["updatedAt"]) == ("SHIPPING", "2026-01-01T00:00:00Z")


@pytest.mark.parametrize("timestamp", ["milliseconds", "iso"])
def test_another_recipe_is_a_setting(simulator: Simulator, receiver: Receiver, timestamp: str) -> None:
    simulator.control("deeple/settings", pid="P7", secret="s3", recipe="hmac-sha256-base64", timestamp=timestamp)
    simulator.control("deeple/order", url=receiver.url)
    told = receiver.next()
    moment = told.headers["TIMESTAMP"]
    wanted = base64.b64encode(hmac.digest(b"s3", b"P7" + moment.encode() + told.body, hashlib.sha256)).decode()
    assert (told.headers["PID"], told.headers["SIGNATURE"]) == ("P7", wanted)
    assert (len(moment) == 13) == (timestamp == "milliseconds")
