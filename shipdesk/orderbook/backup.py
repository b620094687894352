"""A backup: the whole order book in one file, made while others are at work, and verified before it has its name.

The file is a ZIP of the database, which holds the labels too, and of a manifest that says what must be in it.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import sqlite3
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from shipdesk.core.errors import InputError, SetupError
from shipdesk.core.records import Backup
from shipdesk.orderbook.engine import connect, plain_faults
from shipdesk.orderbook.intents import Mark, mark
from shipdesk.orderbook.migrate import revision_of

FORMAT = "shipdesk-backup-1"
BOOK_NAME = "orderbook.db"
_MANIFEST = "manifest.json"
_LARGEST_MANIFEST = 1 << 16
_CHUNK = 1 << 20
#: What reading an archive raises of which a byte is wrong; RuntimeError where that byte says that it is encrypted.
_SPOILS = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, KeyError, ValueError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the backup holds. `schema` is the revision of the database, `sha256` that of its file, `size` in bytes."""

    made_at: str
    schema: str
    sha256: str
    size: int
    shipments: int
    labels: int
    intents: Mark

    @property
    def backup(self) -> Backup:
        return Backup(datetime.fromisoformat(self.made_at), self.shipments, self.labels)


def write_backup(book: Path, journal: Path, file: Path, made_at: datetime) -> Backup:
    """Copy the order book at `book` into `file`, which has its name only once everything in it is verified.

    Raises:
        InputError: the file cannot be written there, or one of another kind has its name.
        SetupError: the order book is damaged, or the disk is full.
    """
    _must_not_be_ours(file)
    try:
        with tempfile.TemporaryDirectory(prefix=f".{file.name}.", dir=file.parent) as folder:
            whole = Path(folder) / file.name
            manifest = _pack(book, journal, whole, made_at)
            unpack(whole, Path(folder) / "again.db")
            whole.replace(file)
        sync_folder(file.parent)
    except OSError as fault:
        raise InputError(f"The backup cannot be written to {file}: {fault.strerror}.") from fault
    return manifest.backup


def _must_not_be_ours(file: Path) -> None:
    """Nothing but an older backup is written over."""
    if file.is_dir():
        raise InputError(f"{file} is a folder; name a file in it.")
    if file.exists() and not zipfile.is_zipfile(file):
        raise InputError(f"{file} is there already and is no backup; choose another name.")


def _pack(book: Path, journal: Path, whole: Path, made_at: datetime) -> Manifest:
    copy = whole.with_name(BOOK_NAME)
    # The journal first: what is sent from now on may be in both, and is then known by its attempt.
    intents = mark(journal)
    with plain_faults(whole):
        shipments = _copy(book, copy)
    found = verify(copy)
    if found.shipments != shipments:
        raise SetupError("The copy of the order book has not all that the order book has; make the backup again.")
    manifest = Manifest(
        made_at=made_at.isoformat(),
        schema=revision_of(copy) or "",
        sha256=_digest(copy),
        size=copy.stat().st_size,
        shipments=found.shipments,
        labels=found.labels,
        intents=intents,
    )
    with whole.open("xb") as target:
        whole.chmod(0o600)
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr(_MANIFEST, json.dumps({"format": FORMAT, **asdict(manifest)}, indent=1))
            archive.write(copy, BOOK_NAME)
        target.flush()
        os.fsync(target.fileno())
    return manifest


def _copy(book: Path, copy: Path) -> int:
    """A lone file, by SQLite's own online backup; how many shipments the order book had at that moment."""
    with closing(connect(book, write=False)) as source, closing(sqlite3.connect(copy, isolation_level=None)) as target:
        source.execute("BEGIN")
        (shipments,) = source.execute("SELECT count(*) FROM booking").fetchone()
        source.backup(target)
        source.execute("ROLLBACK")
    return int(shipments)


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found in a file in which everything is as it must be."""

    shipments: int
    labels: int


def verify(copy: Path) -> Verified:
    """Raises `SetupError` when anything in the file is damaged: its pages, an index, a link, a request or a label."""
    with plain_faults(copy), closing(sqlite3.connect(copy)) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        damage = connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]
        if damage or connection.execute("PRAGMA foreign_key_check").fetchone():
            raise SetupError("The order book is damaged inside; restore the last backup.")
        for reference, operation, payload, digest in connection.execute(
            "SELECT b.reference, f.operation, f.payload, f.digest FROM frozen f JOIN booking b ON b.id = f.booking_id"
        ):
            _must_match(f"request of {reference}", f"{operation}\n{payload}".encode(), digest)
        labels = 0
        for reference, content, digest in connection.execute(
            "SELECT b.reference, d.content, d.digest FROM document d JOIN booking b ON b.id = d.booking_id"
        ):
            _must_match(f"label of {reference}", content, digest)
            labels += 1
        (shipments,) = connection.execute("SELECT count(*) FROM booking").fetchone()
    return Verified(shipments, labels)


def _must_match(what: str, content: bytes, digest: str) -> None:
    if hashlib.sha256(content).hexdigest() != digest:
        raise SetupError(f"The {what} no longer matches its checksum; restore the last backup.")


def unpack(file: Path, to: Path) -> Manifest:
    """The database of a backup at `to`, verified; what the manifest says of it.

    Raises:
        InputError: the file is no backup, is cut short or spoiled.
        OSError: it cannot be read, or `to` cannot be written.
    """
    with _opened(file) as archive:
        manifest = _manifest(file, archive)
        with archive.open(BOOK_NAME) as packed, to.open("xb") as target:
            to.chmod(0o600)
            shutil.copyfileobj(packed, target, _CHUNK)
            target.flush()
            os.fsync(target.fileno())
    if (to.stat().st_size, _digest(to)) != (manifest.size, manifest.sha256):
        raise _spoiled(file)
    found = verify(to)
    if (found.shipments, found.labels) != (manifest.shipments, manifest.labels):
        raise _spoiled(file)
    return manifest


@contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(file) as archive:
            if any(one.compress_type != zipfile.ZIP_DEFLATED for one in archive.infolist()):
                raise _spoiled(file)
            yield archive
    except _SPOILS as fault:
        raise _spoiled(file) from fault
    except OSError as fault:
        if fault.errno != errno.EINVAL:
            raise
        raise _spoiled(file) from fault  # a place before the beginning of the file, as a wrong byte may say


def _manifest(file: Path, archive: zipfile.ZipFile) -> Manifest:
    if archive.getinfo(_MANIFEST).file_size > _LARGEST_MANIFEST:
        raise _spoiled(file)
    try:
        record: Any = json.loads(archive.read(_MANIFEST))
        if record.pop("format") != FORMAT:
            raise InputError(f"{file} was made by a newer ShipDesk; install that version.")
        manifest = Manifest(**{**record, "intents": Mark(**record["intents"])})
        datetime.fromisoformat(manifest.made_at)
    except (TypeError, AttributeError) as fault:
        raise _spoiled(file) from fault
    if archive.getinfo(BOOK_NAME).file_size != manifest.size:
        raise _spoiled(file)
    return manifest


def _spoiled(file: Path) -> InputError:
    return InputError(f"{file} is no backup of ShipDesk, or not a whole one; take another.")


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def sync_folder(folder: Path) -> None:
    """Make a rename survive a power cut, where the system lets folders be opened."""
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
