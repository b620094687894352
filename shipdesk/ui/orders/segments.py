"""A long list in segments: which row of the table stands in which page of the order book. No Qt, no reading.

A segment is a range of keys, not of row numbers: the rows strictly after `after`, down to the next segment's `after`.
So what is added or leaves further up moves it without making it wrong, and it can be read again by itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shipdesk.core.records import Row

Key = tuple[datetime, int]

#: Rows in a segment when it is cut.
PAGE = 200


def key_of(row: Row) -> Key:
    """Where a row stands in the order of the book: newest first."""
    return row.created_at, row.id


@dataclass(slots=True, eq=False)
class Segment:
    """Rows after `after` (None: from the newest). `rows` is None while they are not read; `size` is then a guess."""

    after: Key | None
    size: int
    rows: list[Row] | None = None


@dataclass(slots=True)
class Segments:
    """All segments of one list, and where each begins."""

    items: list[Segment] = field(default_factory=list)
    _starts: list[int] = field(default_factory=lambda: [0])

    @classmethod
    def of_first_page(cls, rows: list[Row]) -> Segments:
        """A list of which only the newest rows are known."""
        made = cls([Segment(None, len(rows), rows)])
        made.measure()
        return made

    @property
    def total(self) -> int:
        return self._starts[-1]

    def measure(self) -> None:
        """Find the beginnings again, after a size has changed."""
        self._starts = [0, *accumulate(segment.size for segment in self.items)]

    def at(self, row: int) -> tuple[Segment, int]:
        """The segment of a row of the table, and the row's place in it. Raises `IndexError` outside the list."""
        if not 0 <= row < self.total:
            raise IndexError(row)
        number = bisect_right(self._starts, row) - 1
        return self.items[number], row - self._starts[number]

    def between(self, first: int, last: int) -> list[Segment]:
        """The segments that hold the rows `first` to `last`."""
        begin = bisect_right(self._starts, max(first, 0)) - 1
        end = bisect_right(self._starts, max(last, 0))
        return [segment for segment in self.items[begin:end] if segment.size]

    def start(self, segment: Segment) -> int:
        """The row of the table at which it begins. Raises `ValueError` when it is no longer part of the list."""
        return self._starts[self.items.index(segment)]

    def until(self, segment: Segment) -> Key | None:
        """The key of the last row it may hold; None for the end of the list."""
        place = self.items.index(segment) + 1
        return self.items[place].after if place < len(self.items) else None

    def append_unread(self, size: int) -> None:
        """The rest of the list, not read yet. The last segment must be read."""
        last = self.items[-1]
        if size > 0 and last.rows:
            self.items.append(Segment(key_of(last.rows[-1]), size))
            self.measure()

    def cut(self, anchors: Sequence[Key]) -> None:
        """Cut the unread rest at the keys of each `PAGE`-th row, so that any page of it can be read by itself.

        Sizes that are wrong, because rows have come or gone meanwhile, are set right when a page is read.
        """
        rest = self.items[-1]
        inside = anchors[self._starts[-2] // PAGE :][: rest.size // PAGE]
        if rest.rows is None and inside:
            sizes = [*(PAGE for _key in inside), rest.size - PAGE * len(inside)]
            self.items[-1:] = map(Segment, [rest.after, *inside], sizes)
            self.measure()

    def carve(self, segment: Segment, rows: list[Row]) -> None:
        """`rows` are the first of a long unread segment: make them one of their own."""
        place = self.items.index(segment)
        rest = Segment(key_of(rows[-1]), max(0, segment.size - len(rows)))
        segment.size, segment.rows = len(rows), rows
        self.items.insert(place + 1, rest)
        self.measure()

    def split_head(self) -> None:
        """Keep the newest segment short: bookings of a whole day are added to it."""
        head = self.items[0]
        if head.rows is None or len(head.rows) <= 2 * PAGE:
            return
        tail = head.rows[-PAGE:]
        head.rows = head.rows[:-PAGE]
        head.size = len(head.rows)
        self.items.insert(1, Segment(key_of(head.rows[-1]), PAGE, tail))
        self.measure()

    def forget(self, keep: Sequence[Segment]) -> None:
        """Drop the rows of all segments but `keep`: they are read again when they are looked at."""
        kept = {id(segment) for segment in keep}
        for segment in self.items:
            if id(segment) not in kept:
                segment.rows = None

    def row_of(self, entry_id: int) -> int:
        """The row of the table of a booking that is read; -1 where it is not."""
        for segment, start in zip(self.items, self._starts, strict=False):
            for place, row in enumerate(segment.rows or ()):
                if row.id == entry_id:
                    return start + place
        return -1
