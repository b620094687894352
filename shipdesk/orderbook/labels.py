"""Labels: the bytes with their hash first, then the word that says so."""

from __future__ import annotations

import hashlib
from datetime import datetime

from shipdesk.core.connector import LabelFile
from shipdesk.core.errors import ShipDeskError
from shipdesk.core.records import Document, Entry
from shipdesk.core.states import Label, label_must_be_legal
from shipdesk.orderbook.base import Base, entry_now, history, update
from shipdesk.orderbook.values import micros, moment

_LABEL = "label"


class Labels(Base):
    """See `core.ports.OrderBook`, "labels, documents, news"."""

    def store_label(self, entry: Entry, label: LabelFile, *, who: str, why: str) -> Entry:
        label_must_be_legal(entry.row.label, Label.STORED)
        now = self.now()
        digest = hashlib.sha256(label.content).hexdigest()
        with self.database.write() as connection:
            update(connection, entry, now, {"label": Label.STORED, "due_at": None})
            connection.execute(
                "INSERT INTO document (booking_id, kind, media_type, size, digest, created_at, content) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (entry.id, _LABEL, label.media_type, len(label.content), digest, now, label.content),
            )
            history(connection, entry.id, now=now, before=entry.row.label, after=Label.STORED, who=who, why=why)
            return entry_now(connection, entry.id, entry.shipment)

    def label(self, entry_id: int) -> LabelFile | None:
        found = self.database.one(
            "SELECT media_type, digest, content FROM document WHERE booking_id = ? AND kind = ? "
            "ORDER BY id DESC LIMIT 1",
            (entry_id, _LABEL),
        )
        if found is None:
            return None
        media_type, digest, content = found
        if hashlib.sha256(content).hexdigest() != digest:
            raise ShipDeskError(
                "The stored label no longer matches its checksum; fetch it from the carrier again before printing."
            )
        return LabelFile(content, media_type)

    def move_label(self, entry: Entry, to: Label, *, who: str, why: str) -> Entry:
        label_must_be_legal(entry.row.label, to)
        now = self.now()
        with self.database.write() as connection:
            update(connection, entry, now, {"label": to})
            history(connection, entry.id, now=now, before=entry.row.label, after=to, who=who, why=why)
            return entry_now(connection, entry.id, entry.shipment)

    def labels_pending(self, carrier: str, now: datetime) -> list[Entry]:
        where = (
            "WHERE b.label = 'pending' AND b.carrier = ? AND b.state = 'booked' "
            "AND (b.due_at IS NULL OR b.due_at <= ?) ORDER BY b.created_at, b.id"
        )
        return self.entries(where, (carrier, micros(now)))

    def documents(self, entry_id: int) -> list[Document]:
        found = self.database.all(
            "SELECT kind, media_type, size, digest, created_at FROM document WHERE booking_id = ? ORDER BY id",
            (entry_id,),
        )
        return [
            Document(kind, media_type, size, digest, moment(created))
            for kind, media_type, size, digest, created in found
        ]
