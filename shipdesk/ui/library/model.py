"""The rows of one kind of card. All their numbers are there at once; a card is read when it is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QTimer, Signal

from shipdesk.core.cards import KINDS, CardKind
from shipdesk.core.fields import Kind as FieldKind
from shipdesk.ui.library.jobs import PAGE
from shipdesk.ui.theme.tokens import S
from shipdesk.ui.widgets.columns import Column, Kind
from shipdesk.ui.widgets.rows import Record, RowsModel
from shipdesk.workers.lanes import FIND, Lanes, Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shipdesk.core.library import Card, Library

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_CONTEXT = "Library"
_CODES = frozenset({"sku", "hs_code", "code", "postcode"})
_KINDS = {FieldKind.DECIMAL: Kind.NUMBER, FieldKind.WHOLE: Kind.NUMBER}
#: Takes the room that is left, where a kind has it; else its title does.
_STRETCHED = frozenset({"description", "district"})
#: What that column keeps while others give way: a long name.
_LEAST = 28 * S
#: The first to give way when the list is narrow stands first; neither a title nor what is stretched is among them.
_GIVE_WAY = (
    "by_hand",
    "uses",
    "source",
    "weight_from_kg",
    "default",
    "phone",
    "province",
    "description_origin",
    "weight_to_kg",
    "unit_weight_kg",
    "address",
    "company",
    "box",
    "service",
    "hs_code",
    "postcode",
)


def columns(kind: CardKind) -> tuple[Column, ...]:
    """The columns of a kind, as its row of the table says, and how often each was used."""
    row = KINDS[kind]
    stretched = next((name for name in row.columns if name in _STRETCHED), row.columns[0])
    made = []
    for at, name in enumerate(row.columns):
        field = row.field(name)
        shown = Kind.CODE if name in _CODES else Kind.STRONG if at == 0 else _KINDS.get(field.kind, Kind.TEXT)
        title = f"{field.label} {field.unit}".strip()
        made.append(Column(name, title, shown, _LEAST if name == stretched else 12 * S, stretch=name == stretched))
    used = QCoreApplication.translate(_CONTEXT, "Used")
    kept = QCoreApplication.translate(_CONTEXT, "Kept")
    return (*made, Column("uses", used, Kind.NUMBER, 8 * S), Column("by_hand", kept, Kind.QUIET, 10 * S))


def give_way(kind: CardKind) -> tuple[str, ...]:
    """The keys of a kind's columns that may be hidden, the least needed first."""
    names = {one.key for one in columns(kind)}
    return tuple(name for name in _GIVE_WAY if name in names)


class CardsModel(RowsModel):
    """The cards of one search."""

    failed = Signal(object)
    """The exception of a reading that failed."""

    def __init__(self, kind: CardKind) -> None:
        super().__init__(columns(kind))
        self.kind = kind
        self._names = KINDS[kind].columns
        self._ids: tuple[int, ...] = ()
        self._cards: dict[int, Card] = {}
        self._wanted: set[int] = set()
        self._reading: Task | None = None
        self._library: Library | None = None
        self._lanes: Lanes | None = None
        self._by_hand = QCoreApplication.translate(_CONTEXT, "by hand")
        self._learned = QCoreApplication.translate(_CONTEXT, "learned")
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._read)

    def attach(self, library: Library, lanes: Lanes) -> None:
        self._library, self._lanes = library, lanes

    def shutdown(self) -> None:
        """Care no longer for what was asked."""
        self._soon.stop()
        if self._reading is not None:
            self._reading.cancel()

    def show_cards(self, ids: Sequence[int], first: Sequence[Card]) -> None:
        """Another search, or the same anew."""
        self.shutdown()
        self._reading = None
        self.beginResetModel()
        self._ids = tuple(ids)
        self._cards = {card.id: card for card in first}
        self._wanted.clear()
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def record(self, row: int) -> Record:
        card = self.card(row)
        if card is None:
            return (None,) * len(self.columns)
        values = ("✓" if text == "true" else text.replace("\n", ", ") for text in map(card.text, self._names))
        uses = f"{card.uses}" if card.uses else None
        return (*(text or None for text in values), uses, self._by_hand if card.by_hand else self._learned)

    def card(self, row: int) -> Card | None:
        """The card in a row; None while it is being read, which this call sets going."""
        if not 0 <= row < len(self._ids):
            return None
        found = self._cards.get(self._ids[row])
        if found is None:
            self._wanted.add(row // PAGE)
            if self._reading is None and not self._soon.isActive():
                self._soon.start()
        return found

    def row_of(self, card_id: int) -> int:
        """Where a card stands; -1 where it is not among those found."""
        return self._ids.index(card_id) if card_id in self._ids else -1

    def _read(self) -> None:
        if self._library is None or self._lanes is None or not self._wanted:
            return
        pages, self._wanted = sorted(self._wanted), set()
        ids = [one for page in pages for one in self._ids[page * PAGE : (page + 1) * PAGE]]
        self._reading = task = Task()
        task.done.connect(self._take)
        task.failed.connect(self.failed)
        self._lanes.run(FIND, task, self._library.cards, ids)

    def _take(self, cards: list[Card]) -> None:
        self._reading = None
        self._cards |= {card.id: card for card in cards}
        self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(self.columns) - 1))
        if self._wanted:
            self._soon.start()
