"""News of parcels through the real commands, from the simulated carriers."""

from __future__ import annotations

import pytest

from tests.carriers.samples import record_of
from tests.cli.conftest import PASSWORD, Station, shipment
from tests.simulator_process import Simulator

ACCOUNTS = {
    "ceva": ("email=clerk@example.com", "client_slug=clear-day", "password"),
    "jne": ("username=station-3", "customer_id=10950700", "branch=CGK000", "api_key"),
}


@pytest.fixture
def all_three(open_station: Station, carriers: Simulator) -> Station:
    """A station with an account at each simulated carrier."""
    for carrier, (*keys, secret) in ACCOUNTS.items():
        done = open_station.run(
            "account", "set", carrier, "environment=custom", f"base_url={carriers.url}/{carrier}", *keys,
            "--secret", secret, stdin=PASSWORD.encode(),
        )  # fmt: skip
        assert (done.status, done.err) == (0, "")
    return open_station


def booked(station: Station, *references: str) -> None:
    """`J…` with Jumppoint, `C…` with CEVA, `N…` with JNE."""
    names = {"C": "ceva-thailand", "N": "jne-onmarket"}
    orders = []
    for reference in references:
        record = record_of(names[reference[0]]) if reference[0] in names else shipment(reference)
        record.pop("pickup", None)
        orders.append({**record, "reference": reference})
    done = station.run("book", "--json", "--accept-warnings", station.file("orders.json", orders))
    assert {record["state"] for record in done.records} == {"booked"}, done


def test_all_that_is_under_way_is_asked_for_and_told_once(all_three: Station, carriers: Simulator) -> None:
    booked(all_three, "J1", "J2", "C1", "N1")
    carriers.control("jne/advance", awb="N1")
    delivered = {"status": "Delivered", "podReceiverName": "Somchai", "podUri": "https://pod.example.com/1.jpg"}
    carriers.control("ceva/advance", {"orderCode": "C1", **delivered})
    done = all_three.run("track", "--json")
    assert (done.status, done.err) == (0, "")
    told = {record["reference"]: (record["status"], record["new_events"]) for record in done.records}
    assert set(told) == {"J1", "J2", "C1", "N1"}
    assert told["C1"][0] == "delivered"
    assert told["N1"] == ("picked_up", 1)
    assert told["J1"] == ("created", 1)
    again = {record["reference"]: record["new_events"] for record in all_three.run("track", "--json").records}
    assert again == {"J1": 0, "J2": 0, "N1": 0}  # C1 has come to its end
    events = all_three.run("show", "C1", "--json").record["events"]
    assert [one["link"] for one in events if one["status"] == "delivered"] == ["https://pod.example.com/1.jpg"]
    assert all(one["leg"] for one in events)
    assert "Received by Somchai" in events[-1]["text"]


def test_what_no_carrier_tells_is_a_line_each_and_status_1(all_three: Station, carriers: Simulator) -> None:
    booked(all_three, "J1", "N1")
    number = all_three.run("show", "N1", "--json").record["tracking_number"]
    done = all_three.run("track", "N1", "J1", "GONE")
    assert done.status == 1
    assert done.out == "J1: created, 1 new event\n"
    assert done.err.splitlines() == [
        f"shipdesk: N1: JNE does not know {number} yet.",
        "shipdesk: GONE: There is no shipment GONE in the order book.",
    ]


def test_a_carrier_that_cannot_be_reached_is_said_once(all_three: Station) -> None:
    booked(all_three, "J1", "J2", "C1")
    assert all_three.run("account", "set", "jumppoint", "base_url=http://127.0.0.1:9/jumppoint/").status == 0
    done = all_three.run("track", "--json")
    assert done.status == 1
    assert {record["reference"]: record["new_events"] > 0 for record in done.records} == {
        "J1": False,
        "J2": False,
        "C1": True,
    }
    assert done.err.startswith("shipdesk: 2 shipments: ")
    assert done.err.count("\n") == 1


def test_nothing_under_way_is_said(station: Station) -> None:
    done = station.run("track")
    assert (done.status, done.out, done.err) == (0, "Nothing is under way.\n", "")
