"""What became of the labels: nothing is lost, nothing is said to be printed that is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from shipdesk.core.errors import PrinterAwayError
from shipdesk.core.outcomes import Verdict
from shipdesk.core.prints import JobState, JobWord
from shipdesk.core.records import Entry
from shipdesk.core.states import Label
from shipdesk.usecases.label import print_label
from shipdesk.usecases.prints import Stuck, look_at_jobs, unseen
from tests.usecases.desks import PDF, Bench, open_bench
from tests.usecases.test_label import booked

OUT = JobState(JobWord.STOPPED, "Tray is out of labels or paper; put in a new roll.")


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with open_bench(tmp_path) as made:
        made.tray.word = JobWord.QUEUED
        yield made


def ready(bench: Bench) -> Entry:
    from shipdesk.usecases.label import fetch  # noqa: PLC0415 - beside its one use

    bench.carrier.script = [Verdict.BOOKED]
    bench.carrier.labels = [PDF]
    return fetch(bench.desk, booked(bench))


def label_of(bench: Bench) -> Label:
    entry = bench.desk.book.entry("A1")
    assert entry is not None
    return entry.row.label


def test_a_printer_in_trouble_is_told_and_its_jobs_go_on_by_themselves(bench: Bench) -> None:
    print_label(bench.desk, ready(bench))
    bench.tray.jobs["1"] = OUT
    news = look_at_jobs(bench.desk)
    assert (news.stuck, label_of(bench)) == ({"Tray": Stuck(OUT.reason, 1)}, Label.SENT)
    assert [row.reference for row in unseen(bench.desk, scanned=False)] == ["A1"]
    assert look_at_jobs(bench.desk).moved == ()  # nothing new
    bench.tray.jobs["1"] = JobState(JobWord.DONE)
    news = look_at_jobs(bench.desk)
    assert (len(news.moved), news.stuck, label_of(bench)) == (1, {}, Label.PRINTED)
    assert unseen(bench.desk, scanned=False) == []
    assert [row.reference for row in unseen(bench.desk, scanned=True)] == ["A1"]


def test_a_job_that_was_cancelled_leaves_its_label_to_be_printed(bench: Bench) -> None:
    print_label(bench.desk, ready(bench))
    bench.tray.jobs["1"] = JobState(JobWord.LOST, "The job was cancelled in the queue; print it again.")
    (lost,) = look_at_jobs(bench.desk).lost
    assert (lost.reference, lost.state.reason, label_of(bench)) == ("A1", bench.tray.jobs["1"].reason, Label.STORED)
    assert look_at_jobs(bench.desk).lost == ()


def test_a_print_service_that_does_not_answer_loses_nothing(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    print_label(bench.desk, ready(bench))

    def away(_target: str, _job: str) -> JobState:
        raise PrinterAwayError("The print service of this computer does not answer; start it.")

    with monkeypatch.context() as patch:
        patch.setattr(bench.tray, "job_state", away)
        assert list(look_at_jobs(bench.desk).stuck) == ["Tray"]
    bench.tray.jobs["1"] = JobState(JobWord.DONE)
    look_at_jobs(bench.desk)
    assert label_of(bench) is Label.PRINTED


def test_a_reprint_is_told_from_the_first_label(bench: Bench) -> None:
    entry, _ = print_label(bench.desk, ready(bench))
    entry, _ = print_label(bench.desk, entry, why="Printed again.")
    first, second = bench.tray.printed
    assert (second, bench.desk.book.times_printed(entry.id)) == (f"{first} REPRINT 1", 2)
    assert "Label 2 of this booking." in bench.desk.book.history(entry.id)[-1].why
