"""All that came in about one order is found at once."""

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.execute("CREATE INDEX inbound_reference ON inbound (reference) WHERE reference <> ''")
