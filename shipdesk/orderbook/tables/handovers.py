"""Hand-overs to a carrier's driver."""

from __future__ import annotations

from sqlalchemy import Index, LargeBinary, Text, text
from sqlmodel import Field, SQLModel

from shipdesk.orderbook.tables.common import STRICT


class HandoverRow(SQLModel, table=True):
    """A hand-over to a carrier's driver (`core.handover`); the signed manifest stands last."""

    __tablename__ = "handover"
    __table_args__ = (
        Index("handover_open", "carrier", unique=True, sqlite_where=text("closed_at IS NULL")),
        Index("handover_closed", "closed_at"),
        STRICT,
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
        STRICT,
    )

    id: int | None = Field(default=None, primary_key=True)
    handover_id: int = Field(foreign_key="handover.id")
    booking_id: int | None = Field(foreign_key="booking.id")
    text: str = Field(sa_type=Text)
    verdict: str = Field(sa_type=Text)
    sentence: str = Field(sa_type=Text)
    time: int
    who: str = Field(sa_type=Text)
