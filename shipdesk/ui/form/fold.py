"""Fields behind a line that reads as text: a party, a product. Also the plain fields of a group, without a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shipdesk.core.problems import Problem
from shipdesk.ui.form.draft import Draft
from shipdesk.ui.form.facts import Facts, facts_of
from shipdesk.ui.form.fields import PathRow
from shipdesk.ui.form.grid import FieldGrid, Item
from shipdesk.ui.form.lines import ReadLine
from shipdesk.ui.form.plan import Shown
from shipdesk.ui.theme.tokens import NONE, S
from shipdesk.ui.widgets.button import Kind, button
from shipdesk.ui.widgets.layouts import column

Faults = Mapping[str, Sequence[Problem]]
"""What is wrong, by the path it stands at."""


class Fold(QWidget):
    """Reads as a line until its fields are wanted; fields with problems stand open below it from the start.

    Which fields are in sight is settled when an order is shown and when the clerk asks, never while somebody types.
    """

    edited = Signal(str, object)
    fix_wanted = Signal(object)
    arranged = Signal()
    """Other fields are in sight now."""

    def __init__(self, line: ReadLine | None = None) -> None:
        super().__init__()
        self.line = line
        self.grid = FieldGrid()
        self.facts = Facts()
        self.more = button(self.tr("More"), Kind.QUIET, small=True)
        self._items: tuple[Item, ...] = ()
        self._draft = Draft()
        self._locked = ""
        self._open = line is None
        self._all = False
        self._asked: set[str] = set()
        fields = column(self.grid, self.facts, gap=NONE)
        fields.setContentsMargins(S, NONE, NONE, NONE)  # in line with the words of the lines
        column(*(part for part in (line, fields) if part), gap=NONE, into=self)
        self.grid.edited.connect(self.edited)
        self.grid.fix_wanted.connect(self.fix_wanted)
        self.more.clicked.connect(self._show_all)
        if line:
            line.opened.connect(self.unfold)

    def show_order(self, items: Sequence[Item], draft: Draft, locked: str, faults: Faults, *, open_it: bool) -> None:
        """Show another order, or the same one for another carrier."""
        self._items, self._draft, self._locked = tuple(items), draft, locked
        self._all = False
        self._open = open_it or self.line is None
        self._asked = {path for _, path in items if path in faults}
        if self.line:
            self.line.locked = bool(locked)
            self.line.show_value(draft)
        self._arrange()

    def show_plan(self, items: Sequence[Item]) -> None:
        """Another carrier or service: other fields, with what was typed."""
        self._items = tuple(items)
        self._arrange()

    @property
    def is_open(self) -> bool:
        """Whether all its fields stand open."""
        return self._open

    def unfold(self) -> None:
        """Show the fields, with the keyboard in the first that is wrong, or in the first."""
        self._open = not (self._locked and self._open)
        self._arrange()
        rows = self.grid.rows()
        if rows:
            next((row for row in rows if row.problem()), rows[0]).setFocus()

    def fold(self) -> None:
        """Back to the line."""
        if self.line:
            self._open, self._asked = False, set()
            self._arrange()
            self.line.setFocus()

    def holds(self, path: str) -> bool:
        """Whether a field of this path belongs here."""
        return any(path == own for _, own in self._items)

    def reveal(self, path: str) -> PathRow | None:
        """The row of `path`, brought into sight."""
        if self.holds(path) and self.grid.row(path) is None:
            self._asked.add(path)
            self._arrange()
        return self.grid.row(path)

    def value_changed(self, path: str) -> None:
        """The draft has another value at `path`, from wherever."""
        row = self.grid.row(path)
        if row is not None:
            row.show_value(self._draft)
        if self.line:
            self.line.show_value(self._draft)

    def mark(self, faults: Faults, keys: Mapping[Problem, str]) -> None:
        """Show the problems at the rows in sight, and on the line those of the rest."""
        for row in self.grid.rows():
            problem = next(iter(faults.get(row.path, ())), None)
            row.set_problem(problem, keys.get(problem, "") if problem else "")
        if self.line:
            hidden = [path for _, path in self._items if self.grid.row(path) is None]
            self.line.mark([problem for path in hidden for problem in faults.get(path, ())])

    def _show_all(self) -> None:
        self._all = True
        self._arrange()
        first = next((row for row in self.grid.rows() if row.shown.field.rare), None)
        if first:
            first.setFocus()

    def _arrange(self) -> None:
        shown = [] if self._locked else [item for item in self._items if self._in_sight(*item)]
        self.grid.show_fields(shown, self._draft)
        self.grid.setVisible(bool(shown))
        self.facts.show_facts(facts_of(self._items, self._draft) if self._locked and self._open else ())
        self.facts.setVisible(bool(self._locked) and self._open)
        self.more.setVisible(self._open and not self._locked and not self._all and len(shown) < len(self._items))
        if self.line:
            self.line.setVisible(bool(self._locked) or not self._open)
        self.arranged.emit()

    def stops(self) -> list[QWidget]:
        """Where Tab goes here, in this order."""
        fields = [row.editor.widget() for row in self.grid.rows()]
        return [*([self.line] if self.line else []), *fields, self.more]

    def _in_sight(self, shown: Shown, path: str) -> bool:
        if path in self._asked:
            return True
        return self._open and (self._all or not shown.field.rare or shown.required or bool(self._draft.text(path)))
