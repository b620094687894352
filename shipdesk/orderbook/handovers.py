"""Hand-overs: what was scanned out for which driver, kept scan by scan."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from shipdesk.core.errors import ConflictError, ShipDeskError
from shipdesk.core.handover import AT_THE_TABLE, READY, Closed, Handover, Line, Noted, Pickup, Sheet, Verdict
from shipdesk.core.records import Entry, Row
from shipdesk.core.states import SHIPPED, Label, State, label_must_be_legal
from shipdesk.orderbook.base import Base, history
from shipdesk.orderbook.values import ROW_COLUMNS, micros, moment, moment_or_none, rows

_COLUMNS = "id, number, carrier, station, opened_at, version, closed_at, driver"
_ROW = ", ".join(f"b.{name.strip()}" for name in ROW_COLUMNS.split(","))
_WIDTH = ROW_COLUMNS.count(",") + 1


def _words(*values: str) -> str:
    return ", ".join(f"'{value}'" for value in sorted(values))


#: A booking whose parcel stands at the table: with the carrier's word, not handed over, and no news of its way yet.
_WAITS = (
    f"b.state IN ({_words(*SHIPPED)}) AND b.label <> 'handed_over' AND b.status IN ({_words('', *AT_THE_TABLE)}) "
    "AND b.created_at >= ?"
)
_NOT_SCANNED = (
    "NOT EXISTS (SELECT 1 FROM handover_line l JOIN handover h ON h.id = l.handover_id "
    "WHERE l.booking_id = b.id AND l.verdict = 'taken' AND h.closed_at IS NULL)"
)


class HandoverBook(Base):
    """See `core.handover.Handovers`."""

    def open_handover(self, carrier: str, *, station: str, who: str) -> Handover:
        now = self.now()
        with self.database.write() as connection:
            found = connection.execute(
                f"SELECT {_COLUMNS} FROM handover WHERE carrier = ? AND closed_at IS NULL",  # noqa: S608 - our names
                (carrier,),
            ).fetchone()
            if found is not None:
                return _handover(found)
            made = connection.execute(
                "INSERT INTO handover (number, carrier, station, opened_at, version, closed_at, driver, who, digest, "
                "manifest) VALUES ('', ?, ?, ?, 1, NULL, '', ?, '', NULL)",
                (carrier, station, now, who),
            ).lastrowid
            number = f"HO-{moment(now):%y%m%d}-{made}"
            connection.execute("UPDATE handover SET number = ? WHERE id = ?", (number, made))
            return Handover(int(made or 0), number, carrier, station, moment(now), 1)

    def open_one(self, carrier: str) -> Handover | None:
        return self._one("carrier = ? AND closed_at IS NULL", carrier)

    def handover(self, handover_id: int) -> Handover | None:
        return self._one("id = ?", handover_id)

    def taken_by(self, entry_id: int) -> Handover | None:
        return self._one(
            "closed_at IS NULL AND id IN (SELECT handover_id FROM handover_line WHERE booking_id = ? "
            "AND verdict = 'taken')",
            entry_id,
        )

    def _one(self, where: str, value: object) -> Handover | None:
        found = self.database.one(f"SELECT {_COLUMNS} FROM handover WHERE {where}", (value,))  # noqa: S608 - our names
        return _handover(found) if found else None

    def sheet(self, handover: Handover, since: datetime) -> Sheet:
        current = self.handover(handover.id) or handover
        found = self.database.all(
            f"SELECT l.id, l.text, l.verdict, l.sentence, l.time, l.who, {_ROW} "  # noqa: S608 - our names
            "FROM handover_line l LEFT JOIN booking b ON b.id = l.booking_id "
            "WHERE l.handover_id = ? ORDER BY l.id DESC",
            (handover.id,),
        )
        lines = tuple(_line(columns) for columns in found)
        missing = self._waiting(current.carrier, since) if current.closed_at is None else ()
        return Sheet(current, lines, tuple(missing))

    def _waiting(self, carrier: str, since: datetime) -> list[Row]:
        return rows(
            self.database.all(
                f"SELECT {_ROW} FROM booking b WHERE b.carrier = ? AND {_WAITS} AND {_NOT_SCANNED} "  # noqa: S608
                "ORDER BY b.created_at, b.id",
                (carrier, micros(since)),
            )
        )

    def progress(self, carrier: str, since: datetime) -> tuple[int, int]:
        found = self.database.one(
            f"SELECT (SELECT count(*) FROM booking b WHERE b.carrier = ? AND {_WAITS} AND {_NOT_SCANNED}), "  # noqa: S608
            "(SELECT count(*) FROM handover_line l JOIN handover h ON h.id = l.handover_id "
            "WHERE h.carrier = ? AND h.closed_at IS NULL AND l.verdict = 'taken')",
            (carrier, micros(since), carrier),
        )
        return (found[0], found[1]) if found else (0, 0)

    def scan_out(self, handover: Handover, entry: Entry, text: str, *, who: str) -> Noted:
        now = self.now()
        with self.database.write() as connection:
            grown = _grow(connection, handover)
            _must_be_ready(connection, entry.id, entry.row.key)
            connection.execute(
                "DELETE FROM handover_line WHERE handover_id = ? AND booking_id = ? AND verdict <> 'taken'",
                (handover.id, entry.id),
            )
            other = connection.execute(
                "SELECT h.number FROM handover_line l JOIN handover h ON h.id = l.handover_id "
                "WHERE l.booking_id = ? AND l.verdict = 'taken' AND h.closed_at IS NULL",
                (entry.id,),
            ).fetchone()
            if other is not None:
                raise ConflictError(f"{entry.row.key} was just scanned into {other[0]}.")
            line = Line(0, text, Verdict.TAKEN, "", moment(now), who, entry.row)
            return Noted(grown, _insert(connection, handover, line))

    def note_extra(
        self, handover: Handover, text: str, verdict: Verdict, sentence: str, *, row: Row | None, who: str
    ) -> Noted:
        now = self.now()
        with self.database.write() as connection:
            grown = _grow(connection, handover)
            connection.execute(
                "DELETE FROM handover_line WHERE handover_id = ? AND verdict <> 'taken' "
                "AND (text = ? OR booking_id = ?)",
                (handover.id, text, row.id if row else None),
            )
            line = Line(0, text, verdict, sentence, moment(now), who, row)
            return Noted(grown, _insert(connection, handover, line))

    def undo_scan(self, handover: Handover, line_id: int) -> None:
        with self.database.write() as connection:
            _grow(connection, handover)
            connection.execute("DELETE FROM handover_line WHERE id = ? AND handover_id = ?", (line_id, handover.id))

    def close_handover(self, sheet: Sheet, manifest: bytes, *, driver: str, who: str, why: str) -> Handover:
        now, handover = self.now(), sheet.handover
        digest = hashlib.sha256(manifest).hexdigest()
        with self.database.write() as connection:
            closed = connection.execute(
                "UPDATE handover SET closed_at = ?, driver = ?, who = ?, digest = ?, manifest = ?, "
                "version = version + 1 WHERE id = ? AND version = ? AND closed_at IS NULL",
                (now, driver, who, digest, manifest, handover.id, handover.version),
            )
            if closed.rowcount != 1:
                raise ConflictError(
                    f"Something was scanned into {handover.number} meanwhile; look again, then close it."
                )
            for line in sheet.taken:
                if line.row is not None:
                    _hand_over(connection, line.row, now, who, why)
        return Handover(
            handover.id, handover.number, handover.carrier, handover.station, handover.opened_at, handover.version + 1,
            moment(now), driver,
        )  # fmt: skip

    def manifest(self, handover_id: int) -> bytes | None:
        found = self.database.one("SELECT digest, manifest FROM handover WHERE id = ?", (handover_id,))
        if found is None or found[1] is None:
            return None
        digest, content = found
        if hashlib.sha256(content).hexdigest() != digest:
            raise ShipDeskError("The stored manifest no longer matches its checksum; restore the last backup.")
        return bytes(content)

    def closed_handovers(self, most: int) -> Sequence[Closed]:
        names = ", ".join(f"h.{name}" for name in _COLUMNS.split(", "))
        found = self.database.all(
            f"SELECT {names}, (SELECT count(*) FROM handover_line l "  # noqa: S608 - our names
            "WHERE l.handover_id = h.id AND l.verdict = 'taken') "
            "FROM handover h WHERE h.closed_at IS NOT NULL ORDER BY h.closed_at DESC, h.id DESC LIMIT ?",
            (most,),
        )
        return [Closed(_handover(columns[:-1]), columns[-1]) for columns in found]

    def pickups(self, since: datetime, most: int) -> Sequence[Pickup]:
        day = "json_extract(f.shipment, '$.pickup.date')"
        time = "coalesce(json_extract(f.shipment, '$.pickup.time'), json_extract(f.shipment, '$.pickup.slot'), '')"
        found = self.database.all(
            f"SELECT {day}, {time}, {_ROW} FROM booking b JOIN form f ON f.booking_id = b.id "  # noqa: S608 - our names
            f"WHERE {_WAITS} AND {day} IS NOT NULL ORDER BY 1, 2, b.id LIMIT ?",
            (micros(since), most),
        )
        return [Pickup(rows([columns[2:]])[0], columns[0], columns[1]) for columns in found]

    def unseen(self, since: datetime, most: int) -> Sequence[Row]:
        return rows(
            self.database.all(
                f"SELECT {_ROW} FROM booking b WHERE {_WAITS} AND b.label IN ('sent', 'printed') "  # noqa: S608 - our names
                "ORDER BY b.updated_at, b.id LIMIT ?",
                (micros(since), most),
            )
        )


def _handover(columns: Sequence[Any]) -> Handover:
    id_, number, carrier, station, opened_at, version, closed_at, driver = columns
    return Handover(id_, number, carrier, station, moment(opened_at), version, moment_or_none(closed_at), driver)


def _line(columns: Sequence[Any]) -> Line:
    id_, text, verdict, sentence, time, who, *booking = columns
    row = rows([booking])[0] if booking[0] is not None else None
    return Line(id_, text, Verdict(verdict), sentence, moment(time), who, row)


def _grow(connection: sqlite3.Connection, handover: Handover) -> Handover:
    """It in its next version. Raises `ConflictError` when it is closed."""
    grown = connection.execute(
        "UPDATE handover SET version = version + 1 WHERE id = ? AND closed_at IS NULL", (handover.id,)
    )
    if grown.rowcount != 1:
        raise ConflictError(f"The hand-over {handover.number} is closed; scan it into a new one.")
    (version,) = connection.execute("SELECT version FROM handover WHERE id = ?", (handover.id,)).fetchone()
    return replace(handover, version=version)


def _must_be_ready(connection: sqlite3.Connection, entry_id: int, key: str) -> None:
    state, label = connection.execute("SELECT state, label FROM booking WHERE id = ?", (entry_id,)).fetchone()
    if State(state) not in SHIPPED or Label(label) not in READY:
        raise ConflictError(f"{key} was changed meanwhile; scan it again.")


def _insert(connection: sqlite3.Connection, handover: Handover, line: Line) -> Line:
    """Keep it; the line under the id that it got."""
    booking = line.row.id if line.row else None
    made = connection.execute(
        "INSERT INTO handover_line (handover_id, booking_id, text, verdict, sentence, time, who) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (handover.id, booking, line.text, line.verdict, line.sentence, micros(line.time), line.who),
    ).lastrowid
    return replace(line, id=int(made or 0))


def _hand_over(connection: sqlite3.Connection, row: Row, now: int, who: str, why: str) -> None:
    """Move the label of one parcel. Raises `ConflictError` when it was moved meanwhile."""
    state, label = connection.execute("SELECT state, label FROM booking WHERE id = ?", (row.id,)).fetchone()
    if State(state) not in SHIPPED:
        raise ConflictError(f"{row.key} is {state.replace('_', ' ')} now; take it off the hand-over, then close it.")
    if Label(label) not in READY:
        raise ConflictError(f"The label of {row.key} was changed meanwhile; take it off the hand-over, then close it.")
    label_must_be_legal(Label(label), Label.HANDED_OVER)
    connection.execute(
        "UPDATE booking SET label = 'handed_over', version = version + 1, updated_at = ? WHERE id = ?", (now, row.id)
    )
    history(connection, row.id, now=now, before=label, after=Label.HANDED_OVER, who=who, why=why)
