"""What was received from outside."""

from __future__ import annotations

from sqlalchemy import Index, LargeBinary, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from shipdesk.orderbook.tables.common import STRICT


class InboundRow(SQLModel, table=True):
    """One delivery of a webhook, in the words of `core.inbound.Received`; its bytes stand last."""

    __tablename__ = "inbound"
    __table_args__ = (
        UniqueConstraint("source", "identity"),
        Index("inbound_working", "working", "id"),
        Index("inbound_reference", "reference", sqlite_where=text("reference <> ''")),
        STRICT,
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
