"""One action on many: a sentence for each, and one that cannot be done stops no other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from shipdesk.core.outcomes import Verdict
from shipdesk.core.states import State
from shipdesk.usecases.book import queue
from shipdesk.usecases.bulk import Deed, Outcome, do_each, hand_over_at, hold, packing_slip, release, reprint
from shipdesk.usecases.work_off import work_off
from tests.usecases.desks import PDF, Bench, open_bench, sample


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with open_bench(tmp_path) as made:
        yield made


@pytest.fixture
def ids(bench: Bench) -> list[int]:
    """One that is booked, with its label, one to ship and one on hold."""
    bench.carrier.script, bench.carrier.labels = [Verdict.BOOKED] * 3, [PDF] * 3
    (booked,) = work_off(bench.desk, [queue(bench.desk, sample(reference="BOOKED"), accept_warnings=True)])
    others = [
        bench.desk.book.add(sample(reference=reference), state, who="Mei", why="A test.", source="file")
        for reference, state in (("WAITS", State.TO_SHIP), ("HELD", State.HELD))
    ]
    return [booked.id, *(entry.id for entry in others)]


def done(bench: Bench, ids: Sequence[int], deed: Deed) -> dict[str, bool]:
    told: list[Outcome] = []

    def tell(some: Sequence[Outcome]) -> bool:
        told.extend(some)
        return True

    do_each(bench.desk, ids, deed, tell)
    assert all(one.sentence for one in told)
    return {one.reference: one.well for one in told}


def states(bench: Bench, ids: Sequence[int]) -> list[State]:
    return [entry.state for one in ids if (entry := bench.desk.book.entry_by_id(one))]


def test_only_what_has_a_label_is_printed_again(bench: Bench, ids: list[int]) -> None:
    assert done(bench, ids, reprint) == {"BOOKED": True, "WAITS": False, "HELD": False}
    assert len(bench.tray.printed) == 1


def test_hold_and_release(bench: Bench, ids: list[int]) -> None:
    assert done(bench, ids, hold) == {"BOOKED": False, "WAITS": True, "HELD": False}
    assert states(bench, ids) == [State.BOOKED, State.HELD, State.HELD]
    assert done(bench, ids, release) == {"BOOKED": False, "WAITS": True, "HELD": True}
    assert states(bench, ids) == [State.BOOKED, State.TO_SHIP, State.TO_SHIP]


def test_parcels_are_handed_over_together(bench: Bench, ids: list[int]) -> None:
    done(bench, ids[:1], reprint)
    assert done(bench, ids, hand_over_at("Station 3")) == {"BOOKED": True, "WAITS": False, "HELD": False}
    handover = bench.desk.handovers.open_one("jumppoint")
    assert handover is not None
    assert bench.desk.handovers.taken_by(ids[0]) == handover


def test_every_order_has_a_packing_slip(bench: Bench, ids: list[int]) -> None:
    assert all(done(bench, ids, packing_slip).values())
    assert len(bench.tray.printed) == 3


def test_it_can_be_ended_after_any_of_them(bench: Bench, ids: list[int]) -> None:
    do_each(bench.desk, ids[1:] * 2, hold, lambda _some: False)
    assert states(bench, ids) == [State.BOOKED, State.HELD, State.HELD]
