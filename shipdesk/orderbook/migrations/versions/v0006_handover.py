"""Hand-overs to a carrier's driver, and every scan of them."""

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.execute(
        """CREATE TABLE handover (
            id INTEGER NOT NULL PRIMARY KEY,
            number TEXT NOT NULL,
            carrier TEXT NOT NULL,
            station TEXT NOT NULL,
            opened_at INTEGER NOT NULL,
            version INTEGER NOT NULL,
            closed_at INTEGER,
            driver TEXT NOT NULL,
            who TEXT NOT NULL,
            digest TEXT NOT NULL,
            manifest BLOB
        ) STRICT"""
    )
    op.execute("CREATE UNIQUE INDEX handover_open ON handover (carrier) WHERE closed_at IS NULL")
    op.execute("CREATE INDEX handover_closed ON handover (closed_at)")
    op.execute(
        """CREATE TABLE handover_line (
            id INTEGER NOT NULL PRIMARY KEY,
            handover_id INTEGER NOT NULL REFERENCES handover (id),
            booking_id INTEGER REFERENCES booking (id),
            text TEXT NOT NULL,
            verdict TEXT NOT NULL,
            sentence TEXT NOT NULL,
            time INTEGER NOT NULL,
            who TEXT NOT NULL
        ) STRICT"""
    )
    op.execute(
        "CREATE UNIQUE INDEX handover_line_taken ON handover_line (handover_id, booking_id) WHERE verdict = 'taken'"
    )
    op.execute("CREATE INDEX handover_line_booking ON handover_line (booking_id)")
