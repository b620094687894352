"""Connections to the file: one that writes for each process, one that reads for each thread.

Every write is one `BEGIN IMMEDIATE` transaction that is on the disk before it returns (WAL, `synchronous=FULL`).

Checkpoints: SQLite before 3.51.3 can spoil a WAL file when one connection checkpoints while another starts the log
anew. So SQLite never checkpoints by itself here; a process does it under a lock file, one at a time, and in a mode
that holds SQLite's write lock meanwhile. What SQLite does when the very last connection closes is under its
exclusive lock and safe.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from shipdesk.core.errors import SetupError

_BUSY_S = 10.0
_CHECKPOINT_BUSY_MS = 250
_WRITES_PER_CHECKPOINT = 64
_PRAGMAS = (
    "synchronous = FULL",
    "foreign_keys = ON",
    "wal_autocheckpoint = 0",
    "trusted_schema = OFF",
    "cache_size = -65536",
    "temp_store = MEMORY",  # a sort spilled into a temporary file would leave addresses there
)
_FAULTS = {
    sqlite3.SQLITE_FULL: "The disk is full, so this was not saved; make room on it and try again.",
    sqlite3.SQLITE_READONLY: "The order book {path} cannot be written to; allow this user to change it.",
    sqlite3.SQLITE_PERM: "The order book {path} cannot be opened; allow this user to change it.",
    sqlite3.SQLITE_CANTOPEN: "The order book {path} cannot be opened; check that its folder can be written to.",
    sqlite3.SQLITE_CORRUPT: "The order book {path} is damaged; restore the last backup.",
    sqlite3.SQLITE_NOTADB: "The file {path} is no order book; restore the last backup.",
    sqlite3.SQLITE_BUSY: "Another program keeps the order book {path} locked; close it and try again.",
    sqlite3.SQLITE_IOERR: "The disk of the order book {path} is full or failed; make room or check it, then try again.",
}


@contextmanager
def plain_faults(path: Path) -> Iterator[None]:
    """SQLite's own faults as one sentence.

    Raises:
        SetupError: the file or the disk is in a state that only a person can mend.
    """
    try:
        yield
    except sqlite3.Error as fault:
        sentence = _FAULTS.get(getattr(fault, "sqlite_errorcode", 0) & 0xFF)
        if sentence is None:
            raise
        raise SetupError(sentence.format(path=path)) from fault


def connect(path: Path, *, write: bool) -> sqlite3.Connection:
    """A connection in autocommit: transactions begin where the code says so. Any thread may use it, one at a time."""
    connection = sqlite3.connect(
        path, timeout=_BUSY_S, isolation_level=None, check_same_thread=False, cached_statements=256
    )
    for pragma in (*_PRAGMAS, "journal_mode = WAL" if write else "query_only = ON"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    return connection


class Database:
    """The open file. Safe from any thread; a call blocks until it is done."""

    def __init__(self, path: Path, run: Path) -> None:
        self.path = path
        self._writing = threading.Lock()
        self._since_checkpoint = 0
        self._checkpoint_lock = FileLock(run / "checkpoint.lock", timeout=0, thread_local=False)
        self._readers: dict[threading.Thread, sqlite3.Connection] = {}
        self._opening = threading.Lock()
        with plain_faults(path):
            self._writer = connect(path, write=True)

    @contextmanager
    def write(self, *, shown: bool = True) -> Iterator[sqlite3.Connection]:
        """One transaction, durable when the block ends; when it raises, nothing of it happened.

        What no screen shows is no reason for anybody to read again: with `shown` False the revision stays.

        Raises:
            SetupError: the disk is full or failing, or another program keeps the file locked.
        """
        with self._writing, plain_faults(self.path):
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                if shown:
                    self._writer.execute("UPDATE book SET revision = revision + 1 WHERE id = 1")
                self._writer.execute("COMMIT")
            except BaseException:
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
                raise
            self._since_checkpoint += 1
            if self._since_checkpoint >= _WRITES_PER_CHECKPOINT:
                self._checkpoint()

    def all(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query, on this thread's own connection."""
        with plain_faults(self.path):
            return self._reader().execute(sql, values).fetchall()

    def one(self, sql: str, values: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """The first row of a query, or None."""
        found = self.all(sql, values)
        return found[0] if found else None

    def close(self) -> None:
        """Checkpoint and close every connection; no other call may be under way."""
        with self._writing, self._opening:
            self._checkpoint()
            for connection in (*self._readers.values(), self._writer):
                connection.close()
            self._readers.clear()

    def _reader(self) -> sqlite3.Connection:
        thread = threading.current_thread()
        if (connection := self._readers.get(thread)) is None:
            with self._opening:
                for gone in [known for known in self._readers if not known.is_alive()]:
                    self._readers.pop(gone).close()
                connection = self._readers[thread] = connect(self.path, write=False)
        return connection

    def _checkpoint(self) -> None:
        """Move what the log holds into the file, unless another process is at it. What was committed is safe anyway."""
        self._since_checkpoint = 0
        with suppress(Timeout, OSError, sqlite3.Error), self._checkpoint_lock:
            self._writer.execute(f"PRAGMA busy_timeout = {_CHECKPOINT_BUSY_MS}")
            try:
                self._writer.execute("PRAGMA wal_checkpoint(FULL)").fetchall()
            finally:
                self._writer.execute(f"PRAGMA busy_timeout = {int(_BUSY_S * 1000)}")
