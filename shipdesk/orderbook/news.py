"""News of a parcel: each piece once, and the status of the one that happened last."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from shipdesk.core.records import Entry
from shipdesk.core.statuses import Status, TrackingEvent
from shipdesk.orderbook.base import Base
from shipdesk.orderbook.values import micros_or_none, moment_or_none, write_json


class News(Base):
    """See `core.ports.OrderBook`, "labels, documents, news"."""

    def add_events(self, entry: Entry, events: Sequence[TrackingEvent]) -> int:
        """News comes from outside and at any time, so it is not compared with the entry's version.

        Words that nobody could read (`Status.UNKNOWN`) are kept, but never hide what is known.
        """
        kept = {digest for (digest,) in self.database.all("SELECT digest FROM event WHERE booking_id = ?", (entry.id,))}
        events = [event for event in events if _digest(event) not in kept]
        if not events:
            return 0  # nothing is written, so nobody reads again: carriers tell the same news many times
        now = self.now()
        with self.database.write() as connection:
            new = [
                event
                for event in events
                if connection.execute(
                    "INSERT OR IGNORE INTO event (booking_id, digest, time, status, text, source, code, leg, link) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        entry.id,
                        _digest(event),
                        micros_or_none(event.time),
                        event.status,
                        event.text,
                        event.source,
                        event.code,
                        event.leg,
                        event.link,
                    ),
                ).rowcount
            ]
            for event in new:
                time, known = micros_or_none(event.time), event.status is not Status.UNKNOWN
                connection.execute(
                    "UPDATE booking SET status = ?, carrier_status = ?, status_at = ?, leg = ?, updated_at = ?, "
                    "version = version + 1 WHERE id = ? AND ? >= coalesce(status_at, 0) AND (? OR status IN ('', ?))",
                    (event.status, event.text, time, event.leg, now, entry.id, time, known, Status.UNKNOWN),
                )
            return len(new)

    def events(self, entry_id: int) -> list[TrackingEvent]:
        found = self.database.all(
            "SELECT status, text, time, source, code, leg, link FROM event WHERE booking_id = ? "
            "ORDER BY coalesce(time, 0), id",
            (entry_id,),
        )
        return [
            TrackingEvent(Status(status), text, moment_or_none(time), source, code, leg, link)
            for status, text, time, source, code, leg, link in found
        ]


def _digest(event: TrackingEvent) -> str:
    """The same news is the same status, time, leg and words, whichever way it came."""
    told = [event.status, event.text, micros_or_none(event.time), event.code, event.leg]
    return hashlib.sha256(write_json(told).encode()).hexdigest()
