"""The library's cards in the order book's file: looked up while one types, learned from what was shipped.

The full-text table `search_card` keeps no copy of its text, as `search` does not: a card is taken out of it by giving
the old text again, so a change of what `_document` makes of a card needs a migration that builds the index anew.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from shipdesk.core.cards import KINDS, CardKind, checked_values, identity
from shipdesk.core.errors import ConflictError
from shipdesk.core.library import Card, Learned, Lesson
from shipdesk.core.numbers import phone_tail
from shipdesk.core.ports import Clock
from shipdesk.orderbook.engine import Database
from shipdesk.orderbook.search import read_typed, segment
from shipdesk.orderbook.values import micros, moment, write_json

_COLUMNS = "id, kind, content, by_hand, uses, used_at"
_COMMONEST = "uses DESC, used_at DESC, id"
#: So many of the newest hits are weighed by use; where there are more, the commonest cards are tried one by one.
_MOST_HITS = 300
_MOST_COMMON = 24
#: Cards of a file in one transaction: a booking that is to be written meanwhile waits for no more than these.
_BATCH = 2_000
_MOST_VALUES = 500

_HITS = f"""SELECT {_COLUMNS} FROM card WHERE id IN (SELECT id FROM
    (SELECT rowid AS hit FROM search_card WHERE search_card MATCH ? ORDER BY rowid DESC LIMIT {_MOST_HITS})
    CROSS JOIN card ON id = hit ORDER BY {_COMMONEST} LIMIT ?) ORDER BY {_COMMONEST}"""  # noqa: S608 - our names
_COMMON = f"""SELECT {_COLUMNS} FROM (SELECT * FROM card WHERE kind = ? ORDER BY {_COMMONEST} LIMIT {_MOST_COMMON}) c
    WHERE EXISTS (SELECT 1 FROM search_card WHERE search_card MATCH ? AND rowid = c.id) LIMIT ?"""  # noqa: S608

#: What makes a card the same begins with its title.
_BEGUN = f"""SELECT {_COLUMNS} FROM
    (SELECT * FROM card WHERE kind = ? AND identity >= ? AND identity < ? LIMIT {_MOST_HITS})
    ORDER BY {_COMMONEST} LIMIT ?"""  # noqa: S608 - our names
_LAST = chr(0x10FFFF)


class SqlLibrary:
    """`core.library.Library` on SQLite; the order book has one."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock

    # --- looking up

    def suggest(self, kind: CardKind, text: str, most: int) -> list[Card]:
        if not text.strip():
            sql = f"SELECT {_COLUMNS} FROM card WHERE kind = ? ORDER BY {_COMMONEST} LIMIT ?"  # noqa: S608 - our names
            return self._read(sql, (kind, most))
        typed = match(kind, text)
        found = self._read(_HITS, (typed, most))
        begun = identity(kind, {KINDS[kind].identity[0]: text}).rstrip(" |")
        if len(found) == most:  # there may be more hits than were weighed
            found += self._read(_COMMON, (kind, typed, most))
            found += self._read(_BEGUN, (kind, begun, begun + _LAST, most))
            found = list({card.id: card for card in found}.values())
        ranked = sorted(found, key=_rank)
        return sorted(ranked, key=lambda card: not identity(kind, card.values).startswith(begun))[:most]

    def card(self, kind: CardKind, values: Mapping[str, str]) -> Card | None:
        sql = f"SELECT {_COLUMNS} FROM card WHERE kind = ? AND identity = ?"  # noqa: S608 - our names
        found = self._read(sql, (kind, identity(kind, values)))
        return found[0] if found else None

    def ids(self, kind: CardKind, text: str = "") -> list[int]:
        if text.strip():
            sql = f"SELECT c.id FROM search_card s CROSS JOIN card c ON c.id = s.rowid WHERE search_card MATCH ? ORDER BY {_COMMONEST}"  # noqa: E501, S608
            found = self._database.all(sql, (match(kind, text),))
        else:
            sql = f"SELECT id FROM card WHERE kind = ? ORDER BY {_COMMONEST}"  # noqa: S608 - our names
            found = self._database.all(sql, (kind,))
        return [number for (number,) in found]

    def cards(self, ids: Sequence[int]) -> list[Card]:
        found: dict[int, Card] = {}
        for at in range(0, len(ids), _MOST_VALUES):
            some = ids[at : at + _MOST_VALUES]
            sql = f"SELECT {_COLUMNS} FROM card WHERE id IN ({', '.join('?' * len(some))})"  # noqa: S608 - our names
            found |= {card.id: card for card in self._read(sql, some)}
        return [found[number] for number in ids if number in found]

    def counts(self) -> Mapping[CardKind, int]:
        found = dict(self._database.all("SELECT kind, count(*) FROM card GROUP BY kind"))
        return {kind: found.get(kind.value, 0) for kind in CardKind}

    def _read(self, sql: str, values: Sequence[Any]) -> list[Card]:
        return [_card(row) for row in self._database.all(sql, values)]

    # --- by hand

    def save(self, kind: CardKind, values: Mapping[str, str], card_id: int = 0) -> Card:
        kept = checked_values(kind, values)
        with self._database.write() as connection:
            old = _by_id(connection, card_id) if card_id else None
            if card_id and old is None:
                raise ConflictError(f"This {KINDS[kind].one} was taken out meanwhile; add it anew.")
            _must_be_free(connection, kind, kept, card_id)
            used = (old.uses, micros(old.used_at) if old.used_at else 0) if old else (0, 0)
            return _write(connection, old, kind, kept, by_hand=True, used=used, now=self._now())

    def remove(self, card_id: int) -> Card | None:
        with self._database.write() as connection:
            old = _by_id(connection, card_id)
            if old is not None:
                _unindex(connection, old)
                connection.execute("DELETE FROM card WHERE id = ?", (card_id,))
            return old

    def restore(self, card: Card) -> Card:
        with self._database.write() as connection:
            _must_be_free(connection, card.kind, card.values, card.id)
            used = card.uses, micros(card.used_at) if card.used_at else 0
            old = _by_id(connection, card.id)
            return _write(
                connection, old, card.kind, card.values, by_hand=card.by_hand, used=used, now=self._now(), again=card.id
            )

    def put_all(self, kind: CardKind, rows: Iterable[Mapping[str, str]]) -> int:
        source, count = iter(rows), 0
        while batch := list(islice(source, _BATCH)):
            with self._database.write() as connection:
                for values in batch:
                    old = _by_identity(connection, kind, values)
                    if old is None or old.values != values or not old.by_hand:
                        used = (old.uses, micros(old.used_at) if old.used_at else 0) if old else (0, 0)
                        _write(connection, old, kind, values, by_hand=True, used=used, now=self._now())
            count += len(batch)
        return count

    # --- from what was shipped

    def learn(self, lessons: Sequence[Lesson]) -> int:
        new = [(lesson, digest) for lesson in lessons if not self._knows(lesson.booking_id, digest := _digest(lesson))]
        if not new:
            return 0
        with self._database.write() as connection:
            for lesson, digest in new:
                sql = "INSERT INTO lesson (booking_id, digest) VALUES (?, '') ON CONFLICT DO NOTHING"
                counts = connection.execute(sql, (lesson.booking_id,)).rowcount
                connection.execute("UPDATE lesson SET digest = ? WHERE booking_id = ?", (digest, lesson.booking_id))
                for learned in lesson.cards:
                    self._take_in(connection, learned, micros(lesson.at), counts)
        return len(new)

    def _knows(self, booking_id: int, digest: str) -> bool:
        return self._database.one("SELECT digest FROM lesson WHERE booking_id = ?", (booking_id,)) == (digest,)

    def _take_in(self, connection: sqlite3.Connection, learned: Learned, at: int, counts: int) -> None:
        old = _by_identity(connection, learned.kind, learned.values)
        if old is None:
            if not learned.known_only:
                used = (counts, at)
                _write(connection, None, learned.kind, learned.values, by_hand=False, used=used, now=self._now())
            return
        before = micros(old.used_at) if old.used_at else 0
        fixed = old.by_hand or learned.known_only
        values = old.values if fixed else _together(learned, old.values, later=at >= before)
        used = (old.uses + counts, max(at, before))
        _write(connection, old, learned.kind, values, by_hand=old.by_hand, used=used, now=self._now())

    def _now(self) -> int:
        return micros(self._clock())


