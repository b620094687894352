"""The parts of the form: a title at the left, what belongs to it at the right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from shipdesk.core.fields import Group, table_path
from shipdesk.core.problems import Problem
from shipdesk.ui.form.draft import Draft
from shipdesk.ui.form.fold import Faults, Fold
from shipdesk.ui.form.lines import PartyLine, ProductLine
from shipdesk.ui.form.plan import Shown
from shipdesk.ui.theme.tokens import BODY, NONE, SEMIBOLD, XS, L, S
from shipdesk.ui.widgets.button import Kind, button
from shipdesk.ui.widgets.layouts import column, row
from shipdesk.ui.widgets.text import Text

TITLE_WIDTH = 12 * S


class Section(QWidget):
    """One group of the form."""

    edited = Signal(str, object)
    fix_wanted = Signal(object)
    arranged = Signal()
    """Other fields are in sight now."""

    def __init__(self, group: Group) -> None:
        super().__init__()
        self.group = group
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._draft, self._locked = Draft(), ""
        self._fields: tuple[Shown, ...] = ()
        self.setAccessibleName(title_of(group))
        title = Text(title_of(group), BODY, SEMIBOLD)
        self.side = column(title, gap=XS)
        side = QWidget()
        side.setFixedWidth(TITLE_WIDTH)
        side.setLayout(column(self.side, None))
        self.body = column(gap=XS)
        row(side, self.body, gap=S, into=self).setStretch(1, 1)

    def folds(self) -> Iterator[Fold]:
        """The parts that hold fields."""
        raise NotImplementedError

    def show_order(self, fields: Sequence[Shown], draft: Draft, locked: str, faults: Faults) -> None:
        """Show another order."""
        self._fields, self._draft, self._locked = tuple(fields), draft, locked
        self._fill(faults)

    def _fill(self, faults: Faults) -> None:
        raise NotImplementedError

    def show_plan(self, fields: Sequence[Shown]) -> None:
        """Another carrier or service."""
        raise NotImplementedError

    def holds(self, path: str) -> bool:
        """Whether a field of this path belongs here."""
        return any(field.path == table_path(path) for field in self._fields)

    def suggest(self, path: str, text: str) -> None:
        """Offer `text` in grey where nothing is typed."""
        for fold in self.folds():
            if (row := fold.grid.row(path)) is not None:
                row.editor.set_suggestion(text)

    def value_changed(self, path: str) -> None:
        for fold in self.folds():
            fold.value_changed(path)

    def mark(self, faults: Faults, keys: Mapping[Problem, str]) -> None:
        for fold in self.folds():
            fold.mark(faults, keys)

    def show_wire(self, lines: Mapping[str, Sequence[str]]) -> None:
        for fold in self.folds():
            fold.grid.show_wire(lines)

    def reveal(self, path: str) -> QWidget | None:
        """What takes the keyboard for `path`, brought into sight; None where it does not belong here."""
        for fold in self.folds():
            if found := fold.reveal(path):
                return found
        return None

    def stops(self) -> list[QWidget]:
        """Where Tab goes here, in this order."""
        return [stop for fold in self.folds() for stop in fold.stops()]

    def back(self) -> bool:
        """Fold the part that has the keyboard; False where there is nothing to fold."""
        for fold in self.folds():
            if fold.line and fold.is_open and fold.grid.isAncestorOf(_focused(self)):
                fold.fold()
                return True
        return False

    def _listen(self, fold: Fold) -> None:
        fold.edited.connect(self.edited)
        fold.fix_wanted.connect(self.fix_wanted)
        fold.arranged.connect(self.arranged)


def _focused(inside: QWidget) -> QWidget:
    return inside.window().focusWidget() or inside.window()


#: What a group is called where its name in the table is not what a clerk says.
_TITLES: dict[Group, str] = {Group.SERVICE: "Note", Group.VALUE: "Value", Group.OPTIONS: "Options"}


def title_of(group: Group) -> str:
    """What a group is called in the form."""
    return _TITLES.get(group, str(group))


class FieldsSection(Section):
    """A group whose fields always stand open."""

    def __init__(self, group: Group) -> None:
        super().__init__(group)
        self._fold = Fold()
        self._listen(self._fold)
        self.side.addWidget(flush(self._fold.more), 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._fold)

    def folds(self) -> Iterator[Fold]:
        yield self._fold

    def _fill(self, faults: Faults) -> None:
        self._fold.show_order(_items(self._fields), self._draft, self._locked, faults, open_it=True)

    def show_plan(self, fields: Sequence[Shown]) -> None:
        self._fields = tuple(fields)
        self._fold.show_plan(_items(fields))

    @property
    def is_empty(self) -> bool:
        """Nothing is filled in, and nothing has to be."""
        must = not self._locked
        return not any((must and field.required) or self._draft.text(field.path) for field in self._fields)

    def open(self) -> None:
        """Show the fields with the keyboard in the first."""
        self.show()
        self._fold.unfold()


class PartySection(Section):
    """The sender or the receiver: an envelope until it is to be changed."""

    def __init__(self, group: Group) -> None:
        super().__init__(group)
        prefix = "sender" if group is Group.SENDER else "receiver"
        self._fold = Fold(PartyLine(str(group), prefix, large=group is Group.RECEIVER))
        self._prefix = prefix
        self._listen(self._fold)
        self.side.addWidget(flush(self._fold.more), 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._fold)

    def folds(self) -> Iterator[Fold]:
        yield self._fold

    def _fill(self, faults: Faults) -> None:
        unknown = not self._draft.text(f"{self._prefix}.name") and not self._draft.text(f"{self._prefix}.address")
        open_it = unknown and not self._locked
        self._fold.show_order(_items(self._fields), self._draft, self._locked, faults, open_it=open_it)

    def show_plan(self, fields: Sequence[Shown]) -> None:
        self._fields = tuple(fields)
        self._fold.show_plan(_items(fields))


class ProductsSection(Section):
    """The packing list: a line for each product, the fields of one below it."""

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
            fold.show_plan(_items(fields, index))

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
            if not self._locked and fold.isAncestorOf(_focused(self)):
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
        self.show_order(_items(fields, self.index), draft, locked, faults, open_it=empty)

    def _arrange(self) -> None:
        super()._arrange()
        self._tools.setVisible(self._open and not self._locked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.line and self.line.hasFocus():
            self._remove.click()
        else:
            super().keyPressEvent(event)


def flush(small: QPushButton) -> QPushButton:
    """A small quiet button whose words stand in line with what is above it."""
    small.setProperty("flush", "true")
    return small


def _items(fields: Sequence[Shown], index: int = 0) -> list[tuple[Shown, str]]:
    return [(shown, shown.path.replace("[]", f"[{index}]")) for shown in fields]


SECTIONS: dict[Group, Callable[[Group], Section]] = {
    Group.SENDER: PartySection,
    Group.RECEIVER: PartySection,
    Group.PRODUCTS: ProductsSection,
}


def section_for(group: Group) -> Section:
    """The section that draws a group."""
    return SECTIONS.get(group, FieldsSection)(group)
