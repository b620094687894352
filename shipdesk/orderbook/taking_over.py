"""Rows of an import that are good come into the order book: a portion at a time, by a few statements for all of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from shipdesk.core.imports import TAKEABLE, Standing
from shipdesk.core.problems import error
from shipdesk.core.states import Label, State
from shipdesk.orderbook.base import words, write_problems
from shipdesk.orderbook.bookings import LATER_GENERATION
from shipdesk.orderbook.engine import Database
from shipdesk.orderbook.search import COLUMNS
from shipdesk.orderbook.values import OWN

_SOURCE = "file"
_MOST_VALUES = 500
#: Each standing by itself comes out of the index in order; both at once would be sorted anew for every portion.
_NEXT_OF = "SELECT * FROM (SELECT id, reference, shipment FROM import_row WHERE import_id = :one AND standing = '{}' ORDER BY id LIMIT :most)"  # noqa: E501
_NEXT_GOOD = " UNION ALL ".join(map(_NEXT_OF.format, TAKEABLE)) + " ORDER BY id LIMIT :most"
_WHY = "Imported."
#: From the rows that were chosen into the tables that `bookings.insert` fills one by one. The + keeps SQLite to their
#: range of ids: by the index of the import it would go through all of its rows for every portion.
_BOOKING = f"""INSERT INTO booking (id, reference, generation, carrier, service, state, label, tracking_number,
    number_reversed, status, carrier_status, receiver, country, pieces, source, note, created_at, updated_at, version,
    tries, owner) SELECT booking_id, reference, 1, carrier, service, '{State.TO_SHIP}', '{Label.NONE}', '', '', '', '',
    receiver, country, pieces, '{_SOURCE}', '', ?1, ?1, 1, 0, ''
    FROM import_row WHERE id BETWEEN ?2 AND ?3 AND +import_id = ?4 AND booking_id > ?5"""  # noqa: S608 - our names
_CHOSEN = "FROM import_row WHERE id BETWEEN ?1 AND ?2 AND +import_id = ?3 AND booking_id > ?4"
_FORM = f"INSERT INTO form (booking_id, shipment, problems) SELECT booking_id, shipment, '[]' {_CHOSEN}"
_MOVE = (
    "INSERT INTO move (booking_id, time, before, after, who, why) "
    f"SELECT booking_id, ?5, '', '{State.TO_SHIP}', ?6, '{_WHY}' {_CHOSEN}"
)
_SEARCH = f"INSERT INTO search (rowid, {COLUMNS}) SELECT booking_id, {COLUMNS} {_CHOSEN}"
#: What a row has no use for once it is taken over.
EMPTIED = "data = '', shipment = '', people = '', places = '', numbers = '', goods = ''"
_OF_CHOSEN = _CHOSEN.removeprefix("FROM import_row ")
_TAKEN = f"UPDATE import_row SET standing = '{Standing.TAKEN}', {EMPTIED} {_OF_CHOSEN}"  # noqa: S608 - our names


def take_over(connection: sqlite3.Connection, import_id: int, most: int, now: int, who: str) -> int:
    """Take over the next `most` rows at most, in the transaction that is open; how many were looked at. `now` in µs."""
    found = connection.execute(_NEXT_GOOD, {"one": import_id, "most": most}).fetchall()
    if not found:
        return 0
    free = _sorted_out(connection, found)
    (before,) = connection.execute("SELECT coalesce(max(id), 0) FROM booking").fetchone()
    numbers = [(before + place, row) for place, row in enumerate(free, start=1)]
    connection.executemany("UPDATE import_row SET booking_id = ? WHERE id = ?", numbers)
    first, last = found[0][0], found[-1][0]
    connection.execute(_BOOKING, (now, first, last, import_id, before))
    chosen = (first, last, import_id, before)
    connection.execute(_FORM, chosen)
    connection.execute(_MOVE, (*chosen, now, who))
    connection.execute(_SEARCH, chosen)
    connection.execute(_TAKEN, chosen)
    return len(found)


def _sorted_out(connection: sqlite3.Connection, found: Sequence[tuple[int, str, str]]) -> list[int]:
    """Which of these rows may be taken; the others are told why not."""
    there = in_book(connection, [reference for _row, reference, _shipment in found])
    free = []
    for row, reference, shipment in found:
        known, state = there.get(reference.casefold(), ("", ""))
        state = state or _later_generation(connection, reference)
        if not state:
            free.append(row)
        elif known == shipment:
            connection.execute("UPDATE import_row SET standing = ? WHERE id = ?", (Standing.KNOWN, row))
        else:
            sentence = f"The reference {reference} has come into the order book meanwhile; it is {words(State(state))}."
            problems = write_problems([error("reference", "reference.used", sentence)])
            sql = "UPDATE import_row SET standing = ?, problems = ? WHERE id = ?"
            connection.execute(sql, (Standing.FAULTY, problems, row))
    return free


def in_book(at: Database | sqlite3.Connection, references: Sequence[str]) -> dict[str, tuple[str, str]]:
    """The shipment and the state of the latest generation of each reference; keys are in `casefold`."""
    found: dict[str, tuple[str, str]] = {}
    for some in portions([reference for reference in references if reference]):
        sql = (
            "SELECT b.reference, f.shipment, b.state FROM booking b JOIN form f ON f.booking_id = b.id "  # noqa: S608
            f"WHERE b.reference <> '' AND b.{OWN} AND b.reference IN ({marks(some)}) ORDER BY b.generation"
        )
        lines = at.all(sql, some) if isinstance(at, Database) else at.execute(sql, some).fetchall()
        found |= {reference.casefold(): (shipment, state) for reference, shipment, state in lines}
    return found


def _later_generation(connection: sqlite3.Connection, reference: str) -> str:
    """The state of a booking that goes out under this reference as a later generation of another; else empty."""
    later = LATER_GENERATION.fullmatch(reference)
    if later is None:
        return ""
    sql = f"SELECT state FROM booking WHERE reference = ? AND reference <> '' AND {OWN} AND generation = ?"  # noqa: S608
    found = connection.execute(sql, (later[1], int(later[2][:9]))).fetchone()
    return str(found[0]) if found else ""


def portions(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    """As many at once as fit into one statement."""
    return (values[at : at + _MOST_VALUES] for at in range(0, len(values), _MOST_VALUES))


def marks(values: Sequence[Any]) -> str:
    """A question mark for each."""
    return ", ".join("?" * len(values))
