"""The file itself: what it is, and what it cannot know."""

from __future__ import annotations

from sqlalchemy import Text
from sqlmodel import Field, SQLModel

from shipdesk.orderbook.tables.common import STRICT


class Book(SQLModel, table=True):
    """One row about the whole file. `epoch` changes when it is restored; `revision` grows with every change."""

    __tablename__ = "book"
    __table_args__ = STRICT

    id: int = Field(primary_key=True)
    epoch: str = Field(sa_type=Text)
    revision: int


class Gap(SQLModel, table=True):
    """What a restored backup cannot know (`restore.py`): booking stays shut until a person has said it.

    With a `booking_id`: what became of that one, said by resolving it. Without: what else was sent after `since`,
    the moment of the backup, said by whoever has compared the carriers' own lists.
    """

    __tablename__ = "gap"
    __table_args__ = STRICT

    id: int | None = Field(default=None, primary_key=True)
    booking_id: int | None = Field(default=None, foreign_key="booking.id")
    since: int
    closed_at: int | None
    who: str = Field(sa_type=Text)
    why: str = Field(sa_type=Text)
