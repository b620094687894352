"""What a shipment teaches, and what a person wants remembered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from shipdesk.core.cards import CardKind
from shipdesk.core.errors import InputError
from shipdesk.core.outcomes import Verdict
from shipdesk.core.shipment import Parcel, Product, Shipment
from shipdesk.core.states import State
from shipdesk.usecases import book
from shipdesk.usecases.fill_in import expected_weight
from shipdesk.usecases.learn import learn, learn_from_before
from shipdesk.usecases.library import remember
from shipdesk.usecases.work_off import work_off
from tests.usecases.desks import Bench, open_bench, sample

SIDES = {"length_cm": "30", "width_cm": "20", "height_cm": "10"}


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with open_bench(tmp_path / "home") as made:
        yield made


def shipped(bench: Bench, reference: str, **changes: object) -> None:
    one = sample(reference=reference).model_copy(update=changes)
    entry = book.add(bench.desk, one, source="file", why="Test")
    learn(bench.desk, [entry])


def counts(bench: Bench) -> Mapping[str, int]:
    return {kind.value: count for kind, count in bench.desk.library.counts().items() if count}


def test_a_booking_teaches_its_sender_receiver_and_products(bench: Bench) -> None:
    bench.carrier.script = [Verdict.BOOKED]
    entry = book.queue(bench.desk, sample(reference="R-1"), accept_warnings=True)
    (entry,) = work_off(bench.desk, [entry])
    assert entry.state is State.BOOKED
    products = {product.sku for product in entry.shipment.products if product.sku}
    assert counts(bench) == {"sender": 1, "receiver": 1} | ({"product": len(products)} if products else {})
    (receiver,) = bench.desk.library.suggest(CardKind.RECEIVER, "", 5)
    assert receiver.text("address") == entry.shipment.receiver.address
    assert learn(bench.desk, [entry]) == 0


def test_what_was_refused_teaches_nothing(bench: Bench) -> None:
    bench.carrier.script = [Verdict.REFUSED]
    entry = book.queue(bench.desk, sample(reference="R-1"), accept_warnings=True)
    work_off(bench.desk, [entry])
    assert counts(bench) == {}


def test_the_unit_weight_comes_from_a_parcel_of_one_product_without_its_box(bench: Bench) -> None:
    bench.desk.library.save(CardKind.BOX, {"name": "M", **SIDES, "weight_kg": "0.1"})
    parcel = Parcel.model_validate({**SIDES, "gross_weight_kg": "1.3"})
    shirt = Product(sku="TS-1", description="Shirt", quantity=4)
    shipped(bench, "R-1", parcel=parcel, products=(shirt,))
    again = Shipment(products=(Product(sku="TS-1", quantity=2),))
    assert expected_weight(bench.desk, again) == Decimal("0.6")
    filled = bench.desk.fill_in(again)
    assert (filled.products[0].description, filled.sender.name) == ("Shirt", sample(reference="R-1").sender.name)
    (box,) = bench.desk.library.suggest(CardKind.BOX, "", 5)
    assert box.uses == 1


def test_an_older_book_is_learned_from_at_once(bench: Bench) -> None:
    bench.carrier.script = [Verdict.BOOKED]
    work_off(bench.desk, [book.queue(bench.desk, sample(reference="R-1"), accept_warnings=True)])
    for kind in (CardKind.SENDER, CardKind.RECEIVER):
        for number in bench.desk.library.ids(kind):
            bench.desk.library.remove(number)
    assert learn_from_before(bench.desk) == 0  # it was learned from, and taken out by a person


def test_a_person_may_remember_what_is_not_shipped_yet(bench: Bench) -> None:
    parcel = Parcel.model_validate(SIDES)
    kept = remember(bench.desk, sample(reference="R-1").model_copy(update={"parcel": parcel}))
    assert {CardKind.RECEIVER, CardKind.BOX} <= {card.kind for card in kept}
    assert all(card.by_hand for card in kept)
    assert next(card.title for card in kept if card.kind is CardKind.BOX) == "30×20×10"
    count = counts(bench)
    remember(bench.desk, sample(reference="R-1").model_copy(update={"parcel": parcel}))
    assert counts(bench) == count


def test_nothing_to_remember_is_said(bench: Bench) -> None:
    with pytest.raises(InputError, match="nothing to remember"):
        remember(bench.desk, Shipment(reference="R-1"))
