"""Put a backup in the place of the order book, and say what it cannot know.

Whatever happened after the backup was made is not in it. What was not final then is in doubt; what the journal of
intents says was sent since, and the backup has no attempt of, is asked of a person. Where the journal is not that of
the backup, the person has to compare the carriers' own lists. Until all of that is said, nothing new is booked.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import uuid
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock

from shipdesk.core.errors import InputError, SetupError
from shipdesk.core.records import Backup
from shipdesk.core.shipment import Shipment
from shipdesk.core.states import EDITABLE, State
from shipdesk.orderbook import FILE, JOURNAL, RUN
from shipdesk.orderbook.attempts import abandon, insert_attempt
from shipdesk.orderbook.backup import Manifest, sync_folder, unpack
from shipdesk.orderbook.base import LIVE_SQL, history
from shipdesk.orderbook.bookings import insert
from shipdesk.orderbook.engine import connect, plain_faults
from shipdesk.orderbook.intents import Intent, read_intents
from shipdesk.orderbook.migrate import bring_up_to_date, newest
from shipdesk.orderbook.opening import OPENING
from shipdesk.orderbook.owner import living
from shipdesk.orderbook.values import OWN, micros

_HOUSE = "ShipDesk"
_SOURCE = "journal"
_IN_DOUBT = "It was not final when the backup was made. It may or may not be booked."
_UNKNOWN = "It was sent after the backup was made, which does not know what became of it. Booked or not?"
_LET_GO = "A later generation was sent after the backup was made, so a person had let go of this one."


@dataclass(frozen=True, slots=True)
class _Reopening:
    connection: sqlite3.Connection
    now: int
    since: int
    """When the backup was made."""


def restore_book(home: Path, file: Path, now: datetime) -> tuple[Backup, Path | None]:
    """Put the backup in the place of the order book below `home`; where the old one is kept, if there was one.

    Raises:
        InputError: the file cannot be read, or is no whole backup.
        SetupError: a ShipDesk is running over this home, the backup is newer than this program, or the disk is full.
    """
    run = home / RUN
    try:
        with tempfile.TemporaryDirectory(prefix=".restoring-", dir=home) as folder:
            copy = Path(folder) / FILE
            manifest = _unpacked(file, copy)
            with FileLock(run / OPENING, thread_local=False):
                if living(run):
                    raise SetupError("ShipDesk is running over this home; close it first, then restore.")
                intents, whole = read_intents(home / JOURNAL, manifest.intents)
                bring_up_to_date(copy, Path(folder))
                _reopen(copy, manifest, intents, whole=whole, now=micros(now))
                kept = _keep(home / FILE, f"{Path(FILE).stem}.before-{now:%Y%m%dT%H%M%SZ}.db")
                copy.replace(home / FILE)
                sync_folder(home)
    except OSError as fault:
        raise SetupError(f"The backup cannot be restored to {home}: {fault.strerror}; the old one stays.") from fault
    return manifest.backup, kept


def _unpacked(file: Path, copy: Path) -> Manifest:
    if not file.is_file():
        raise InputError(f"There is no file {file}.")
    manifest = unpack(file, copy)
    if manifest.schema > newest():
        raise SetupError(f"{file} was made by a newer ShipDesk; install that version, then restore.")
    return manifest


def _keep(book: Path, name: str) -> Path | None:
    """A second name for the old order book and its log, which is then taken from beside the new one."""
    if not book.exists():
        return None
    kept = book.with_name(name)
    for old, aside in ((book, kept), (_log(book), _log(kept))):
        if old.exists():
            shutil.copy2(old, aside)
            with aside.open("rb+") as copied:
                os.fsync(copied.fileno())
    sync_folder(book.parent)
    for beside in (_log(book), book.with_name(f"{book.name}-shm")):
        beside.unlink(missing_ok=True)
    return kept


def _log(book: Path) -> Path:
    return book.with_name(f"{book.name}-wal")


def _reopen(copy: Path, manifest: Manifest, intents: Sequence[Intent], *, whole: bool, now: int) -> None:
    """A new epoch: what is not known in it is marked so."""
    with plain_faults(copy), closing(connect(copy, write=True)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        at = _Reopening(connection, now, micros(manifest.backup.made_at))
        connection.execute("UPDATE book SET epoch = ?, revision = revision + 1", (uuid.uuid4().hex,))
        _doubt(at, fewest_tries=0 if whole else 1)
        for intent in intents:
            _mark(at, intent)
        if not whole:
            _leave_gap(at, None)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()


def _doubt(at: _Reopening, *, fewest_tries: int) -> None:
    """Whatever was on its way. It may have been sent since, as the journal will tell where it is whole."""
    found = at.connection.execute(
        "SELECT id, state FROM booking WHERE state IN ('queued', 'sending', 'in_doubt')"
    ).fetchall()
    for entry_id, state in found:
        at.connection.execute(
            "UPDATE booking SET tries = max(tries, ?), due_at = NULL WHERE id = ?", (fewest_tries, entry_id)
        )
        abandon(at.connection, entry_id, at.now, _IN_DOUBT)
        _move(at, entry_id, state, State.IN_DOUBT, _IN_DOUBT)


def _mark(at: _Reopening, intent: Intent) -> None:
    """Take in an intent that the backup may not know: a known one has its attempt, begun at the same microsecond."""
    found = at.connection.execute(
        f"""SELECT b.id, b.state, f.digest,
            EXISTS (SELECT 1 FROM attempt a WHERE a.booking_id = b.id AND a.started_at = ?)
        FROM booking b LEFT JOIN frozen f ON f.booking_id = b.id WHERE b.reference = ? AND b.generation = ?
        AND b.{OWN}""",  # noqa: S608 - our names
        (intent.time, intent.reference, intent.generation),
    ).fetchone()
    if found is None:
        _open_unknown(at, intent)
        return
    entry_id, state, digest, is_known = found
    if is_known:
        return
    _count(at, entry_id, intent)
    if state == State.IN_DOUBT and digest == intent.digest:
        return
    if state in EDITABLE or state in (State.IN_DOUBT, State.NEEDS_PERSON):
        _let_go_of_others(at, entry_id, intent.reference)
        _move(at, entry_id, state, State.NEEDS_PERSON, _UNKNOWN)
        _leave_gap(at, entry_id)


def _open_unknown(at: _Reopening, intent: Intent) -> None:
    """A booking of which nothing is known but that it was sent."""
    shipment = Shipment(reference=intent.reference, carrier=intent.carrier)
    entry_id = insert(at.connection, shipment, State.DRAFT, _SOURCE, at.now, generation=intent.generation)
    _count(at, entry_id, intent)
    _let_go_of_others(at, entry_id, intent.reference)
    _move(at, entry_id, "", State.NEEDS_PERSON, _UNKNOWN)
    _leave_gap(at, entry_id)


def _count(at: _Reopening, entry_id: int, intent: Intent) -> None:
    at.connection.execute("UPDATE booking SET tries = tries + 1 WHERE id = ?", (entry_id,))
    insert_attempt(at.connection, entry_id, "book", intent.time)
    abandon(at.connection, entry_id, at.now, _UNKNOWN)


def _let_go_of_others(at: _Reopening, entry_id: int, reference: str) -> None:
    """One live booking per order: only a person can have begun a later generation."""
    found = at.connection.execute(
        f"SELECT id, state FROM booking WHERE reference = ? AND id <> ? AND {LIVE_SQL} AND {OWN}",  # noqa: S608 - our names
        (reference, entry_id),
    ).fetchall()
    for other, state in found:
        _move(at, other, state, State.VOID, _LET_GO)


def _move(at: _Reopening, entry_id: int, before: str, to: State, why: str) -> None:
    at.connection.execute(
        "UPDATE booking SET state = ?, owner = '', note = ?, version = version + 1, updated_at = ? WHERE id = ?",
        (to, why, at.now, entry_id),
    )
    history(at.connection, entry_id, now=at.now, before=before, after=to, who=_HOUSE, why=why)


def _leave_gap(at: _Reopening, entry_id: int | None) -> None:
    at.connection.execute(
        "INSERT INTO gap (booking_id, since, who, why) SELECT ?1, ?2, '', '' "
        "WHERE NOT EXISTS (SELECT 1 FROM gap WHERE booking_id IS ?1 AND closed_at IS NULL)",
        (entry_id, at.since),
    )
