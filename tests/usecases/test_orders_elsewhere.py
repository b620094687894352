"""Orders made elsewhere are read from the simulated CEVA over HTTP: each once, ours left alone, trouble said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from shipdesk.app import open_desk
from shipdesk.core.connector import Connector, Order, OrderPage
from shipdesk.core.elsewhere import Adopted
from shipdesk.core.outcomes import Found
from shipdesk.core.shipment import Shipment
from shipdesk.core.states import State
from shipdesk.core.statuses import Status
from shipdesk.usecases.orders_elsewhere import OrdersRead, read_orders, summary
from tests.carriers.ceva.test_story import order, set_up, states
from tests.cli.conftest import Station
from tests.simulator_process import Simulator, start_simulator


@pytest.fixture(scope="module")
def carrier() -> Iterator[Simulator]:
    with start_simulator() as running:
        yield running


@pytest.fixture
def station(tmp_path: Path, carrier: Simulator) -> Station:
    carrier.control("reset", {})
    station = Station(tmp_path)
    set_up(station, carrier)
    return station


def make_elsewhere(station: Station, carrier: Simulator, *references: str) -> dict[str, str]:
    """Orders of the same account that another program makes; their numbers."""
    other = Station(station.root / "other")
    other.root.mkdir(exist_ok=True)
    set_up(other, carrier)
    booked = states(other, "book", other.file("orders.json", [order(one) for one in references]))
    assert set(booked.values()) == {"booked"}
    return {one["orderCode"]: one["trackingNumber"] for one in seen(carrier)["bookings"]}


def seen(carrier: Simulator) -> dict[str, Any]:
    found: dict[str, Any] = carrier.control()["carriers"]["ceva"]
    return found


def read(station: Station, first_page: int = 1) -> OrdersRead:
    with open_desk(station.home) as desk:
        return read_orders(desk, "ceva", first_page)


def test_they_are_found_shown_and_followed_like_our_own(station: Station, carrier: Simulator) -> None:
    numbers = make_elsewhere(station, carrier, "THEIRS-1", "THEIRS-2")
    assert read(station).found == {Adopted.NEW: 2}
    found = {one["reference"]: one for one in station.run("orders", "THEIRS", "--json").records}
    assert {key: one["tracking_number"] for key, one in found.items()} == numbers
    shown = station.run("show", "THEIRS-1", "--json").record
    assert (shown["state"], shown["source"], shown["made_elsewhere"]) == ("booked", "ceva", True)
    assert shown["shipment"]["receiver"]["name"] == order("")["receiver"]["name"]
    carrier.control("ceva/advance", orderCode="THEIRS-1", status="Shipment Delivered")
    assert station.run("track", "THEIRS-1", "--json").record["status"] == Status.DELIVERED


def test_reading_again_adds_nothing_and_takes_what_is_newer(station: Station, carrier: Simulator) -> None:
    make_elsewhere(station, carrier, "THEIRS-1")
    read(station)
    assert read(station).found == {Adopted.KNOWN: 1}
    carrier.control("ceva/advance", orderCode="THEIRS-1", status="Shipment Delivered")
    assert read(station).found[Adopted.NEW] == 0
    assert station.run("show", "THEIRS-1", "--json").record["status"] == Status.DELIVERED


def test_what_was_booked_here_is_not_taken_in_again(station: Station, carrier: Simulator) -> None:
    assert states(station, "book", station.file("orders.json", [order("OURS-1")])) == {"OURS-1": "booked"}
    make_elsewhere(station, carrier, "THEIRS-1")
    assert read(station).found == {Adopted.OURS: 1, Adopted.NEW: 1}
    assert len(station.run("orders", "--json").records) == 2


def test_one_in_doubt_is_left_to_settling_and_named(station: Station, carrier: Simulator) -> None:
    carrier.control("faults", [{"endpoint": "POST /orders/crossBorder", "fault": "lose_answer"}])
    assert states(station, "book", station.file("orders.json", [order("OURS-1")])) == {"OURS-1": "in_doubt"}
    told = read(station)
    assert (told.waiting, told.found) == (["OURS-1"], {Adopted.OURS: 1})
    assert "OURS-1, whose booking is still open here" in summary(told, "CEVA")
    assert states(station, "orders") == {"OURS-1": State.IN_DOUBT}


def test_its_label_was_made_elsewhere_too(station: Station, carrier: Simulator) -> None:
    make_elsewhere(station, carrier, "THEIRS-1")
    read(station)
    told = station.run("label", "THEIRS-1", "-o", station.root / "label.pdf")
    assert (told.status, told.err.count("\n")) == (1, 1)
    assert "THEIRS-1 was made elsewhere, and so was its label" in told.err


def test_an_order_that_waits_here_is_tied_to_it(station: Station, carrier: Simulator) -> None:
    make_elsewhere(station, carrier, "BOTH")
    with open_desk(station.home) as desk:
        desk.book.add(Shipment.model_validate(order("BOTH")), State.TO_SHIP, who="May", why="", source="file")
    assert read(station).found == {Adopted.NEW: 1}
    shown = station.run("show", "BOTH", "--json").record
    assert (shown["state"], shown["made_elsewhere"]) == ("to_ship", False)
    assert [(one["carrier"], one["state"]) for one in shown["tied"]] == [("ceva", "booked")]
    assert "Under the same reference" in station.run("show", "BOTH").out


def test_a_carrier_that_is_silent_is_said_and_reading_goes_on_there(station: Station, carrier: Simulator) -> None:
    make_elsewhere(station, carrier, "THEIRS-1")
    carrier.control("faults", [{"endpoint": "GET /orders", "fault": "status", "code": 500, "times": 9}])
    told = read(station)
    assert (told.next_page, told.pages, told.found) == (1, 0, {})
    assert "Page 1 was not read: " in summary(told, "CEVA")
    carrier.control("faults", [])
    assert read(station, told.next_page).found == {Adopted.NEW: 1}


class ThreePages:
    """A carrier's list with an order on each of its three pages."""

    def orders(self, page: int) -> OrderPage:
        key = f"THEIRS-{page}"
        made = Order(Found(f"CE{page}", key), Shipment(reference=key, carrier="ceva"), id=f"id {page}")
        return OrderPage((made,), more=page < 3)


def test_one_run_ends_after_so_many_pages_and_the_next_goes_on_there(tmp_path: Path) -> None:
    with open_desk(tmp_path / "home") as desk:
        listed = replace(desk, connector=lambda _carrier: cast(Connector, ThreePages()))
        told = read_orders(listed, "ceva", most_pages=2)
        assert (told.found, told.pages, told.next_page, told.fault) == ({Adopted.NEW: 2}, 2, 3, "")
        told = read_orders(listed, "ceva", told.next_page, most_pages=2)
        assert (told.found, told.pages, told.next_page) == ({Adopted.NEW: 1}, 1, 0)


def test_without_an_account_it_says_so(tmp_path: Path) -> None:
    with open_desk(tmp_path / "home") as desk:
        assert "account" in read_orders(desk, "ceva").fault
