"""The schema. Times are whole microseconds since 1970 in UTC; texts that are not there are empty.

Tables are STRICT. What a list shows stands in `booking`, which is kept narrow; the wide texts stand beside it.
The full-text table `search` is SQLite's own and is made by the migrations (`search.py` says what it holds).
"""

from __future__ import annotations

from sqlalchemy import Index, LargeBinary, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from shipdesk.core.states import LIVE
from shipdesk.orderbook.values import ELSEWHERE, OWN, UNDER_WAY

_STRICT = {"sqlite_strict": True}
_LIVE = ", ".join(f"'{state}'" for state in sorted(LIVE))
_NUMBER = Text(collation="NOCASE")


class Book(SQLModel, table=True):
    """One row about the whole file. `epoch` changes when it is restored; `revision` grows with every change."""

    __tablename__ = "book"
    __table_args__ = _STRICT

    id: int = Field(primary_key=True)
    epoch: str = Field(sa_type=Text)
    revision: int


class Booking(SQLModel, table=True):
    """One booking: a shipment under one generation of its reference.

    References and tracking numbers compare without regard to case: `ref1` and `REF1` are one order.
    """

    __tablename__ = "booking"
    __table_args__ = (
        Index("booking_key", "reference", "generation", unique=True, sqlite_where=text(f"reference <> '' AND {OWN}")),
        Index("booking_live", "reference", unique=True, sqlite_where=text(f"state IN ({_LIVE}) AND {OWN}")),
        Index("booking_elsewhere", "source", "elsewhere_id", unique=True, sqlite_where=text(ELSEWHERE)),
        Index("booking_elsewhere_reference", "reference", sqlite_where=text(f"reference <> '' AND {ELSEWHERE}")),
        Index("booking_created", "created_at"),
        Index("booking_state", "state", "created_at"),
        Index("booking_carrier", "carrier", "created_at"),
        Index("booking_number", "tracking_number"),
        Index("booking_number_reversed", "number_reversed"),
        Index("booking_label_pending", "carrier", "due_at", sqlite_where=text("label = 'pending'")),
        Index(
            "booking_watched",
            "carrier",
            "due_at",
            sqlite_where=text("state = 'void' AND due_at IS NOT NULL"),
        ),
        # All that the Tracking screen filters, sorts and counts by: the table itself is not read.
        Index(
            "booking_under_way",
            "carrier",
            "status",
            "leg",
            "status_at",
            "booked_at",
            "created_at",
            "state",
            sqlite_where=text(UNDER_WAY),
        ),
        Index("booking_ask", "carrier", "ask_at", sqlite_where=text(UNDER_WAY)),
        Index(
            "booking_unseen",
            "booked_at",
            sqlite_where=text("state = 'booked' AND label IN ('printed', 'sent', 'stored')"),
        ),
        _STRICT,
    )

    id: int | None = Field(default=None, primary_key=True)
    reference: str = Field(sa_type=_NUMBER)
    generation: int
    carrier: str = Field(sa_type=Text)
    service: str = Field(sa_type=Text)
    state: str = Field(sa_type=Text)
    label: str = Field(sa_type=Text)
    tracking_number: str = Field(sa_type=_NUMBER)
    number_reversed: str = Field(sa_type=_NUMBER)
    """The tracking number backwards, so that its last digits are a range of an index too."""
    status: str = Field(sa_type=Text)
    status_at: int | None
    """When the event happened that `status` comes from."""
    leg: str = Field(sa_type=Text, sa_column_kwargs={"server_default": ""})
    """The part of the way that event belongs to, where the carrier says one."""
    booked_at: int | None
    ask_at: int = Field(sa_column_kwargs={"server_default": text("0")})
    """When the carrier is to be asked for news again; 0 where it never was."""
    carrier_status: str = Field(sa_type=Text)
    receiver: str = Field(sa_type=Text)
    country: str = Field(sa_type=Text)
    pieces: int
    source: str = Field(sa_type=Text)
    note: str = Field(sa_type=Text)
    created_at: int
    updated_at: int
    version: int
    tries: int
    due_at: int | None
    owner: str = Field(sa_type=Text)
    """While `sending`: the process that waits for the answer."""
    elsewhere_id: str = Field(sa_type=Text, sa_column_kwargs={"server_default": ""})
    """The id that `source` gave a shipment made elsewhere; empty for what was made here."""


