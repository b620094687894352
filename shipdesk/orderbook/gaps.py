"""What a restore has left for a person to say (`restore.py`)."""

from __future__ import annotations

from pathlib import Path

from shipdesk.core.records import Backup, Gaps
from shipdesk.orderbook.backup import write_backup
from shipdesk.orderbook.base import Base
from shipdesk.orderbook.values import moment

_UNSAID = "FROM gap g LEFT JOIN booking b ON b.id = g.booking_id WHERE g.closed_at IS NULL AND "


class Safety(Base):
    """See `core.ports.OrderBook`, "backup and restore"."""

    def backup(self, file: Path) -> Backup:
        return write_backup(self.database.path, self.journal, file, moment(self.now()))

    def gaps(self) -> Gaps | None:
        keys = self.database.all(
            "SELECT b.reference || iif(b.generation > 1, '-' || b.generation, '') "
            f"{_UNSAID} b.state = 'needs_person' ORDER BY b.reference, b.generation"
        )
        since = self.database.one(f"SELECT min(g.since) {_UNSAID} g.booking_id IS NULL")
        lost = moment(since[0]) if since and since[0] is not None else None
        return Gaps(tuple(key for (key,) in keys), lost) if keys or lost else None

    def close_gap(self, *, who: str, why: str) -> None:
        with self.database.write() as connection:
            connection.execute(
                "UPDATE gap SET closed_at = ?, who = ?, why = ? WHERE booking_id IS NULL AND closed_at IS NULL",
                (self.now(), who, why),
            )
