"""Exports of many: in memory that does not grow with them, and ended without a trace."""

import csv
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from shipdesk.core.records import Query
from shipdesk.core.states import State
from shipdesk.usecases.export import export
from tests.usecases.desks import Bench, open_bench, sample

FORMATS = ["csv", "xlsx", "json"]
SHIPMENTS = 1500


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with open_bench(tmp_path_factory.mktemp("full")) as bench:
        shipment = sample()
        for number in range(SHIPMENTS):
            one = shipment.model_copy(update={"reference": f"M{number}"})
            bench.desk.book.add(one, State.HELD, who="Mei", why="A test.", source="table")
        yield bench


@pytest.mark.parametrize("ending", FORMATS)
def test_the_memory_it_takes_does_not_grow_with_the_file(full: Bench, tmp_path: Path, ending: str) -> None:
    peaks: list[int] = []

    def look(_written: int) -> bool:
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.reset_peak()
        return True

    tracemalloc.start()
    try:
        assert export(full.desk, Query(), tmp_path / f"out.{ending}", progress=look) == SHIPMENTS
    finally:
        tracemalloc.stop()
    assert len(peaks) == SHIPMENTS / 500
    assert peaks[2] < 1.1 * peaks[1], peaks


def test_every_shipment_is_there_once_in_the_order_of_the_book(full: Bench, tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    export(full.desk, Query(), file)
    with file.open(encoding="utf-8-sig", newline="") as lines:
        found = [row["reference"] for row in csv.DictReader(lines) if row["reference"]]
    assert found == [f"M{number}" for number in reversed(range(SHIPMENTS))]


@pytest.mark.parametrize("ending", FORMATS)
def test_one_that_is_ended_leaves_the_older_file_and_nothing_beside_it(
    full: Bench, tmp_path: Path, ending: str
) -> None:
    file = tmp_path / f"out.{ending}"
    file.write_text("mine", encoding="utf-8")
    assert export(full.desk, Query(), file, progress=lambda _written: False) == 0
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [(file.name, "mine")]
