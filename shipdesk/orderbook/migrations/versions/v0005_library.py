"""The library: cards with their full-text index, and which bookings they were learned from."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.execute(
        """CREATE TABLE card (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL,
            identity TEXT NOT NULL,
            content TEXT NOT NULL,
            by_hand INTEGER NOT NULL,
            uses INTEGER NOT NULL,
            used_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            UNIQUE (kind, identity)
        ) STRICT"""
    )
    op.execute("CREATE INDEX card_used ON card (kind, uses DESC, used_at DESC, id)")
    op.execute(
        """CREATE TABLE lesson (
            booking_id INTEGER NOT NULL PRIMARY KEY REFERENCES booking (id), digest TEXT NOT NULL
        ) STRICT"""
    )
    # library.py says what stands in which column. No copy of the text is kept: the cards are the text.
    op.execute(
        """CREATE VIRTUAL TABLE search_card USING fts5(
            kind, words, content='', columnsize=0, prefix='1 2 3',
            tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
        )"""
    )
