"""The order book: every shipment, attempt, label and piece of news, in one SQLite file below the home.

`tables/` declares the schema with SQLModel and `migrations/` brings a file to it; neither is imported where the
file is up to date. All work is done by plain SQL over `sqlite3`: lists of a million rows, a search while typing and
a commit in front of a waiting clerk leave no room for objects in between (DECISIONS.md).

    engine.py      connections, transactions, checkpoints, SQLite's faults as sentences
    repository.py  `SqlOrderBook`, cut by topic: bookings, attempts, labels, news, queries
    search.py      what is indexed of a shipment, and what a typed text asks for
    owner.py       which process is alive
    intents.py     the journal of what was about to be sent, outside the database
    backup.py      everything into one verified file; `restore.py` puts it back and says what it cannot know
    first.py       the newest rows for the first paint, before anything else is imported
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shipdesk.core.ports import Clock
    from shipdesk.orderbook.repository import SqlOrderBook

FILE = "orderbook.db"
#: The journal of intents (`intents.py`).
JOURNAL = "intents.log"
#: Below the home: the lock files of the processes that are running.
RUN = "run"


def open_book(home: Path, *, clock: Clock, owner: bool = True) -> SqlOrderBook:
    """Open the order book below `home`, making or migrating it first where that is needed.

    With `owner` false this process only reads and keeps things in order: it takes no lock and cannot `begin`.

    Raises:
        SetupError: the file is damaged, newer than the program, or cannot be written; one sentence says which.
    """
    from shipdesk.orderbook.opening import open_at  # noqa: PLC0415 - late: keeps start-up fast

    return open_at(home / FILE, home / RUN, clock, owner=owner)
