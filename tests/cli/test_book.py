"""`shipdesk book` is a batch: tens in a call, lines as they come, killed and gone on with."""

from __future__ import annotations

import json
import socket
from collections import Counter
from typing import Any

import pytest

from tests.carriers.samples import record_of
from tests.cli.conftest import PASSWORD, Done, Station, shipment
from tests.simulator_process import Simulator

BOOKING = {"carrier": "jumppoint", "endpoint": "POST /booking"}
WARNED: dict[str, Any] = {"receiver__email": "not an address"}
BAD = 7


@pytest.fixture
def two_carriers(open_station: Station, carriers: Simulator) -> Station:
    """A station with accounts at Jumppoint and at CEVA."""
    done = open_station.run(
        "account", "set", "ceva", "environment=custom", f"base_url={carriers.url}/ceva", "email=clerk@example.com",
        "client_slug=clear-day", "settle=0,0.1,0.1", "--secret", "password", stdin=PASSWORD.encode(),
    )  # fmt: skip
    assert (done.status, done.err) == (0, "")
    return open_station


def ceva(reference: str) -> dict[str, Any]:
    record = record_of("ceva-thailand")
    record.pop("pickup", None)
    return {**record, "reference": reference}


def at(carriers: Simulator, carrier: str = "jumppoint") -> dict[str, Any]:
    state: dict[str, Any] = carriers.control()["carriers"][carrier]
    return state


def states(done: Done) -> list[tuple[str, str]]:
    return [(record["reference"], record["state"]) for record in done.records]


def test_ceva_is_given_tens_and_every_row_has_its_line_in_the_order_of_the_file(
    two_carriers: Station, carriers: Simulator
) -> None:
    orders = [ceva(f"C{number:02}") for number in range(24)]
    orders[BAD] = {**orders[BAD], "products": []}
    orders.insert(3, shipment("J1"))
    done = two_carriers.run("book", "--json", "--accept-warnings", two_carriers.file("o.json", orders))
    assert done.status == 1
    assert states(done) == [(order["reference"], "" if not order["products"] else "booked") for order in orders]
    assert sorted(at(carriers, "ceva")["batches"]) == [3, 10, 10]
    assert set(at(carriers, "ceva")["references"].values()) == {1}
    assert [row["label"] for row in two_carriers.run("orders", "--json", "--state", "booked").records] == [
        "stored"
    ] * 24


def test_a_line_comes_as_soon_as_its_order_is_booked(open_station: Station, carriers: Simulator) -> None:
    carriers.control("faults", [BOOKING | {"fault": "slow", "seconds": 60, "contains": "SLOW"}])
    file = open_station.file("o.json", [shipment("FIRST"), shipment("SLOW"), shipment("LAST")])
    with open_station.start("book", "--json", "--home", open_station.home, file) as process:
        assert process.stdout is not None
        first = json.loads(process.stdout.readline())
        assert (first["reference"], first["state"]) == ("FIRST", "booked")
        assert process.poll() is None
        process.kill()
        process.communicate()


