"""What the list reads of the order book, in a lane: plain functions, values in and out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from shipdesk.ui.orders.segments import PAGE, Key, key_of

if TYPE_CHECKING:
    from shipdesk.core.ports import OrderBook
    from shipdesk.core.records import Query, Row

#: Rows read beyond the expected ones, so that a few that were added need no second step.
_SLACK = 20


@dataclass(frozen=True, slots=True)
class Range:
    """The rows after `after` (None: from the newest) down to `until` and with it (None: to the end)."""

    after: Key | None
    until: Key | None
    expected: int
    most: int = 0
    """Read at most so many rows, from the top; 0: all of the range."""


def first_page(book: OrderBook, query: Query) -> list[Row]:
    """The newest rows of a search."""
    return book.rows(query, PAGE)


def read_ranges(book: OrderBook, query: Query, ranges: Sequence[Range]) -> list[list[Row]]:
    """The rows of each range, newest first."""
    return [_read(book, query, wanted) for wanted in ranges]


def _read(book: OrderBook, query: Query, wanted: Range) -> list[Row]:
    if wanted.most:
        return book.rows(query, wanted.most, wanted.after)
    # Where it ends is asked of the book, which alone knows its order: at the first row after `until`.
    beyond = book.rows(query, 1, wanted.until) if wanted.until else []
    end = beyond[0].id if beyond else 0
    found: list[Row] = []
    after, step = wanted.after, wanted.expected + _SLACK
    while True:
        page = book.rows(query, step, after)
        inside = list(takewhile(lambda row: row.id != end, page))
        found += inside
        if len(page) < step or len(inside) < len(page):
            return found
        after, step = key_of(page[-1]), PAGE
