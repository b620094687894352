"""Reading: single entries, pages of the list, searches, counts. No OFFSET and no LIKE."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shipdesk.core.records import Entry, Move, Query, Row
from shipdesk.core.states import State
from shipdesk.orderbook.base import LIVE_SQL, Base
from shipdesk.orderbook.search import Typed, read_typed
from shipdesk.orderbook.values import ELSEWHERE, OWN, ROW_COLUMNS, micros, moment, rows

_ROW = ", ".join(f"b.{name}" for name in ROW_COLUMNS.split(", "))
_LAST = "\U0010ffff"
_OF_ORDER = f"WHERE b.reference = ? AND b.reference <> '' AND b.{OWN}"
_OF_REFERENCE = f"WHERE b.reference = ? AND b.reference <> '' AND b.{ELSEWHERE}"
#: How many references, numbers or texts that begin (or end) with the typed digits are looked at.
_MOST_NUMBERS = 1000
_RANGES = (
    *(
        f"SELECT id FROM booking WHERE reference >= ? AND reference < ? AND reference <> '' AND {made} "  # noqa: S608
        "ORDER BY reference DESC"
        for made in (OWN, ELSEWHERE)
    ),
    "SELECT id FROM booking WHERE tracking_number >= ? AND tracking_number < ? ORDER BY tracking_number DESC",
    "SELECT id FROM booking WHERE number_reversed >= ? AND number_reversed < ? ORDER BY number_reversed DESC",
)
_IS_NUMBER = "SELECT " + " OR ".join(f"EXISTS ({found})" for found in _RANGES)
_WORD = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC"
_BY_NUMBER = " UNION ".join(f"SELECT * FROM ({found} LIMIT {_MOST_NUMBERS})" for found in (*_RANGES, _WORD))  # noqa: S608


@dataclass(frozen=True, slots=True)
class _Hits:
    """What a query finds: `parts` of one SELECT, each with its values, newest first by `key`.

    Several parts are the states asked for, each a range of one index that is already in order; SQLite merges them.
    """

    source: str
    parts: tuple[tuple[str, tuple[Any, ...]], ...]
    key: tuple[str, ...] = ("b.created_at", "b.id")

    def select(self, columns: str, after: tuple[datetime, int] | None = None) -> tuple[str, list[Any]]:
        """The SELECT of `columns` over everything found after the key `after`, without order or limit."""
        sql, values = [], []
        for condition, given in self.parts:
            wheres, here = [condition] if condition else [], list(given)
            if after is not None:
                wheres.append(f"({', '.join(self.key)}) < ({', '.join('?' * len(self.key))})")
                here += [micros(after[0]), after[1]][-len(self.key) :]
            where = f" WHERE {' AND '.join(wheres)}" if wheres else ""
            sql.append(f"SELECT {columns} FROM {self.source}{where}")  # noqa: S608 - our names
            values += here
        return " UNION ALL ".join(sql), values

    @property
    def order(self) -> str:
        # A merge of several parts is ordered by the names of what it selects.
        named = self.key if len(self.parts) == 1 else [column.partition(".")[2] for column in self.key]
        return "ORDER BY " + ", ".join(f"{column} DESC" for column in named)


class Queries(Base):
    """See `core.ports.OrderBook`, "reading"."""

    _counted: tuple[int, Mapping[State, int]] = (-1, {})

    def entry(self, reference: str) -> Entry | None:
        found = self.entries(f"{_OF_ORDER} ORDER BY b.{LIVE_SQL} DESC, b.generation DESC LIMIT 1", (reference,))
        found = found or self.entries(f"{_OF_REFERENCE} ORDER BY b.id DESC LIMIT 1", (reference,))
        return found[0] if found else None

    def generations(self, reference: str) -> list[Entry]:
        return self.entries(f"{_OF_ORDER} ORDER BY b.generation", (reference,))

    def tied(self, entry: Entry) -> list[Row]:
        parts = [
            f"SELECT {_ROW} FROM booking b {of} AND b.id <> ?"  # noqa: S608 - our names
            for of in (_OF_ORDER, _OF_REFERENCE)
        ]
        values = (entry.row.reference, entry.id)
        return rows([line for sql in parts for line in self.database.all(f"{sql} ORDER BY b.id", values)])

    def entry_by_id(self, entry_id: int) -> Entry | None:
        found = self.entries("WHERE b.id = ?", (entry_id,))
        return found[0] if found else None

    def by_number(self, tracking_number: str, carrier: str = "") -> Entry | None:
        if not tracking_number:
            return None
        found = self.entries(
            f"WHERE b.tracking_number = ?1 AND (?2 = '' OR b.carrier = ?2) ORDER BY b.{OWN} DESC, b.id DESC LIMIT 1",
            (tracking_number, carrier),
        )
        return found[0] if found else None

    def rows(self, query: Query, most: int, after: tuple[datetime, int] | None = None) -> list[Row]:
        return rows(self.database.all(*self.page_sql(query, most, after)))

    def page_sql(self, query: Query, most: int, after: tuple[datetime, int] | None = None) -> tuple[str, list[Any]]:
        """The statement behind `rows`, with its values: what a measurement compares it with."""
        hits = self._hits(query)
        sql, values = hits.select(_ROW, after)
        return f"{sql} {hits.order} LIMIT ?", [*values, most]

    def forms(self, ids: Sequence[int]) -> Mapping[int, str]:
        places = ", ".join("?" * len(ids))
        return dict(self.database.all(f"SELECT booking_id, shipment FROM form WHERE booking_id IN ({places})", ids))  # noqa: S608

    def count(self, query: Query) -> int:
        sql, values = self._hits(query).select("1")
        found = self.database.one(f"SELECT count(*) FROM ({sql})", values)  # noqa: S608 - our names
        return int(found[0]) if found else 0

    def ids(self, query: Query) -> list[int]:
        hits = self._hits(query)
        sql, values = hits.select("b.created_at, b.id")
        return [entry_id for _created, entry_id in self.database.all(f"{sql} {hits.order}", values)]

    def anchors(self, query: Query, every: int) -> list[tuple[datetime, int]]:
        hits = self._hits(query)
        sql, values = hits.select("b.created_at, b.id")
        numbered = f"SELECT created_at, id, row_number() OVER () AS place FROM ({sql} {hits.order})"  # noqa: S608
        found = self.database.all(
            f"SELECT created_at, id FROM ({numbered}) WHERE place % ? = 0",  # noqa: S608 - our names
            [*values, every],
        )
        return [(moment(created), entry_id) for created, entry_id in found]

    def counts(self) -> Mapping[State, int]:
        # The window asks every second, and of a big book this takes a while: it is counted once for each revision.
        revision = self.revision()
        known, counted = self._counted
        if known != revision:
            found = dict(self.database.all("SELECT state, count(*) FROM booking GROUP BY state"))
            counted = {state: found.get(state.value, 0) for state in State}
            self._counted = revision, counted
        return counted

    def history(self, entry_id: int) -> list[Move]:
        found = self.database.all(
            "SELECT time, before, after, who, why FROM move WHERE booking_id = ? ORDER BY id", (entry_id,)
        )
        return [Move(moment(time), *rest) for time, *rest in found]

    def revision(self) -> int:
        found = self.database.one("SELECT revision FROM book")
        return int(found[0]) if found else 0

    def _hits(self, query: Query) -> _Hits:
        narrow: dict[str, Any] = {}
        if query.carrier:
            narrow["b.carrier = ?"] = query.carrier
        if query.since is not None:
            narrow["b.created_at >= ?"] = micros(query.since)
        if query.until is not None:
            narrow["b.created_at < ?"] = micros(query.until)
        if query.ids:
            narrow["b.id IN (SELECT value FROM json_each(?))"] = json.dumps(query.ids)
        states = sorted(query.states)
        if not query.text.strip():
            parts = [({"b.state = ?": state} | narrow) for state in states] or [narrow]
            return _Hits("booking b", tuple((" AND ".join(part), tuple(part.values())) for part in parts))
        source, key, condition, values = self._found(read_typed(query.text))
        wheres = [condition, *narrow]
        if states:
            wheres.append(f"b.state IN ({', '.join('?' * len(states))})")
        return _Hits(source, ((" AND ".join(wheres), (*values, *narrow.values(), *states)),), key=key)

    def _found(self, typed: Typed) -> tuple[str, tuple[str], str, tuple[Any, ...]]:
        """Where a text is found: a source, its key, a condition and its values."""
        if typed.number:
            ranges = [end for start in (*[typed.number] * 3, typed.number[::-1]) for end in (start, start + _LAST)]
            known = self.database.one(_IS_NUMBER, ranges)
            if known is not None and known[0]:
                return "booking b", ("b.id",), f"b.id IN ({_BY_NUMBER})", (*ranges, typed.match)
        return "search s CROSS JOIN booking b ON b.id = s.rowid", ("s.rowid",), "search MATCH ?", (typed.prefix,)
