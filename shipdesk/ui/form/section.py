"""A part of the form: a title at the left, what belongs to it at the right. `sections.py` has one for each group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from shipdesk.core.fields import Group, table_path
from shipdesk.core.problems import Problem
from shipdesk.ui.form.draft import Draft
from shipdesk.ui.form.fold import Faults, Fold
from shipdesk.ui.form.plan import Shown
from shipdesk.ui.theme.tokens import BODY, SEMIBOLD, XS, S
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
            if fold.line and fold.is_open and fold.grid.isAncestorOf(focused(self)):
                fold.fold()
                return True
        return False

    def _listen(self, fold: Fold) -> None:
        fold.edited.connect(self.edited)
        fold.fix_wanted.connect(self.fix_wanted)
        fold.arranged.connect(self.arranged)


def focused(inside: QWidget) -> QWidget:
    """What has the keyboard in this window."""
    return inside.window().focusWidget() or inside.window()


#: What a group is called where its name in the table is not what a clerk says.
_TITLES: dict[Group, str] = {Group.SERVICE: "Note", Group.VALUE: "Value", Group.OPTIONS: "Options"}


def title_of(group: Group) -> str:
    """What a group is called in the form."""
    return _TITLES.get(group, str(group))


def flush(small: QPushButton) -> QPushButton:
    """A small quiet button whose words stand in line with what is above it."""
    small.setProperty("flush", "true")
    return small


def fields_at(fields: Sequence[Shown], index: int = 0) -> list[tuple[Shown, str]]:
    """Each with its path; of a table the line `index`."""
    return [(shown, shown.path.replace("[]", f"[{index}]")) for shown in fields]
