"""Opening the order book: folders, schema, then the book itself."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock

from shipdesk.core.errors import SetupError
from shipdesk.core.ports import Clock
from shipdesk.orderbook import JOURNAL
from shipdesk.orderbook.engine import Database
from shipdesk.orderbook.intents import begin_journal
from shipdesk.orderbook.migrate import bring_up_to_date
from shipdesk.orderbook.owner import Owner
from shipdesk.orderbook.repository import SqlOrderBook

#: Held while the file is opened, and while a backup takes its place.
OPENING = "opening.lock"


def open_at(path: Path, run: Path, clock: Clock, *, owner: bool) -> SqlOrderBook:
    """See `shipdesk.orderbook.open_book`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        run.mkdir(exist_ok=True, mode=0o700)
        with FileLock(run / OPENING, thread_local=False):
            bring_up_to_date(path, run)
            database = Database(path, run)
            begin_journal(run.parent / JOURNAL)
            return SqlOrderBook(database, clock, run, Owner(run) if owner else None)
    except OSError as fault:
        raise SetupError(
            f"The folder {path.parent} cannot be used ({fault.strerror}); allow this user to write there."
        ) from fault
