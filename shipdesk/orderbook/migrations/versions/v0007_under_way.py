"""Parcels on their way: since when, on which leg, and when their carrier is asked for news again."""

from alembic import op

revision = "0007"
down_revision = "0006"

_UNDER_WAY = "state = 'booked' AND status NOT IN ('delivered', 'returned')"


def upgrade() -> None:
    for column in ("leg TEXT NOT NULL DEFAULT ''", "booked_at INTEGER", "ask_at INTEGER NOT NULL DEFAULT 0"):
        op.execute(f"ALTER TABLE booking ADD COLUMN {column}")
    op.execute(
        "UPDATE booking SET booked_at = "
        "(SELECT max(time) FROM move WHERE booking_id = booking.id AND after = 'booked') WHERE state = 'booked'"
    )
    op.execute(
        "UPDATE booking SET leg = coalesce((SELECT leg FROM event WHERE booking_id = booking.id "
        "AND time = booking.status_at AND status = booking.status ORDER BY id DESC LIMIT 1), '') "
        "WHERE state = 'booked' AND status_at IS NOT NULL"
    )
    op.execute(
        "CREATE INDEX booking_under_way ON booking "
        f"(carrier, status, leg, status_at, booked_at, created_at, state) WHERE {_UNDER_WAY}"
    )
    op.execute(f"CREATE INDEX booking_ask ON booking (carrier, ask_at) WHERE {_UNDER_WAY}")
