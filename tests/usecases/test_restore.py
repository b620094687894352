"""While booking is shut after a restore."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from shipdesk.core.errors import ShutError
from shipdesk.core.outcomes import Verdict
from shipdesk.core.states import State
from shipdesk.orderbook.repository import SqlOrderBook
from shipdesk.usecases.book import queue
from shipdesk.usecases.restore import compared
from shipdesk.usecases.work import book_round
from tests.usecases.desks import Bench, open_bench, sample


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with open_bench(tmp_path) as bench:
        yield bench


def test_what_was_queued_before_stays_queued_until_a_person_has_compared(bench: Bench) -> None:
    entry = queue(bench.desk, sample(reference="A1"), accept_warnings=True)
    with cast("SqlOrderBook", bench.desk.book).database.write() as connection:
        connection.execute("INSERT INTO gap (since, who, why) VALUES (1793000000000000, '', '')")
    bench.carrier.script = [Verdict.BOOKED]
    with pytest.raises(ShutError, match="somebody has to compare the carriers' own lists"):
        book_round(bench.desk, "jumppoint")
    assert (bench.desk.book.entry_by_id(entry.id), bench.carrier.sent) == (entry, [])
    compared(bench.desk, "Mei, on the portal")
    (booked,) = book_round(bench.desk, "jumppoint")
    assert booked.state is State.BOOKED
