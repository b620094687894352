"""The one store of settings: a small JSON file, read afresh whenever another process has changed it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock
from typing import Any

from shipdesk.core.errors import InputError, SetupError
from shipdesk.settings.private import write_private
from shipdesk.settings.schema import BY_KEY, setting

#: The key below which the accounts stand, one object for each carrier.
ACCOUNTS = "accounts"
_WAIT_S = 10.0
_LARGEST = 1 << 20

Document = dict[str, Any]


class SettingsStore:
    """`settings.json` of one home. Safe from any thread and beside other processes; holds no secret.

    A setting on the disk that is out of its range counts as its default and is told by `faults`; a key that this
    version does not know is kept as it is.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._stamp: tuple[int, ...] | None = None
        self._document: Document = {}

    def text(self, key: str) -> str:
        """A text or choice setting."""
        return str(self.value(key))

    def flag(self, key: str) -> bool:
        """A yes-or-no setting."""
        return self.value(key) is True

    def value(self, key: str) -> str | bool:
        """The setting, or its default. Raises `InputError` for a key that the schema does not have."""
        row = setting(key)
        value = self.read().get(key, row.default)
        return row.default if row.fault(value) else value

    def set(self, changes: Mapping[str, str | bool]) -> None:
        """Change these settings together. Raises `InputError`, naming the key, and changes none."""
        for key, value in changes.items():
            if fault := setting(key).fault(value):
                raise InputError(fault)

        def apply(document: Document) -> None:
            document.update(changes)

        self.change(apply)

    def faults(self) -> list[str]:
        """A sentence for each thing in the file that is not used as it stands."""
        found = []
        for key, value in self.read().items():
            if key == ACCOUNTS:
                continue
            row = BY_KEY.get(key)
            fault = row.fault(value) if row else f"The setting '{key}' is not known to this version."
            if fault:
                found.append(fault)
        return found

    def read(self) -> Document:
        """The whole file; not to be changed (`change` does that).

        Raises:
            SetupError: it cannot be read, or is no JSON object.
        """
        with self._lock:
            stamp = self._look()
            if stamp is None or stamp != self._stamp:
                self._document = self._load() if stamp else {}
                self._stamp = stamp
            return self._document

    def change(self, apply: Callable[[Document], None]) -> None:
        """Let `apply` change the file's content, alone among all processes, and write it durably.

        Raises:
            SetupError: the file cannot be read or written, or another process holds it for too long.
        """
        from filelock import FileLock, Timeout  # noqa: PLC0415 - late: keeps start-up fast

        try:
            with FileLock(f"{self._path}.lock", timeout=_WAIT_S), self._lock:
                document = self._load() if self._look() else {}
                apply(document)
                write_private(self._path, json.dumps(document, ensure_ascii=False, indent=2).encode() + b"\n")
                self._stamp = None
        except Timeout as fault:
            raise SetupError("Another ShipDesk is writing the settings and does not finish; close it.") from fault
        except OSError as fault:
            raise SetupError(f"The settings cannot be written to {self._path}: {fault.strerror}.") from fault

    def _look(self) -> tuple[int, ...] | None:
        """What tells one version of the file from another; None while there is no file."""
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return None
        except OSError as fault:
            raise SetupError(f"The settings {self._path} cannot be read: {fault.strerror}.") from fault
        return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino

    def _load(self) -> Document:
        mend = "mend it, or take it away to begin with fresh settings"
        try:
            with self._path.open("rb") as file:
                document = json.loads(file.read(_LARGEST))
        except OSError as fault:
            raise SetupError(f"The settings {self._path} cannot be read: {fault.strerror}.") from fault
        except (ValueError, RecursionError) as fault:
            raise SetupError(f"The settings {self._path} are no readable JSON; {mend}.") from fault
        if not isinstance(document, dict):
            raise SetupError(f"The settings {self._path} are no JSON object; {mend}.")
        return document
