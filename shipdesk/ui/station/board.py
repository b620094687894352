"""The lists beside the form: what waits to be shipped, what is under way, what is in doubt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shipdesk.core.records import Query
from shipdesk.core.states import DOUBTFUL, IN_FLIGHT, SHIPPED, State

if TYPE_CHECKING:
    from shipdesk.core.records import Row
    from shipdesk.usecases.desk import Desk

WAITING = frozenset({State.REFUSED, State.TO_SHIP, State.DRAFT})
HELD = frozenset({State.HELD})
#: How many rows a list holds at most; the order book finds the others.
MOST = 400
#: How many of the last booked ones stay in sight.
RECENT = 6


@dataclass(frozen=True, slots=True)
class Board:
    """The rows of each list, in the order they are shown."""

    waiting: tuple[Row, ...] = ()
    held: tuple[Row, ...] = ()
    flying: tuple[Row, ...] = ()
    """What is queued or being sent, then the last booked ones, newest first."""
    doubtful: tuple[Row, ...] = ()


def sort_out(rows: Iterable[Row]) -> Board:
    """Put rows into their lists. What was refused comes first: a person has to look at it."""
    rows = sorted(rows, key=lambda row: (row.created_at, row.id))
    booked = sorted((row for row in rows if row.state in SHIPPED), key=lambda row: row.updated_at, reverse=True)
    return Board(
        waiting=tuple(sorted((row for row in rows if row.state in WAITING), key=_refused_first)),
        held=tuple(row for row in rows if row.state in HELD),
        flying=(*(row for row in rows if row.state in IN_FLIGHT), *booked[:RECENT]),
        doubtful=tuple(row for row in rows if row.state in DOUBTFUL),
    )


def _refused_first(row: Row) -> bool:
    return row.state is not State.REFUSED


def read_board(desk: Desk, recent: Sequence[int]) -> Board:
    """Read the lists from the order book; `recent` are the ids that were booked at this table."""
    found: dict[int, Row] = {}
    for states, most in ((WAITING, MOST), (HELD, MOST), (IN_FLIGHT, MOST), (DOUBTFUL, MOST), (SHIPPED, RECENT)):
        found |= {row.id: row for row in desk.book.rows(Query(states=states), most)}
    found |= {row.id: row for row in read_rows(desk, recent)}
    return sort_out(found.values())


def read_rows(desk: Desk, ids: Sequence[int]) -> list[Row]:
    """The rows of these bookings as they stand now."""
    return [entry.row for one in ids if (entry := desk.book.entry_by_id(one)) is not None]
