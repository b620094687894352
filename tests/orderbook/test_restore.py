"""A restored book has all that the backup has, and says of the rest that it does not know it."""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shipdesk.core.connector import LabelFile
from shipdesk.core.errors import ConflictError, InputError, SetupError
from shipdesk.core.outcomes import Frozen, Verdict
from shipdesk.core.records import Entry, Query
from shipdesk.core.states import Label, State
from shipdesk.orderbook import FILE, JOURNAL, open_book
from shipdesk.orderbook.repository import SqlOrderBook
from shipdesk.orderbook.restore import restore_book
from tests.orderbook.books import NUMBER, Ticking, add, booked, current, end, queue, send, shipment

NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)
LABEL = LabelFile(b"%PDF-1.4 label")
Step = Callable[[SqlOrderBook], object]


#: One for all: no two attempts begin at one moment.
CLOCK = Ticking()


@contextmanager
def opened(home: Path) -> Iterator[SqlOrderBook]:
    book = open_book(home, clock=CLOCK)
    try:
        yield book
    finally:
        book.close()


def nothing(_book: SqlOrderBook) -> None: ...


@contextmanager
def restored(
    home: Path, before: Step, after: Step = nothing, lose: Callable[[Path], object] = lambda _: None
) -> Iterator[SqlOrderBook]:
    """What is left of a day on which the backup was made between `before` and `after`."""
    file = home.parent / "b.zip"
    with opened(home) as book:
        before(book)
        book.backup(file)
        after(book)
    lose(home / JOURNAL)
    restore_book(home, file, NOW)
    with opened(home) as book:
        yield book


def known(book: SqlOrderBook, reference: str = "REF1") -> Entry:
    entry = book.entry(reference)
    assert entry is not None
    return entry


def queue_one(book: SqlOrderBook) -> Entry:
    return queue(book, add(book))


def sent(book: SqlOrderBook, verdict: Verdict = Verdict.UNKNOWN, to: State = State.IN_DOUBT) -> Entry:
    entry, attempt = send(book, queue_one(book))
    return end(book, entry, attempt, to, verdict, number=None)


def test_all_that_was_final_is_there_again_labels_history_and_search(home: Path) -> None:
    told: list[object] = []

    def tell(book: SqlOrderBook) -> list[object]:
        entry = known(book)
        return [
            entry,
            book.history(entry.id),
            book.attempts(entry.id),
            book.label(entry.id),
            book.rows(Query("jerry"), 9),
        ]

    def before(book: SqlOrderBook) -> None:
        book.store_label(booked(book), LABEL, who="May", why="")
        add(book, shipment("REF2"))
        told.extend(tell(book))

    with restored(home, before, lambda book: add(book, shipment("REF3"))) as book:
        assert tell(book) == told
        assert known(book, "REF2").state is State.TO_SHIP
        assert book.entry("REF3") is None
        assert book.gaps() is None
        assert (known(book).row.label, known(book).state) == (Label.STORED, State.BOOKED)


def test_a_restored_book_is_of_another_epoch(home: Path) -> None:
    epochs = []

    def note(book: SqlOrderBook) -> None:
        epochs.append(book.database.one("SELECT epoch FROM book"))

    with restored(home, note) as book:
        note(book)
    assert len(set(epochs)) == 2


@pytest.mark.parametrize("before", [queue_one, lambda book: send(book, queue_one(book)), sent])
def test_what_was_not_final_is_in_doubt(home: Path, before: Step) -> None:
    with restored(home, before) as book:
        entry = known(book)
        assert (entry.state, entry.due_at) == (State.IN_DOUBT, None)
        assert entry.tries == (0 if before is queue_one else 1)
        assert entry.row.note == "It was not final when the backup was made. It may or may not be booked."
        assert all(attempt.ended_at for attempt in book.attempts(entry.id))
        assert book.orphans() == []
        assert book.gaps() is None
        assert book.history(entry.id)[-1].after == State.IN_DOUBT


def test_what_was_queued_then_and_sent_since_may_be_booked(home: Path) -> None:
    def after(book: SqlOrderBook) -> None:
        entry, attempt = send(book, known(book))
        end(book, entry, attempt)

    with restored(home, queue_one, after) as book:
        entry = known(book)
        assert (entry.state, entry.tries, entry.row.tracking_number) == (State.IN_DOUBT, 1, "")
        assert [attempt.verdict for attempt in book.attempts(entry.id)] == [Verdict.UNKNOWN]
        assert book.gaps() is None


def _book_it(book: SqlOrderBook) -> None:
    entry, attempt = send(book, queue(book, known(book)))
    end(book, entry, attempt)


