"""What the topics of the repository share: the move of a row, its history line, and reading an entry whole."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from shipdesk.core.errors import ConflictError, ShipDeskError
from shipdesk.core.outcomes import Frozen
from shipdesk.core.ports import Clock
from shipdesk.core.problems import Problem
from shipdesk.core.records import Changes, Entry
from shipdesk.core.shipment import Shipment, write_shipment
from shipdesk.core.states import LIVE, Label, State
from shipdesk.orderbook import JOURNAL
from shipdesk.orderbook.batches import SqlBatches
from shipdesk.orderbook.engine import Database
from shipdesk.orderbook.library import SqlLibrary
from shipdesk.orderbook.owner import Owner
from shipdesk.orderbook.search import COLUMNS, document
from shipdesk.orderbook.values import OWN, ROW_COLUMNS, micros, micros_or_none, moment_or_none, rows, write_json

_ROW_WIDTH = ROW_COLUMNS.count(",") + 1
_ROW = ", ".join(f"b.{name.strip()}" for name in ROW_COLUMNS.split(","))
_ENTRY = (
    f"SELECT {_ROW}, b.version, b.carrier_status, b.tries, b.due_at, "  # noqa: S608 - our names
    "EXISTS (SELECT 1 FROM attempt a WHERE a.booking_id = b.id AND a.verdict = 'split'), f.shipment, f.problems, "
    "coalesce(w.link, ''), z.carrier, z.reference, z.operation, z.payload, z.notes, z.digest "
    "FROM booking b JOIN form f ON f.booking_id = b.id LEFT JOIN frozen z ON z.booking_id = b.id "
    "LEFT JOIN elsewhere w ON w.booking_id = b.id "
)
LIVE_SQL = "state IN (" + ", ".join(f"'{state}'" for state in sorted(LIVE)) + ")"

Fetch = Callable[[str, Sequence[Any]], Iterable[tuple[Any, ...]]]


class Base:
    """The parts every topic works with."""

    def __init__(self, database: Database, clock: Clock, run: Path, owner: Owner | None) -> None:
        self.database = database
        self.run = run
        self.owner = owner
        self.library = SqlLibrary(database, clock)
        self.batches = SqlBatches(database, clock, run)
        self.under_way: set[int] = set()
        """Bookings for whose answer a thread of this process waits."""
        self._clock = clock

    @property
    def journal(self) -> Path:
        """The journal of intents, beside the database."""
        return self.run.parent / JOURNAL

    def now(self) -> int:
        return micros(self._clock())

    def entries(self, where: str, values: Sequence[Any] = ()) -> list[Entry]:
        """The entries that `where` (with its order and limit) finds, on this thread's reading connection."""
        return entries(self.database.all, where, values)


def entries(fetch: Fetch, where: str, values: Sequence[Any]) -> list[Entry]:
    return [_entry(line) for line in fetch(_ENTRY + where, values)]


def entry_now(connection: sqlite3.Connection, entry_id: int, shipment: Shipment | None = None) -> Entry:
    """The entry as this transaction sees it; a `shipment` that was just written need not be read again."""
    line = connection.execute(_ENTRY + "WHERE b.id = ?", (entry_id,)).fetchone()
    return _entry(line, shipment)


def _entry(line: Sequence[Any], known: Shipment | None = None) -> Entry:
    row = rows([line[:_ROW_WIDTH]])[0]
    version, carrier_status, tries, due_at, alone, shipment, problems, link, *frozen = line[_ROW_WIDTH:]
    return Entry(
        row=row,
        version=version,
        shipment=known or Shipment.model_validate_json(shipment),
        frozen=_frozen(row.key, frozen),
        problems=tuple(Problem.from_dict(record) for record in json.loads(problems)),
        carrier_status=carrier_status,
        tries=tries,
        due_at=moment_or_none(due_at),
        alone=bool(alone),
        link=link,
    )


def _frozen(key: str, columns: Sequence[Any]) -> Frozen | None:
    carrier, reference, operation, payload, notes, digest = columns
    if carrier is None:
        return None
    frozen = Frozen(carrier, reference, operation, payload, tuple(json.loads(notes)))
    if frozen.digest != digest:
        raise ShipDeskError(f"The stored request of {key} no longer matches its checksum; restore the last backup.")
    return frozen


def update(connection: sqlite3.Connection, entry: Entry, now: int, columns: Mapping[str, object]) -> None:
    """Change columns of the booking if it still is what `entry` says.

    Raises:
        ConflictError: it was changed meanwhile.
    """
    if columns.get("state") is State.BOOKED:
        columns = {**columns, "booked_at": now}
    names = "".join(f"{name} = ?, " for name in columns)
    changed = connection.execute(
        f"UPDATE booking SET {names}version = version + 1, updated_at = ? "  # noqa: S608 - our names
        f"WHERE id = ? AND version = ? AND state = ?",
        (*columns.values(), now, entry.id, entry.version, entry.state),
    )
    if changed.rowcount != 1:
        raise moved_meanwhile(connection, entry.id)


