"""Labels: the bytes and their hash together, or not at all."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from shipdesk.core.connector import LabelFile
from shipdesk.core.errors import ConflictError, ShipDeskError
from shipdesk.core.states import IllegalMoveError, Label
from shipdesk.orderbook import FILE
from shipdesk.orderbook.repository import SqlOrderBook
from tests.orderbook.books import START, booked, current, shipment

PDF = LabelFile(b"%PDF-1.7 label \x00\xff")


def test_a_label_is_stored_with_its_hash(book: SqlOrderBook) -> None:
    entry = book.store_label(booked(book), PDF, who="May", why="The carrier's label.")
    assert entry.row.label is Label.STORED
    assert book.label(entry.id) == PDF
    (document,) = book.documents(entry.id)
    assert (document.kind, document.media_type, document.size) == ("label", "application/pdf", len(PDF.content))
    assert document.digest == hashlib.sha256(PDF.content).hexdigest()
    assert book.history(entry.id)[-1].after == "stored"


def test_there_is_no_label_before_it_is_stored(book: SqlOrderBook) -> None:
    assert book.label(booked(book).id) is None


def test_a_label_that_comes_again_is_the_one_that_counts(book: SqlOrderBook) -> None:
    entry = book.store_label(booked(book), PDF, who="May", why="")
    zpl = LabelFile(b"^XA^XZ", "application/zpl")
    book.store_label(entry, zpl, who="May", why="Asked for again.")
    assert book.label(entry.id) == zpl
    assert len(book.documents(entry.id)) == 2


def test_a_label_whose_bytes_changed_on_the_disk_is_not_given_out(book: SqlOrderBook, home: Path) -> None:
    entry = book.store_label(booked(book), PDF, who="May", why="")
    with closing(sqlite3.connect(home / FILE, isolation_level=None)) as raw:
        raw.execute("UPDATE document SET content = ?", (PDF.content.replace(b"label", b"lapel"),))
    with pytest.raises(ShipDeskError, match="no longer matches its checksum"):
        book.label(entry.id)


def test_trouble_with_a_label_never_touches_the_booking(book: SqlOrderBook) -> None:
    entry = booked(book)
    failed = book.move_label(entry, Label.FAILED_CHECK, who="May", why="Its barcode does not read.")
    assert (failed.state, failed.row.label) == (entry.state, Label.FAILED_CHECK)


def test_a_label_moved_meanwhile_is_not_moved_again(book: SqlOrderBook) -> None:
    entry = book.store_label(booked(book), PDF, who="May", why="")
    book.move_label(entry, Label.PRINTED, who="May", why="")
    with pytest.raises(ConflictError):
        book.move_label(entry, Label.SEEN, who="Ben", why="")
    with pytest.raises(ConflictError):
        book.store_label(entry, PDF, who="Ben", why="")
    assert len(book.documents(entry.id)) == 1


def test_a_label_handed_over_is_not_replaced(book: SqlOrderBook) -> None:
    entry = book.store_label(booked(book), PDF, who="May", why="")
    entry = book.move_label(entry, Label.HANDED_OVER, who="May", why="")
    with pytest.raises(IllegalMoveError):
        book.store_label(entry, PDF, who="May", why="")
    assert current(book, entry) == entry


def test_pending_labels_come_when_they_are_due(book: SqlOrderBook) -> None:
    later = START + timedelta(hours=1)
    now, then, elsewhere = (
        booked(book, one, number)
        for one, number in (
            (shipment("A"), "N1"),
            (shipment("B"), "N2"),
            (shipment("C", carrier="ceva"), "N3"),
        )
    )
    book.postpone(then, later, "Not ready.")
    assert [entry.id for entry in book.labels_pending("jne", START)] == [now.id]
    assert [entry.id for entry in book.labels_pending("jne", later)] == [now.id, then.id]
    assert [entry.id for entry in book.labels_pending("ceva", START)] == [elsewhere.id]