def _book_otherwise(book: SqlOrderBook) -> None:
    entry = book.move(known(book), State.DRAFT, who="May", why="")
    request = Frozen("jne", "REF1", "generatecnote", '{"weight": "9"}')
    entry, attempt = send(book, book.queue(entry, entry.shipment, request, accepted=(), who="May"))
    end(book, entry, attempt)


def _send_again(book: SqlOrderBook) -> None:
    entry, attempt = send(book, known(book))
    end(book, entry, attempt)


def _asked_for(book: SqlOrderBook) -> None:
    book.move(sent(book), State.NEEDS_PERSON, who="ShipDesk", why="")


@pytest.mark.parametrize(
    ("before", "after", "tries"),
    [
        (nothing, booked, 1),
        (add, _book_it, 1),
        (queue_one, _book_otherwise, 1),
        (lambda book: sent(book, Verdict.REFUSED, State.REFUSED), _book_it, 1),
        (_asked_for, _send_again, 2),
    ],
    ids=["made and sent since", "waiting then", "sent otherwise", "refused then", "sent again since"],
)
def test_what_the_backup_does_not_know_is_asked_of_a_person_before_anything_new_is_booked(
    home: Path, before: Step, after: Step, tries: int
) -> None:
    with restored(home, before, after) as book:
        entry = known(book)
        assert (entry.state, entry.tries, entry.row.carrier) == (State.NEEDS_PERSON, tries, "jne")
        assert "which does not know what became of it" in entry.row.note
        gaps = book.gaps()
        assert gaps is not None
        assert (gaps.keys, gaps.since) == (("REF1",), None)
        with pytest.raises(ConflictError, match="REF1"):
            queue(book, add(book))  # it is live: no second one
        book.move(entry, State.BOOKED, who="May", why="On the portal.")
        assert book.gaps() is None


def test_a_later_generation_sent_since_means_that_the_first_was_let_go(home: Path) -> None:
    def after(book: SqlOrderBook) -> None:
        void = book.move(known(book), State.VOID, who="May", why="Lost.")
        entry, attempt = send(book, queue(book, book.next_generation(void, who="May", why="Lost.")))
        end(book, entry, attempt, number="N2")

    with restored(home, booked, after) as book:
        newest = known(book)
        assert (newest.row.key, newest.state) == ("REF1-2", State.NEEDS_PERSON)
        first = book.by_number(NUMBER)
        assert first is not None
        assert first.state is State.VOID
        gaps = book.gaps()
        assert gaps is not None
        assert gaps.keys == ("REF1-2",)


def test_sent_several_times_is_asked_once(home: Path) -> None:
    def after(book: SqlOrderBook) -> None:
        entry = sent(book)
        for _ in range(2):
            entry, attempt = send(book, entry)
            entry = end(book, entry, attempt, State.IN_DOUBT, Verdict.UNKNOWN, number=None)

    with restored(home, nothing, after) as book:
        gaps = book.gaps()
        assert gaps is not None
        assert (gaps.keys, known(book).tries) == (("REF1",), 3)


def _tear(journal: Path) -> None:
    journal.write_bytes(journal.read_bytes() + b'{"time": 17, "car')


@pytest.mark.parametrize(
    "lose",
    [Path.unlink, lambda journal: journal.write_bytes(b"{}\n"), _tear],
    ids=["lost", "another", "damaged"],
)
def test_without_the_journal_a_person_compares_the_carriers_lists(home: Path, lose: Callable[[Path], object]) -> None:
    with restored(home, queue_one, lose=lose) as book:
        assert known(book).tries == 1  # who knows: it is taken for sent
        gaps = book.gaps()
        assert gaps is not None
        assert gaps.keys == ()
        assert gaps.since is not None
        book.close_gap(who="May", why="Compared with the portal.")
        assert book.gaps() is None
        assert book.database.all("SELECT who, why FROM gap") == [("May", "Compared with the portal.")]


def test_what_the_backup_knows_is_not_asked_even_where_the_journal_is_another(home: Path) -> None:
    def lose(journal: Path) -> None:
        journal.write_text("".join(journal.read_text().splitlines(keepends=True)[1:]))

    with restored(home, booked, lose=lose) as book:
        assert (known(book).state, known(book).tries, len(book.attempts(known(book).id))) == (State.BOOKED, 1, 1)
        gaps = book.gaps()
        assert gaps is not None
        assert gaps.keys == ()


