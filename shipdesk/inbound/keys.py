"""What the accounts know, kept for moments: a keyring is not to be asked two hundred times a second."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Protocol

from shipdesk.core.inbound import Proofs, SourceRecord

#: A secret that was taken away proves nothing any more after this long.
FRESH_S = 2.0
#: One that is new is looked for this often, when a delivery is not proved by those that are known.
AGAIN_S = 0.2


class Accounts(Protocol):
    """The accounts, as far as receiving asks for them. Every call may raise `SetupError`."""

    def settings(self, carrier: str) -> Mapping[str, str]: ...

    def secrets(self, carrier: str, key: str) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Known:
    """What an account held when it was looked at, `read_at` on the monotonic clock."""

    proofs: Proofs | None
    """None: not configured."""
    read_at: float


class Keys:
    """Safe from any thread; `read` blocks while a keyring is asked."""

    def __init__(self, accounts: Accounts, clock: Callable[[], float] = time.monotonic) -> None:
        self._accounts = accounts
        self._clock = clock
        self._known: dict[str, Known] = {}
        self._reading = Lock()

    def known(self, source: SourceRecord, most_s: float = FRESH_S) -> Known | None:
        """What is known without asking, unless it is older than that many seconds."""
        found = self._known.get(source.id)
        return found if found and self._clock() - found.read_at < most_s else None

    def read(self, source: SourceRecord, most_s: float = FRESH_S) -> Known:
        """The same, asked for where it is too old. Raises `SetupError` when the secrets cannot be opened."""
        with self._reading:
            if found := self.known(source, most_s):
                return found
            found = self._known[source.id] = Known(self._ask(source), self._clock())
            return found

    def _ask(self, source: SourceRecord) -> Proofs | None:
        secrets = {name: self._accounts.secrets(source.id, name) for name in source.secrets}
        settings = dict(self._accounts.settings(source.id))
        return Proofs(settings, lambda name: secrets.get(name, ())) if configured(source, settings, secrets) else None


def configured(source: SourceRecord, settings: Mapping[str, str], secrets: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether deliveries can be proved: a secret is there, and what a sender that is no carrier must be known by."""
    needed = [] if source.environments else [key.key for key in source.account if key.required and not key.secret]
    return any(secrets.values()) and all(settings.get(key) for key in needed)
