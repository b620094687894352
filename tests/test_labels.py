"""A JNE booking from the table to a label that is drawn, kept and found right, against the simulated carrier."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from shipdesk.app import RECORDS, open_accounts, open_desk
from shipdesk.core.connector import LabelFile
from shipdesk.core.errors import CarrierError
from shipdesk.core.records import Entry
from shipdesk.core.shipment import Shipment
from shipdesk.core.states import Label, State
from shipdesk.documents.carrier_label import Address, CarrierLabel, draw_carrier_label
from shipdesk.documents.codes import read_codes
from shipdesk.documents.label_check import check_label
from shipdesk.documents.raster import page_sizes, rasterise
from shipdesk.labels import draw_label, label_faults, label_of
from shipdesk.settings.paths import open_home
from shipdesk.settings.store import SettingsStore
from shipdesk.training import sample_orders, set_up_accounts
from shipdesk.usecases.book import queue
from shipdesk.usecases.desk import Desk
from shipdesk.usecases.label import fetch, stored
from shipdesk.usecases.work_off import work_off
from tests.simulator_process import start_simulator


@contextmanager
def desk_at_simulator(home: Path, *, training: bool = False) -> Iterator[Desk]:
    """A desk whose accounts are all at a running simulator."""
    opened = open_home(home)
    with start_simulator() as simulator:
        settings = SettingsStore(opened.settings)
        set_up_accounts(open_accounts(opened, settings, training=training), RECORDS, simulator.url)
        with open_desk(home, training=training) as desk:
            yield desk


def jne_orders(desk: Desk) -> list[Shipment]:
    return [order for order in sample_orders(desk) if order.carrier == "jne"]


@pytest.mark.parametrize("training", [False, True], ids=["live", "training"])
def test_every_sample_is_booked_and_gets_a_label_that_may_be_printed(tmp_path: Path, training: bool) -> None:
    with desk_at_simulator(tmp_path / "home", training=training) as desk:
        orders = jne_orders(desk)
        entries = work_off(desk, [queue(desk, order, accept_warnings=True) for order in orders])
        assert [(one.state, one.row.label) for one in entries] == [(State.BOOKED, Label.STORED)] * len(orders)
        assert len(orders) >= 4
        for entry in entries:
            pdf = stored(desk, entry).content
            assert [str(size) for size in page_sizes(pdf)] == ["100 × 150 mm"]
            assert check_label(pdf, entry.row.tracking_number) == []
            assert [code.text for code in read_codes(rasterise(pdf, 203))] == [entry.row.tracking_number]
            plain = draw_label(RECORDS["jne"], entry, training=False).content
            assert (rasterise(plain, 203).pixels == rasterise(pdf, 203).pixels) is not training
            assert fetch(desk, entry) == entry


@pytest.fixture(scope="module")
def booked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Entry]:
    """The samples, booked, by reference."""
    with desk_at_simulator(tmp_path_factory.mktemp("labels") / "home") as desk:
        entries = work_off(desk, [queue(desk, order, accept_warnings=True) for order in jne_orders(desk)])
        return {entry.row.reference: entry for entry in entries}


def test_what_stands_on_a_label(booked: dict[str, Entry]) -> None:
    entry = booked["JNE-2411-0008"]
    label = label_of(RECORDS["jne"], entry)
    assert (label.carrier, label.product, label.service) == ("JNE", "OnDelivery", "REG")
    assert (label.number, label.origin, label.destination) == (entry.row.tracking_number, "CGK10000", "SUB10000")
    assert (label.collect, label.weight, label.pieces) == ("IDR 378.000", "0.85 kg", 2)
    assert (label.goods, label.reference, label.note) == ("Batik shirt", "JNE-2411-0008", "")
    assert (label.sender.name, label.sender.company) == ("Sari Wulandari", "Toko Batik Nusantara")
    assert label.receiver.street.splitlines()[-1] == "Lowokwaru"
    assert label.receiver.place == "Malang, Jawa Timur 65141"
    prepaid = label_of(RECORDS["jne"], booked["20240705002"])
    assert (prepaid.collect, prepaid.note) == ("", "TEST")


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        ("1000", "IDR", "IDR 1.000"),
        ("999", "IDR", "IDR 999"),
        ("1250000", "IDR", "IDR 1.250.000"),
        ("1250.5", "HKD", "HKD 1,250.5"),
    ],
)
def test_money_with_the_marks_of_its_country(booked: dict[str, Entry], amount: str, currency: str, shown: str) -> None:
    entry = booked["JNE-2411-0008"]
    cod = {"amount": amount, "currency": currency}
    shipment = Shipment.model_validate({**entry.shipment.model_dump(exclude_unset=True), "cod": cod})
    assert label_of(RECORDS["jne"], replace(entry, shipment=shipment)).collect == shown


def test_a_number_that_no_barcode_can_carry_is_told(booked: dict[str, Entry]) -> None:
    entry = booked["JNE-2411-0008"]
    with pytest.raises(CarrierError, match=r"The label of 香港 cannot be drawn: .*\.$"):
        draw_label(RECORDS["jne"], replace(entry, row=entry.row._replace(tracking_number="香港")), training=False)


def test_a_sound_label_is_looked_at_once_and_for_another_number_again() -> None:
    pdf = draw_carrier_label(
        CarrierLabel("JNE", "REG", "AWB1ONCE", "CGK", "BDO", Address("A"), Address("B"), "1 kg", 1)
    )
    label = LabelFile(pdf)
    started = time.perf_counter()
    assert label_faults(label, "AWB1ONCE") == []
    first, started = time.perf_counter() - started, time.perf_counter()
    assert label_faults(label, "AWB1ONCE") == []
    assert time.perf_counter() - started < first / 5
    for _ in range(2):
        (fault,) = label_faults(label, "AWB2")
        assert "AWB2" in fault.sentence
