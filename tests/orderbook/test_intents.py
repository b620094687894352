"""The journal of intents: written before `sending` is, never torn, and telling what was sent since a mark."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from shipdesk.core.errors import ConflictError, SetupError
from shipdesk.core.states import State
from shipdesk.orderbook import FILE, JOURNAL, open_book
from shipdesk.orderbook.intents import Intent, Mark, begin_journal, mark, read_intents, write_intents
from shipdesk.orderbook.repository import SqlOrderBook
from tests.orderbook.books import Ticking, add, current, queue, send

ONE = Intent(1, "jne", "REF1", 1, "ab")
TWO = Intent(2, "jne", "REF2", 3, "cd")


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    path = tmp_path / JOURNAL
    begin_journal(path)
    return path


def test_what_is_sent_is_in_the_journal_and_nobodys_data(book: SqlOrderBook, home: Path) -> None:
    begun = mark(home / JOURNAL)
    entry = queue(book, add(book))
    send(book, entry)
    (intent,), whole = read_intents(home / JOURNAL, begun)
    assert whole
    (attempt,) = book.attempts(entry.id)
    assert entry.frozen is not None
    assert (intent.reference, intent.generation, intent.carrier, intent.digest) == (
        "REF1",
        1,
        "jne",
        entry.frozen.digest,
    )
    assert intent.time == int(attempt.started_at.timestamp() * 1_000_000)
    text = (home / JOURNAL).read_text()
    assert set(json.loads(text.splitlines()[1])) == {"time", "carrier", "reference", "generation", "digest"}
    for theirs in ("Jerry", "Bangkok", "HK warehouse", "6435"):
        assert theirs not in text


def test_who_comes_too_late_leaves_no_line(book: SqlOrderBook, home: Path) -> None:
    entry = queue(book, add(book))
    book.begin([entry], "book", who="May")
    before = (home / JOURNAL).read_bytes()
    with pytest.raises(ConflictError):
        book.begin([entry], "book", who="June")
    assert (home / JOURNAL).read_bytes() == before


def test_it_is_in_the_journal_before_the_book_says_sending(book: SqlOrderBook, home: Path) -> None:
    """The line is written inside the transaction: a reader who sees `sending` finds it."""
    entry = queue(book, add(book))
    (home / JOURNAL).unlink()
    (home / JOURNAL).mkdir()
    with pytest.raises(SetupError, match=r"The journal .* cannot be written .*, so nothing was sent"):
        book.begin([entry], "book", who="May")
    assert current(book, entry) == entry
    assert book.attempts(entry.id) == []
    with closing(sqlite3.connect(home / FILE)) as outside:
        assert outside.execute("SELECT state FROM booking").fetchall() == [("queued",)]
    (home / JOURNAL).rmdir()
    assert send(book, entry)[0].state is State.SENDING


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_full_disk_sends_nothing_and_says_so(book: SqlOrderBook, home: Path) -> None:
    entry = queue(book, add(book))
    (home / JOURNAL).unlink()
    (home / JOURNAL).symlink_to("/dev/full")
    with pytest.raises(SetupError, match="make room on the disk"):
        book.begin([entry], "book", who="May")
    assert current(book, entry).state is State.QUEUED


def test_each_home_has_a_journal_of_its_own_from_the_start(tmp_path: Path) -> None:
    for name in ("one", "two"):
        open_book(tmp_path / name, clock=Ticking()).close()
    one, two = (tmp_path / name / JOURNAL for name in ("one", "two"))
    before = one.read_bytes()
    assert before != two.read_bytes()
    assert one.stat().st_mode & 0o077 == 0
    open_book(tmp_path / "one", clock=Ticking()).close()
    assert one.read_bytes() == before


def test_since_a_mark_there_is_what_was_written_after_it(journal: Path) -> None:
    write_intents(journal, [ONE])
    half = mark(journal)
    write_intents(journal, [TWO, ONE])
    assert read_intents(journal, half) == ([TWO, ONE], True)
    assert read_intents(journal, mark(journal)) == ([], True)


def test_a_journal_that_is_not_the_marked_one_is_not_whole_and_still_read(journal: Path, tmp_path: Path) -> None:
    write_intents(journal, [ONE])
    half = mark(journal)
    other = tmp_path / "other.log"
    begin_journal(other)
    write_intents(other, [TWO])
    assert read_intents(other, half) == ([TWO], False)
    assert read_intents(tmp_path / "gone.log", half) == ([], False)
    assert read_intents(journal, Mark(0, mark(tmp_path / "gone.log").sha256)) == ([ONE], False)
    journal.write_bytes(journal.read_bytes()[:-5])
    assert read_intents(journal, half)[1] is False


def test_a_line_that_a_power_cut_has_torn_spoils_no_other_and_is_noticed(journal: Path) -> None:
    begun = mark(journal)
    write_intents(journal, [ONE])
    with journal.open("ab") as file:
        file.write(b'{"time": 17, "car')
    write_intents(journal, [TWO])
    assert read_intents(journal, begun) == ([ONE, TWO], False)
