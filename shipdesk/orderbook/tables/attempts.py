"""The tries at a carrier and what was said in them."""

from __future__ import annotations

from sqlalchemy import Index, Text
from sqlmodel import Field, SQLModel

from shipdesk.orderbook.tables.common import STRICT


class AttemptRow(SQLModel, table=True):
    """One try at the carrier; `ended_at` is missing while it runs."""

    __tablename__ = "attempt"
    __table_args__ = (Index("attempt_booking", "booking_id"), STRICT)

    id: int | None = Field(default=None, primary_key=True)
    booking_id: int = Field(foreign_key="booking.id")
    kind: str = Field(sa_type=Text)
    started_at: int
    ended_at: int | None
    verdict: str = Field(sa_type=Text)
    words: str = Field(sa_type=Text)


class FoundRow(SQLModel, table=True):
    """What the carrier showed of its own in an attempt, in the words of `core.outcomes.Found`."""

    __tablename__ = "found"
    __table_args__ = STRICT

    attempt_id: int = Field(primary_key=True, foreign_key="attempt.id")
    number: str = Field(sa_type=Text)
    reference: str = Field(sa_type=Text)
    receiver: str = Field(sa_type=Text)
    country: str = Field(sa_type=Text)
    created_at: int | None


class ExchangeRow(SQLModel, table=True):
    """One request and its answer, in the words of `core.exchange.Exchange`."""

    __tablename__ = "exchange"
    __table_args__ = (Index("exchange_attempt", "attempt_id"), STRICT)

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
