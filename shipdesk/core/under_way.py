"""Parcels on their way: booked, and not yet at their end. What is asked of the order book about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, Protocol

from shipdesk.core.statuses import Status

if TYPE_CHECKING:
    from shipdesk.core.records import Row

#: Somebody has to look after it.
TROUBLED = frozenset({Status.EXCEPTION, Status.DELIVERY_FAILED, Status.REJECTED, Status.RETURNING})


class Parcel(NamedTuple):
    """One parcel on its way. Times are aware, in UTC."""

    row: Row
    booked_at: datetime
    news_at: datetime | None
    """When the last news happened; None while there is none."""
    leg: str
    """The part of the way that the last news belongs to, where the carrier says one (`LAST_MILE`)."""
    words: str
    """The last news in the carrier's own words."""

    @property
    def since(self) -> datetime:
        """Since when nothing else was heard of it."""
        return self.news_at or self.booked_at


class Limit(NamedTuple):
    """Silent too long is a parcel of this carrier on this leg whose last news is older than `before`.

    An empty leg is every leg that has no limit of its own.
    """

    carrier: str
    leg: str
    before: datetime


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which parcels on their way; empty parts do not narrow it."""

    carrier: str = ""
    statuses: frozenset[str] = frozenset()
    """Of `core.statuses.Status`; empty text among them is no news yet."""
    leg: str = ""
    troubled: bool = False
    silent: tuple[Limit, ...] | None = None
    """Only those that are silent too long, by these limits."""


class Cell(NamedTuple):
    """How many parcels of a status were booked so many whole days ago. A leg where the carrier says one."""

    carrier: str
    status: str
    leg: str
    days: int
    silent: bool
    parcels: int


class UnderWay(Protocol):
    """The order book's parcels on their way. Safe from any thread; changing calls are one durable transaction."""

    def on_the_way(self, wanted: Wanted) -> Sequence[int]:
        """The ids of all of these: what went wrong first, then by their last news, the longest silent first."""

    def parcels(self, ids: Sequence[int]) -> list[Parcel]:
        """These, in the order given. One that is not on its way any more is still told; one that is gone is not."""

    def cells(self, now: datetime, limits: Sequence[Limit], most_days: int) -> list[Cell]:
        """All that is on its way, counted; `most_days` stands for that many days and more."""

    def to_ask(self, carrier: str, now: datetime, most: int) -> list[Parcel]:
        """Parcels of which this carrier is to be asked now, the longest due first; those never asked before all."""

    def ask_again(self, due: Mapping[int, datetime]) -> None:
        """When to ask for each next, by id. Moves no version and no revision: no list shows it."""
