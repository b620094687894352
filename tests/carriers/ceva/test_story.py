"""A file of CEVA orders through the real commands and the real order book, at the simulated carrier."""

from pathlib import Path
from typing import Any

import pytest

from tests.carriers.samples import record_of
from tests.cli.conftest import Station
from tests.simulator_process import Simulator

CROSS_BORDER = "POST /orders/crossBorder"


@pytest.fixture
def station(tmp_path: Path, carrier: Simulator) -> Station:
    carrier.control("reset", {})
    station = Station(tmp_path)
    set_up(station, carrier)
    return station


def set_up(station: Station, carrier: Simulator) -> None:
    done = station.run(
        "account", "set", "ceva", "environment=custom", f"base_url={carrier.url}/ceva", "email=clerk@example.com",
        "client_slug=clear-day", "settle=0,0.1", "--secret", "password", stdin=b"right-password\n",
    )  # fmt: skip
    assert (done.status, done.err) == (0, "")


def order(reference: str, name: str = "ceva-thailand", **receiver: str) -> dict[str, Any]:
    record = record_of(name)
    record.pop("pickup", None)
    return {**record, "reference": reference, "receiver": {**record["receiver"], **receiver}}


def states(station: Station, *words: str | Path) -> dict[str, str]:
    return {one["reference"]: one["state"] for one in station.run(*words, "--json").records}


def seen(carrier: Simulator) -> dict[str, Any]:
    found: dict[str, Any] = carrier.control()["carriers"]["ceva"]
    return found


def test_a_file_goes_out_in_tens_of_one_kind_with_its_labels(station: Station, carrier: Simulator) -> None:
    orders = [order(f"X-{number}") for number in range(12)]
    orders += [order(f"D-{number}", "ceva-vietnam-domestic") for number in range(3)]
    booked = states(station, "book", station.file("orders.json", orders))
    assert set(booked.values()) == {"booked"}
    assert seen(carrier)["references"] == dict.fromkeys(booked, 1)
    assert max(seen(carrier)["batches"]) <= 10
    assert len(seen(carrier)["batches"]) < len(orders)
    numbers = {one["orderCode"]: one["trackingNumber"] for one in seen(carrier)["bookings"]}
    found = station.run("orders", "--json").records
    assert {one["reference"]: one["tracking_number"] for one in found} == numbers
    assert {one["label"] for one in found} == {"stored"}
    file = station.root / "label.pdf"
    assert station.run("label", "D-1", "-o", file).status == 0
    assert file.read_bytes().startswith(b"%PDF")


def test_one_that_is_refused_takes_no_other_with_it(station: Station, carrier: Simulator) -> None:
    orders = [order("R-0"), order("R-1", email="nobody"), order("R-2")]
    done = states(station, "book", station.file("orders.json", orders), "--accept-warnings")
    assert done == {"R-0": "booked", "R-1": "refused", "R-2": "booked"}
    assert seen(carrier)["references"] == {"R-0": 1, "R-2": 1}
    shown = station.run("show", "R-1", "--json").record
    assert [one["field"] for one in shown["problems"]] == ["receiver.email"]
    mended = station.file("mended.json", [order("R-1")])
    assert states(station, "book", mended) == {"R-1": "booked"}
    assert seen(carrier)["references"] == {"R-0": 1, "R-1": 1, "R-2": 1}


def test_lost_answers_are_settled_by_looking(station: Station, carrier: Simulator) -> None:
    carrier.control("faults", [{"endpoint": CROSS_BORDER, "fault": "lose_answer"}])
    file = station.file("orders.json", [order(f"R-{number}") for number in range(4)])
    assert "in_doubt" in states(station, "book", file).values()
    assert station.run("resume", "--wait").status == 0
    assert set(states(station, "orders").values()) == {"booked"}
    assert seen(carrier)["attempts"] == dict.fromkeys(("R-0", "R-1", "R-2", "R-3"), 1)


def test_what_is_not_found_is_never_sent_again_by_itself(station: Station, carrier: Simulator) -> None:
    carrier.control("faults", [{"endpoint": CROSS_BORDER, "fault": "reset_before"}])
    file = station.file("orders.json", [order("R-0")])
    assert states(station, "book", file) == {"R-0": "in_doubt"}
    station.run("resume", "--wait")
    assert states(station, "orders") == {"R-0": "needs_person"}
    assert seen(carrier)["attempts"] == {}
    done = station.run("resolve", "R-0", "--send-again", "--why", "The portal does not have it.")
    assert done.status == 0, done.err
    station.run("resume", "--wait")
    assert states(station, "orders") == {"R-0": "booked"}
    assert seen(carrier)["attempts"] == {"R-0": 1}


def test_an_order_that_another_station_has_made_is_a_conflict(station: Station, carrier: Simulator) -> None:
    file = station.file("orders.json", [order("R-0"), order("R-1")])
    other = Station(station.root / "other")
    other.root.mkdir()
    set_up(other, carrier)
    assert states(other, "book", other.file("orders.json", [order("R-1")])) == {"R-1": "booked"}
    assert states(station, "book", file) == {"R-0": "booked", "R-1": "conflict"}
    assert seen(carrier)["references"] == {"R-0": 1, "R-1": 1}
    numbers = {one["orderCode"]: one["trackingNumber"] for one in seen(carrier)["bookings"]}
    assert station.run("show", "R-1", "--json").record["tracking_number"] == numbers["R-1"]
