"""Shipments at the table: added, changed, moved, queued, begun anew under the next generation."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence

from shipdesk.core.errors import ConflictError
from shipdesk.core.outcomes import Frozen
from shipdesk.core.problems import Problem
from shipdesk.core.records import Changes, Entry
from shipdesk.core.shipment import Shipment, write_shipment
from shipdesk.core.states import EDITABLE, LIVE, IllegalMoveError, Label, State, must_be_legal
from shipdesk.orderbook.attempts import abandon
from shipdesk.orderbook.base import (
    Base,
    entry_now,
    history,
    index_new,
    must_be_alone,
    of_changes,
    of_shipment,
    of_state,
    update,
    words,
    write_wide,
)
from shipdesk.orderbook.search import document
from shipdesk.orderbook.values import OWN

_STARTS = frozenset({State.DRAFT, State.TO_SHIP, State.HELD})
_OF_ORDER = f"reference = ? AND reference <> '' AND {OWN}"
LATER_GENERATION = re.compile(r"(.+)-([1-9][0-9]*)")


class Bookings(Base):
    """See `core.ports.OrderBook`, "shipments at the table"."""

    def add(self, shipment: Shipment, state: State, *, who: str, why: str, source: str) -> Entry:
        return self.add_all([shipment], state, who=who, why=why, source=source)[0]

    def add_all(self, shipments: Sequence[Shipment], state: State, *, who: str, why: str, source: str) -> list[Entry]:
        """Many new bookings in one transaction: all of them or, where a reference is there already, none.

        Raises:
            ConflictError: names the first reference that is already in the book.
        """
        if state not in _STARTS:
            raise IllegalMoveError(f"A booking cannot begin as {state}.")
        now = self.now()
        with self.database.write() as connection:
            entries = []
            for shipment in shipments:
                _must_be_free(connection, shipment.reference)
                entry_id = insert(connection, shipment, state, source, now)
                history(connection, entry_id, now=now, before="", after=state, who=who, why=why)
                entries.append(entry_now(connection, entry_id, shipment))
            return entries

    def change(self, entry: Entry, shipment: Shipment, *, who: str, why: str) -> Entry:
        if entry.state not in EDITABLE:
            raise ConflictError(f"{entry.row.key} is {words(entry.state)}; it can no longer be changed.")
        now = self.now()
        renamed = shipment.reference != entry.row.reference
        columns = of_shipment(shipment)
        if renamed:
            columns |= {"reference": shipment.reference, "generation": 1, "tries": 0}
        with self.database.write() as connection:
            if renamed:
                _must_be_free(connection, shipment.reference, entry.id)
            update(connection, entry, now, columns)
            write_wide(connection, entry, Changes(shipment=shipment))
            connection.execute("DELETE FROM frozen WHERE booking_id = ?", (entry.id,))
            history(connection, entry.id, now=now, before=entry.state, after=entry.state, who=who, why=why)
            return entry_now(connection, entry.id, shipment)

    def move(self, entry: Entry, to: State, *, who: str, why: str, changes: Changes | None = None) -> Entry:
        if to is State.SENDING:
            raise IllegalMoveError("Only an attempt moves a booking to sending.")
        return self._move(entry, to, who=who, why=why, changes=changes or Changes())

    def queue(
        self, entry: Entry, shipment: Shipment, frozen: Frozen, *, accepted: Sequence[Problem], who: str
    ) -> Entry:
        if entry.state is State.SENDING:
            raise IllegalMoveError("A booking under way is not queued a second time.")
        why = "Queued."
        if accepted:
            why = "Queued, with warnings accepted: " + ", ".join(f"{one.field} {one.code}" for one in accepted) + "."
        changes = Changes(note="", problems=tuple(accepted), shipment=shipment, frozen=frozen)
        return self._move(entry, State.QUEUED, who=who, why=why, changes=changes)

    def next_generation(self, entry: Entry, *, who: str, why: str) -> Entry:
        _must_be_own(entry)
        now = self.now()
        reference = entry.row.reference
        with self.database.write() as connection:
            found = connection.execute(
                f"SELECT id, version, generation, state FROM booking WHERE {_OF_ORDER} "  # noqa: S608 - our names
                "ORDER BY generation DESC",
                (reference,),
            ).fetchall()
            later = [line for line in found if line[2] > entry.row.generation]
            is_as_decided = (entry.id, entry.version) in [line[:2] for line in found]
            if not is_as_decided or any(line[3] != State.VOID for line in later):
                raise ConflictError(f"{reference} was changed meanwhile; look again.")
            generation = found[0][2] + 1
            while _is_taken(connection, f"{reference}-{generation}"):
                generation += 1
            new = insert(connection, entry.shipment, State.DRAFT, entry.row.source, now, generation=generation)
            history(connection, new, now=now, before="", after=State.DRAFT, who=who, why=why)
            return entry_now(connection, new, entry.shipment)

    def _move(self, entry: Entry, to: State, *, who: str, why: str, changes: Changes) -> Entry:
        _must_be_own(entry)
        must_be_legal(entry.state, to)
        if changes.shipment is not None and changes.shipment.reference != entry.row.reference:
            raise ConflictError(f"{entry.row.key} keeps its reference; save the new reference before booking.")
        now = self.now()
        with self.database.write() as connection:
            if to in LIVE and entry.state not in LIVE:
                must_be_alone(connection, entry, entry.row.reference)
            update(connection, entry, now, of_changes(changes) | of_state(entry, to) | {"owner": ""})
            write_wide(connection, entry, changes)
            if entry.state is State.SENDING:
                abandon(connection, entry.id, now, why)
            history(connection, entry.id, now=now, before=entry.state, after=to, who=who, why=why)
            return entry_now(connection, entry.id, changes.shipment or entry.shipment)


def insert(
    connection: sqlite3.Connection,
    shipment: Shipment,
    state: State,
    source: str,
    now: int,
    *,
    generation: int = 1,
    number: str = "",
    elsewhere_id: str = "",
) -> int:
    """A new row with its form and its words in the index, without a history; its id."""
    columns = {
        "reference": shipment.reference,
        "generation": generation,
        **of_shipment(shipment),
        **dict.fromkeys(("status", "carrier_status", "note", "owner"), ""),
        "tracking_number": number,
        "number_reversed": number[::-1],
        "elsewhere_id": elsewhere_id,
        "state": state,
        "label": Label.NONE,
        "source": source,
        "created_at": now,
        "updated_at": now,
        "version": 1,
        "tries": 0,
    }
    marks = ", ".join("?" * len(columns))
    entry_id = connection.execute(
        f"INSERT INTO booking ({', '.join(columns)}) VALUES ({marks})",  # noqa: S608 - our names
        tuple(columns.values()),
    ).lastrowid
    assert entry_id is not None
    connection.execute(
        "INSERT INTO form (booking_id, shipment, problems) VALUES (?, ?, '[]')", (entry_id, write_shipment(shipment))
    )
    key = shipment.reference if generation == 1 else f"{shipment.reference}-{generation}"
    index_new(connection, entry_id, document(shipment, key, number))
    return entry_id


def _must_be_own(entry: Entry) -> None:
    """Raises `ConflictError` for a shipment that was made elsewhere."""
    if entry.row.elsewhere_id:
        raise ConflictError(f"{entry.row.key} was made elsewhere; it is tracked here, and cannot be changed or booked.")


def _must_be_free(connection: sqlite3.Connection, reference: str, entry_id: int = 0) -> None:
    """Raises `ConflictError` when another booking has this reference, or goes out under it."""
    found = connection.execute(
        f"SELECT state FROM booking WHERE {_OF_ORDER} AND id <> ? ORDER BY generation DESC",  # noqa: S608 - our names
        (reference, entry_id),
    ).fetchone()
    if found is None and (later := LATER_GENERATION.fullmatch(reference)):
        found = connection.execute(
            f"SELECT state FROM booking WHERE {_OF_ORDER} AND generation = ? AND id <> ?",  # noqa: S608 - our names
            (later[1], int(later[2]), entry_id),
        ).fetchone()
    if found is not None:
        raise ConflictError(f"The reference {reference} is already in the order book; it is {words(found[0])}.")


def _is_taken(connection: sqlite3.Connection, reference: str) -> bool:
    sql = f"SELECT 1 FROM booking WHERE {_OF_ORDER}"  # noqa: S608 - our names
    return connection.execute(sql, (reference,)).fetchone() is not None
