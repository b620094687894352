"""The current row of an import: what is wrong with it, each fault as the field it is about."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shipdesk.core.imports import MENDABLE, Standing
from shipdesk.core.reading import get_path
from shipdesk.ui.imports.wording import STANDINGS
from shipdesk.ui.theme.tokens import BODY, NONE, SEMIBOLD, M, S
from shipdesk.ui.widgets.editors import AddressEditor, TextEditor
from shipdesk.ui.widgets.field import FieldRow
from shipdesk.ui.widgets.layouts import column
from shipdesk.ui.widgets.scroll import ScrollColumn
from shipdesk.ui.widgets.text import Text
from shipdesk.usecases.imports.columns import path_name

if TYPE_CHECKING:
    from shipdesk.core.imports import ImportRow
    from shipdesk.core.problems import Problem

_WIDTH = 46 * S
_MOST_FIELDS = 12
#: Sentences in full above the fields; a field's own line may be cut.
_MOST_TOLD = 4


class RowEditor(QWidget):
    """The fields of one row that are wrong; what is written there is asked for, not done."""

    mended = Signal(int, str, str)
    """The clerk wrote a value: row id, path, text."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: ImportRow | None = None
        self.fields: list[FieldRow] = []
        self._paths: list[str] = []
        self._values: list[str] = []
        self._title = Text("", BODY, SEMIBOLD)
        self._told = Text("", role="muted", wrap=True)
        self._editors = ScrollColumn(self.tr("What is wrong"))
        inner = column(self._title, self._told, gap=S, margin=M)
        column(inner, self._editors, gap=NONE, into=self).setStretch(1, 1)
        self.setFixedWidth(_WIDTH)

    def show_row(self, row: ImportRow) -> None:
        """Show a row, or the same one after it was changed: the keyboard stays in the field it is in."""
        same = self.shown is not None and self.shown.id == row.id
        self.shown = row
        name = row.reference or self.tr("without a reference")
        self._title.setText(self.tr("Row {row}: {name}").format(row=f"{row.row:,}", name=name))
        self._told.setText(self._row_words(row))
        wanted = list(dict.fromkeys(problem.field for problem in row.problems))
        self._show_fields(row, _in_order(self._paths if same else [], wanted)[:_MOST_FIELDS])

    def clear(self) -> None:
        """No row is current."""
        self.shown = None
        self._title.setText("")
        self._told.setText("")
        self._rebuild([])

    def focus_fault(self) -> None:
        """The keyboard to the first field that is wrong."""
        for one in self.fields:
            if one.isVisibleTo(self) and one.problem() is not None:
                one.setFocus()
                if isinstance(inner := one.editor.widget(), TextEditor):
                    inner.selectAll()  # what is typed takes its place
                return

    def fix(self, place: int) -> None:
        """Take the fix of the `place`-th fault, from 0."""
        offered = [at for at, one in enumerate(self.fields) if (found := one.problem()) and found.fix is not None]
        if self.shown is not None and place < len(offered):
            at = offered[place]
            problem = self.fields[at].problem()
            assert problem is not None
            self.mended.emit(self.shown.id, self._paths[at], problem.fix or "")

    def commit(self) -> None:
        """Write what stands in the field with the keyboard."""
        for at, one in enumerate(self.fields):
            if one.isAncestorOf(self.window().focusWidget()):
                self._write(at)

    def in_field(self) -> bool:
        """Whether the keyboard is in one of the fields."""
        return self._editors.isAncestorOf(self.window().focusWidget())

    # --- what happens

    def _show_fields(self, row: ImportRow, paths: list[str]) -> None:
        if paths != self._paths:
            self._rebuild(paths)
        data = json.loads(row.data) if row.data else {}
        fixes = 0
        for at, (path, one) in enumerate(zip(self._paths, self.fields, strict=True)):
            value = _as_text(get_path(data, path) if path else None)
            if value != self._values[at]:  # else something may just be being typed there
                self._values[at] = value
                one.set_text(value)
            problem = _first(row, path)
            fixable = problem is not None and problem.fix is not None
            fixes += fixable
            one.set_problem(problem, f"Alt+{fixes}" if fixable else "")
            one.set_locked("" if row.standing in MENDABLE else self.tr("It is in the order book; change it there."))

    def _rebuild(self, paths: list[str]) -> None:
        """Other fields; the old ones go with the page that held them."""
        self._paths, self.fields, self._values = paths, [], [""] * len(paths)
        for path in paths:
            made = FieldRow(path_name(path), AddressEditor() if path.endswith(".address") else TextEditor())
            made.fix_requested.connect(self._on_fix)
            made.editor.focus_moved.connect(self._on_focus_moved)
            self.fields.append(made)
        self._editors.put(*self.fields)

    def _on_focus_moved(self) -> None:
        """What was typed is checked as soon as the keyboard leaves its field."""
        for at, one in enumerate(self.fields):
            if one.text() != self._values[at] and not one.isAncestorOf(self.window().focusWidget()):
                self._write(at)

    def _on_fix(self) -> None:
        sender = self.sender()
        for at, one in enumerate(self.fields):
            problem = one.problem()
            if one is sender and problem is not None and self.shown is not None:
                self.mended.emit(self.shown.id, self._paths[at], problem.fix or "")

    def _write(self, at: int) -> None:
        if self.shown is not None and self.shown.standing in MENDABLE:
            self._values[at] = self.fields[at].text()
            self.mended.emit(self.shown.id, self._paths[at], self.fields[at].text())

    def _row_words(self, row: ImportRow) -> str:
        if not row.problems:
            return (
                self.tr("Nothing is wrong with it.") if row.standing is Standing.GOOD else STANDINGS[row.standing].word
            )
        told = [problem.message for problem in row.problems[:_MOST_TOLD]]
        more = len(row.problems) - len(told)
        return "\n".join([*told, self.tr("And {count} more.").format(count=more)] if more else told)


def _in_order(before: list[str], wanted: list[str]) -> list[str]:
    """What was shown stays where it is, so that nothing moves under the fingers; what is new comes after it."""
    return [*before, *(path for path in wanted if path not in before)]


def _as_text(value: object) -> str:
    return "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _first(row: ImportRow, path: str) -> Problem | None:
    found = [problem for problem in row.problems if problem.field == path]
    return min(found, key=lambda problem: problem.severity != "error", default=None)
