"""What came in by webhooks, as it came, and what came of it."""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.execute(
        """CREATE TABLE inbound (
            id INTEGER NOT NULL PRIMARY KEY,
            source TEXT NOT NULL,
            identity TEXT NOT NULL,
            token TEXT NOT NULL,
            received_at INTEGER NOT NULL,
            working TEXT NOT NULL,
            note TEXT NOT NULL,
            tries INTEGER NOT NULL,
            due_at INTEGER,
            reference TEXT NOT NULL,
            body BLOB NOT NULL,
            UNIQUE (source, identity)
        ) STRICT"""
    )
    op.execute("CREATE INDEX inbound_working ON inbound (working, id)")