def match(kind: CardKind, text: str) -> str:
    """The full-text expression for what was typed, among the cards of one kind."""
    return f'kind : "{_kind_word(kind)}" AND words : ({read_typed(text).prefix})'


def _kind_word(kind: CardKind) -> str:
    return kind.value.replace("_", "")


def _document(kind: CardKind, values: Mapping[str, str]) -> tuple[str, str]:
    """The row of the full-text table: `kind, words`."""
    texts = [text for name, text in values.items() if name != "default"]
    return _kind_word(kind), segment(" | ".join([*texts, phone_tail(values.get("phone", ""))]))


def _together(learned: Learned, old: Mapping[str, str], *, later: bool) -> dict[str, str]:
    """What the card holds now: the latest word on each value, pairs and addresses never mixed of two."""
    row = KINDS[learned.kind]
    if row.whole:
        kept = {name: old[name] for name in ("default",) if name in old}
        return {**learned.values, **kept} if later else dict(old)
    last, first = (learned.values, old) if later else (old, learned.values)
    beside = dict(first)
    for pair in row.pairs:
        if any(name in last for name in pair):
            for name in pair:
                beside.pop(name, None)
    return {**beside, **last}


def _rank(card: Card) -> tuple[int, float, int]:
    return -card.uses, -(card.used_at.timestamp() if card.used_at else 0.0), card.id


