"""Whatever is tried in whatever order: what the table lists happens, what it does not list changes nothing."""

from __future__ import annotations

from itertools import count, pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shipdesk.core.outcomes import Verdict
from shipdesk.core.records import Entry
from shipdesk.core.states import LABEL_MOVES, MOVES, IllegalMoveError, Label, State
from shipdesk.orderbook.repository import SqlOrderBook
from tests.orderbook.books import add, current, end, send, shipment

ONE_BOOK = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], print_blob=True
)
_references = count()


def _try(book: SqlOrderBook, entry: Entry, to: State) -> Entry:
    """The way the house makes this move."""
    if to is State.SENDING:
        return send(book, entry)[0]
    if entry.state is State.SENDING:
        attempt = book.attempts(entry.id)[-1].id
        return end(book, entry, attempt, to, Verdict.UNKNOWN, number=None)
    return book.move(entry, to, who="May", why="Tried.")


@ONE_BOOK
@given(start=st.sampled_from([State.DRAFT, State.TO_SHIP, State.HELD]), tries=st.lists(st.sampled_from(State)))
def test_moves(book: SqlOrderBook, start: State, tries: list[State]) -> None:
    entry = add(book, shipment(f"M{next(_references)}"), start)
    told = ["", str(start)]
    for to in tries:
        try:
            moved = _try(book, entry, to)
        except IllegalMoveError:
            assert to not in MOVES[entry.state]
            assert current(book, entry) == entry
        else:
            assert to in MOVES[entry.state]
            assert (moved.state, moved.version) == (to, entry.version + 1)
            assert current(book, entry) == moved
            entry = moved
            told.append(str(to))
    history = book.history(entry.id)
    assert [history[0].before, *(move.after for move in history)] == told
    assert all(a.after == b.before for a, b in pairwise(history))


@ONE_BOOK
@given(tries=st.lists(st.sampled_from(Label)))
def test_label_moves(book: SqlOrderBook, tries: list[Label]) -> None:
    entry = add(book, shipment(f"L{next(_references)}"))
    for to in tries:
        try:
            moved = book.move_label(entry, to, who="May", why="Tried.")
        except IllegalMoveError:
            assert to not in LABEL_MOVES[entry.row.label]
            assert current(book, entry) == entry
        else:
            assert to in LABEL_MOVES[entry.row.label]
            assert (moved.row.label, moved.state) == (to, entry.state)
            entry = moved
