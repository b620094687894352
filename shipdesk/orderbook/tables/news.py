"""What became of a parcel, and what its sender said of it afterwards."""

from __future__ import annotations

from sqlalchemy import Index, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from shipdesk.orderbook.tables.common import STRICT


class EventRow(SQLModel, table=True):
    """One piece of news; `digest` is what makes two of them the same (`news.py`)."""

    __tablename__ = "event"
    __table_args__ = (UniqueConstraint("booking_id", "digest"), STRICT)

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


class OutsideWordRow(SQLModel, table=True):
    """What a sender said last of a booking that he can no longer change (`core.outside.OutsideWord`)."""

    __tablename__ = "outside_word"
    __table_args__ = (
        Index("outside_word_open", "said_at", sqlite_where=text("taken_at IS NULL")),
        STRICT,
    )

    booking_id: int = Field(primary_key=True, foreign_key="booking.id")
    text: str = Field(sa_type=Text)
    who: str = Field(sa_type=Text)
    said_at: int
    taken_at: int | None = None


class Elsewhere(SQLModel, table=True):
    """What is told of a shipment that was made elsewhere and stands in no form."""

    __tablename__ = "elsewhere"
    __table_args__ = STRICT

    booking_id: int = Field(primary_key=True, foreign_key="booking.id")
    link: str = Field(sa_type=Text)
    changed_at: int
    """How new that is by its sender's own words; 0 where it does not say."""
