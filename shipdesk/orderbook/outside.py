"""What somebody outside said of a booking, until a person has taken it."""

from __future__ import annotations

from shipdesk.core.outside import OutsideWord
from shipdesk.core.records import Entry
from shipdesk.orderbook.base import Base, history
from shipdesk.orderbook.values import moment

_TOLD = (
    "SELECT w.booking_id, b.reference || iif(b.generation > 1, '-' || b.generation, ''), w.text, w.who, w.said_at "
    "FROM outside_word w JOIN booking b ON b.id = w.booking_id WHERE w.taken_at IS NULL ORDER BY w.said_at, b.id"
)


class Outside(Base):
    """See `core.outside.OutsideWords`."""

    def tell(self, entry: Entry, text: str, *, who: str) -> None:
        known = self.database.one("SELECT text FROM outside_word WHERE booking_id = ?", (entry.id,))
        if (known[0] if known else "") == text:
            return
        now = self.now()
        with self.database.write() as connection:
            connection.execute("DELETE FROM outside_word WHERE booking_id = ?", (entry.id,))
            if text:
                connection.execute(
                    "INSERT INTO outside_word (booking_id, text, who, said_at) VALUES (?, ?, ?, ?)",
                    (entry.id, text, who, now),
                )
            why = text or "It is taken back."
            history(connection, entry.id, now=now, before=entry.state, after=entry.state, who=who, why=why)

    def told(self) -> list[OutsideWord]:
        found = self.database.all(_TOLD)
        return [OutsideWord(entry_id, key, text, who, moment(said)) for entry_id, key, text, who, said in found]

    def take(self, entry_id: int, *, who: str) -> None:
        now = self.now()
        with self.database.write() as connection:
            taken = connection.execute(
                "UPDATE outside_word SET taken_at = ? WHERE booking_id = ? AND taken_at IS NULL", (now, entry_id)
            )
            if taken.rowcount:
                state = connection.execute("SELECT state FROM booking WHERE id = ?", (entry_id,)).fetchone()[0]
                why = "Has seen what was said outside."
                history(connection, entry_id, now=now, before=state, after=state, who=who, why=why)
