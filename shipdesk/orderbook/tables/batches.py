"""Many orders booked as one piece of work."""

from __future__ import annotations

from sqlalchemy import Index, Text, text
from sqlmodel import Field, SQLModel

from shipdesk.orderbook.tables.common import STRICT


class BatchRow(SQLModel, table=True):
    """Many orders booked as one piece of work (`core.batches.Batch`); it is open until `ended_at` is set."""

    __tablename__ = "batch"
    __table_args__ = (Index("batch_open", "id", sqlite_where=text("ended_at IS NULL")), STRICT)

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
        STRICT,
    )

    batch_id: int = Field(primary_key=True, foreign_key="batch.id")
    place: int = Field(primary_key=True)
    booking_id: int = Field(foreign_key="booking.id")
    before: str = Field(sa_type=Text)
    stage: str = Field(sa_type=Text)
    print: str = Field(sa_type=Text)
    sentence: str = Field(sa_type=Text)
