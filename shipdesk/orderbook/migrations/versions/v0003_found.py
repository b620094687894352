"""What a carrier showed of its own is kept, and what a person let go of is looked for."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.execute(
        """CREATE TABLE found (
            attempt_id INTEGER NOT NULL PRIMARY KEY REFERENCES attempt (id),
            number TEXT NOT NULL,
            reference TEXT NOT NULL,
            receiver TEXT NOT NULL,
            country TEXT NOT NULL,
            created_at INTEGER
        ) STRICT"""
    )
    op.execute("CREATE INDEX booking_watched ON booking (carrier, due_at) WHERE state = 'void' AND due_at IS NOT NULL")
