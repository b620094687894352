"""A backup holds everything, is made while others write, and has its name only when it is whole."""

from __future__ import annotations

import resource
import subprocess
import sys
import zipfile
from pathlib import Path
from random import Random

import pytest

from shipdesk.core.connector import LabelFile
from shipdesk.core.errors import InputError, SetupError
from shipdesk.orderbook import FILE
from shipdesk.orderbook.backup import unpack
from shipdesk.orderbook.repository import SqlOrderBook
from tests.orderbook.books import add, booked, shipment

LABEL = LabelFile(b"%PDF-1.4 " + bytes(range(256)) * 64)


@pytest.fixture
def backup(book: SqlOrderBook, tmp_path: Path) -> Path:
    """Of a booked one with its label and one that waits."""
    book.store_label(booked(book), LABEL, who="May", why="")
    add(book, shipment("REF2"))
    file = tmp_path / "saved" / "book.zip"
    file.parent.mkdir()
    book.backup(file)
    return file


def test_it_says_what_it_holds_and_is_for_its_owner_alone(book: SqlOrderBook, backup: Path) -> None:
    made = book.backup(backup)
    assert (made.shipments, made.labels) == (2, 1)
    assert backup.stat().st_mode & 0o077 == 0
    assert [path.name for path in backup.parent.iterdir()] == ["book.zip"]


def test_what_others_have_not_committed_is_not_in_it_and_keeps_nobody_waiting(
    book: SqlOrderBook, tmp_path: Path
) -> None:
    add(book)
    with book.database.write() as connection:
        connection.execute("UPDATE booking SET note = 'half done'")
        book.backup(tmp_path / "b.zip")
    unpack(tmp_path / "b.zip", tmp_path / "copy.db")
    assert b"half done" not in (tmp_path / "copy.db").read_bytes()
    assert not (tmp_path / "copy.db-wal").exists()


def test_nothing_is_written_over_but_an_older_backup(book: SqlOrderBook, backup: Path, home: Path) -> None:
    add(book, shipment("REF3"))
    assert book.backup(backup).shipments == 3
    for path, sentence in [
        (home / FILE, "is there already and is no backup"),
        (home, "is a folder"),
        (home / "nowhere" / "b.zip", "cannot be written to"),
    ]:
        with pytest.raises(InputError, match=sentence):
            book.backup(path)
    assert book.revision() > 0


def test_a_label_that_is_damaged_in_the_book_is_named_and_the_older_backup_stays(
    book: SqlOrderBook, backup: Path
) -> None:
    before = backup.read_bytes()
    with book.database.write() as connection:
        connection.execute("UPDATE document SET content = x'00'")
    with pytest.raises(SetupError, match="The label of REF1 no longer matches its checksum"):
        book.backup(backup)
    assert backup.read_bytes() == before
    assert [path.name for path in backup.parent.iterdir()] == ["book.zip"]


def test_a_request_that_is_damaged_is_named(book: SqlOrderBook, backup: Path) -> None:
    with book.database.write() as connection:
        connection.execute("UPDATE frozen SET payload = 'spoiled'")
    with pytest.raises(SetupError, match="The request of REF1"):
        book.backup(backup)


def test_an_index_that_disagrees_with_its_table_is_found(book: SqlOrderBook, backup: Path) -> None:
    with book.database.write() as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_schema SET sql = replace(sql, 'created_at', 'updated_at') "
                           "WHERE name = 'booking_created'")  # fmt: skip
    with pytest.raises(SetupError, match="damaged inside"):
        book.backup(backup)


def test_a_backup_of_which_a_byte_is_wrong_is_no_backup(backup: Path, tmp_path: Path) -> None:
    content, dice = backup.read_bytes(), Random(7)
    ends = []
    for number in range(60):
        place = dice.randrange(len(content))
        spoiled = tmp_path / f"{number}.zip"
        spoiled.write_bytes(content[:place] + bytes([content[place] ^ 0x40]) + content[place + 1 :])
        try:
            manifest = unpack(spoiled, tmp_path / f"{number}.db")
            ends.append(f"{manifest.shipments} shipments, {manifest.labels} labels")
        except InputError as fault:
            ends.append(str(fault).removeprefix(str(spoiled)))
    # A byte may say nothing of what is in it: a date of the archive's list.
    assert set(ends) <= {
        " is no backup of ShipDesk, or not a whole one; take another.",
        " was made by a newer ShipDesk; install that version.",
        "2 shipments, 1 labels",
    }
    assert ends.count("2 shipments, 1 labels") < 30


