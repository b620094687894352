"""The cards of one kind: the list, and the one that is current beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shipdesk.core.cards import KINDS, CardKind
from shipdesk.ui.library.editor import WIDTH, CardEditor
from shipdesk.ui.library.model import CardsModel, give_way
from shipdesk.ui.theme.tokens import NONE
from shipdesk.ui.widgets.layouts import row, rule
from shipdesk.ui.widgets.panel import EmptyState
from shipdesk.ui.widgets.table import Table

if TYPE_CHECKING:
    from shipdesk.core.library import Card
    from shipdesk.ui.library.jobs import Found

_EMPTY = {
    CardKind.SENDER: "Each sender is remembered with its first parcel. Add one to begin.",
    CardKind.RECEIVER: "Every receiver you ship to is remembered here, the commonest first.",
    CardKind.BOX: "Add your boxes: their sides are filled in by name, by key or by scanning a barcode.",
    CardKind.PRODUCT: "Each product is remembered by its SKU: customs text, HS code, battery and weight, asked once.",
    CardKind.PRESET: "A preset fills in carrier, service and box by destination, platform and weight.",
    CardKind.PLACE_CODE: "Import the code list that JNE gives its customers; the code of each place is then filled in.",
}
_IMPORTED = frozenset({CardKind.PLACE_CODE})


class CardsPage(QWidget):
    """List and editor. The editor follows the current row while nothing unsaved stands in it."""

    chosen = Signal()
    """Another card is current, or something was typed."""
    add_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, kind: CardKind) -> None:
        super().__init__()
        self.kind = kind
        self.model = CardsModel(kind)
        self.table = Table(self.model, give_way=give_way(kind))
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.table.setAccessibleName(KINDS[kind].name)
        self.editor = CardEditor(kind)
        self.editor.setFixedWidth(WIDTH)
        self.editor.changed.connect(self.chosen)
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        self.model.dataChanged.connect(self._on_read)
        first = self.tr("Import a list") if kind in _IMPORTED else self.tr("Add a {one}").format(one=KINDS[kind].one)
        self._empty = EmptyState("library", self.tr(_EMPTY[kind]), first)
        self._empty.taken.connect(self.import_wanted if kind in _IMPORTED else self.add_wanted)
        self._none = EmptyState("search", "")
        self.table.set_empty(self._empty)
        row(self.table, rule(vertical=True), self.editor, gap=NONE, into=self).setStretch(0, 1)
        self._wanted = 0

    def show_found(self, found: Found) -> None:
        """Show what a search found; the card that was current stays so where it is still there."""
        current = self._wanted or self.editor.card.id
        self._wanted = 0
        if found.text:
            self._none.set_sentence(
                self.tr("No {one} matches “{text}”.").format(one=KINDS[self.kind].one, text=found.text)
            )
        self._empty.hide()
        self._none.hide()
        self.table.set_empty(self._none if found.text else self._empty)
        new = not self.editor.card.id and self.editor.touched
        self.model.show_ids(found.ids, found.first)
        at = max(self.model.row_of(current), 0)
        if found.ids and not new:
            self.table.setCurrentIndex(self.model.index(at, 0))
            self._follow()
        elif not self.editor.touched:
            self.editor.show_card(None)

    def want(self, card_id: int) -> None:
        """Make this one current when the list comes anew."""
        self._wanted = card_id

    def current(self) -> Card | None:
        """The card of the current row."""
        return self.model.item(self.table.currentIndex().row())

    def begin_new(self) -> None:
        """An empty card, with the keyboard in it."""
        self.table.clearSelection()
        self.table.setCurrentIndex(self.table.rootIndex())
        self.editor.show_card(None)
        self.editor.focus_first()

    def focus_list(self) -> None:
        """The keyboard to the list."""
        if not self.table.currentIndex().isValid() and self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self.table.setFocus()

    def _on_current(self) -> None:
        self._follow()

    def _on_read(self) -> None:
        if not self.editor.touched:
            self._follow()

    def _follow(self) -> None:
        card = self.current()
        if card is not None and card != self.editor.card and not self.editor.touched:
            self.editor.show_card(card)
