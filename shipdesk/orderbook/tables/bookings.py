"""A booking, its form, the request it is sent as, and its history."""

from __future__ import annotations

from sqlalchemy import Index, Text, text
from sqlmodel import Field, SQLModel

from shipdesk.core.states import LIVE
from shipdesk.orderbook.tables.common import NUMBER, STRICT
from shipdesk.orderbook.values import ELSEWHERE, OWN, UNDER_WAY

_LIVE = ", ".join(f"'{state}'" for state in sorted(LIVE))


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
        STRICT,
    )

    id: int | None = Field(default=None, primary_key=True)
    reference: str = Field(sa_type=NUMBER)
    generation: int
    carrier: str = Field(sa_type=Text)
    service: str = Field(sa_type=Text)
    state: str = Field(sa_type=Text)
    label: str = Field(sa_type=Text)
    tracking_number: str = Field(sa_type=NUMBER)
    number_reversed: str = Field(sa_type=NUMBER)
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


class Form(SQLModel, table=True):
    """The shipment as canonical JSON, and the problems that were found or accepted."""

    __tablename__ = "form"
    __table_args__ = STRICT

    booking_id: int = Field(primary_key=True, foreign_key="booking.id")
    shipment: str = Field(sa_type=Text)
    problems: str = Field(sa_type=Text)


class FrozenRequest(SQLModel, table=True):
    """The request as it goes out on every attempt. `digest` is `core.outcomes.Frozen.digest`."""

    __tablename__ = "frozen"
    __table_args__ = STRICT

    booking_id: int = Field(primary_key=True, foreign_key="booking.id")
    carrier: str = Field(sa_type=Text)
    reference: str = Field(sa_type=Text)
    operation: str = Field(sa_type=Text)
    payload: str = Field(sa_type=Text)
    notes: str = Field(sa_type=Text)
    digest: str = Field(sa_type=Text)


class MoveRow(SQLModel, table=True):
    """One line of the history."""

    __tablename__ = "move"
    __table_args__ = (Index("move_booking", "booking_id"), STRICT)

    id: int | None = Field(default=None, primary_key=True)
    booking_id: int = Field(foreign_key="booking.id")
    time: int
    before: str = Field(sa_type=Text)
    after: str = Field(sa_type=Text)
    who: str = Field(sa_type=Text)
    why: str = Field(sa_type=Text)
