"""The packing list: a line for each product, the fields of one below it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shipdesk.core.fields import Group
from shipdesk.ui.form.draft import Draft
from shipdesk.ui.form.fold import Faults, Fold
from shipdesk.ui.form.lines import ProductLine
from shipdesk.ui.form.plan import Shown
from shipdesk.ui.form.section import Section, fields_at, flush, focused
from shipdesk.ui.theme.tokens import NONE, L, S
from shipdesk.ui.widgets.button import Kind, button
from shipdesk.ui.widgets.layouts import row


class ProductsSection(Section):
    """All of them, and the button for one more."""

    lines_changed = Signal()
    """A product was added or taken out."""

    def __init__(self, group: Group) -> None:
        super().__init__(group)
        self._folds: list[_ProductFold] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(NONE)
        self._add = button(self.tr("Add product"), Kind.QUIET, icon="plus", small=True)
        self._add.setToolTip("Ctrl+Enter")
        self._add.clicked.connect(self.add_product)
        self.body.addLayout(self._lines)
        under = row(flush(self._add), None)
        under.setContentsMargins(S, NONE, NONE, NONE)
        self.body.addLayout(under)

    def folds(self) -> Iterator[Fold]:
        yield from self._folds[: self._draft.products]

    def _fill(self, faults: Faults) -> None:
        if not self._draft.products and not self._locked:
            self._draft.add_product()
        self._add.setVisible(not self._locked)
        for index in range(self._draft.products):
            self._fold_at(index).show_product(self._fields, self._draft, self._locked, faults)
        for fold in self._folds[self._draft.products :]:
            fold.hide()

    def show_plan(self, fields: Sequence[Shown]) -> None:
        self._fields = tuple(fields)
        for index, fold in enumerate(self.folds()):
            fold.show_plan(fields_at(fields, index))

    def stops(self) -> list[QWidget]:
        return [*super().stops(), self._add]

    def reveal(self, path: str) -> QWidget | None:
        if path != "products":
            return super().reveal(path)
        first = next((field.path for field in self._fields), "")
        return super().reveal(first.replace("[]", "[0]")) if self._draft.products else self._add

    def add_product(self) -> None:
        """One more product, with the keyboard in it; the last one where nothing is in it yet."""
        if self._locked:
            return
        last = self._draft.products - 1
        if last >= 0 and self._draft.product_is_empty(last):
            self._fold_at(last).unfold()
            return
        fold = self._fold_at(self._draft.add_product())
        fold.show_product(self._fields, self._draft, self._locked, {})
        fold.unfold()
        self.lines_changed.emit()

    def remove_product(self) -> None:
        """Take out the product that has the keyboard."""
        for index, fold in enumerate(self.folds()):
            if not self._locked and fold.isAncestorOf(focused(self)):
                self._draft.remove_product(index)
                self._fill({})
                self._add.setFocus()
                self.lines_changed.emit()
                return

    def _fold_at(self, index: int) -> _ProductFold:
        while len(self._folds) <= index:
            fold = _ProductFold(len(self._folds), self.remove_product)
            self._listen(fold)
            self._folds.append(fold)
            self._lines.addWidget(fold)
        self._folds[index].show()
        return self._folds[index]


class _ProductFold(Fold):
    """One product of the list."""

    def __init__(self, index: int, remove: Callable[[], None]) -> None:
        super().__init__(ProductLine(f"Product {index + 1}", index))
        self.index = index
        self._remove = button(self.tr("Remove"), Kind.QUIET, icon="trash", small=True)
        self._remove.setToolTip("Ctrl+-")
        self._remove.clicked.connect(remove)
        self._tools = QWidget()
        tools = row(flush(self.more), flush(self._remove), None, gap=L, into=self._tools)
        tools.setContentsMargins(S, NONE, NONE, S)
        layout = self.layout()
        if layout:
            layout.addWidget(self._tools)

    def stops(self) -> list[QWidget]:
        return [*super().stops(), self._remove]

    def show_product(self, fields: Sequence[Shown], draft: Draft, locked: str, faults: Faults) -> None:
        empty = not draft.text(f"products[{self.index}].description") and not locked
        self.show_order(fields_at(fields, self.index), draft, locked, faults, open_it=empty)

    def _arrange(self) -> None:
        super()._arrange()
        self._tools.setVisible(self._open and not self._locked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.line and self.line.hasFocus():
            self._remove.click()
        else:
            super().keyPressEvent(event)