class Elsewhere(SQLModel, table=True):
    """What is told of a shipment that was made elsewhere and stands in no form."""

    __tablename__ = "elsewhere"
    __table_args__ = _STRICT

    booking_id: int = Field(primary_key=True, foreign_key="booking.id")
    link: str = Field(sa_type=Text)
    changed_at: int
    """How new that is by its sender's own words; 0 where it does not say."""


class Form(SQLModel, table=True):
    """The shipment as canonical JSON, and the problems that were found or accepted."""

    __tablename__ = "form"
    __table_args__ = _STRICT

    booking_id: int = Field(primary_key=True, foreign_key="booking.id")
    shipment: str = Field(sa_type=Text)
    problems: str = Field(sa_type=Text)


class FrozenRequest(SQLModel, table=True):
    """The request as it goes out on every attempt. `digest` is `core.carrier.Frozen.digest`."""

    __tablename__ = "frozen"
    __table_args__ = _STRICT

    booking_id: int = Field(primary_key=True, foreign_key="booking.id")
    carrier: str = Field(sa_type=Text)
    reference: str = Field(sa_type=Text)
    operation: str = Field(sa_type=Text)
    payload: str = Field(sa_type=Text)
    notes: str = Field(sa_type=Text)
    digest: str = Field(sa_type=Text)


class AttemptRow(SQLModel, table=True):
    """One try at the carrier; `ended_at` is missing while it runs."""

    __tablename__ = "attempt"
    __table_args__ = (Index("attempt_booking", "booking_id"), _STRICT)

    id: int | None = Field(default=None, primary_key=True)
    booking_id: int = Field(foreign_key="booking.id")
    kind: str = Field(sa_type=Text)
    started_at: int
    ended_at: int | None
    verdict: str = Field(sa_type=Text)
    words: str = Field(sa_type=Text)


class FoundRow(SQLModel, table=True):
    """What the carrier showed of its own in an attempt, in the words of `core.carrier.Found`."""

    __tablename__ = "found"
    __table_args__ = _STRICT

    attempt_id: int = Field(primary_key=True, foreign_key="attempt.id")
    number: str = Field(sa_type=Text)
    reference: str = Field(sa_type=Text)
    receiver: str = Field(sa_type=Text)
    country: str = Field(sa_type=Text)
    created_at: int | None


class ExchangeRow(SQLModel, table=True):
    """One request and its answer, in the words of `core.exchange.Exchange`."""

    __tablename__ = "exchange"
    __table_args__ = (Index("exchange_attempt", "attempt_id"), _STRICT)

    id: int | None = Field(default=None, primary_key=True)
    attempt_id: int = Field(foreign_key="attempt.id")
    started_at: int
    duration_ms: int
    method: str = Field(sa_type=Text)
    url: str = Field(sa_type=Text)
    request_headers: str = Field(sa_type=Text)
    request_body: str = Field(sa_type=Text)
    status: int
    response_headers: str = Field(sa_type=Text)
    response_body: str = Field(sa_type=Text)
    error: str = Field(sa_type=Text)


class MoveRow(SQLModel, table=True):
    """One line of the history."""

    __tablename__ = "move"
    __table_args__ = (Index("move_booking", "booking_id"), _STRICT)

    id: int | None = Field(default=None, primary_key=True)
    booking_id: int = Field(foreign_key="booking.id")
    time: int
    before: str = Field(sa_type=Text)
    after: str = Field(sa_type=Text)
    who: str = Field(sa_type=Text)
    why: str = Field(sa_type=Text)


class EventRow(SQLModel, table=True):
    """One piece of news; `digest` is what makes two of them the same (`news.py`)."""

    __tablename__ = "event"
    __table_args__ = (UniqueConstraint("booking_id", "digest"), _STRICT)

    id: int | None = Field(default=None, primary_key=True)
    booking_id: int = Field(foreign_key="booking.id")
    digest: str = Field(sa_type=Text)
    time: int | None
    status: str = Field(sa_type=Text)
    text: str = Field(sa_type=Text)
    source: str = Field(sa_type=Text)
    code: str = Field(sa_type=Text)
    leg: str = Field(sa_type=Text)
    link: str = Field(sa_type=Text)


class DocumentRow(SQLModel, table=True):
    """A file with its bytes, which stand last: listing documents does not read them."""

    __tablename__ = "document"
    __table_args__ = (Index("document_booking", "booking_id"), _STRICT)

    id: int | None = Field(default=None, primary_key=True)
    booking_id: int = Field(foreign_key="booking.id")
    kind: str = Field(sa_type=Text)
    media_type: str = Field(sa_type=Text)
    size: int
    digest: str = Field(sa_type=Text)
    created_at: int
    content: bytes = Field(sa_type=LargeBinary)


