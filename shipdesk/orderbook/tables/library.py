"""The library of cards, and what it has learned from."""

from __future__ import annotations

from sqlalchemy import Index, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from shipdesk.orderbook.tables.common import STRICT


class CardRow(SQLModel, table=True):
    """One card of the library: `content` is its values as JSON, `identity` what makes it the same card.

    No number is ever used for a second card, so that one can be put back. `used_at` is 0 while it was never shipped.
    """

    __tablename__ = "card"
    __table_args__ = (
        UniqueConstraint("kind", "identity"),
        Index("card_used", "kind", text("uses DESC"), text("used_at DESC"), "id"),
        STRICT | {"sqlite_autoincrement": True},
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
    __table_args__ = STRICT

    booking_id: int = Field(primary_key=True, foreign_key="booking.id")
    digest: str = Field(sa_type=Text)
