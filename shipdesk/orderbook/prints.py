"""Printings of labels: one row for each, so that a reprint is counted and a job is found again after a restart."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from shipdesk.core.prints import OPEN, Job, JobState, JobWord, Printed
from shipdesk.core.records import Entry, Row
from shipdesk.core.states import Label, label_must_be_legal
from shipdesk.orderbook.base import Base, entry_now, history, update
from shipdesk.orderbook.values import ROW_COLUMNS, micros, moment, rows

_OPEN = ", ".join(f"'{word}'" for word in sorted(OPEN))
_JOB = "p.id, p.booking_id, b.reference, p.copy_number, p.target, p.job, p.sent_at, p.word, p.reason"
_WAITING = (Label.STORED, Label.SENT)
_UNTIL_SEEN = (*_WAITING, Label.PRINTED)


class PrintBook(Base):
    """See `core.prints.Prints`."""

    def note_print(self, entry: Entry, printed: Printed, *, who: str, why: str) -> Entry:
        to = Label.PRINTED if printed.word is JobWord.DONE else Label.SENT
        label_must_be_legal(entry.row.label, to)
        now = self.now()
        with self.database.write() as connection:
            update(connection, entry, now, {"label": to})
            history(connection, entry.id, now=now, before=entry.row.label, after=to, who=who, why=why)
            connection.execute(
                "INSERT INTO print (booking_id, copy_number, target, job, sent_at, word, reason) "
                "SELECT ?, count(*) + 1, ?, ?, ?, ?, '' FROM print WHERE booking_id = ?",
                (entry.id, printed.target, printed.job, now, printed.word, entry.id),
            )
            return entry_now(connection, entry.id, entry.shipment)

    def times_printed(self, entry_id: int) -> int:
        found = self.database.one("SELECT count(*) FROM print WHERE booking_id = ?", (entry_id,))
        return int(found[0]) if found else 0

    def open_jobs(self) -> list[Job]:
        found = self.database.all(
            f"SELECT {_JOB} FROM print p JOIN booking b ON b.id = p.booking_id "  # noqa: S608 - our names
            f"WHERE p.word IN ({_OPEN}) ORDER BY p.id"
        )
        return [
            Job(number, entry_id, reference, copy, target, job, moment(sent), JobState(JobWord(word), reason))
            for number, entry_id, reference, copy, target, job, sent, word, reason in found
        ]

    def tell_job(self, job: Job, state: JobState, *, who: str) -> None:
        now = self.now()
        with self.database.write() as connection:
            connection.execute("UPDATE print SET word = ?, reason = ? WHERE id = ?", (state.word, state.reason, job.id))
            if (moved := _label_after(connection, job, state)) is not None:
                _move(connection, job.entry_id, now, moved, who)

    def labels_unseen(self, since: datetime, most: int, *, printed: bool) -> Sequence[Row]:
        labels = ", ".join(f"'{label}'" for label in (_UNTIL_SEEN if printed else _WAITING))
        sql = (
            f"SELECT {ROW_COLUMNS} FROM booking INDEXED BY booking_unseen "  # noqa: S608 - our names
            f"WHERE state = 'booked' AND label IN ('printed', 'sent', 'stored') AND label IN ({labels}) "
            "AND booked_at >= ? ORDER BY booked_at DESC LIMIT ?"
        )
        return rows(self.database.all(sql, (micros(since), most)))


def _label_after(connection: sqlite3.Connection, job: Job, state: JobState) -> tuple[Label, str] | None:
    """Where the label stands now, and why; None where that printing says nothing about it."""
    if state.word is JobWord.DONE:
        return Label.PRINTED, f"The printer says that it is printed ({job.target})."
    if state.word is not JobWord.LOST:
        return None
    others = connection.execute(
        "SELECT count(*) FROM print WHERE booking_id = ? AND id <> ? AND word IN ('done', 'sent')",
        (job.entry_id, job.id),
    ).fetchone()
    return (Label.PRINTED if others[0] else Label.STORED), f"Not printed. {state.reason}"


def _move(connection: sqlite3.Connection, entry_id: int, now: int, to: tuple[Label, str], who: str) -> None:
    """Only a label that is still on its way moves: one that was seen meanwhile is known better."""
    label, why = to
    changed = connection.execute(
        "UPDATE booking SET label = ?, version = version + 1, updated_at = ? WHERE id = ? AND label = 'sent'",
        (label, now, entry_id),
    )
    if changed.rowcount == 1:
        history(connection, entry_id, now=now, before=Label.SENT, after=label, who=who, why=why)
