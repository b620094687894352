"""Transactions: durable, whole, one at a time; the disk's faults in one sentence."""

from __future__ import annotations

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from shipdesk.core.errors import SetupError
from shipdesk.core.records import Query
from shipdesk.orderbook import FILE
from shipdesk.orderbook.engine import connect, plain_faults
from shipdesk.orderbook.repository import SqlOrderBook
from tests.orderbook.books import add, shipment


@pytest.mark.parametrize("write", [True, False])
def test_every_connection_is_set_up_for_safety(home: Path, write: bool) -> None:
    connection = connect(home / FILE, write=write)
    found = {
        name: connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in (
            "journal_mode",
            "synchronous",
            "foreign_keys",
            "wal_autocheckpoint",
            "trusted_schema",
            "query_only",
        )
    }
    connection.close()
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "wal_autocheckpoint": 0,
        "trusted_schema": 0,
        "query_only": int(not write),
    }


def _spoil(book: SqlOrderBook) -> None:
    with book.database.write() as connection:
        connection.execute("UPDATE book SET epoch = 'spoiled'")
        connection.execute("INSERT INTO form VALUES (99, '', '')")


def test_a_transaction_that_raises_leaves_nothing(book: SqlOrderBook) -> None:
    revision = book.revision()
    with pytest.raises(sqlite3.IntegrityError):
        _spoil(book)
    assert book.database.one("SELECT epoch FROM book") != ("spoiled",)
    assert book.revision() == revision


def test_a_full_disk_saves_nothing_says_so_and_is_over_when_there_is_room(book: SqlOrderBook) -> None:
    add(book)
    with book.database.write() as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(SetupError, match="The disk is full, so this was not saved"):
        add(book, shipment("BIG", note="x" * 100_000))
    assert book.entry("BIG") is None
    with book.database.write() as connection:
        connection.execute("PRAGMA max_page_count = 1000000")
    assert add(book, shipment("BIG", note="x" * 100_000)).row.reference == "BIG"


def test_a_file_that_may_only_be_read_is_one_sentence(home: Path) -> None:
    connection = connect(home / FILE, write=False)
    with pytest.raises(SetupError, match="cannot be written to"), plain_faults(home / FILE):
        connection.execute("UPDATE book SET revision = 5")
    connection.close()


def test_a_fault_of_ours_stays_what_it_is(book: SqlOrderBook) -> None:
    with pytest.raises(sqlite3.OperationalError):
        book.database.all("SELECT nonsense FROM nowhere")


def test_threads_read_while_others_write(book: SqlOrderBook) -> None:
    def work(number: int) -> int:
        for turn in range(5):
            add(book, shipment(f"T{number}-{turn}"))
        return len(book.rows(Query(text="jerry"), 100))

    with ThreadPoolExecutor(4) as pool:
        seen = list(pool.map(work, range(4)))
    assert book.count(Query()) == 20
    assert all(5 <= found <= 20 for found in seen)


def test_the_connection_of_a_thread_that_ended_is_closed(book: SqlOrderBook) -> None:
    for _ in range(3):
        thread = threading.Thread(target=book.revision)
        thread.start()
        thread.join()
    book.revision()
    assert len(book.database._readers) == 1


def test_the_log_does_not_grow_without_end(book: SqlOrderBook, home: Path) -> None:
    log = home / f"{FILE}-wal"
    sizes = []
    for number in range(400):
        add(book, shipment(f"REF{number}"))
        sizes.append(log.stat().st_size)
    assert sizes[-1] < 2 * sizes[99]


def test_closing_moves_everything_into_the_file(book: SqlOrderBook, home: Path) -> None:
    add(book)
    book.close()
    assert not (home / f"{FILE}-wal").exists()
    reader = sqlite3.connect(home / FILE)
    assert reader.execute("SELECT count(*) FROM booking").fetchone() == (1,)
    reader.close()
