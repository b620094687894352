"""Letters that a label drawn here cannot show are told before it is booked; the carrier's own labels are its affair."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from shipdesk.app import RECORDS
from shipdesk.core.problems import Severity
from shipdesk.core.shipment import Shipment
from shipdesk.documents.coverage import missing_glyphs
from shipdesk.usecases.check import check
from shipdesk.usecases.desk import Desk
from tests.usecases.desks import open_bench, sample


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_bench(tmp_path) as bench:
        yield replace(bench.desk, records=RECORDS, undrawable=missing_glyphs)


def named(desk: Desk, shipment: Shipment) -> dict[str, str]:
    return {one.field: one.message for one in check(desk, shipment) if one.code == "label.glyphs"}


def jne(**receiver: str) -> Shipment:
    shipment = sample("jne-onmarket")
    return shipment.model_copy(update={"receiver": shipment.receiver.model_copy(update=receiver)})


def test_each_field_with_such_letters_is_named_with_them(desk: Desk) -> None:
    told = named(desk, jne(name="Budi 🎁 សុខ", city="Surabaya"))
    assert list(told) == ["receiver.name"]
    assert told["receiver.name"] == (
        "The receiver's name has 🎁 ស ុ ខ, which the label drawn here cannot show; write it otherwise."
    )
    (problem,) = [one for one in check(desk, jne(name="សុខ")) if one.code == "label.glyphs"]
    assert problem.severity is Severity.WARNING


@pytest.mark.parametrize("name", ["Nguyễn Thị", "สมชาย ใจดี", "陳大文", "王小明", "شارع", "Łukasz 12"])
def test_what_the_label_shows_is_no_warning(desk: Desk, name: str) -> None:
    assert named(desk, jne(name=name)) == {}


def test_a_carrier_that_draws_its_own_label_is_not_judged_by_our_fonts(desk: Desk) -> None:
    shipment = sample("jumppoint-malaysia")
    odd = shipment.model_copy(update={"receiver": shipment.receiver.model_copy(update={"name": "សុខ"})})
    assert named(desk, odd) == {}