def test_killed_in_the_middle_resume_goes_on_with_the_rest(two_carriers: Station, carriers: Simulator) -> None:
    two_carriers.run("account", "set", "jumppoint", "settle=0,0.1,0.1")
    carriers.control("faults", [
        BOOKING | {"fault": "slow", "seconds": 60, "skip": 4, "times": None},
        {"fault": "slow", "seconds": 60, "carrier": "ceva", "skip": 6, "times": None},
    ])  # fmt: skip
    orders = [shipment(f"J{number:02}") for number in range(20)] + [ceva(f"C{number:02}") for number in range(40)]
    orders[BAD] = {**orders[BAD], "products": []}
    file = two_carriers.file("o.json", orders)
    with two_carriers.start("book", "--json", "--accept-warnings", "--home", two_carriers.home, file) as process:
        while sum(at(carriers)["references"].values()) < 7:
            assert process.poll() is None
        process.kill()
        process.communicate()
    carriers.control("faults", [])
    before = {row["reference"]: row["state"] for row in two_carriers.run("orders", "--json", "--limit", "99").records}
    assert Counter(before.values())["draft"] > 10, "it was killed too late"

    done = two_carriers.run("resume", "--wait", "--json")
    assert (done.status, done.err) == (0, "")
    good = {order["reference"] for order in orders if order["products"]}
    assert {reference for reference, state in before.items() if state != "booked"} <= dict(states(done)).keys()
    assert set(dict(states(done)).values()) <= {"booked", "accepted"}
    after = {row["reference"]: row["state"] for row in two_carriers.run("orders", "--json", "--limit", "99").records}
    assert after.keys() == good
    assert set(after.values()) <= {"booked", "accepted"}
    sent = at(carriers)["references"] | at(carriers, "ceva")["references"]
    assert sent == dict.fromkeys(good, 1)
    assert two_carriers.run("resume", "--json").out == ""
    again = two_carriers.run("book", "--json", "--accept-warnings", file)
    assert {state for reference, state in states(again) if reference in good} <= {"booked", "accepted"}
    assert at(carriers)["references"] | at(carriers, "ceva")["references"] == sent


def test_a_file_booked_again_after_a_kill_goes_on_as_well(open_station: Station, carriers: Simulator) -> None:
    carriers.control("faults", [BOOKING | {"fault": "late", "seconds": 60, "skip": 2, "times": None}])
    file = open_station.file("o.json", [shipment(f"J{number}") for number in range(8)])
    with open_station.start("book", "--home", open_station.home, file) as process:
        while len(at(carriers)["references"]) < 2:
            assert process.poll() is None
        process.kill()
        process.communicate()
    carriers.control("faults", [])
    open_station.run("book", file)
    done = open_station.run("resume", "--wait", "--json")
    assert set(dict(states(done)).values()) <= {"booked", "accepted"}
    assert at(carriers)["references"] == {f"J{number}": 1 for number in range(8)}


def test_without_a_network_all_of_it_is_queued_and_goes_out_later(open_station: Station, carriers: Simulator) -> None:
    file = open_station.file("o.json", [shipment(f"J{number}") for number in range(12)])
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        open_station.run("account", "set", "jumppoint", f"base_url=http://127.0.0.1:{taken.getsockname()[1]}")
        done = open_station.run("book", "--json", file)
    assert states(done) == [(f"J{number}", "queued") for number in range(12)]
    assert (done.status, done.err) == (1, "shipdesk: 12 of 12 shipments not booked: 12 queued.\n")
    open_station.run("account", "set", "jumppoint", f"base_url={carriers.url}/jumppoint")
    done = open_station.run("resume", "--wait", "--json")
    assert (done.status, {record["label"] for record in done.records}) == (0, {"stored"})
    assert at(carriers)["references"] == {f"J{number}": 1 for number in range(12)}


def test_a_reader_that_leaves_early_stops_no_booking(open_station: Station, carriers: Simulator) -> None:
    carriers.control("faults", [BOOKING | {"fault": "slow", "seconds": 0.3, "times": None}])
    file = open_station.file("o.json", [shipment(f"J{number}") for number in range(9)])
    with open_station.start("book", "--json", "--home", open_station.home, file) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert (process.stderr.read(), process.wait(60)) == (b"", 1)
    assert {row["state"] for row in open_station.run("orders", "--json").records} == {"booked"}
    assert at(carriers)["references"] == {f"J{number}": 1 for number in range(9)}


def test_accepted_warnings_are_kept_with_who_and_when(open_station: Station) -> None:
    file = open_station.file("o.json", [shipment("J1", **WARNED), shipment("J2")])
    held = open_station.run("book", "--json", file)
    assert states(held) == [("J1", "held"), ("J2", "booked")]
    assert [problem["severity"] for problem in held.records[0]["problems"]] == ["warning"]
    done = open_station.run("book", "--json", "--accept-warnings", file)
    assert (done.status, states(done)) == (0, [("J1", "booked"), ("J2", "booked")])
    assert any("accepted" in move["why"] for move in open_station.run("show", "--json", "J1").record["history"])
