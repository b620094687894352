"""The services that the carriers named last, so that they can be chosen while there is no network."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Any

from shipdesk.core.carrier import Service
from shipdesk.settings.private import write_private

_LARGEST = 1 << 20


class KnownServices:
    """A small JSON file of one home; safe from any thread. What cannot be read is simply not known.

    A key names the account and the way: services of one are no other's. Without a path they are remembered until
    the program ends.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._lock = Lock()
        self._known: dict[str, tuple[Service, ...]] | None = None

    def get(self, key: str) -> tuple[Service, ...]:
        """What was named last under `key`; empty where nothing is known."""
        with self._lock:
            return self._all().get(key, ())

    def keep(self, key: str, services: Sequence[Service]) -> None:
        """Remember these. A disk that takes no more costs the memory of the next run, and nothing else."""
        with self._lock:
            known = self._all()
            if known.get(key) == tuple(services):
                return
            known[key] = tuple(services)
            if self._path is None:
                return
            written = {name: [[one.code, one.name] for one in some] for name, some in known.items()}
            try:
                write_private(self._path, json.dumps(written, ensure_ascii=False, indent=1).encode() + b"\n")
            except OSError:
                return

    def _all(self) -> dict[str, tuple[Service, ...]]:
        if self._known is None:
            self._known = _read(self._path) if self._path else {}
        return self._known


def _read(path: Path) -> dict[str, tuple[Service, ...]]:
    try:
        with path.open("rb") as file:
            document = json.loads(file.read(_LARGEST))
        return {str(key): tuple(_service(one) for one in some) for key, some in document.items()}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return {}


def _service(pair: Any) -> Service:
    code, name = pair
    return Service(str(code), str(name))