class PrintRow(SQLModel, table=True):
    """One printing of a label, in the words of `core.prints.Job`."""

    __tablename__ = "print"
    __table_args__ = (
        Index("print_booking", "booking_id"),
        Index("print_open", "id", sqlite_where=text("word IN ('printing', 'queued', 'stopped')")),
        _STRICT,
    )

    id: int | None = Field(default=None, primary_key=True)
    booking_id: int = Field(foreign_key="booking.id")
    copy_number: int
    target: str = Field(sa_type=Text)
    job: str = Field(sa_type=Text)
    sent_at: int
    word: str = Field(sa_type=Text)
    reason: str = Field(sa_type=Text)


class Gap(SQLModel, table=True):
    """What a restored backup cannot know (`restore.py`): booking stays shut until a person has said it.

    With a `booking_id`: what became of that one, said by resolving it. Without: what else was sent after `since`,
    the moment of the backup, said by whoever has compared the carriers' own lists.
    """

    __tablename__ = "gap"
    __table_args__ = _STRICT

    id: int | None = Field(default=None, primary_key=True)
    booking_id: int | None = Field(default=None, foreign_key="booking.id")
    since: int
    closed_at: int | None
    who: str = Field(sa_type=Text)
    why: str = Field(sa_type=Text)


class HandoverRow(SQLModel, table=True):
    """A hand-over to a carrier's driver (`core.handover`); the signed manifest stands last."""

    __tablename__ = "handover"
    __table_args__ = (
        Index("handover_open", "carrier", unique=True, sqlite_where=text("closed_at IS NULL")),
        Index("handover_closed", "closed_at"),
        _STRICT,
    )

    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(sa_type=Text)
    carrier: str = Field(sa_type=Text)
    station: str = Field(sa_type=Text)
    opened_at: int
    version: int
    closed_at: int | None
    driver: str = Field(sa_type=Text)
    who: str = Field(sa_type=Text)
    digest: str = Field(sa_type=Text)
    manifest: bytes | None = Field(sa_type=LargeBinary)


class HandoverLine(SQLModel, table=True):
    """One scan of a hand-over: a parcel that goes, or an extra that must not, with its sentence."""

    __tablename__ = "handover_line"
    __table_args__ = (
        Index("handover_line_taken", "handover_id", "booking_id", unique=True, sqlite_where=text("verdict = 'taken'")),
        Index("handover_line_booking", "booking_id"),
        _STRICT,
    )

    id: int | None = Field(default=None, primary_key=True)
    handover_id: int = Field(foreign_key="handover.id")
    booking_id: int | None = Field(foreign_key="booking.id")
    text: str = Field(sa_type=Text)
    verdict: str = Field(sa_type=Text)
    sentence: str = Field(sa_type=Text)
    time: int
    who: str = Field(sa_type=Text)


class InboundRow(SQLModel, table=True):
    """One delivery of a webhook, in the words of `core.inbound.Received`; its bytes stand last."""

    __tablename__ = "inbound"
    __table_args__ = (
        UniqueConstraint("source", "identity"),
        Index("inbound_working", "working", "id"),
        Index("inbound_reference", "reference", sqlite_where=text("reference <> ''")),
        _STRICT,
    )

    id: int | None = Field(default=None, primary_key=True)
    source: str = Field(sa_type=Text)
    identity: str = Field(sa_type=Text)
    """What makes the same event again the same."""
    token: str = Field(sa_type=Text)
    received_at: int
    working: str = Field(sa_type=Text)
    note: str = Field(sa_type=Text)
    tries: int
    due_at: int | None
    reference: str = Field(sa_type=Text)
    body: bytes = Field(sa_type=LargeBinary)


