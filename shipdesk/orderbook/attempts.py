"""Attempts at the carrier: begun durably, ended once, and what of them the worker is to look at."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from shipdesk.core.exchange import Exchange
from shipdesk.core.outcomes import Found, Outcome, Verdict
from shipdesk.core.records import Attempt, Changes, Entry
from shipdesk.core.states import State, must_be_legal
from shipdesk.orderbook.base import (
    Base,
    entry_now,
    history,
    moved_meanwhile,
    of_changes,
    of_state,
    update,
    write_wide,
)
from shipdesk.orderbook.intents import Intent, write_intents
from shipdesk.orderbook.owner import gone
from shipdesk.orderbook.values import micros, micros_or_none, moment, moment_or_none

_EXCHANGE = (
    "started_at, duration_ms, method, url, request_headers, request_body, status, response_headers, response_body, "
    "error"
)
_HOUSE = "ShipDesk"


class Attempts(Base):
    """See `core.ports.OrderBook`, "attempts"."""

    def queued(self, carrier: str, now: datetime, most: int) -> list[Entry]:
        where = (
            "WHERE b.state = 'queued' AND b.carrier = ? AND (b.due_at IS NULL OR b.due_at <= ?) "
            "ORDER BY b.created_at, b.id LIMIT ?"
        )
        return self.entries(where, (carrier, micros(now), most))

    def begin(self, entries: Sequence[Entry], kind: str, *, who: str, why: str = "") -> list[int]:
        if self.owner is None:
            raise RuntimeError("This process opened the order book without being an owner: it cannot send.")
        now = self.now()
        ids = {entry.id for entry in entries}
        self.under_way |= ids
        try:
            return self._begun(entries, kind, now, who=who, why=why or f"Attempt: {kind}.")
        except BaseException:
            self.under_way -= ids
            raise

    def _begun(self, entries: Sequence[Entry], kind: str, now: int, *, who: str, why: str) -> list[int]:
        assert self.owner is not None
        with self.database.write() as connection:
            attempts = []
            for entry in entries:
                must_be_legal(entry.state, State.SENDING)
                columns = {"state": State.SENDING, "owner": self.owner.name, "tries": entry.tries + 1, "due_at": None}
                update(connection, entry, now, columns)
                history(
                    connection,
                    entry.id,
                    now=now,
                    before=entry.state,
                    after=State.SENDING,
                    who=who,
                    why=why,
                )
                attempts.append(insert_attempt(connection, entry.id, kind, now))
            write_intents(self.journal, [_intent(entry, now) for entry in entries])
            return attempts

    def end(
        self,
        entry_id: int,
        attempt: int,
        to: State,
        outcome: Outcome,
        exchanges: Sequence[Exchange],
        *,
        who: str,
        why: str,
        changes: Changes,
    ) -> Entry:
        must_be_legal(State.SENDING, to)
        now = self.now()
        with self.database.write() as connection:
            open_attempt = connection.execute(
                "SELECT 1 FROM attempt a JOIN booking b ON b.id = a.booking_id "
                "WHERE a.id = ? AND b.id = ? AND a.ended_at IS NULL AND b.state = 'sending'",
                (attempt, entry_id),
            ).fetchone()
            if open_attempt is None:
                raise moved_meanwhile(connection, entry_id)
            entry = entry_now(connection, entry_id)
            # What is proved not booked may be sent again as if for the first time.
            sent = 0 if outcome.verdict is Verdict.NOT_SENT or to in (State.QUEUED, State.REFUSED) else 1
            columns = of_changes(changes) | of_state(entry, to) | {"owner": "", "tries": entry.tries - 1 + sent}
            update(connection, entry, now, columns)
            write_wide(connection, entry, changes)
            connection.execute(
                "UPDATE attempt SET ended_at = ?, verdict = ?, words = ? WHERE id = ?",
                (now, outcome.verdict, outcome.words, attempt),
            )
            _keep(connection, attempt, exchanges, outcome.found)
            history(connection, entry_id, now=now, before=State.SENDING, after=to, who=who, why=why)
            return entry_now(connection, entry_id, changes.shipment or entry.shipment)

    def postpone(self, entry: Entry, until: datetime | None, note: str) -> Entry:
        now = self.now()
        with self.database.write() as connection:
            update(connection, entry, now, {"due_at": micros_or_none(until), "note": note})
            if note != entry.row.note:
                history(connection, entry.id, now=now, before=entry.state, after=entry.state, who=_HOUSE, why=note)
            return entry_now(connection, entry.id, entry.shipment)

    def note_attempt(
        self,
        entry: Entry,
        kind: str,
        verdict: str,
        words: str,
        exchanges: Sequence[Exchange],
        *,
        found: Found | None = None,
    ) -> None:
        now = self.now()
        with self.database.write() as connection:
            attempt = insert_attempt(connection, entry.id, kind, now, verdict=verdict, words=words)
            _keep(connection, attempt, exchanges, found)

    def let_go(self, entries: Sequence[Entry]) -> None:
        self.under_way -= {entry.id for entry in entries}

    def orphans(self) -> list[Entry]:
        mine = self.owner.name if self.owner else ""
        owners = [name for (name,) in self.database.all("SELECT DISTINCT owner FROM booking WHERE state = 'sending'")]
        lost = [name for name in owners if name == mine or gone(self.run, name)]
        marks = ", ".join("?" * len(lost))
        found = self.entries(f"WHERE b.state = 'sending' AND b.owner IN ({marks}) ORDER BY b.id", lost)
        return [entry for entry in found if entry.id not in self.under_way]

    def due(self, states: frozenset[State], now: datetime) -> list[Entry]:
        where = (
            f"WHERE b.state IN ({', '.join('?' * len(states))}) AND (b.due_at IS NULL OR b.due_at <= ?) "
            "ORDER BY b.created_at, b.id"
        )
        return self.entries(where, (*states, micros(now)))

    def watched(self, carrier: str, now: datetime) -> list[Entry]:
        where = "WHERE b.state = 'void' AND b.carrier = ? AND b.due_at IS NOT NULL AND b.due_at <= ? ORDER BY b.due_at"
        return self.entries(where, (carrier, micros(now)))

    def carriers_due(self, now: datetime) -> list[str]:
        due = "(due_at IS NULL OR due_at <= ?1)"
        found = self.database.all(
            f"SELECT carrier FROM booking WHERE state IN ('queued', 'in_doubt') AND {due} UNION "  # noqa: S608 - ours
            f"SELECT carrier FROM booking WHERE label = 'pending' AND state = 'booked' AND {due} UNION "
            "SELECT carrier FROM booking WHERE state = 'void' AND due_at IS NOT NULL AND due_at <= ?1 ORDER BY 1",
            (micros(now),),
        )
        return [carrier for (carrier,) in found]

    def next_due(self, states: frozenset[State]) -> datetime | None:
        marks = ", ".join("?" * len(states))
        found = self.database.one(f"SELECT min(due_at) FROM booking WHERE state IN ({marks})", tuple(states))  # noqa: S608
        return moment_or_none(found[0]) if found else None

    def attempts(self, entry_id: int) -> list[Attempt]:
        found = self.database.all(
            "SELECT a.id, a.kind, a.started_at, a.ended_at, a.verdict, a.words, f.number, f.reference, f.receiver, "
            "f.country, f.created_at FROM attempt a LEFT JOIN found f ON f.attempt_id = a.id "
            "WHERE a.booking_id = ? ORDER BY a.id",
            (entry_id,),
        )
        return [
            Attempt(
                number,
                kind,
                moment(started),
                moment_or_none(ended),
                verdict,
                words,
                self._exchanges(number),
                _found(seen),
            )
            for number, kind, started, ended, verdict, words, *seen in found
        ]

    def _exchanges(self, attempt: int) -> tuple[Exchange, ...]:
        found = self.database.all(
            f"SELECT {_EXCHANGE} FROM exchange WHERE attempt_id = ? ORDER BY id",  # noqa: S608 - our names
            (attempt,),
        )
        return tuple(Exchange(moment(started), *rest) for started, *rest in found)


def _found(columns: Sequence[Any]) -> Found | None:
    number, reference, receiver, country, created = columns
    if number is None:
        return None
    return Found(number, reference, receiver=receiver, country=country, created_at=moment_or_none(created))


def _intent(entry: Entry, now: int) -> Intent:
    row = entry.row
    return Intent(now, row.carrier, row.reference, row.generation, entry.frozen.digest if entry.frozen else "")


def abandon(connection: sqlite3.Connection, entry_id: int, now: int, why: str) -> None:
    """Close what is open of a booking's attempts: nobody waits for their answer any more."""
    connection.execute(
        "UPDATE attempt SET ended_at = ?, verdict = ?, words = ? WHERE booking_id = ? AND ended_at IS NULL",
        (now, Verdict.UNKNOWN, why, entry_id),
    )


