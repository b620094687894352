"""The rows of the first paint: the same as the book gives, without the book."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from shipdesk.core.records import Query
from shipdesk.orderbook import FILE
from shipdesk.orderbook.first import first_rows
from shipdesk.orderbook.repository import SqlOrderBook
from tests.orderbook.books import add, booked, shipment

HEAVY = ("pydantic", "sqlalchemy", "sqlmodel", "alembic", "asyncio", "filelock")


def test_they_are_the_newest_of_the_book(book: SqlOrderBook, home: Path) -> None:
    booked(book)
    for number in range(5):
        add(book, shipment(f"NEW{number}"))
    assert first_rows(home, 4) == book.rows(Query(), 4)


def test_without_a_readable_file_there_are_none(home: Path, tmp_path: Path) -> None:
    assert first_rows(tmp_path / "nowhere", 10) == []
    (home / FILE).write_bytes(b"no database" * 1000)
    assert first_rows(home, 10) == []


def test_nothing_heavy_is_imported_for_them(home: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from shipdesk.orderbook.first import first_rows; "
        f"first_rows(Path({str(home)!r}), 10); print(*[name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == ""


def test_opening_a_book_that_is_up_to_date_needs_no_schema_library(home: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from datetime import UTC, datetime; "
        "from shipdesk.orderbook import open_book; "
        f"open_book(Path({str(home)!r}), clock=lambda: datetime.now(UTC)).close(); "
        "print(*[name for name in ('sqlalchemy', 'sqlmodel', 'alembic') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == ""