class CardRow(SQLModel, table=True):
    """One card of the library: `content` is its values as JSON, `identity` what makes it the same card.

    No number is ever used for a second card, so that one can be put back. `used_at` is 0 while it was never shipped.
    """

    __tablename__ = "card"
    __table_args__ = (
        UniqueConstraint("kind", "identity"),
        Index("card_used", "kind", text("uses DESC"), text("used_at DESC"), "id"),
        _STRICT | {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(sa_type=Text)
    identity: str = Field(sa_type=Text)
    content: str = Field(sa_type=Text)
    by_hand: int
    uses: int
    used_at: int
    updated_at: int


class LessonRow(SQLModel, table=True):
    """A booking that the library has learned from, and a digest of what it told."""

    __tablename__ = "lesson"
    __table_args__ = _STRICT

    booking_id: int = Field(primary_key=True, foreign_key="booking.id")
    digest: str = Field(sa_type=Text)


class BatchRow(SQLModel, table=True):
    """Many orders booked as one piece of work (`core.batches.Batch`); it is open until `ended_at` is set."""

    __tablename__ = "batch"
    __table_args__ = (Index("batch_open", "id", sqlite_where=text("ended_at IS NULL")), _STRICT)

    id: int | None = Field(default=None, primary_key=True)
    made_at: int
    who: str = Field(sa_type=Text)
    print_order: str = Field(sa_type=Text)
    prints: int
    accepted: str = Field(sa_type=Text)
    standing: str = Field(sa_type=Text)
    note: str = Field(sa_type=Text)
    ended_at: int | None


class BatchLineRow(SQLModel, table=True):
    """One order of a batch, in the words of `core.batches.BatchLine`; `before` is where its booking stood."""

    __tablename__ = "batch_line"
    __table_args__ = (
        Index("batch_line_left", "batch_id", "place", sqlite_where=text("stage IN ('waiting', 'queued')")),
        _STRICT,
    )

    batch_id: int = Field(primary_key=True, foreign_key="batch.id")
    place: int = Field(primary_key=True)
    booking_id: int = Field(foreign_key="booking.id")
    before: str = Field(sa_type=Text)
    stage: str = Field(sa_type=Text)
    print: str = Field(sa_type=Text)
    sentence: str = Field(sa_type=Text)


class ImportFile(SQLModel, table=True):
    """A file on its way into the book (`core.imports.Import`); `form` and `plan` are JSON."""

    __tablename__ = "import_file"
    __table_args__ = _STRICT

    id: int | None = Field(default=None, primary_key=True)
    path: str = Field(sa_type=Text)
    name: str = Field(sa_type=Text)
    digest: str = Field(sa_type=Text)
    size: int
    form: str = Field(sa_type=Text)
    plan: str = Field(sa_type=Text)
    aim: str = Field(sa_type=Text)
    accept: int
    watched: int
    stage: str = Field(sa_type=Text)
    position: int
    note: str = Field(sa_type=Text)
    created_at: int


class ImportedRow(SQLModel, table=True):
    """A shipment of such a file. What its booking will be made of stands ready, and is emptied once it is taken."""

    __tablename__ = "import_row"
    __table_args__ = (
        Index("import_row_standing", "import_id", "standing"),
        Index("import_row_reference", "reference", "import_id", sqlite_where=text("reference <> ''")),
        _STRICT,
    )

    id: int | None = Field(default=None, primary_key=True)
    import_id: int = Field(foreign_key="import_file.id")
    row: int
    standing: str = Field(sa_type=Text)
    reference: str = Field(sa_type=_NUMBER)
    digest: str = Field(sa_type=Text)
    data: str = Field(sa_type=Text)
    unread: str = Field(sa_type=Text)
    problems: str = Field(sa_type=Text)
    shipment: str = Field(sa_type=Text)
    carrier: str = Field(sa_type=Text)
    service: str = Field(sa_type=Text)
    receiver: str = Field(sa_type=Text)
    country: str = Field(sa_type=Text)
    pieces: int
    people: str = Field(sa_type=Text)
    places: str = Field(sa_type=Text)
    numbers: str = Field(sa_type=Text)
    goods: str = Field(sa_type=Text)
    booking_id: int
    """0 until it is taken."""


class ImportPlan(SQLModel, table=True):
    """How the columns of such headings were read last (JSON both)."""

    __tablename__ = "import_plan"
    __table_args__ = _STRICT

    headings: str = Field(sa_type=Text, primary_key=True)
    plan: str = Field(sa_type=Text)
    used_at: int


class OutsideWordRow(SQLModel, table=True):
    """What a sender said last of a booking that he can no longer change (`core.outside.OutsideWord`)."""

    __tablename__ = "outside_word"
    __table_args__ = (
        Index("outside_word_open", "said_at", sqlite_where=text("taken_at IS NULL")),
        _STRICT,
    )

    booking_id: int = Field(primary_key=True, foreign_key="booking.id")
    text: str = Field(sa_type=Text)
    who: str = Field(sa_type=Text)
    said_at: int
    taken_at: int | None = None
