"""The schema: made, migrated with a copy kept, refused when it is newer, and the same as the models say."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlmodel import SQLModel

from shipdesk.core.errors import SetupError
from shipdesk.orderbook import FILE, open_book
from shipdesk.orderbook.migrate import MIGRATIONS, bring_up_to_date, newest, revision_of
from tests.orderbook.books import Ticking, booked

NEXT = """
from alembic import op
revision, down_revision = "9001", "{before}"
def upgrade():
    op.execute("CREATE TABLE extra (id INTEGER PRIMARY KEY)")
    op.execute("ALTER TABLE booking ADD COLUMN extra TEXT NOT NULL DEFAULT 'x'")
    {then}
"""


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """The migrations with one more, which a test may make fail."""
    return Path(shutil.copytree(MIGRATIONS, tmp_path / "later"))


def _add_migration(migrations: Path, then: str = "") -> None:
    text = NEXT.format(before=newest(), then=then)
    (migrations / "versions" / "v9001_next.py").write_text(text)


def _query(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def test_a_new_home_gets_the_newest_schema(tmp_path: Path) -> None:
    home = tmp_path / "a" / "new home"
    open_book(home, clock=Ticking()).close()
    assert revision_of(home / FILE) == newest()
    assert (home / FILE).stat().st_mode & 0o077 == 0


def _shape(path: Path) -> set[tuple[object, ...]]:
    """Every column and index of the file, for comparison."""
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute(
            "SELECT name FROM sqlite_schema "
            "WHERE type = 'table' AND name NOT GLOB 'search*' AND name <> 'alembic_version'"
        ).fetchall()
        shape: set[tuple[object, ...]] = set()
        for (table,) in tables:
            shape |= {(table, *column[1:]) for column in connection.execute(f"PRAGMA table_xinfo({table})")}
            shape |= {(table, "to", *key[2:5]) for key in connection.execute(f"PRAGMA foreign_key_list({table})")}
        indexes = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")
        shape |= {(name, " ".join(sql.split())) for name, sql in indexes}
        strict = connection.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'")
        return shape | {row for row in strict if (row[0],) in tables}


def test_the_migrations_make_what_the_models_say(home: Path, tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'models.db'}")
    SQLModel.metadata.create_all(engine)
    engine.dispose()
    assert _shape(home / FILE) == _shape(tmp_path / "models.db")


def test_an_older_file_is_copied_and_migrated_with_what_it_holds(home: Path, later: Path) -> None:
    book = open_book(home, clock=Ticking())
    booked(book)
    book.close()
    _add_migration(later)
    bring_up_to_date(home / FILE, home / "run", later)
    assert revision_of(home / FILE) == "9001"
    assert _query(home / FILE, "SELECT reference, state, extra FROM booking") == [("REF1", "booked", "x")]
    copy = home / f"orderbook.before-{newest()}.db"
    assert revision_of(copy) == newest()
    assert _query(copy, "SELECT reference, state FROM booking") == [("REF1", "booked")]
    assert _query(copy, "PRAGMA integrity_check") == [("ok",)]
    assert copy.stat().st_mode & 0o077 == 0


def test_a_migration_that_fails_leaves_the_file_as_it_was(home: Path, later: Path) -> None:
    book = open_book(home, clock=Ticking())
    booked(book)
    book.close()
    before = _shape(home / FILE)
    _add_migration(later, then="raise RuntimeError('half way')")
    with pytest.raises(RuntimeError, match="half way"):
        bring_up_to_date(home / FILE, home / "run", later)
    assert revision_of(home / FILE) == newest()
    assert _shape(home / FILE) == before
    _add_migration(later)
    bring_up_to_date(home / FILE, home / "run", later)
    assert revision_of(home / FILE) == "9001"


def _refused(home: Path) -> str:
    with pytest.raises(SetupError) as refused:
        open_book(home, clock=Ticking())
    sentence = str(refused.value)
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


def test_a_newer_file_is_refused_untouched(home: Path, later: Path) -> None:
    _add_migration(later)
    bring_up_to_date(home / FILE, home / "run", later)
    before = (home / FILE).read_bytes()
    assert "written by a newer ShipDesk; install that version" in _refused(home)
    assert (home / FILE).read_bytes() == before


def test_a_database_of_another_program_is_refused(home: Path) -> None:
    (home / FILE).unlink()
    with closing(sqlite3.connect(home / FILE)) as connection:
        connection.execute("CREATE TABLE cookies (id INTEGER)")
    assert "database of another program" in _refused(home)


def test_a_file_that_is_no_database_is_refused_untouched(home: Path) -> None:
    (home / FILE).write_bytes(b"%PDF-1.7" + bytes(5000))
    assert "is no order book" in _refused(home)
    assert (home / FILE).read_bytes().startswith(b"%PDF-1.7")


def test_a_damaged_file_is_refused(home: Path) -> None:
    content = bytearray((home / FILE).read_bytes())
    content[4096 : 4096 * 40] = b"\xa5" * (4096 * 39)
    content[100:120] = b"\xa5" * 20
    (home / FILE).write_bytes(content)
    assert "is damaged; restore the last backup" in _refused(home)


def test_a_home_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "cannot be used" in _refused(tmp_path / "file" / "home")
