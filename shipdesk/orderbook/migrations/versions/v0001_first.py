"""The first schema."""

import uuid

from alembic import op

revision = "0001"
down_revision = None

TABLES = (
    """CREATE TABLE book (
        id INTEGER NOT NULL PRIMARY KEY, epoch TEXT NOT NULL, revision INTEGER NOT NULL
    ) STRICT""",
    """CREATE TABLE booking (
        id INTEGER NOT NULL PRIMARY KEY,
        reference TEXT COLLATE NOCASE NOT NULL,
        generation INTEGER NOT NULL,
        carrier TEXT NOT NULL,
        service TEXT NOT NULL,
        state TEXT NOT NULL,
        label TEXT NOT NULL,
        tracking_number TEXT COLLATE NOCASE NOT NULL,
        number_reversed TEXT COLLATE NOCASE NOT NULL,
        status TEXT NOT NULL,
        status_at INTEGER,
        carrier_status TEXT NOT NULL,
        receiver TEXT NOT NULL,
        country TEXT NOT NULL,
        pieces INTEGER NOT NULL,
        source TEXT NOT NULL,
        note TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        version INTEGER NOT NULL,
        tries INTEGER NOT NULL,
        due_at INTEGER,
        owner TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE form (
        booking_id INTEGER NOT NULL PRIMARY KEY REFERENCES booking (id), shipment TEXT NOT NULL, problems TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE frozen (
        booking_id INTEGER NOT NULL PRIMARY KEY REFERENCES booking (id),
        carrier TEXT NOT NULL,
        reference TEXT NOT NULL,
        operation TEXT NOT NULL,
        payload TEXT NOT NULL,
        notes TEXT NOT NULL,
        digest TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE attempt (
        id INTEGER NOT NULL PRIMARY KEY,
        booking_id INTEGER NOT NULL REFERENCES booking (id),
        kind TEXT NOT NULL,
        started_at INTEGER NOT NULL,
        ended_at INTEGER,
        verdict TEXT NOT NULL,
        words TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE exchange (
        id INTEGER NOT NULL PRIMARY KEY,
        attempt_id INTEGER NOT NULL REFERENCES attempt (id),
        started_at INTEGER NOT NULL,
        duration_ms INTEGER NOT NULL,
        method TEXT NOT NULL,
        url TEXT NOT NULL,
        request_headers TEXT NOT NULL,
        request_body TEXT NOT NULL,
        status INTEGER NOT NULL,
        response_headers TEXT NOT NULL,
        response_body TEXT NOT NULL,
        error TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE move (
        id INTEGER NOT NULL PRIMARY KEY,
        booking_id INTEGER NOT NULL REFERENCES booking (id),
        time INTEGER NOT NULL,
        before TEXT NOT NULL,
        after TEXT NOT NULL,
        who TEXT NOT NULL,
        why TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE event (
        id INTEGER NOT NULL PRIMARY KEY,
        booking_id INTEGER NOT NULL REFERENCES booking (id),
        digest TEXT NOT NULL,
        time INTEGER,
        status TEXT NOT NULL,
        text TEXT NOT NULL,
        source TEXT NOT NULL,
        code TEXT NOT NULL,
        leg TEXT NOT NULL,
        link TEXT NOT NULL,
        UNIQUE (booking_id, digest)
    ) STRICT""",
    """CREATE TABLE document (
        id INTEGER NOT NULL PRIMARY KEY,
        booking_id INTEGER NOT NULL REFERENCES booking (id),
        kind TEXT NOT NULL,
        media_type TEXT NOT NULL,
        size INTEGER NOT NULL,
        digest TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        content BLOB NOT NULL
    ) STRICT""",
    # search.py says what stands in which column. No copy of the text is kept: the forms are the text.
    """CREATE VIRTUAL TABLE search USING fts5(
        people, places, numbers, goods, content='', columnsize=0, prefix='1 2 3',
        tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
    )""",
)
INDEXES = (
    "CREATE UNIQUE INDEX booking_key ON booking (reference, generation) WHERE reference <> ''",
    """CREATE UNIQUE INDEX booking_live ON booking (reference)
    WHERE state IN ('accepted', 'booked', 'conflict', 'in_doubt', 'needs_person', 'queued', 'sending')""",
    "CREATE INDEX booking_created ON booking (created_at)",
    "CREATE INDEX booking_state ON booking (state, created_at)",
    "CREATE INDEX booking_carrier ON booking (carrier, created_at)",
    "CREATE INDEX booking_number ON booking (tracking_number)",
    "CREATE INDEX booking_number_reversed ON booking (number_reversed)",
    "CREATE INDEX booking_label_pending ON booking (carrier, due_at) WHERE label = 'pending'",
    "CREATE INDEX attempt_booking ON attempt (booking_id)",
    "CREATE INDEX exchange_attempt ON exchange (attempt_id)",
    "CREATE INDEX move_booking ON move (booking_id)",
    "CREATE INDEX document_booking ON document (booking_id)",
)


def upgrade() -> None:
    for statement in (*TABLES, *INDEXES):
        op.execute(statement)
    op.execute(f"INSERT INTO book (id, epoch, revision) VALUES (1, '{uuid.uuid4().hex}', 0)")  # noqa: S608 - our own number
