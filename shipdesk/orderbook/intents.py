"""The journal of intents: one line for each request that is about to book something, beside the database.

It tells a restored backup what was sent after it was made, and holds nobody's data: key, time, hash, carrier. A line
is on the disk before the transaction that says `sending` is, and so before the first byte.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import uuid
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from io import FileIO
from pathlib import Path
from typing import Any

from shipdesk.core.errors import SetupError

_sync = getattr(os, "fdatasync", os.fsync)


@dataclass(frozen=True, slots=True)
class Intent:
    """A request that may have left. `time` in microseconds since 1970 is that of its attempt."""

    time: int
    carrier: str
    reference: str
    generation: int
    digest: str


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a journal had come: so many bytes, with this SHA-256."""

    size: int
    sha256: str


def begin_journal(path: Path) -> None:
    """Make the journal where there is none; its first line tells it from every other."""
    line = json.dumps({"journal": uuid.uuid4().hex}) + "\n"
    with suppress(FileExistsError), _opened(path, os.O_CREAT | os.O_EXCL) as handle:
        _write(handle, line.encode())


def write_intents(path: Path, intents: Sequence[Intent]) -> None:
    """Add these, on the disk when this returns. One process at a time: the caller holds the database's write lock.

    Raises:
        SetupError: they cannot be written; nothing is sent then.
    """
    lines = "".join(json.dumps(asdict(intent)) + "\n" for intent in intents).encode()
    try:
        with _opened(path, os.O_CREAT) as handle:
            end = handle.seek(0, os.SEEK_END)
            try:
                _write(handle, _mended(handle, end) + lines)
            except OSError:
                handle.truncate(end)
                raise
    except OSError as fault:
        raise SetupError(
            f"The journal {path} cannot be written ({fault.strerror}), so nothing was sent; make room on the disk or "
            "allow this user to write there."
        ) from fault


def mark(path: Path) -> Mark:
    """How far the journal has come by now; of none, no byte."""
    content = path.read_bytes() if path.exists() else b""
    return Mark(len(content), hashlib.sha256(content).hexdigest())


def read_intents(path: Path, since: Mark) -> tuple[list[Intent], bool]:
    """What was sent since `since`, and whether that is all of it.

    Where the journal is not the one that was marked, or a line of it cannot be read, all that can be read is given.
    """
    content = path.read_bytes() if path.exists() else b""
    begun = content[: since.size]
    continues = 0 < since.size == len(begun) and hashlib.sha256(begun).hexdigest() == since.sha256
    lines = (content[since.size :] if continues else content).splitlines()
    read = [_read(line) for line in lines]
    intents = [one for one in read if isinstance(one, Intent)]
    return intents, continues and None not in read


def _read(line: bytes) -> Intent | str | None:
    """An intent, the text of a first line, or None for what is neither."""
    try:
        record: Any = json.loads(line)
        return Intent(**record) if "journal" not in record else str(record["journal"])
    except (ValueError, TypeError):
        return None


def _mended(handle: FileIO, end: int) -> bytes:
    """What ends a line that a power cut has torn."""
    if end == 0:
        return b""
    handle.seek(end - 1)
    torn = handle.read(1) != b"\n"
    handle.seek(0, os.SEEK_END)
    return b"\n" if torn else b""


def _write(handle: FileIO, content: bytes) -> None:
    """All of it and on the disk, or an `OSError`."""
    if handle.write(content) != len(content):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    _sync(handle.fileno())


def _opened(path: Path, flags: int) -> FileIO:
    handle = os.open(path, os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0) | flags, 0o600)
    return FileIO(handle, "r+")
