"""Printings of labels, each with what its printer said; and which labels nobody has seen on paper yet."""

from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.execute(
        """CREATE TABLE print (
            id INTEGER NOT NULL PRIMARY KEY,
            booking_id INTEGER NOT NULL REFERENCES booking (id),
            copy_number INTEGER NOT NULL,
            target TEXT NOT NULL,
            job TEXT NOT NULL,
            sent_at INTEGER NOT NULL,
            word TEXT NOT NULL,
            reason TEXT NOT NULL
        ) STRICT"""
    )
    op.execute("CREATE INDEX print_booking ON print (booking_id)")
    op.execute("CREATE INDEX print_open ON print (id) WHERE word IN ('printing', 'queued', 'stopped')")
    op.execute(
        "CREATE INDEX booking_unseen ON booking (booked_at) "
        "WHERE state = 'booked' AND label IN ('printed', 'sent', 'stored')"
    )
