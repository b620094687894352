"""Imports: the files, their rows on the way into the book, and how columns were read."""

from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.execute(
        """CREATE TABLE import_file (
            id INTEGER NOT NULL PRIMARY KEY,
            path TEXT NOT NULL,
            name TEXT NOT NULL,
            digest TEXT NOT NULL,
            size INTEGER NOT NULL,
            form TEXT NOT NULL,
            plan TEXT NOT NULL,
            aim TEXT NOT NULL,
            accept INTEGER NOT NULL,
            watched INTEGER NOT NULL,
            stage TEXT NOT NULL,
            position INTEGER NOT NULL,
            note TEXT NOT NULL,
            created_at INTEGER NOT NULL
        ) STRICT"""
    )
    op.execute(
        """CREATE TABLE import_row (
            id INTEGER NOT NULL PRIMARY KEY,
            import_id INTEGER NOT NULL REFERENCES import_file (id),
            row INTEGER NOT NULL,
            standing TEXT NOT NULL,
            reference TEXT COLLATE NOCASE NOT NULL,
            digest TEXT NOT NULL,
            data TEXT NOT NULL,
            unread TEXT NOT NULL,
            problems TEXT NOT NULL,
            shipment TEXT NOT NULL,
            carrier TEXT NOT NULL,
            service TEXT NOT NULL,
            receiver TEXT NOT NULL,
            country TEXT NOT NULL,
            pieces INTEGER NOT NULL,
            people TEXT NOT NULL,
            places TEXT NOT NULL,
            numbers TEXT NOT NULL,
            goods TEXT NOT NULL,
            booking_id INTEGER NOT NULL
        ) STRICT"""
    )
    op.execute("CREATE INDEX import_row_standing ON import_row (import_id, standing)")
    op.execute("CREATE INDEX import_row_reference ON import_row (reference, import_id) WHERE reference <> ''")
    op.execute(
        """CREATE TABLE import_plan (
            headings TEXT NOT NULL PRIMARY KEY, plan TEXT NOT NULL, used_at INTEGER NOT NULL
        ) STRICT"""
    )
