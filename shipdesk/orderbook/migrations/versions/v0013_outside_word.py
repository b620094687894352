"""What somebody outside said of a booking that is no longer his to change, until a person has taken it."""

from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.execute(
        """CREATE TABLE outside_word (
            booking_id INTEGER NOT NULL PRIMARY KEY REFERENCES booking (id),
            text TEXT NOT NULL,
            who TEXT NOT NULL,
            said_at INTEGER NOT NULL,
            taken_at INTEGER
        ) STRICT"""
    )
    op.execute("CREATE INDEX outside_word_open ON outside_word (said_at) WHERE taken_at IS NULL")
