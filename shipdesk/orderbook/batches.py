"""Batches and their lines. What a line's booking does is never copied: it is read from the booking."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from shipdesk.core.batches import Batch, BatchLine, NewLine, Print, PrintOrder, Stage, Standing, Tally
from shipdesk.core.ports import Clock
from shipdesk.core.records import Row
from shipdesk.orderbook.engine import Database
from shipdesk.orderbook.values import ROW_COLUMNS, micros, moment, moment_or_none, rows, write_json

_BATCH = "SELECT id, made_at, print_order, prints, accepted, standing, note, ended_at FROM batch "
_ROW = ", ".join(f"b.{name}" for name in ROW_COLUMNS.split(", "))
_JOIN = "FROM batch_line l JOIN booking b ON b.id = l.booking_id WHERE l.batch_id = ? "
_LINE = f"SELECT l.batch_id, l.place, l.before, l.stage, l.print, l.sentence, {_ROW} {_JOIN}"
_OWN_WIDTH = 6
_CANCELLED = "It was not sent: the batch was cancelled."
#: Something comes of it within moments: the label whose turn it is is waited for. What stands still is passed over,
#: and printed when it comes.
_MAY_COME = (
    "(l.stage = 'waiting' OR l.stage = 'queued' AND b.due_at IS NULL AND "
    "(b.state IN ('queued', 'sending') OR b.state = 'booked' AND b.label IN ('none', 'pending')))"
)
_PRINTABLE = "l.stage = 'queued' AND l.print = '' AND b.state = 'booked' AND b.label = 'stored' "
#: Nothing more comes of it here: no label, or one that is printed or cannot be.
_AT_ITS_END = (
    "b.state IN ('refused', 'conflict', 'needs_person', 'void', 'draft', 'to_ship', 'held') "
    "OR b.state = 'accepted' AND b.due_at IS NULL "
    "OR b.state = 'booked' AND (b.label IN ('sent', 'printed', 'seen', 'handed_over', 'failed_check') "
    "OR b.label = 'stored' AND (l.print IN ('unsure', 'failed') OR NOT ?))"
)


class SqlBatches:
    """`core.batches.Batches` on SQLite; the order book has one."""

    def __init__(self, database: Database, clock: Clock, run: Path) -> None:
        self._database, self._clock, self._run = database, clock, run

    # --- batches

    def make_batch(
        self, lines: Sequence[NewLine], *, order: PrintOrder, accepted: frozenset[str], prints: bool, who: str
    ) -> Batch:
        with self._database.write() as connection:
            made = connection.execute(
                "INSERT INTO batch (made_at, who, print_order, prints, accepted, standing, note, ended_at) "
                "VALUES (?, ?, ?, ?, ?, ?, '', NULL)",
                (micros(self._clock()), who, order, int(prints), write_json(sorted(accepted)), Standing.RUNNING),
            ).lastrowid
            connection.executemany(
                "INSERT INTO batch_line (batch_id, place, booking_id, before, stage, print, sentence) "
                "VALUES (?, ?, ?, ?, ?, '', ?)",
                [
                    (made, place, line.booking_id, line.before, line.stage, line.sentence)
                    for place, line in enumerate(lines)
                ],
            )
            return _batch(connection.execute(_BATCH + "WHERE id = ?", (made,)).fetchone())

    def batch(self, batch_id: int) -> Batch | None:
        found = self._database.one(_BATCH + "WHERE id = ?", (batch_id,))
        return _batch(found) if found else None

    def open_batches(self) -> list[Batch]:
        return [_batch(found) for found in self._database.all(_BATCH + "WHERE ended_at IS NULL ORDER BY id")]

    def stand(self, batch_id: int, standing: Standing, note: str = "") -> None:
        with self._database.write() as connection:
            connection.execute(
                "UPDATE batch SET standing = ?, note = ? WHERE id = ? AND ended_at IS NULL", (standing, note, batch_id)
            )
            if standing is Standing.CANCELLED:
                connection.execute(
                    "UPDATE batch_line SET stage = 'taken_back', sentence = ? WHERE batch_id = ? AND stage = 'waiting'",
                    (_CANCELLED, batch_id),
                )

    def end_batch(self, batch_id: int) -> None:
        with self._database.write() as connection:
            connection.execute(
                "UPDATE batch SET ended_at = ?, note = '' WHERE id = ? AND ended_at IS NULL",
                (micros(self._clock()), batch_id),
            )

    @contextmanager
    def alone_at(self, batch_id: int) -> Iterator[bool]:
        lock = FileLock(self._run / f"batch-{batch_id}.lock", timeout=0, thread_local=False)
        try:
            lock.acquire()
        except Timeout:
            yield False
            return
        try:
            yield True
        finally:
            lock.release()

    # --- lines

    def rows_of(self, ids: Sequence[int]) -> list[Row]:
        found = {
            row.id: row
            for row in rows(
                self._database.all(
                    f"SELECT {ROW_COLUMNS} FROM booking WHERE id IN (SELECT value FROM json_each(?))",  # noqa: S608
                    (json.dumps(list(ids)),),
                )
            )
        }
        return [found[one] for one in ids if one in found]

    def batch_lines(self, batch_id: int) -> list[BatchLine]:
        return self._lines("ORDER BY l.place", batch_id)

    def tally(self, batch_id: int) -> Tally:
        found = self._database.all(
            f"SELECT l.stage, l.print, b.state, b.label, count(*) {_JOIN} GROUP BY 1, 2, 3, 4",
            (batch_id,),
        )
        return {(stage, printed, state, label): count for stage, printed, state, label, count in found}

    def waiting_lines(self, batch_id: int, carrier: str, most: int) -> list[BatchLine]:
        where = "AND l.stage = 'waiting' AND b.carrier = ? ORDER BY l.place LIMIT ?"
        return self._lines(where, batch_id, carrier, most)

    def queued_lines(self, batch_id: int) -> list[BatchLine]:
        return self._lines("AND l.stage = 'queued' ORDER BY l.place", batch_id)

    def carriers_waiting(self, batch_id: int) -> list[str]:
        found = self._database.all(
            f"SELECT DISTINCT b.carrier {_JOIN} AND l.stage = 'waiting' ORDER BY 1",
            (batch_id,),
        )
        return [carrier for (carrier,) in found]

    def printable_line(self, batch: Batch) -> BatchLine | None:
        if batch.order is PrintOrder.READY:
            found = self._lines(f"AND {_PRINTABLE} ORDER BY b.updated_at, l.place LIMIT 1", batch.id)
        else:
            found = self._lines(f"AND ({_PRINTABLE} OR {_MAY_COME}) ORDER BY l.place LIMIT 1", batch.id)
        return found[0] if found and found[0].row.label == "stored" else None

    def settle_lines(self, batch: Batch) -> int:
        with self._database.write(shown=False) as connection:
            connection.execute(
                "UPDATE batch_line AS l SET stage = 'done' FROM booking b "  # noqa: S608 - our names
                f"WHERE b.id = l.booking_id AND l.batch_id = ? AND l.stage = 'queued' AND ({_AT_ITS_END})",
                (batch.id, int(batch.prints)),
            )
            (left,) = connection.execute(
                "SELECT count(*) FROM batch_line WHERE batch_id = ? AND stage IN ('waiting', 'queued')", (batch.id,)
            ).fetchone()
        return int(left)

    def mark_line(self, line: BatchLine, stage: Stage, sentence: str = "") -> bool:
        with self._database.write(shown=False) as connection:
            changed = connection.execute(
                "UPDATE batch_line SET stage = ?, sentence = ? WHERE batch_id = ? AND place = ? AND stage = ?",
                (stage, sentence, line.batch_id, line.place, line.stage),
            )
            return changed.rowcount == 1

    def mark_print(self, line: BatchLine, to: Print, sentence: str = "") -> None:
        with self._database.write(shown=False) as connection:
            connection.execute(
                "UPDATE batch_line SET print = ?, sentence = ? WHERE batch_id = ? AND place = ?",
                (to, sentence, line.batch_id, line.place),
            )

    def unsettle_prints(self, batch_id: int, before: Print, to: Print, sentence: str = "") -> None:
        with self._database.write(shown=False) as connection:
            connection.execute(
                "UPDATE batch_line SET print = ?, sentence = ? WHERE batch_id = ? AND print = ?",
                (to, sentence, batch_id, before),
            )

    def _lines(self, where: str, *values: object) -> list[BatchLine]:
        found = self._database.all(_LINE + where, values)
        return [
            BatchLine(batch_id, place, before, Stage(stage), Print(printed), sentence, row)
            for (batch_id, place, before, stage, printed, sentence), row in zip(
                (columns[:_OWN_WIDTH] for columns in found),
                rows(columns[_OWN_WIDTH:] for columns in found),
                strict=True,
            )
        ]


def _batch(columns: Sequence[Any]) -> Batch:
    id_, made_at, order, prints, accepted, standing, note, ended_at = columns
    return Batch(
        id_,
        moment(made_at),
        PrintOrder(order),
        bool(prints),
        frozenset(json.loads(accepted)),
        Standing(standing),
        note,
        moment_or_none(ended_at),
    )
