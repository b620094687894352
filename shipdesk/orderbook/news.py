"""News of a parcel: each piece once, and the status of the one that happened last."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from typing import Any

from shipdesk.core.records import Entry
from shipdesk.core.statuses import FINAL, Status, TrackingEvent, joined
from shipdesk.orderbook.base import Base
from shipdesk.orderbook.values import micros_or_none, moment_or_none, write_json

#: News dated further ahead of our clock than any zone explains (microseconds) would hide all that follows.
_AHEAD = 24 * 3600 * 1_000_000
_ENDS = ", ".join(f"'{status}'" for status in sorted(FINAL))
_MOVED = (
    "UPDATE booking SET status = ?1, carrier_status = ?2, status_at = ?3, leg = ?4, updated_at = ?5 "  # noqa: S608 - our names
    f"WHERE id = ?6 AND ?3 BETWEEN coalesce(status_at, 0) AND ?5 + {_AHEAD} "
    f"AND (?7 OR status IN ('', '{Status.UNKNOWN}')) AND NOT (?3 = coalesce(status_at, 0) AND status IN ({_ENDS}))"
)
_COLUMNS = "status, text, time, source, code, leg, link"


class News(Base):
    """See `core.ports.OrderBook`, "labels, documents, news"."""

    def add_events(self, entry: Entry, events: Sequence[TrackingEvent]) -> int:
        """News comes from outside and at any time, so it is not compared with the entry's version.

        Words that nobody could read (`Status.UNKNOWN`) are kept, but never hide what is known; nor does news of a
        time to come. Of one moment the end of the way stands. What is told twice, each time with something else, is
        one piece.
        """
        return self._add(entry, events, moving=True)

    def _add(self, entry: Entry, events: Sequence[TrackingEvent], *, moving: bool) -> int:
        """`moving` False: they are kept and leave the status as it is."""
        kept = {digest for (digest,) in self.database.all("SELECT digest FROM event WHERE booking_id = ?", (entry.id,))}
        events = [event for event in events if _digest(event) not in kept]
        if not events:
            return 0  # nothing is written, so nobody reads again: carriers tell the same news many times
        known = self.events(entry.id)
        if all(any(joined(one, event) == one for one in known) for event in events):
            return 0  # as above
        now = self.now()
        with self.database.write() as connection:
            new = [event for event in events if _kept(connection, entry.id, event)]
            for event in new if moving else ():
                time, is_known = micros_or_none(event.time), event.status is not Status.UNKNOWN
                connection.execute(_MOVED, (event.status, event.text, time, event.leg, now, entry.id, is_known))
            return len(new)

    def events(self, entry_id: int) -> list[TrackingEvent]:
        found = self.database.all(
            f"SELECT {_COLUMNS} FROM event WHERE booking_id = ? ORDER BY coalesce(time, 0), id",  # noqa: S608
            (entry_id,),
        )
        return [_event(row) for row in found]


def _event(row: Sequence[Any]) -> TrackingEvent:
    status, text, time, source, code, leg, link = row
    return TrackingEvent(Status(status), text, moment_or_none(time), source, code, leg, link)


def _kept(connection: sqlite3.Connection, entry_id: int, event: TrackingEvent) -> bool:
    """Whether it is new: neither there nor told before in other words, which are joined with these."""
    found = connection.execute(
        f"SELECT id, {_COLUMNS} FROM event WHERE booking_id = ? AND status = ? AND time IS NOT NULL",  # noqa: S608
        (entry_id, event.status),
    ).fetchall()
    for event_id, *row in found:
        if (both := joined(_event(row), event)) is not None:
            connection.execute(
                "UPDATE OR IGNORE event SET digest = ?, text = ?, code = ?, leg = ?, link = ? WHERE id = ?",
                (_digest(both), both.text, both.code, both.leg, both.link, event_id),
            )
            return False
    return bool(
        connection.execute(
            f"INSERT OR IGNORE INTO event (booking_id, digest, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
            (
                entry_id,
                _digest(event),
                event.status,
                event.text,
                micros_or_none(event.time),
                event.source,
                event.code,
                event.leg,
                event.link,
            ),
        ).rowcount
    )


def _digest(event: TrackingEvent) -> str:
    """The same news is the same status, time, leg and words, whichever way it came."""
    told = [event.status, event.text, micros_or_none(event.time), event.code, event.leg]
    return hashlib.sha256(write_json(told).encode()).hexdigest()