def of_state(entry: Entry, to: State) -> dict[str, object]:
    """The columns of a move: what is booked awaits its label from that very moment."""
    awaits = to is State.BOOKED and entry.row.label is Label.NONE
    return {"state": to, "label": Label.PENDING} if awaits else {"state": to}


def moved_meanwhile(connection: sqlite3.Connection, entry_id: int) -> ConflictError:
    found = entries(connection.execute, "WHERE b.id = ?", (entry_id,))
    if not found:
        return ConflictError("This booking is not in the order book any more; look again.")
    return ConflictError(f"{found[0].row.key} was changed meanwhile: it is {words(found[0].state)} now; look again.")


def words(state: State) -> str:
    """The state as a sentence says it."""
    return state.replace("_", " ")


def history(
    connection: sqlite3.Connection, entry_id: int, *, now: int, before: str, after: str, who: str, why: str
) -> None:
    """A line of the history."""
    connection.execute(
        "INSERT INTO move (booking_id, time, before, after, who, why) VALUES (?, ?, ?, ?, ?, ?)",
        (entry_id, now, before, after, who, why),
    )


def must_be_alone(connection: sqlite3.Connection, entry: Entry, reference: str) -> None:
    """One live booking per shipment, over all carriers and generations.

    Raises:
        ConflictError: another one is live; says which and where it stands.
    """
    found = connection.execute(
        f"SELECT carrier, generation, state FROM booking WHERE reference = ? AND {LIVE_SQL} AND {OWN} AND id <> ?",  # noqa: S608
        (reference, entry.id),
    ).fetchone()
    if found is not None:
        carrier, generation, state = found
        key = reference if generation == 1 else f"{reference}-{generation}"
        raise ConflictError(f"{reference} is already {words(state)} as {key} with {carrier}; it is not booked twice.")


def of_changes(changes: Changes) -> dict[str, object]:
    """The columns of `booking` that `changes` sets."""
    columns: dict[str, object] = {"due_at": micros_or_none(changes.due_at)}
    if changes.note is not None:
        columns["note"] = changes.note
    if changes.tracking_number is not None:
        columns["tracking_number"] = changes.tracking_number
        columns["number_reversed"] = changes.tracking_number[::-1]
    if changes.shipment is not None:
        columns |= of_shipment(changes.shipment)
    return columns


def of_shipment(shipment: Shipment) -> dict[str, object]:
    """The columns of `booking` that come from the shipment; its reference is not among them."""
    return {
        "carrier": shipment.carrier,
        "service": shipment.service,
        "receiver": shipment.receiver.name or shipment.receiver.company,
        "country": shipment.receiver.country,
        "pieces": sum(product.quantity or 0 for product in shipment.products),
    }


def write_wide(connection: sqlite3.Connection, entry: Entry, changes: Changes) -> None:
    """What `changes` says of the texts beside the booking, and the search row in step with it."""
    if changes.shipment is not None or changes.tracking_number is not None:
        _index_again(connection, entry, changes)
    if changes.shipment is not None:
        connection.execute(
            "UPDATE form SET shipment = ? WHERE booking_id = ?", (write_shipment(changes.shipment), entry.id)
        )
    if changes.problems is not None:
        connection.execute(
            "UPDATE form SET problems = ? WHERE booking_id = ?", (write_problems(changes.problems), entry.id)
        )
    if changes.frozen is not None:
        write_frozen(connection, entry.id, changes.frozen)


def write_problems(problems: Iterable[Problem]) -> str:
    return write_json([problem.as_dict() for problem in problems])


def write_frozen(connection: sqlite3.Connection, entry_id: int, frozen: Frozen) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO frozen (booking_id, carrier, reference, operation, payload, notes, digest) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            entry_id,
            frozen.carrier,
            frozen.reference,
            frozen.operation,
            frozen.payload,
            write_json(frozen.notes),
            frozen.digest,
        ),
    )


def _index_again(connection: sqlite3.Connection, entry: Entry, changes: Changes) -> None:
    """The index forgets a row only when it is given the very text that it learned: the one the form still holds."""
    row = entry.row
    (text,) = connection.execute("SELECT shipment FROM form WHERE booking_id = ?", (entry.id,)).fetchone()
    stored = Shipment.model_validate_json(text)
    old = document(stored, row.key, row.tracking_number)
    shipment = changes.shipment or stored
    key = row.key if shipment.reference == row.reference else shipment.reference
    number = row.tracking_number if changes.tracking_number is None else changes.tracking_number
    new = document(shipment, key, number)
    if new != old:
        connection.execute(
            f"INSERT INTO search (search, rowid, {COLUMNS}) VALUES ('delete', ?, ?, ?, ?, ?)",  # noqa: S608 - our names
            (entry.id, *old),
        )
        index_new(connection, entry.id, new)


def index_new(connection: sqlite3.Connection, entry_id: int, texts: Sequence[str]) -> None:
    connection.execute(
        f"INSERT INTO search (rowid, {COLUMNS}) VALUES (?, ?, ?, ?, ?)",  # noqa: S608 - our names
        (entry_id, *texts),
    )
