"""The library: what is used again and again. A card for each sender, receiver, box, product, preset and place code.

`core.cards` says what a card of each kind holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from shipdesk.core.cards import KINDS, CardKind
from shipdesk.core.numbers import read_decimal


@dataclass(frozen=True, slots=True)
class Card:
    """One card. `values` holds what is filled in, by the names of its kind's fields; a flag is `true` or not there."""

    kind: CardKind
    values: Mapping[str, str]
    id: int = 0
    by_hand: bool = False
    """A person wrote or changed it: what is shipped later does not change it any more."""
    uses: int = 0
    """With how many bookings it went out."""
    used_at: datetime | None = None

    def text(self, name: str) -> str:
        """What stands there; empty where nothing does."""
        return self.values.get(name, "")

    def number(self, name: str) -> Decimal | None:
        """The decimal that stands there."""
        return read_decimal(self.values[name]) if self.values.get(name) else None

    @property
    def title(self) -> str:
        """What it is called in a list."""
        return self.text(KINDS[self.kind].columns[0])

    @property
    def detail(self) -> str:
        """The rest of what a list shows of it, on one line."""
        rest = (self.text(name).replace("\n", ", ") for name in KINDS[self.kind].columns[1:])
        return " · ".join(part for part in rest if part and part != "true")


@dataclass(frozen=True, slots=True)
class Learned:
    """What one shipment tells of one card. `known_only`: a card that is not there is not made."""

    kind: CardKind
    values: Mapping[str, str]
    known_only: bool = False


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one booking teaches. The same one again teaches nothing."""

    booking_id: int
    at: datetime
    """When it was made: of two that differ, the later one holds."""
    cards: tuple[Learned, ...]


class Library(Protocol):
    """The cards. Every call blocks and is safe from any thread; every changing call is durable when it returns."""

    def suggest(self, kind: CardKind, text: str, most: int) -> list[Card]:
        """The cards that hold every word of `text`, the last one perhaps unfinished.

        Those whose name begins with it come first, and of each the commonest.
        """

    def card(self, kind: CardKind, values: Mapping[str, str]) -> Card | None:
        """The card with the identity of these values."""

    def ids(self, kind: CardKind, text: str = "") -> list[int]:
        """All that hold `text`, the commonest first."""

    def cards(self, ids: Sequence[int]) -> list[Card]:
        """These, in this order; without what is gone."""

    def counts(self) -> Mapping[CardKind, int]:
        """How many there are of each kind."""

    def save(self, kind: CardKind, values: Mapping[str, str], card_id: int = 0) -> Card:
        """A person's card: a new one, or the one of that id changed.

        Raises:
            InputError: a value will not do (`checked_values`).
            ConflictError: another card is the same sender, product, box…; or it was taken out meanwhile.
        """

    def remove(self, card_id: int) -> Card | None:
        """Take a card out; what it was."""

    def restore(self, card: Card) -> Card:
        """Put a card back as it was before `remove` or `save`. Raises `ConflictError` when its place is taken."""

    def put_all(self, kind: CardKind, rows: Iterable[Mapping[str, str]]) -> int:
        """A person's cards from a file, already checked; those of the same identity are replaced. How many."""

    def learn(self, lessons: Sequence[Lesson]) -> int:
        """Take in what bookings tell; how many of them told something new. Cards made by hand stay as they are."""
