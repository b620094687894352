"""Bring the file to the schema of this program, with Alembic driven from here: no ini file, no command line."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from filelock import FileLock

from shipdesk.core.errors import SetupError
from shipdesk.orderbook.engine import connect, plain_faults

MIGRATIONS = Path(__file__).parent / "migrations"


def newest(migrations: Path = MIGRATIONS) -> str:
    """The revision this program works with: the number in the name of the last file (`v0001_first.py`)."""
    return max(path.name[1:5] for path in (migrations / "versions").glob("v[0-9]*.py"))


def revision_of(path: Path) -> str | None:
    """The revision of the file at `path`; None when there is none yet.

    Raises:
        SetupError: the file is damaged, or it is a database of another program.
    """
    if not path.exists():
        return None
    with plain_faults(path), closing(connect(path, write=False)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        if not tables:
            return None
        if "alembic_version" not in tables:
            raise SetupError(f"The file {path} is a database of another program; move it away or choose another home.")
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(found[0]) if found else None


def bring_up_to_date(path: Path, run: Path, migrations: Path = MIGRATIONS) -> None:
    """Make the file, or migrate it after copying it to `…before-REVISION.db` beside it. One process at a time.

    Raises:
        SetupError: the file is newer than this program, damaged, or cannot be written.
    """
    target = newest(migrations)
    if _is_at(path, target):
        return
    with FileLock(run / "migrate.lock", thread_local=False):
        if _is_at(path, target):
            return
        before = revision_of(path)
        with plain_faults(path):
            if before is None:
                path.touch(mode=0o600)
            else:
                back_up(path, path.with_name(f"{path.stem}.before-{before}.db"))
            _upgrade(path, migrations)


def back_up(path: Path, copy: Path) -> None:
    """A whole copy of the file while others may be using it, by SQLite's own online backup."""
    copy.touch(mode=0o600)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)


def _is_at(path: Path, target: str) -> bool:
    found = revision_of(path)
    if found is not None and found > target:
        raise SetupError(
            f"The order book {path} was written by a newer ShipDesk; install that version, or restore a backup."
        )
    return found == target


def _upgrade(path: Path, migrations: Path) -> None:
    from alembic import command  # noqa: PLC0415 - late: half a second, and only where there is something to do
    from alembic.config import Config  # noqa: PLC0415
    from sqlalchemy import Connection, create_engine, event  # noqa: PLC0415
    from sqlalchemy.pool import NullPool  # noqa: PLC0415

    # Python's sqlite3 begins no transaction before DDL: a failed migration would stay half done. Hence autocommit
    # (`connect`) and a transaction of our own.
    engine = create_engine("sqlite://", creator=lambda: connect(path, write=True), poolclass=NullPool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
