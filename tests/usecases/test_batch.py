"""Batches: a result for each order, warnings asked for once, the first label at once, pause, cancel, each in turn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from shipdesk.core.batches import PrintOrder, Stage, Standing
from shipdesk.core.errors import InputError
from shipdesk.core.label_faults import Fault
from shipdesk.core.outcomes import Frozen, Outcome, Verdict
from shipdesk.core.shipment import Shipment
from shipdesk.core.states import State
from shipdesk.usecases.batch import Result, cancel, go_on, look, make, pause, progress, results
from shipdesk.usecases.batch_run import run_open
from shipdesk.usecases.book import queue
from shipdesk.usecases.desk import Desk
from tests.usecases.desks import PDF, Bench, open_bench, sample

WARNED: dict[str, Any] = {"receiver": {**sample().receiver.model_dump(), "email": "not an address"}}


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with open_bench(tmp_path) as made:
        yield made


def order(bench: Bench, reference: str, state: State = State.TO_SHIP, **changes: Any) -> int:
    shipment = sample(reference=reference, **changes)
    return bench.desk.book.add(shipment, state, who="Mei", why="A test.", source="file").id


def answers(bench: Bench, **verdicts: Verdict) -> None:
    """What the carrier says of each order, `booked` where nothing is named; there is always a label."""

    def outcome(request: Frozen) -> Outcome:
        verdict = verdicts.get(request.reference, Verdict.BOOKED)
        number = f"JP-{request.reference}" if verdict is Verdict.BOOKED else ""
        return Outcome(request.reference, verdict, number=number, words="so it was")

    bench.carrier._outcome = outcome  # type: ignore[method-assign]
    bench.carrier.labels = [PDF] * 200


def became(desk: Desk) -> dict[str, Result]:
    batch = desk.batches.batch(1)
    assert batch is not None
    return {line.row.reference: result for line, result, _why in results(desk, batch)}


def state(bench: Bench, reference: str) -> State:
    entry = bench.desk.book.entry(reference)
    assert entry is not None
    return entry.state


def test_one_bad_row_never_stops_the_others(bench: Bench) -> None:
    ids = [
        order(bench, "GOOD1"),
        order(bench, "BAD", receiver={}),
        order(bench, "REFUSED"),
        order(bench, "WARNED", **WARNED),
        order(bench, "DOUBT"),
        order(bench, "GOOD2"),
    ]
    answers(bench, REFUSED=Verdict.REFUSED, DOUBT=Verdict.UNKNOWN)
    make(bench.desk, ids, prints=True)
    run_open(bench.desk)
    assert became(bench.desk) == {
        "GOOD1": Result.PRINTED,
        "BAD": Result.FAULTS,
        "REFUSED": Result.REFUSED,
        "WARNED": Result.HELD,
        "DOUBT": Result.IN_DOUBT,
        "GOOD2": Result.PRINTED,
    }
    assert (state(bench, "BAD"), state(bench, "WARNED")) == (State.TO_SHIP, State.HELD)


def test_a_fault_of_ours_in_one_row_is_told_at_the_end_and_stops_nobody(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [order(bench, reference) for reference in ("A1", "A2", "A3")]
    answers(bench)
    record = bench.desk.records["jumppoint"]

    def freeze(shipment: Shipment, context: object) -> object:
        if shipment.reference == "A2":
            raise ZeroDivisionError
        return real(shipment, context)  # type: ignore[arg-type]

    real = record.freeze
    monkeypatch.setitem(bench.desk.records, "jumppoint", replace(record, freeze=freeze))  # type: ignore[arg-type]
    make(bench.desk, ids, prints=True)
    with pytest.raises(ZeroDivisionError):
        run_open(bench.desk)
    assert became(bench.desk) == {"A1": Result.PRINTED, "A2": Result.FAULTS, "A3": Result.PRINTED}
    assert not run_open(bench.desk)


def test_all_warnings_are_listed_once_and_accepted_for_the_whole_batch(bench: Bench) -> None:
    ids = [
        order(bench, "OK"),
        order(bench, "W1", **WARNED),
        order(bench, "W2", **WARNED),
        order(bench, "NO", receiver={}),
    ]
    outlook = look(bench.desk, ids)
    assert outlook is not None
    assert (outlook.ready, outlook.warned, outlook.faulty) == (1, 2, 1)
    assert [(one.code, one.count) for one in outlook.warnings] == [("email.form", 2)]
    answers(bench)
    make(bench.desk, ids, accepted=outlook.codes, prints=True)
    run_open(bench.desk)
    assert became(bench.desk) == {
        "OK": Result.PRINTED, "W1": Result.PRINTED, "W2": Result.PRINTED, "NO": Result.FAULTS
    }  # fmt: skip
    entry = bench.desk.book.entry("W1")
    assert entry is not None
    assert "email.form" in " ".join(move.why for move in bench.desk.book.history(entry.id))


def test_looking_can_be_ended(bench: Bench) -> None:
    ids = [order(bench, f"A{number}") for number in range(3)]
    assert look(bench.desk, ids, lambda count: count < 2) is None


def test_the_first_label_is_out_before_the_last_order_is_sent(bench: Bench) -> None:
    ids = [order(bench, f"A{number}") for number in range(40)]
    answers(bench)
    first_out = Event()
    real = bench.tray.print_label

    def print_label(*given: Any, **named: Any) -> Any:
        first_out.set()
        return real(*given, **named)

    bench.tray.print_label = print_label  # type: ignore[method-assign]
    sent: list[bool] = []
    bench.carrier.before_sending = lambda: sent.append(first_out.wait(5) if len(sent) >= 3 else False)
    make(bench.desk, ids, prints=True)
    run_open(bench.desk)
    assert len(bench.tray.printed) == 40
    assert all(sent[3 + 2 :]), "an order was sent while the first label waited"


@pytest.mark.parametrize(
    ("how", "wanted"),
    [
        (PrintOrder.GIVEN, ["R10", "R2", "R1"]),
        (PrintOrder.REFERENCE, ["R1", "R2", "R10"]),
        (PrintOrder.DESTINATION, ["R2", "R10", "R1"]),
    ],
)
def test_labels_come_out_in_the_order_that_was_chosen(bench: Bench, how: PrintOrder, wanted: list[str]) -> None:
    postcodes = {"R10": "50000", "R2": "40000", "R1": "50100"}
    ids = [
        order(bench, reference, receiver={**sample().receiver.model_dump(), "postcode": postcode})
        for reference, postcode in postcodes.items()
    ]
    answers(bench)
    outlook = look(bench.desk, ids)
    assert outlook is not None
    make(bench.desk, ids, order=how, accepted=outlook.codes, prints=True)
    run_open(bench.desk)
    assert [title.split()[0] for title in bench.tray.printed] == wanted


def test_a_label_that_is_late_holds_nobody_up_and_is_printed_when_it_comes(bench: Bench) -> None:
    ids = [order(bench, "LATE")]
    answers(bench)
    bench.carrier.labels = []
    make(bench.desk, ids, prints=True)
    assert run_open(bench.desk)
    assert became(bench.desk) == {"LATE": Result.LABEL_AWAITED}
    bench.carrier.labels = [PDF]
    bench.clock.pass_(600)
    assert not run_open(bench.desk)
    assert became(bench.desk) == {"LATE": Result.PRINTED}


def test_cancelled_it_sends_nothing_more_and_puts_back_what_was_not_sent(bench: Bench) -> None:
    before = {"WAITS": State.TO_SHIP, "HELD": State.HELD, "DRAFT": State.DRAFT}
    ids = [order(bench, reference, where) for reference, where in before.items()]
    batch = make(bench.desk, ids, prints=True)
    queued = [line for line in bench.desk.batches.batch_lines(batch.id) if line.row.reference != "DRAFT"]
    for line in queued:  # as a run leaves them that was stopped without a network
        entry = bench.desk.book.entry_by_id(line.row.id)
        assert entry is not None
        queue(bench.desk, entry.shipment, accept_warnings=False)
        bench.desk.batches.mark_line(line, Stage.QUEUED)
    cancel(bench.desk, batch.id)
    assert {reference: state(bench, reference) for reference in before} == before
    assert set(became(bench.desk).values()) == {Result.TAKEN_BACK}
    assert not run_open(bench.desk)
    assert bench.carrier.sent == []


def test_paused_it_stands_still_and_goes_on_where_it_was(bench: Bench) -> None:
    ids = [order(bench, f"A{number}") for number in range(6)]
    answers(bench)
    batch = make(bench.desk, ids, prints=True)
    bench.carrier.before_sending = lambda: pause(bench.desk, batch.id)
    assert run_open(bench.desk)
    sent = len(bench.carrier.sent)
    assert 1 <= sent <= 3
    assert bench.tray.printed == []
    assert run_open(bench.desk)
    assert len(bench.carrier.sent) == sent
    bench.carrier.before_sending = lambda: None
    go_on(bench.desk, batch.id)
    assert not run_open(bench.desk)
    assert [title.split()[0] for title in bench.tray.printed] == [f"A{number}" for number in range(6)]


def test_a_printer_that_takes_nothing_pauses_it_and_no_label_is_lost(bench: Bench) -> None:
    ids = [order(bench, f"A{number}") for number in range(4)]
    answers(bench)
    bench.tray.fault = "The Zebra has no paper; put some in."
    batch = make(bench.desk, ids, prints=True)
    run_open(bench.desk)
    stands = bench.desk.batches.batch(batch.id)
    assert stands is not None
    assert (stands.standing, stands.note) == (Standing.PAUSED, bench.tray.fault)
    bench.tray.fault = ""
    go_on(bench.desk, batch.id)
    assert not run_open(bench.desk)
    assert [title.split()[0] for title in bench.tray.printed] == ["A0", "A1", "A2", "A3"]


def test_a_label_that_fails_its_check_is_passed_over(tmp_path: Path) -> None:
    with open_bench(tmp_path, label_faults=[Fault("label.no_code", "Its barcode is cut.")]) as bench:
        ids = [order(bench, "A1"), order(bench, "A2")]
        answers(bench)
        make(bench.desk, ids, prints=True)
        assert not run_open(bench.desk)
        assert set(became(bench.desk).values()) == {Result.NOT_PRINTED}
        found = progress(bench.desk, 1)
        assert found is not None
        assert (found.total, found.done, found.well) == (2, 2, 0)


def test_a_carrier_with_a_batch_is_given_whole_tens(tmp_path: Path) -> None:
    with open_bench(tmp_path, batch=10) as bench:
        ids = [order(bench, f"A{number}") for number in range(25)]
        answers(bench)
        make(bench.desk, ids, prints=True)
        assert not run_open(bench.desk)
        assert sorted(len(call) for call in bench.carrier.calls) == [5, 10, 10]


def test_what_is_booked_already_is_no_part_of_the_work(bench: Bench) -> None:
    answers(bench)
    ids = [order(bench, "A1")]
    make(bench.desk, ids, prints=True)
    run_open(bench.desk)
    with pytest.raises(InputError, match="It is booked already"):
        make(bench.desk, ids, prints=True)


def test_one_that_was_put_on_hold_meanwhile_stays_there(bench: Bench) -> None:
    ids = [order(bench, "A1")]
    make(bench.desk, ids, prints=True)
    entry = bench.desk.book.entry_by_id(ids[0])
    assert entry is not None
    bench.desk.book.move(entry, State.HELD, who="Mei", why="The customer called.")
    assert not run_open(bench.desk)
    assert (became(bench.desk), bench.carrier.sent) == ({"A1": Result.HELD}, [])


def test_a_stop_leaves_everything_to_the_next_call(bench: Bench) -> None:
    ids = [order(bench, f"A{number}") for number in range(9)]
    answers(bench)
    stop = Event()
    bench.carrier.before_sending = stop.set
    make(bench.desk, ids, prints=True)
    assert run_open(bench.desk, stop=stop)
    assert len(bench.carrier.sent) < 9
    assert not run_open(bench.desk)
    assert len(bench.tray.printed) == len(set(bench.tray.printed)) == 9


def test_what_was_being_printed_at_a_crash_is_not_printed_again_by_itself(bench: Bench) -> None:
    ids = [order(bench, "A1"), order(bench, "A2")]
    answers(bench)

    class PowerCut(BaseException): ...

    def print_label(*_given: Any, **_named: Any) -> Any:
        raise PowerCut

    real, bench.tray.print_label = bench.tray.print_label, print_label  # type: ignore[method-assign]
    make(bench.desk, ids, prints=True)
    with pytest.raises(PowerCut):
        run_open(bench.desk)
    bench.tray.print_label = real  # type: ignore[method-assign]
    assert not run_open(bench.desk)
    assert became(bench.desk) == {"A1": Result.UNSURE, "A2": Result.PRINTED}
    assert [title.split()[0] for title in bench.tray.printed] == ["A2"]
