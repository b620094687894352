"""The rows of one kind of card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from shipdesk.core.cards import KINDS, CardKind
from shipdesk.core.fields import Kind as FieldKind
from shipdesk.ui.theme.tokens import S
from shipdesk.ui.widgets.columns import Column, Kind
from shipdesk.ui.widgets.paged import PagedModel
from shipdesk.ui.widgets.rows import Record

if TYPE_CHECKING:
    from shipdesk.core.library import Card

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


class CardsModel(PagedModel["Card"]):
    """The cards of one search."""

    def __init__(self, kind: CardKind) -> None:
        super().__init__(columns(kind))
        self.kind = kind
        self._names = KINDS[kind].columns
        self._by_hand = QCoreApplication.translate(_CONTEXT, "by hand")
        self._learned = QCoreApplication.translate(_CONTEXT, "learned")

    def cells(self, item: Card) -> Record:
        values = ("✓" if text == "true" else text.replace("\n", ", ") for text in map(item.text, self._names))
        uses = f"{item.uses}" if item.uses else None
        return (*(text or None for text in values), uses, self._by_hand if item.by_hand else self._learned)
