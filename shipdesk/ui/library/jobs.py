"""What the Library screen does in the lanes: values in and out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shipdesk.core.cards import CardKind
from shipdesk.ui.widgets.paged import PAGE

if TYPE_CHECKING:
    from shipdesk.core.library import Card
    from shipdesk.usecases.desk import Desk


@dataclass(frozen=True, slots=True)
class Found:
    """The cards of a search: all their numbers, and the first of them read."""

    kind: CardKind
    text: str
    ids: tuple[int, ...]
    first: tuple[Card, ...]
    counts: Mapping[CardKind, int]


@dataclass(frozen=True, slots=True)
class Deed:
    """A card before and after something was done to it; None where there was or is none."""

    before: Card | None
    after: Card | None

    @property
    def kind(self) -> CardKind:
        card = self.after or self.before
        if card is None:
            raise ValueError("a deed without a card")
        return card.kind


def find(desk: Desk, kind: CardKind, text: str) -> Found:
    """Everything of one kind that holds `text`."""
    ids = desk.library.ids(kind, text)
    return Found(kind, text, tuple(ids), tuple(desk.library.cards(ids[:PAGE])), desk.library.counts())


def save(desk: Desk, kind: CardKind, values: Mapping[str, str], card_id: int) -> Deed:
    """Keep what was typed. Raises as `core.library.Library.save` does."""
    before = next(iter(desk.library.cards([card_id])), None) if card_id else None
    return Deed(before, desk.library.save(kind, values, card_id))


def remove(desk: Desk, card: Card) -> Deed:
    """Take a card out."""
    return Deed(desk.library.remove(card.id) or card, None)


def undo(desk: Desk, deed: Deed) -> Deed:
    """Put back what was before; what was done to do so."""
    if deed.before is not None:
        return Deed(deed.after, desk.library.restore(deed.before))
    return Deed(desk.library.remove(deed.after.id) if deed.after else None, None)