def test_what_a_book_held_that_is_replaced_by_a_strangers_is_asked_too(home: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    with opened(other) as book:
        booked(book, shipment("THEIRS"), "N9")
        book.backup(tmp_path / "theirs.zip")
    with opened(home) as book:
        booked(book, shipment("OURS"))
    restore_book(home, tmp_path / "theirs.zip", NOW)
    with opened(home) as book:
        assert known(book, "THEIRS").state is State.BOOKED
        gaps = book.gaps()
        assert gaps is not None
        assert (gaps.keys, gaps.since is None) == (("OURS",), False)


def test_what_is_said_once_is_asked_again_when_the_same_backup_comes_back(home: Path) -> None:
    with restored(home, nothing, booked) as book:
        book.move(known(book), State.BOOKED, who="May", why="On the portal.")
        assert book.gaps() is None
    restore_book(home, home.parent / "b.zip", NOW)
    with opened(home) as book:
        gaps = book.gaps()
        assert gaps is not None
        assert gaps.keys == ("REF1",)


def test_the_book_that_was_there_is_kept_whole_even_a_damaged_one(home: Path) -> None:
    with opened(home) as book:
        booked(book)
        book.backup(home.parent / "b.zip")
        add(book, shipment("REF2"))
        shutil.copy(home / f"{FILE}-wal", home.parent / "wal")
    shutil.copy(home.parent / "wal", home / f"{FILE}-wal")  # as after a power cut
    _, kept = restore_book(home, home.parent / "b.zip", NOW)
    assert kept == home / "orderbook.before-20261123T070000Z.db"
    assert kept is not None
    assert kept.with_name(f"{kept.name}-wal").exists()
    assert not (home / f"{FILE}-wal").exists()
    (home / FILE).write_bytes(b"garbage" * 999)
    _, kept = restore_book(home, home.parent / "b.zip", NOW.replace(hour=8))
    assert kept is not None
    assert kept.read_bytes() == b"garbage" * 999
    with opened(home) as book:
        assert known(book).state is State.BOOKED


def test_nothing_is_restored_under_a_program_that_runs(home: Path) -> None:
    with opened(home) as book:
        entry = booked(book)
        book.backup(home.parent / "b.zip")
        with pytest.raises(SetupError, match="ShipDesk is running over this home"):
            restore_book(home, home.parent / "b.zip", NOW)
        assert current(book, entry) == entry
    assert {path.name for path in home.iterdir()} == {FILE, JOURNAL, "run"}


def _newer(file: Path) -> None:
    spoiled = file.with_name("newer.zip")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(spoiled, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("manifest.json", old.read("manifest.json").replace(b'"schema": "0', b'"schema": "9'))
        new.writestr("orderbook.db", old.read("orderbook.db"))
    spoiled.replace(file)


@pytest.mark.parametrize(
    ("spoil", "fault", "sentence"),
    [
        (lambda file: file.write_bytes(b"garbage"), InputError, "is no backup of ShipDesk"),
        (lambda file: file.write_bytes(file.read_bytes()[:-1000]), InputError, "is no backup of ShipDesk"),
        (Path.unlink, InputError, "There is no file"),
        (_newer, SetupError, "was made by a newer ShipDesk; install that version"),
    ],
)
def test_what_cannot_be_restored_leaves_everything_as_it_is(
    home: Path, spoil: Callable[[Path], object], fault: type[Exception], sentence: str
) -> None:
    file = home.parent / "b.zip"
    with opened(home) as book:
        booked(book)
        book.backup(file)
    spoil(file)
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    with pytest.raises(fault, match=sentence):
        restore_book(home, file, NOW)
    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == before


_LIMITED = """
import resource, sys
from pathlib import Path
from datetime import UTC, datetime
from shipdesk.core.errors import ShipDeskError
from shipdesk.orderbook.restore import restore_book
most = int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
try:
    restore_book(Path(sys.argv[1]), Path(sys.argv[2]), datetime.now(UTC))
except ShipDeskError as fault:
    print(fault)
"""


@pytest.mark.parametrize("most", [1_000, 100_000])
def test_a_disk_without_room_leaves_the_book_that_was_there(home: Path, most: int) -> None:
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY
    file = home.parent / "b.zip"
    with opened(home) as book:
        booked(book)
        book.backup(file)
        add(book, shipment("REF2"))
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file() and path.suffix != ".lock"}
    command = [sys.executable, "-c", _LIMITED, str(home), str(file), str(most)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.count("\n") == 1
    assert "restored" in done.stdout or "disk" in done.stdout
    after = {path: path.read_bytes() for path in home.rglob("*") if path.is_file() and path.suffix != ".lock"}
    assert after == before
