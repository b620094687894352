"""What a restored backup cannot know, and a person has to say."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute(
        """CREATE TABLE gap (
            id INTEGER NOT NULL PRIMARY KEY,
            booking_id INTEGER REFERENCES booking (id),
            since INTEGER NOT NULL,
            closed_at INTEGER,
            who TEXT NOT NULL,
            why TEXT NOT NULL
        ) STRICT"""
    )
