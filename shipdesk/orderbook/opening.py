"""Opening the order book: folders, schema, then the book itself."""

from __future__ import annotations

from pathlib import Path

from shipdesk.core.errors import SetupError
from shipdesk.core.ports import Clock
from shipdesk.orderbook.engine import Database
from shipdesk.orderbook.migrate import bring_up_to_date
from shipdesk.orderbook.owner import Owner
from shipdesk.orderbook.repository import SqlOrderBook


def open_at(path: Path, run: Path, clock: Clock, *, owner: bool) -> SqlOrderBook:
    """See `shipdesk.orderbook.open_book`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        run.mkdir(exist_ok=True, mode=0o700)
        bring_up_to_date(path, run)
        database = Database(path, run)
        return SqlOrderBook(database, clock, run, Owner(run) if owner else None)
    except OSError as fault:
        raise SetupError(
            f"The folder {path.parent} cannot be used ({fault.strerror}); allow this user to write there."
        ) from fault
