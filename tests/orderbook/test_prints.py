"""Printings of labels: counted, found again, and never said to be on paper before the printer does."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shipdesk.core.connector import LabelFile
from shipdesk.core.errors import ConflictError
from shipdesk.core.prints import JobState, JobWord, Printed
from shipdesk.core.records import Entry
from shipdesk.core.states import Label
from shipdesk.orderbook.repository import SqlOrderBook
from tests.orderbook.books import START, booked, shipment

QUEUED = Printed("Sent to Zebra.", "Zebra", "17", JobWord.QUEUED)
DONE = JobState(JobWord.DONE)
LOST = JobState(JobWord.LOST, "The job was cancelled in the queue; print it again.")


def labelled(book: SqlOrderBook, reference: str = "REF1") -> Entry:
    return book.store_label(booked(book, shipment(reference)), LabelFile(b"%PDF-1.7"), who="May", why="")


def now(book: SqlOrderBook) -> Entry:
    found = book.entry("REF1")
    assert found is not None
    return found


def test_a_label_is_sent_until_the_printer_says_that_it_is_printed(book: SqlOrderBook) -> None:
    entry = book.note_print(labelled(book), QUEUED, who="May", why="Booked and printed.")
    assert entry.row.label is Label.SENT
    (job,) = book.open_jobs()
    assert (job.reference, job.copy, job.target, job.job, job.state.word) == ("REF1", 1, "Zebra", "17", "queued")
    book.tell_job(job, JobState(JobWord.STOPPED, "Zebra is out of labels."), who="ShipDesk")
    (job,) = book.open_jobs()
    assert (job.state.reason, now(book).row.label) == ("Zebra is out of labels.", Label.SENT)
    book.tell_job(job, DONE, who="ShipDesk")
    assert (book.open_jobs(), now(book).row.label) == ([], Label.PRINTED)
    assert [move.after for move in book.history(entry.id)][-2:] == ["sent", "printed"]


def test_what_is_lost_is_ready_to_be_printed_again_and_counted(book: SqlOrderBook) -> None:
    entry = book.note_print(labelled(book), QUEUED, who="May", why="")
    book.tell_job(book.open_jobs()[0], LOST, who="ShipDesk")
    entry = now(book)
    assert (entry.row.label, book.history(entry.id)[-1].why) == (Label.STORED, f"Not printed. {LOST.reason}")
    book.note_print(entry, QUEUED, who="May", why="")
    assert (book.open_jobs()[0].copy, book.times_printed(entry.id)) == (2, 2)


def test_a_reprint_that_is_lost_leaves_the_first_label_on_paper(book: SqlOrderBook) -> None:
    book.note_print(labelled(book), QUEUED, who="May", why="")
    book.tell_job(book.open_jobs()[0], DONE, who="ShipDesk")
    book.note_print(now(book), QUEUED, who="May", why="")
    book.tell_job(book.open_jobs()[0], LOST, who="ShipDesk")
    assert now(book).row.label is Label.PRINTED


def test_a_label_that_was_seen_meanwhile_stays_seen(book: SqlOrderBook) -> None:
    entry = book.note_print(labelled(book), QUEUED, who="May", why="")
    book.move_label(entry, Label.SEEN, who="May", why="")
    book.tell_job(book.open_jobs()[0], LOST, who="ShipDesk")
    assert now(book).row.label is Label.SEEN


def test_a_printer_that_says_nothing_leaves_nothing_to_ask(book: SqlOrderBook) -> None:
    entry = book.note_print(labelled(book), Printed("Sent.", "tcp://1", "", JobWord.SENT), who="May", why="")
    assert (entry.row.label, book.open_jobs()) == (Label.SENT, [])
    entry = book.note_print(entry, Printed("Written.", "file:x", "x", JobWord.DONE), who="May", why="")
    assert entry.row.label is Label.PRINTED


def test_one_that_moved_meanwhile_is_not_counted(book: SqlOrderBook) -> None:
    entry = labelled(book)
    book.move_label(entry, Label.FAILED_CHECK, who="May", why="")
    with pytest.raises(ConflictError):
        book.note_print(entry, QUEUED, who="May", why="")
    assert book.times_printed(entry.id) == 0


def test_labels_that_nobody_has_seen(book: SqlOrderBook) -> None:
    labelled(book, "REF1")
    book.note_print(labelled(book, "REF2"), QUEUED, who="May", why="")
    done = book.note_print(labelled(book, "REF3"), Printed("", "file:x", "x", JobWord.DONE), who="May", why="")
    long_ago = START - timedelta(days=1)
    assert [row.reference for row in book.labels_unseen(long_ago, 10, printed=False)] == ["REF2", "REF1"]
    assert [row.reference for row in book.labels_unseen(long_ago, 10, printed=True)] == ["REF3", "REF2", "REF1"]
    book.move_label(done, Label.SEEN, who="May", why="")
    assert [row.reference for row in book.labels_unseen(long_ago, 1, printed=True)] == ["REF2"]
    assert book.labels_unseen(START + timedelta(days=1), 10, printed=True) == []
