"""Which process is alive: each holds a lock file below the home for as long as it runs.

A booking in `sending` carries the name of the process that waits for its answer. The system frees the lock when
the process ends, however it ends; then the booking is an orphan.
"""

from __future__ import annotations

import uuid
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout


class Owner:
    """This process, from now until `release`."""

    def __init__(self, run: Path) -> None:
        run.mkdir(parents=True, exist_ok=True)
        for path in run.glob("owner-*.lock"):
            gone(run, path.stem.removeprefix("owner-"))
        self.name = uuid.uuid4().hex
        self._path = _path(run, self.name)
        # Taken in one thread, given back in another.
        self._lock = FileLock(self._path, thread_local=False)
        self._lock.acquire()

    def release(self) -> None:
        """Say that this process waits for nothing any more."""
        self._lock.release()
        self._path.unlink(missing_ok=True)


def living(run: Path) -> bool:
    """Whether any process has the order book open."""
    return any(not gone(run, path.stem.removeprefix("owner-")) for path in run.glob("owner-*.lock"))


def gone(run: Path, name: str) -> bool:
    """True when no process of this name runs; its lock file is cleared away."""
    path = _path(run, name)
    if not path.exists():
        return True
    try:
        with FileLock(path, timeout=0, thread_local=False):
            # While the lock is held, or a process that is just starting could lose the file it has made. Windows
            # deletes no open file: there it stays, and is as free as before.
            with suppress(OSError):
                path.unlink()
            return True
    except Timeout:
        return False


def _path(run: Path, name: str) -> Path:
    return run / f"owner-{name}.lock"
