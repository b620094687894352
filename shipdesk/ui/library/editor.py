"""One card, to be changed: its fields as the table of its kind declares them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from shipdesk.core.cards import KINDS, CardKind
from shipdesk.core.fields import Kind
from shipdesk.core.library import Card
from shipdesk.ui.form.draft import Draft, Value
from shipdesk.ui.form.fields import units
from shipdesk.ui.form.grid import FieldGrid
from shipdesk.ui.form.plan import Shown
from shipdesk.ui.theme.tokens import BODY, CAPTION, SEMIBOLD, M, S
from shipdesk.ui.widgets.button import Kind as Look
from shipdesk.ui.widgets.button import button
from shipdesk.ui.widgets.layouts import column, row
from shipdesk.ui.widgets.scroll import ScrollColumn
from shipdesk.ui.widgets.text import Text

if TYPE_CHECKING:
    from shipdesk.core.problems import Problem

WIDTH = 48 * S


#: The editor is half as wide as the form: what is short there stands two or three to a line here.
_ROOMIER = {2: 4, 3: 6, 4: 6, 5: 6}


def roomy(shown: Shown) -> int:
    """How many of the form's columns a field takes here."""
    return _ROOMIER.get(units(shown), units(shown))


class CardEditor(QWidget):
    """Nothing is kept before it is saved: Esc goes back to what was."""

    saved = Signal()
    """The clerk wants to keep what is typed."""
    changed = Signal()
    """Something was typed, or another card is shown."""

    def __init__(self, kind: CardKind) -> None:
        super().__init__()
        self.kind = kind
        self.card = Card(kind, {})
        self._draft = Draft()
        self._title = Text("", BODY, SEMIBOLD)
        self._told = Text("", CAPTION, role="muted", wrap=True)
        self._grid = FieldGrid(roomy)
        self._grid.edited.connect(self._on_edited)
        self.save = button(self.tr("Save"), Look.PRIMARY)
        self.save.clicked.connect(self.saved)
        self.leave = button(self.tr("Leave as it was"), Look.QUIET)
        self.leave.clicked.connect(self.revert)
        buttons = QWidget()
        row(self.save, self.leave, None, gap=S, into=buttons).setContentsMargins(M, S, M, S)
        page = ScrollColumn(KINDS[kind].one)
        page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page.put(self._title, self._told, self._grid)
        column(page, buttons, gap=0, into=self).setStretch(0, 1)
        required = KINDS[kind].needed
        self._items = [
            (Shown(field, field.path in required, field.choices), field.path) for field in KINDS[kind].fields
        ]
        self.show_card(None)

    @property
    def touched(self) -> bool:
        """Whether something was typed that is not saved."""
        return self._draft.changed

    def values(self) -> dict[str, str]:
        """What is typed, by the names of the fields."""
        found = {}
        for shown, path in self._items:
            flag = shown.field.kind is Kind.FLAG
            text = ("true" if self._draft.flag(path) else "") if flag else self._draft.text(path)
            if text:
                found[path] = text
        return found

    def show_card(self, card: Card | None) -> None:
        """Show a card; None begins a new one."""
        self.card = card or Card(self.kind, {})
        flags = {shown.path for shown, _path in self._items if shown.field.kind is Kind.FLAG}
        data = {name: True if name in flags else text for name, text in self.card.values.items()}
        self._draft = Draft(data)
        self._grid.show_fields(self._items, self._draft)
        self._mark(())
        self._say()
        self.changed.emit()

    def revert(self) -> None:
        """Back to what was."""
        self.show_card(self.card if self.card.id else None)

    def tell(self, problems: Iterable[Problem]) -> None:
        """Say at its field what will not do, with the keyboard in the first."""
        self._mark(tuple(problems))
        for one in self._grid.rows():
            if one.problem() is not None:
                one.setFocus()
                break

    def focus_first(self) -> None:
        """The keyboard to the first field."""
        self._grid.rows()[0].setFocus()

    def _mark(self, problems: tuple[Problem, ...]) -> None:
        for one in self._grid.rows():
            one.set_problem(next((problem for problem in problems if problem.field == one.path), None))

    def _on_edited(self, path: str, value: Value) -> None:
        self._draft.put(path, value)
        if (field := self._grid.row(path)) is not None and field.problem() is not None:
            field.set_problem(None)
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        one = KINDS[self.kind].one
        if not self.card.id:
            self._title.setText(self.tr("New {one}").format(one=one))
            self._told.setText("")
        else:
            self._title.setText(self.card.title)
            times = self.tr("Used {count} times.").format(count=self.card.uses) if self.card.uses else ""
            kept = self.tr("Written by hand: what is shipped does not change it.")
            learned = self.tr("Learned from what was shipped; once you save it, it stays as you wrote it.")
            self._told.setText(" ".join(filter(None, (times, kept if self.card.by_hand else learned))))
        self._told.setVisible(bool(self.card.id))
        self.save.setEnabled(self.touched)
        self.leave.setEnabled(self.touched)
