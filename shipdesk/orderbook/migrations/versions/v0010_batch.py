"""Batches: many orders booked and printed as one piece of work, to be gone on with after a stop."""

from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.execute(
        """CREATE TABLE batch (
            id INTEGER NOT NULL PRIMARY KEY,
            made_at INTEGER NOT NULL,
            who TEXT NOT NULL,
            print_order TEXT NOT NULL,
            prints INTEGER NOT NULL,
            accepted TEXT NOT NULL,
            standing TEXT NOT NULL,
            note TEXT NOT NULL,
            ended_at INTEGER
        ) STRICT"""
    )
    op.execute(
        """CREATE TABLE batch_line (
            batch_id INTEGER NOT NULL REFERENCES batch (id),
            place INTEGER NOT NULL,
            booking_id INTEGER NOT NULL REFERENCES booking (id),
            before TEXT NOT NULL,
            stage TEXT NOT NULL,
            print TEXT NOT NULL,
            sentence TEXT NOT NULL,
            PRIMARY KEY (batch_id, place)
        ) STRICT"""
    )
    op.execute("CREATE INDEX batch_open ON batch (id) WHERE ended_at IS NULL")
    op.execute("CREATE INDEX batch_line_left ON batch_line (batch_id, place) WHERE stage IN ('waiting', 'queued')")