def insert_attempt(
    connection: sqlite3.Connection, entry_id: int, kind: str, now: int, *, verdict: str = "", words: str = ""
) -> int:
    """A new attempt; one with a verdict is over already."""
    number = connection.execute(
        "INSERT INTO attempt (booking_id, kind, started_at, ended_at, verdict, words) VALUES (?, ?, ?, ?, ?, ?)",
        (entry_id, kind, now, now if verdict else None, verdict, words),
    ).lastrowid
    assert number is not None
    return number


def _keep(connection: sqlite3.Connection, attempt: int, exchanges: Iterable[Exchange], found: Found | None) -> None:
    if found is not None:
        connection.execute(
            "INSERT INTO found (attempt_id, number, reference, receiver, country, created_at) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (attempt, found.number, found.reference, found.receiver, found.country, micros_or_none(found.created_at)),
        )
    marks = ", ".join("?" * 11)
    connection.executemany(
        f"INSERT INTO exchange (attempt_id, {_EXCHANGE}) VALUES ({marks})",  # noqa: S608 - our names
        [
            (
                attempt,
                micros(one.started_at),
                one.duration_ms,
                one.method,
                one.url,
                one.request_headers,
                one.request_body,
                one.status,
                one.response_headers,
                one.response_body,
                one.error,
            )
            for one in exchanges
        ],
    )
