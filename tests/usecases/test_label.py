"""A label is fetched, kept, checked and printed, and trouble with it never touches the booking."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from shipdesk.core.carrier import Capability
from shipdesk.core.errors import CarrierError, InputError, PrintError
from shipdesk.core.label_faults import Fault
from shipdesk.core.outcomes import Verdict
from shipdesk.core.records import Entry
from shipdesk.core.states import Label, State
from shipdesk.usecases.book import queue
from shipdesk.usecases.label import UnfitLabelError, fetch, print_label, released, stored
from shipdesk.usecases.work import book_round
from tests.usecases.desks import PDF, Bench, open_bench, sample

GLYPHS = Fault("label.glyphs", "On page 1 of the label boxes stand where letters should.")
OTHER = Fault("label.other_code", "The label carries X, not JP-A1.")


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with open_bench(tmp_path) as bench:
        yield bench


def booked(bench: Bench) -> Entry:
    queue(bench.desk, sample(reference="A1"), accept_warnings=True)
    bench.carrier.script = [Verdict.BOOKED]
    (entry,) = book_round(bench.desk, "jumppoint")
    return entry


def test_a_label_is_stored_as_it_came_and_printed_under_reference_and_number(bench: Bench) -> None:
    bench.carrier.labels = [PDF]
    entry = fetch(bench.desk, booked(bench))
    assert entry.row.label is Label.STORED
    assert stored(bench.desk, entry) == PDF
    entry, where = print_label(bench.desk, entry)
    assert (entry.row.label, where) == (Label.PRINTED, "Sent to Tray.")
    assert bench.tray.printed == ["A1 JP-A1"]


def test_what_lies_on_the_table_is_written_down_though_the_booking_was_moved_meanwhile(bench: Bench) -> None:
    bench.carrier.labels = [PDF]
    entry = fetch(bench.desk, booked(bench))
    bench.desk.book.postpone(entry, bench.clock.now, "Somebody else was here.")
    printed, _ = print_label(bench.desk, entry)
    assert printed.row.label is Label.PRINTED
    assert bench.tray.printed == ["A1 JP-A1"]


def test_a_stored_label_is_never_asked_for_again(bench: Bench) -> None:
    bench.carrier.labels = [PDF]
    entry = fetch(bench.desk, booked(bench))
    bench.carrier.labels = [CarrierError("asked again")]
    assert fetch(bench.desk, entry) == entry


def test_the_label_of_a_carrier_that_gives_none_is_drawn(bench: Bench) -> None:
    record = bench.desk.records["jumppoint"]
    without = replace(record, capabilities=record.capabilities - {Capability.LABEL})
    desk = replace(bench.desk, records={"jumppoint": without})
    bench.carrier.labels = [CarrierError("The carrier was asked.")]
    entry = fetch(desk, booked(bench))
    assert entry.row.label is Label.STORED
    assert stored(desk, entry).content == b"%PDF-1.4 drawn JP-A1"
    assert desk.book.history(entry.id)[-1].why == "Drawn here: Jumppoint gives no label."


def test_what_is_not_booked_has_no_label(bench: Bench) -> None:
    entry = queue(bench.desk, sample(reference="A1"), accept_warnings=True)
    with pytest.raises(InputError, match="A1 has no label yet: it is queued"):
        fetch(bench.desk, entry)
    with pytest.raises(InputError, match="not there yet"):
        print_label(bench.desk, entry)


def test_a_label_that_fails_its_check_is_kept_but_not_printed(tmp_path: Path) -> None:
    with open_bench(tmp_path, label_faults=[OTHER]) as bench:
        bench.carrier.labels = [PDF]
        entry = fetch(bench.desk, booked(bench))
        assert (entry.state, entry.row.label) == (State.BOOKED, Label.FAILED_CHECK)
        assert stored(bench.desk, entry) == PDF
        with pytest.raises(PrintError, match="not printed: The label carries X"):
            print_label(bench.desk, entry)
        assert bench.tray.printed == []


def test_a_label_that_lacks_letters_is_printed_on_a_persons_word_and_on_no_other(tmp_path: Path) -> None:
    with open_bench(tmp_path, label_faults=[GLYPHS]) as bench:
        bench.carrier.labels = [PDF]
        entry = fetch(bench.desk, booked(bench))
        assert entry.row.label is Label.FAILED_CHECK
        with pytest.raises(UnfitLabelError) as refused:
            print_label(bench.desk, entry)
        assert (refused.value.bearable, bench.tray.printed) == (True, [])
        entry, _ = print_label(bench.desk, entry, why="Printed on the clerk's word.", as_it_is=True)
        assert (entry.row.label, bench.tray.printed) == (Label.PRINTED, ["A1 JP-A1"])
        last = bench.desk.book.history(entry.id)[-1]
        assert (last.who, last.after) == ("Mei", "printed")
        assert last.why == f"Printed on the clerk's word. Sent to Tray. As it is: {GLYPHS.sentence}"
        with pytest.raises(UnfitLabelError):
            print_label(bench.desk, entry)  # the word held for that one printing


@pytest.mark.parametrize("faults", [[OTHER], [GLYPHS, OTHER]], ids=["another's", "another's that lacks letters"])
def test_no_word_prints_a_label_of_another_parcel(tmp_path: Path, faults: list[Fault]) -> None:
    with open_bench(tmp_path, label_faults=faults) as bench:
        bench.carrier.labels = [PDF]
        entry = fetch(bench.desk, booked(bench))
        with pytest.raises(UnfitLabelError) as refused:
            print_label(bench.desk, entry, as_it_is=True)
        assert (refused.value.bearable, bench.tray.printed) == (False, [])
        with pytest.raises(InputError, match=r"was not written: .*The label carries X, not JP-A1\.$"):
            released(bench.desk, entry, as_it_is=True)


def test_a_label_that_lacks_letters_is_written_to_a_file_on_a_persons_word(tmp_path: Path) -> None:
    with open_bench(tmp_path, label_faults=[GLYPHS]) as bench:
        bench.carrier.labels = [PDF]
        entry = fetch(bench.desk, booked(bench))
        with pytest.raises(InputError, match="--as-it-is"):
            released(bench.desk, entry)
        assert released(bench.desk, entry, as_it_is=True) == PDF
        last = bench.desk.book.history(entry.id)[-1]
        assert (last.who, last.why) == ("Mei", f"Written to a file as it is: {GLYPHS.sentence}")


def test_a_printer_that_refuses_leaves_the_label_to_be_printed_again(bench: Bench) -> None:
    bench.carrier.labels = [PDF]
    entry = fetch(bench.desk, booked(bench))
    bench.tray.fault = "The printer is out of paper."
    with pytest.raises(PrintError, match="out of paper"):
        print_label(bench.desk, entry)
    now = bench.desk.book.entry("A1")
    assert now is not None
    assert (now.state, now.row.label) == (State.BOOKED, Label.STORED)
    bench.tray.fault = ""
    entry, _ = print_label(bench.desk, now, why="Printed again.")
    entry, _ = print_label(bench.desk, entry, why="Printed again.")
    moves = [(move.after, move.why) for move in bench.desk.book.history(entry.id)]
    assert moves[-1] == ("printed", "Printed again. Sent to Tray. Label 2 of this booking.")
