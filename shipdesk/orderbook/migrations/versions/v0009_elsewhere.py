"""Shipments made elsewhere stand beside our own under one reference, each of them once."""

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.execute("ALTER TABLE booking ADD COLUMN elsewhere_id TEXT NOT NULL DEFAULT ''")
    op.execute(
        """CREATE TABLE elsewhere (
            booking_id INTEGER NOT NULL PRIMARY KEY REFERENCES booking (id),
            link TEXT NOT NULL,
            changed_at INTEGER NOT NULL
        ) STRICT"""
    )
    op.execute("DROP INDEX booking_key")
    op.execute("DROP INDEX booking_live")
    op.execute(
        "CREATE UNIQUE INDEX booking_key ON booking (reference, generation) WHERE reference <> '' AND elsewhere_id = ''"
    )
    op.execute(
        """CREATE UNIQUE INDEX booking_live ON booking (reference)
        WHERE state IN ('accepted', 'booked', 'conflict', 'in_doubt', 'needs_person', 'queued', 'sending')
        AND elsewhere_id = ''"""
    )
    op.execute("CREATE UNIQUE INDEX booking_elsewhere ON booking (source, elsewhere_id) WHERE elsewhere_id <> ''")
    op.execute(
        "CREATE INDEX booking_elsewhere_reference ON booking (reference) WHERE reference <> '' AND elsewhere_id <> ''"
    )
