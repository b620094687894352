"""What must be true of an order book and the carrier's books, whatever happened on the way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from shipdesk.core.states import LABEL_MOVES, MOVES, SHIPPED, Label, State

if TYPE_CHECKING:
    from shipdesk.core.records import Entry, Move
    from shipdesk.orderbook.repository import SqlOrderBook
    from tests.proofs.flows import Flow, Ledger

_LABELS = frozenset(map(str, Label))
_MOVES: dict[str, frozenset[str]] = {str(before): frozenset(map(str, after)) for before, after in MOVES.items()}
_LABEL_MOVES: dict[str, frozenset[str]] = {str(one): frozenset(map(str, after)) for one, after in LABEL_MOVES.items()}
#: States that say or allow that something stands at the carrier; `queued` and what a clerk may change say it does not.
KNOWN = frozenset({State.BOOKED, State.ACCEPTED, State.IN_DOUBT, State.CONFLICT, State.NEEDS_PERSON})


def complaints(book: SqlOrderBook, flow: Flow, ledger: Ledger, references: Sequence[str]) -> list[str]:
    """Everything that is not as it must be, a sentence each; empty when nothing was booked twice and nothing lost.

    Of every generation of these orders, as long as persons say only what is so.
    """
    found, known = [], set()
    for reference in references:
        generations = book.generations(reference)
        if not generations:
            found.append(f"{reference} is lost: it is not in the order book.")
        if sum(len(ledger.rows.get(entry.row.key, ())) for entry in generations) > 1:
            found.append(f"{reference} has more than one parcel at the carrier.")
        for entry in generations:
            key, history = entry.row.key, book.history(entry.id)
            found += _of_entry(flow, entry, ledger.rows.get(key, ()), ledger.posts.get(key, 0) - _words(history))
            found += [f"{key}: {sentence}" for sentence in breaks(history)]
            known.add(key)
    found += [f"{key} is at the carrier and nobody here asked for it." for key in ledger.rows.keys() - known]
    return found + damage(book)


def _words(history: Sequence[Move]) -> int:
    """How often it was sent because a person said so."""
    return sum((move.before, move.after) == (State.NEEDS_PERSON, State.SENDING) for move in history)


def _of_entry(flow: Flow, entry: Entry, rows: tuple[str, ...], posts: int) -> Iterable[str]:
    what = f"{entry.row.key} ({entry.state}, {len(rows)} at the carrier as {rows}, {posts} posts)"
    if len(rows) > 1:
        yield f"{what} is booked twice."
    if rows and entry.state not in KNOWN:
        yield f"{what} is lost: it is booked, and the order book says it is not."
    if entry.state in SHIPPED and not rows:
        yield f"{what} is booked here and not at the carrier."
    if entry.state is State.BOOKED and rows and entry.row.tracking_number not in rows:
        yield f"{what} has the number {entry.row.tracking_number}, which is not the carrier's."
    if posts > flow.most_posts:
        yield f"{what} was sent more often than {flow.most_posts} times."
    if posts > entry.tries and entry.state is not State.REFUSED:
        yield f"{what} was sent more often than the {entry.tries} times that are written down."


def breaks(history: Sequence[Move]) -> Iterable[str]:
    """Where a history is no walk over `core.states.MOVES` and `LABEL_MOVES`."""
    at: dict[str, str] = {}
    for move in history:
        kind = "label" if move.after in _LABELS else "booking"
        moves = _LABEL_MOVES if kind == "label" else _MOVES
        if move.before != at.get(kind, move.before if kind == "label" else ""):
            yield f"a move from {move.before} follows one to {at.get(kind)}."
        if move.before and move.before != move.after and move.after not in moves[move.before]:
            yield f"moved from {move.before} to {move.after}."
        at[kind] = move.after


def damage(book: SqlOrderBook) -> list[str]:
    """What SQLite finds wrong with the file, and with the index of words."""
    with book.database.write() as connection:
        connection.execute("INSERT INTO search (search) VALUES ('integrity-check')")
    found = book.database.all("PRAGMA integrity_check") + book.database.all("PRAGMA foreign_key_check")
    return [f"The file is damaged: {line}" for line in found if line != ("ok",)]
