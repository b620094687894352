"""A selection of rows, of which most may never have been read: looked up in the order book when something is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shipdesk.core.errors import InputError

if TYPE_CHECKING:
    from shipdesk.core.records import Query
    from shipdesk.usecases.desk import Desk


@dataclass(frozen=True, slots=True)
class Picked:
    """What is selected: ranges of rows (first and last) of a search of `total` rows, and the ids known by row."""

    query: Query
    ranges: tuple[tuple[int, int], ...]
    known: Mapping[int, int]
    total: int

    @property
    def count(self) -> int:
        return sum(last - first + 1 for first, last in self.ranges)

    @property
    def whole(self) -> bool:
        """All that the search finds."""
        return self.count == self.total


def resolve(desk: Desk, picked: Picked) -> list[int]:
    """The ids of what is selected, in the order of the list.

    Raises `InputError` where the list is no longer the one that was seen.
    """
    rows = [row for first, last in picked.ranges for row in range(first, last + 1)]
    if len(picked.known) == len(rows):
        return [picked.known[row] for row in rows]
    ids = desk.book.ids(picked.query)
    if picked.whole:
        return ids
    places = {entry_id: place for place, entry_id in enumerate(ids)}
    moved = {places.get(entry_id, -1) - row for row, entry_id in picked.known.items()}
    shift = moved.pop() if len(moved) == 1 else 0
    if moved or shift < 0 or rows[-1] + shift >= len(ids):
        raise InputError("The list has changed since these were selected; select them again.")
    return [ids[row + shift] for row in rows]
