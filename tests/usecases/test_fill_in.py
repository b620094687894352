"""What the library fills in, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shipdesk.core.cards import CardKind
from shipdesk.core.reading import read_shipment, set_path
from shipdesk.core.shipment import Shipment, canonical
from shipdesk.usecases.desk import Desk
from shipdesk.usecases.fill_in import expected_weight
from tests.usecases.desks import open_bench

SHIRT = {
    "sku": "TS-1", "description": "Shirt", "description_origin": "T恤", "hs_code": "610910", "unit_weight_kg": "0.2",
    "unit_price": "254", "currency": "THB",
}  # fmt: skip
BOX = {"name": "M", "length_cm": "30", "width_cm": "20", "height_cm": "10", "weight_kg": "0.15"}
SENDER = {"name": "HK warehouse", "address": "12 Tai Lin Pai Road", "city": "Kwai Tsing", "country": "HK"}
LIGHT = {"name": "light", "country": "TH", "weight_to_kg": "2", "carrier": "jumppoint", "service": "Air", "box": "M"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with open_bench(tmp_path_factory.mktemp("home")) as bench:
        library = bench.desk.library
        for kind, values in (
            (CardKind.PRODUCT, SHIRT),
            (CardKind.BOX, BOX),
            (CardKind.SENDER, SENDER),
            (CardKind.SENDER, {"name": "Other", "address": "1 Road"}),
            (CardKind.PRESET, LIGHT),
            (CardKind.PRESET, {"name": "Deeple", "country": "TH", "source": "deeple", "weight_to_kg": "2",
                               "carrier": "jumppoint", "service": "Sea", "incoterm": "DDP"}),
        ):  # fmt: skip
            library.save(kind, values)
        library.save(CardKind.SENDER, {**SENDER, "default": "true"}, library.ids(CardKind.SENDER)[0])
        yield bench.desk


def made(values: Mapping[str, object]) -> Shipment:
    data: dict[str, Any] = {}
    for path, value in values.items():
        set_path(data, path, value)
    reading = read_shipment(data)
    assert not reading.problems
    return reading.shipment


ORDER = {"reference": "R-1", "receiver.country": "TH", "products[0].sku": "ts-1", "products[0].quantity": 3}


def test_an_order_with_a_known_sku_needs_nothing_more(desk: Desk) -> None:
    filled = desk.fill_in(made(ORDER))
    product = filled.products[0]
    assert (filled.carrier, filled.service) == ("jumppoint", "Air")
    assert filled.sender.address == SENDER["address"]
    assert (product.sku, product.description, product.hs_code, product.quantity) == ("ts-1", "Shirt", "610910", 3)
    assert (product.unit_price, product.currency) == (Decimal(254), "THB")
    assert (filled.parcel.length_cm, filled.parcel.width_cm) == (Decimal(30), Decimal(20))
    assert filled.parcel.gross_weight_kg == Decimal("0.75")  # 3 shirts and the box


def test_the_preset_that_says_most_is_taken(desk: Desk) -> None:
    assert desk.fill_in(made(ORDER), "deeple").service == "Sea"
    assert desk.fill_in(made(ORDER), "deeple").customs.incoterm == "DDP"
    assert desk.fill_in(made({**ORDER, "parcel.gross_weight_kg": "2.5"})).carrier == ""
    assert desk.fill_in(made({**ORDER, "receiver.country": "SG"})).carrier == ""


def test_carrier_and_service_are_never_of_two_presets(desk: Desk) -> None:
    assert desk.fill_in(made({**ORDER, "carrier": "ceva"})).service == ""
    assert desk.fill_in(made({**ORDER, "service": "Sea"})).carrier == ""
    assert desk.fill_in(made({**ORDER, "service": "Sea"}), "deeple").carrier == "jumppoint"


def test_a_price_keeps_to_its_own_currency(desk: Desk) -> None:
    product = desk.fill_in(made({**ORDER, "products[0].unit_price": "9"})).products[0]
    assert (product.unit_price, product.currency) == (Decimal(9), "")


def test_a_sender_with_another_address_is_not_completed(desk: Desk) -> None:
    told = {**ORDER, "sender.name": "HK warehouse", "sender.address": "99 Elsewhere"}
    assert desk.fill_in(made(told)).sender.city == ""
    assert desk.fill_in(made({**ORDER, "sender.name": "HK Warehouse"})).sender.city == "Kwai Tsing"


def test_a_weight_is_expected_only_where_every_product_is_known(desk: Desk) -> None:
    assert expected_weight(desk, made(ORDER)) == Decimal("0.6")
    assert expected_weight(desk, made({**ORDER, "products[1].sku": "new", "products[1].quantity": 1})) is None
    assert expected_weight(desk, Shipment()) is None


PATHS: dict[str, st.SearchStrategy[object]] = {
    "reference": st.just("R-1"),
    "carrier": st.sampled_from(["jumppoint", "ceva"]),
    "service": st.sampled_from(["Air", "Sea", "X"]),
    "sender.name": st.sampled_from(["HK warehouse", "Somebody"]),
    "sender.address": st.sampled_from(["12 Tai Lin Pai Road", "Elsewhere"]),
    "receiver.country": st.sampled_from(["TH", "SG"]),
    "receiver.name": st.just("Jerry"),
    "parcel.length_cm": st.just("11"),
    "parcel.gross_weight_kg": st.sampled_from(["0.5", "3"]),
    "customs.incoterm": st.just("DAP"),
    "products[0].sku": st.sampled_from(["TS-1", "new"]),
    "products[0].description": st.just("Mine"),
    "products[0].quantity": st.integers(1, 4),
    "products[0].unit_price": st.just("7"),
    "products[0].currency": st.just("SGD"),
    "products[1].sku": st.just("TS-1"),
    "options.gate": st.just("4"),
}


def leaves(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, f"{path}.{key}")
    elif isinstance(value, list):
        for at, item in enumerate(value):
            yield from leaves(item, f"{path}[{at}]")
    else:
        yield path, value


@settings(max_examples=150, deadline=None)
@given(values=st.fixed_dictionaries({}, optional=PATHS), source=st.sampled_from(["", "deeple", "file"]))
def test_what_is_there_is_never_overwritten(desk: Desk, values: dict[str, object], source: str) -> None:
    before = made(values)
    after = desk.fill_in(before, source)
    assert set(leaves(canonical(before))) <= set(leaves(canonical(after)))
    assert len(after.products) == len(before.products)
    again = desk.fill_in(after, source)
    assert again == after


def test_an_empty_library_fills_in_nothing(tmp_path: Path) -> None:
    with open_bench(tmp_path / "home") as bench:
        shipment = made(ORDER)
        assert bench.desk.fill_in(shipment) == shipment