def _digest(lesson: Lesson) -> str:
    told = [(learned.kind, sorted(learned.values.items())) for learned in lesson.cards]
    return hashlib.sha256(write_json(told).encode()).hexdigest()


def _card(row: Sequence[Any]) -> Card:
    number, kind, content, by_hand, uses, used_at = row
    when: datetime | None = moment(used_at) if used_at else None
    return Card(CardKind(kind), json.loads(content), number, bool(by_hand), uses, when)


def _by_id(connection: sqlite3.Connection, card_id: int) -> Card | None:
    sql = f"SELECT {_COLUMNS} FROM card WHERE id = ?"  # noqa: S608 - our names
    return next(_found(connection, sql, (card_id,)), None)


def _by_identity(connection: sqlite3.Connection, kind: CardKind, values: Mapping[str, str]) -> Card | None:
    sql = f"SELECT {_COLUMNS} FROM card WHERE kind = ? AND identity = ?"  # noqa: S608 - our names
    return next(_found(connection, sql, (kind, identity(kind, values))), None)


def _found(connection: sqlite3.Connection, sql: str, values: Sequence[Any]) -> Iterator[Card]:
    return map(_card, connection.execute(sql, values).fetchall())


def _must_be_free(connection: sqlite3.Connection, kind: CardKind, values: Mapping[str, str], card_id: int) -> None:
    other = _by_identity(connection, kind, values)
    if other is not None and other.id != card_id:
        raise ConflictError(f"There is a {KINDS[kind].one} {other.title} already; change that one.")


def _write(
    connection: sqlite3.Connection,
    old: Card | None,
    kind: CardKind,
    values: Mapping[str, str],
    *,
    by_hand: bool,
    used: tuple[int, int],
    now: int,
    again: int = 0,
) -> Card:
    """Put a card where `old` stands, or a new one, under the id `again` where that is given; its index row with it."""
    number = old.id if old else again or None
    content = write_json(dict(values))
    columns = (number, kind, identity(kind, values), content, by_hand, *used, now)
    connection.execute(
        "INSERT INTO card (id, kind, identity, content, by_hand, uses, used_at, updated_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET identity = excluded.identity, "
        "content = excluded.content, by_hand = excluded.by_hand, uses = excluded.uses, used_at = excluded.used_at, "
        "updated_at = excluded.updated_at",
        columns,
    )
    written = number or connection.execute("SELECT last_insert_rowid()").fetchone()[0]
    if old is None or old.values != values:
        if old is not None:
            _unindex(connection, old)
        texts = _document(kind, values)
        connection.execute("INSERT INTO search_card (rowid, kind, words) VALUES (?, ?, ?)", (written, *texts))
    uses, used_at = used
    return Card(kind, dict(values), written, by_hand, uses, moment(used_at) if used_at else None)


def _unindex(connection: sqlite3.Connection, card: Card) -> None:
    connection.execute(
        "INSERT INTO search_card (search_card, rowid, kind, words) VALUES ('delete', ?, ?, ?)",
        (card.id, *_document(card.kind, card.values)),
    )
