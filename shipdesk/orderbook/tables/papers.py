"""The documents of a booking and their printing."""

from __future__ import annotations

from sqlalchemy import Index, LargeBinary, Text, text
from sqlmodel import Field, SQLModel

from shipdesk.orderbook.tables.common import STRICT


class DocumentRow(SQLModel, table=True):
    """A file with its bytes, which stand last: listing documents does not read them."""

    __tablename__ = "document"
    __table_args__ = (Index("document_booking", "booking_id"), STRICT)

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
        STRICT,
    )

    id: int | None = Field(default=None, primary_key=True)
    booking_id: int = Field(foreign_key="booking.id")
    copy_number: int
    target: str = Field(sa_type=Text)
    job: str = Field(sa_type=Text)
    sent_at: int
    word: str = Field(sa_type=Text)
    reason: str = Field(sa_type=Text)
