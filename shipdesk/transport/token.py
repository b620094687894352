"""The access token of an account: one login serves every thread, and the next program start as well."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock

from shipdesk.core.carrier import Account
from shipdesk.core.errors import SetupError, ShipDeskError

_SECRET = "token"  # noqa: S105 - the name it is kept under
#: Renewed when less than this is left: ten minutes, or a tenth of a short life.
_MARGIN_S = 600.0


@dataclass(frozen=True, slots=True)
class Token:
    """An access token; `life_s` from the moment it was given, None where the carrier does not say."""

    value: str
    life_s: float | None = None


@dataclass(frozen=True, slots=True)
class _Kept:
    value: str
    renew_at: float | None
    """Seconds since the epoch."""


class TokenHolder:
    """Keeps the token where secrets are kept, and logs in when there is none that lives. Safe from any thread."""

    def __init__(
        self, account: Account, log_in: Callable[[], Token], *, clock: Callable[[], float] = time.time
    ) -> None:
        self._account = account
        self._log_in = log_in
        self._clock = clock
        self._lock = Lock()
        self._logins = 0
        self._fault: ShipDeskError | None = None
        # A token of another account or another place must not be tried here.
        self._whose = f"{account.base_url} {sorted(account.settings.items())}"
        self._kept = self._remembered()

    @property
    def value(self) -> str:
        """The token as it is now, or an empty text; never logs in."""
        return self._kept.value if self._kept else ""

    def get(self) -> str:
        """A token that lives.

        Raises:
            CarrierError, NetworkError: the login was refused, or got no answer.
        """
        kept = self._kept
        return kept.value if kept and self._lives(kept) else self._renewed("")

    def renew(self, stale: str) -> str:
        """A token other than `stale`, which the carrier no longer takes. Raises as `get`."""
        return self._renewed(stale)

    def _renewed(self, stale: str) -> str:
        seen = self._logins
        with self._lock:
            if self._kept and self._kept.value != stale and self._lives(self._kept):
                return self._kept.value
            if self._logins != seen and self._fault is not None:
                raise self._fault  # whoever waited for the same login gets the same word
            self._kept, self._fault = None, None
            try:
                self._kept = self._remember(self._log_in())
            except ShipDeskError as fault:
                self._fault = fault
                raise
            finally:
                self._logins += 1
            return self._kept.value

    def _lives(self, kept: _Kept) -> bool:
        return kept.renew_at is None or self._clock() < kept.renew_at

    def _remember(self, token: Token) -> _Kept:
        renew_at = None
        if token.life_s is not None:
            renew_at = self._clock() + token.life_s - min(_MARGIN_S, token.life_s / 10)
        record = {"value": token.value, "renew_at": renew_at, "whose": self._whose}
        with suppress(SetupError):  # where it cannot be kept, the next start logs in again
            self._account.remember_secret(_SECRET, json.dumps(record))
        return _Kept(token.value, renew_at)

    def _remembered(self) -> _Kept | None:
        try:
            record = json.loads(self._account.secret(_SECRET) or "null")
        except (ValueError, SetupError):
            return None
        if not isinstance(record, dict) or record.get("whose") != self._whose:
            return None
        return _Kept(str(record["value"]), record["renew_at"])
