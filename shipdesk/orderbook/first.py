"""The newest rows for the window's first paint: `sqlite3` alone, before anything heavy is imported."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from shipdesk.core.records import Row
from shipdesk.orderbook import FILE
from shipdesk.orderbook.values import ROW_COLUMNS, rows


def first_rows(home: Path, most: int) -> list[Row]:
    """The newest rows of the order book below `home`, newest first.

    Empty where there is no file yet, or none that can be read as it is: opening the book says what is wrong with it.
    """
    path = home / FILE
    if not path.exists():
        return []
    sql = f"SELECT {ROW_COLUMNS} FROM booking ORDER BY created_at DESC, id DESC LIMIT ?"  # noqa: S608 - our names
    try:
        with closing(sqlite3.connect(path, timeout=0.2)) as connection:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("PRAGMA wal_autocheckpoint = 0")
            return rows(connection.execute(sql, (most,)))
    except sqlite3.Error:
        return []
