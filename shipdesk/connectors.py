"""One connector for each carrier account, made on first use and kept: its connections and token serve all workers."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock
from typing import TYPE_CHECKING

from shipdesk.core.errors import SetupError

if TYPE_CHECKING:
    from shipdesk.core.carrier import Account, CarrierRecord
    from shipdesk.core.connector import Connector
    from shipdesk.core.ports import Accounts


class Connectors:
    """Callable: the connector of a carrier. A changed account gets a new one; the old one ends with its last call."""

    def __init__(self, records: Mapping[str, CarrierRecord], accounts: Accounts) -> None:
        self._records = records
        self._accounts = accounts
        self._lock = Lock()
        self._kept: dict[str, tuple[tuple[object, ...], Connector]] = {}
        self._retired: list[Connector] = []

    def __call__(self, carrier: str) -> Connector:
        """Raises `SetupError` when the carrier has no account, or one that lacks something."""
        record = self._records[carrier]
        account = self._accounts.account(carrier)
        if account is None:
            raise SetupError(f"There is no {record.label} account yet; set one up in Settings.")
        marks = _marks(record, account)
        with self._lock:
            kept = self._kept.get(carrier)
            if kept is None or kept[0] != marks:
                if kept is not None:
                    self._retired.append(kept[1])
                kept = (marks, record.connect(account))
                self._kept[carrier] = kept
            return kept[1]

    def close(self) -> None:
        """Give back every connection; nothing is under way any more."""
        with self._lock:
            for connector in [*self._retired, *(connector for _, connector in self._kept.values())]:
                connector.close()
            self._kept.clear()
            self._retired.clear()


def _marks(record: CarrierRecord, account: Account) -> tuple[object, ...]:
    """What tells one set-up of an account from another. What a connector itself keeps (a token) is no part of it."""
    secrets = tuple(account.secret(key.key) for key in record.account if key.secret)
    return (account.environment, account.base_url, tuple(sorted(account.settings.items())), secrets)