@pytest.mark.parametrize("wrong", [0xFFFFFFFF, 0x7FFFFFFF, 1 << 20])
def test_an_archive_that_names_a_place_outside_of_it_is_no_backup(backup: Path, tmp_path: Path, wrong: int) -> None:
    content = bytearray(backup.read_bytes())
    end = content.rindex(b"PK\x05\x06")
    content[end + 16 : end + 20] = wrong.to_bytes(4, "little")  # where its list begins
    spoiled = tmp_path / "spoiled.zip"
    spoiled.write_bytes(content)
    with pytest.raises(InputError, match="is no backup of ShipDesk"):
        unpack(spoiled, tmp_path / "copy.db")


def test_a_book_that_is_not_the_manifests_is_noticed(backup: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("manifest.json", old.read("manifest.json"))
        new.writestr("orderbook.db", old.read("orderbook.db").replace(b"Jerry Lee", b"Merry Lee"))
    with pytest.raises(InputError, match="not a whole one"):
        unpack(tmp_path / "b.zip", tmp_path / "copy.db")


@pytest.mark.parametrize("part", range(0, 16, 3))
def test_a_backup_that_is_cut_short_is_no_backup(backup: Path, tmp_path: Path, part: int) -> None:
    cut = tmp_path / "cut.zip"
    cut.write_bytes(backup.read_bytes()[: backup.stat().st_size * part // 16])
    with pytest.raises(InputError, match="is no backup of ShipDesk"):
        unpack(cut, tmp_path / "copy.db")


@pytest.mark.parametrize("content", [b"", b"\0" * 5000, b"PK\x03\x04 not really", b"SQLite format 3\0"])
def test_something_else_is_no_backup(tmp_path: Path, content: bytes) -> None:
    other = tmp_path / "other"
    other.write_bytes(content)
    with pytest.raises(InputError, match="is no backup of ShipDesk"):
        unpack(other, tmp_path / "copy.db")


@pytest.mark.parametrize("manifest", ["", "[]", "{}", '{"format": "shipdesk-backup-1"}', "\0"])
def test_an_archive_of_something_else_is_no_backup(tmp_path: Path, manifest: str) -> None:
    with zipfile.ZipFile(tmp_path / "other.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", manifest)
        archive.writestr("orderbook.db", "x")
    with pytest.raises(InputError, match="is no backup of ShipDesk"):
        unpack(tmp_path / "other.zip", tmp_path / "copy.db")


_LIMITED = """
import resource, sys
from pathlib import Path
from datetime import UTC, datetime
from shipdesk.core.errors import ShipDeskError
from shipdesk.orderbook.backup import write_backup
home, file, most = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
try:
    write_backup(home / "orderbook.db", home / "intents.log", file, datetime.now(UTC))
except ShipDeskError as fault:
    print(fault)
"""


@pytest.mark.parametrize("most", [1_000, 60_000, 150_000])
def test_a_disk_without_room_leaves_the_older_backup_and_nothing_else(
    book: SqlOrderBook, backup: Path, home: Path, most: int
) -> None:
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY
    before = backup.read_bytes()
    for number in range(60):
        add(
            book,
            shipment(f"MORE{number}", note="".join(chr(0x4E00 + (number * 977 + i * 31) % 20000) for i in range(900))),
        )
    done = subprocess.run(
        [sys.executable, "-c", _LIMITED, str(home), str(backup), str(most)], capture_output=True, text=True, check=True
    )
    assert done.stdout.count("\n") == 1
    assert "disk" in done.stdout or "cannot be written" in done.stdout
    assert backup.read_bytes() == before
    assert [path.name for path in backup.parent.iterdir()] == ["book.zip"]
