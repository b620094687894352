"""What a second process does to an order book: `python -m tests.orderbook.process HOME TASK`.

Each line it writes is a fact that the disk must hold from then on. Lines it reads tell it to go on.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from shipdesk.core.errors import ConflictError
from shipdesk.core.states import State
from shipdesk.orderbook import open_book
from shipdesk.orderbook.repository import SqlOrderBook
from tests.orderbook.books import add, end, queue, send, shipment


def now() -> datetime:
    return datetime.now(UTC)


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def wait() -> None:
    say("ready")
    sys.stdin.readline()


def churn(book: SqlOrderBook) -> None:
    """Take one booking after the other all the way, until killed."""
    for number in count():
        reference = f"{book.owner.name[:8] if book.owner else ''}-{number}"
        entry = add(book, shipment(reference))
        say(reference, entry.state)
        entry = queue(book, entry)
        say(reference, entry.state)
        entry, attempt = send(book, entry)
        say(reference, entry.state)
        entry = end(book, entry, attempt, number=f"N{reference}")
        say(reference, entry.state)


def hold(book: SqlOrderBook) -> None:
    """Move the one booking, decided before the others are let go."""
    entry = book.entry("REF1")
    assert entry is not None
    wait()
    try:
        book.move(entry, State.HELD, who="process", why="")
        say("moved")
    except ConflictError as conflict:
        say(conflict)


def begin(book: SqlOrderBook) -> None:
    """Begin whatever is queued, one by one, against the others."""
    wait()
    while found := book.queued("jne", now(), 5):
        for entry in found:
            try:
                book.begin([entry], "book", who="process")
                say(entry.row.reference)
            except ConflictError:
                continue


def make(book: SqlOrderBook) -> None:
    """Opening was the task: the file may not have been there."""
    say(book.revision())


if __name__ == "__main__":
    opened = open_book(Path(sys.argv[1]), clock=now)
    {"churn": churn, "hold": hold, "begin": begin, "make": make}[sys.argv[2]](opened)
    opened.close()
