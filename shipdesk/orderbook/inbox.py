"""Deliveries of webhooks as they came, each event once, and what came of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from shipdesk.core.inbound import Delivery, Received, Working
from shipdesk.orderbook.engine import Database
from shipdesk.orderbook.values import micros, moment, moment_or_none

#: A booking of the carrier has the number by now.
_IS_BOOKED = (
    "EXISTS (SELECT 1 FROM booking b WHERE b.tracking_number = inbound.reference AND b.carrier = inbound.source)"
)
#: Each in the order of an index, so that what comes first is found without reading all that waits behind it.
_DUE = (
    f"working = '{Working.WAITING}' AND coalesce(due_at, 0) <= ?1",
    f"working = '{Working.UNMATCHED}' AND reference <> '' AND (due_at <= ?1 OR {_IS_BOOKED})",
)
_COLUMNS = "id, source, identity, token, received_at, working, note, tries, due_at, reference, body"


class SqlInbox:
    """`core.inbound.Inbox` on the order book's file. Safe from any thread; other processes may work beside it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, deliveries: Sequence[tuple[Delivery, str]]) -> int:
        """One transaction for them all. Raises `SetupError` when the disk is full, failing, or locked for too long."""
        with self._database.write() as connection:
            return sum(
                connection.execute(
                    "INSERT OR IGNORE INTO inbound (source, identity, token, received_at, working, note, tries, "
                    "due_at, reference, body) VALUES (?, ?, ?, ?, ?, '', 0, NULL, '', ?)",
                    (
                        delivery.source,
                        identity,
                        delivery.token,
                        micros(delivery.received_at),
                        Working.WAITING,
                        delivery.body,
                    ),
                ).rowcount
                for delivery, identity in deliveries
            )

    def waiting(self, now: datetime, most: int) -> list[Received]:
        found: list[Received] = []
        for due in _DUE:
            if (room := most - len(found)) > 0:
                found += self._read(f"WHERE {due} ORDER BY id LIMIT ?2", (micros(now), room))
        return found

    def settle(self, received: Received, working: Working, note: str, *, reference: str = "") -> None:
        with self._database.write() as connection:
            connection.execute(
                "UPDATE inbound SET working = ?, note = ?, reference = ?, due_at = NULL WHERE id = ? AND working = ?",
                (working, note, reference or received.reference, received.id, received.working),
            )

    def postpone(
        self,
        received: Received,
        until: datetime,
        note: str,
        *,
        working: Working = Working.WAITING,
        reference: str = "",
    ) -> None:
        with self._database.write() as connection:
            connection.execute(
                "UPDATE inbound SET tries = tries + 1, due_at = ?, note = ?, working = ?, reference = ? "
                "WHERE id = ? AND working = ? AND tries = ?",
                (
                    micros(until),
                    note,
                    working,
                    reference or received.reference,
                    received.id,
                    received.working,
                    received.tries,
                ),
            )

    def of_order(self, source: str, reference: str) -> list[Received]:
        return self._read("WHERE reference = ? AND reference <> '' AND source = ? ORDER BY id", (reference, source))

    def received(self, working: frozenset[Working], most: int, before_id: int | None = None) -> list[Received]:
        marks = ", ".join("?" * len(working))
        values: list[Any] = sorted(working)
        before = ""
        if before_id is not None:
            before = " AND id < ?"
            values.append(before_id)
        return self._read(f"WHERE working IN ({marks}){before} ORDER BY id DESC LIMIT ?", (*values, most))

    def counts(self) -> Mapping[Working, int]:
        found = self._database.all("SELECT working, count(*) FROM inbound GROUP BY working")
        return {Working(working): count for working, count in found}

    def _read(self, where: str, values: Sequence[Any]) -> list[Received]:
        found = self._database.all(f"SELECT {_COLUMNS} FROM inbound {where}", values)  # noqa: S608 - our names
        return [_received(row) for row in found]


def _received(row: Sequence[Any]) -> Received:
    id_, source, identity, token, received_at, working, note, tries, due_at, reference, body = row
    return Received(
        id=id_,
        source=source,
        identity=identity,
        body=body,
        token=token,
        received_at=moment(received_at),
        working=Working(working),
        note=note,
        tries=tries,
        due_at=moment_or_none(due_at),
        reference=reference,
    )
