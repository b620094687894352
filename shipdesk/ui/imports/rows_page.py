"""The rows of an import: how far it is, what is wrong with each, mended where it stands."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from shipdesk.core.imports import MENDABLE, Stage, Standing
from shipdesk.core.reading import get_path
from shipdesk.ui.imports.model import ImportRowsModel
from shipdesk.ui.imports.wording import STAGES, STANDINGS, progress_words
from shipdesk.ui.theme.tokens import BODY, NONE, SEMIBOLD, TITLE, M, Meaning, S
from shipdesk.ui.widgets.banner import Remark
from shipdesk.ui.widgets.chip import Chip
from shipdesk.ui.widgets.editors import AddressEditor, TextEditor
from shipdesk.ui.widgets.field import FieldRow
from shipdesk.ui.widgets.layouts import column, row, rule
from shipdesk.ui.widgets.panel import EmptyState
from shipdesk.ui.widgets.picks import Picks
from shipdesk.ui.widgets.scroll import ScrollColumn
from shipdesk.ui.widgets.table import Table
from shipdesk.ui.widgets.text import ElidedText, Text
from shipdesk.usecases.imports.columns import path_name

if TYPE_CHECKING:
    from shipdesk.core.imports import Import, ImportRow
    from shipdesk.core.problems import Problem
    from shipdesk.ui.imports.jobs import Listed
    from shipdesk.usecases.imports.run import Progress

_WIDTH = 46 * S
_STEPS = 1000
_MOST_FIELDS = 12
#: Sentences in full above the fields; a field's own line may be cut.
_MOST_TOLD = 4
_ALL = "all"
_LISTS = (Standing.FAULTY, Standing.WARNED, Standing.GOOD, Standing.KNOWN, Standing.TAKEN, Standing.LEFT)
_MEANINGS = {Standing.FAULTY: Meaning.STOP, Standing.WARNED: Meaning.CARE, Standing.GOOD: Meaning.GOOD}


class RowsPage(QWidget):
    """One list by standing; beside it the current row's faults, each as the field it is about."""

    mended = Signal(int, str, str)
    """The clerk wrote a value: row id, path, text."""
    list_wanted = Signal()
    """Another standing was picked."""
    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.one: Import | None = None
        self.shown: ImportRow | None = None
        self.title = ElidedText("", TITLE, SEMIBOLD)
        self._stage = Chip(STAGES[Stage.CHECKING])
        self.bar = QProgressBar()
        self.bar.setRange(0, _STEPS)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.told = Text("", role="muted")
        self.note = Remark(Meaning.CARE, "")
        self.lists = Picks(
            self.tr("Rows"),
            [*((one.value, STANDINGS[one].word, _MEANINGS.get(one)) for one in _LISTS), (_ALL, self.tr("All"), None)],
        )
        self.lists.picked.connect(self._on_picked)
        self.model = ImportRowsModel()
        self.table = Table(self.model)
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.table.setAccessibleName(self.tr("Rows of the import"))
        self.table.selectionModel().currentRowChanged.connect(self._follow)
        self.table.activated.connect(self.focus_fault)
        self.model.read.connect(self._follow)
        self._none = EmptyState("import", self.tr("No row stands so."))
        self.table.set_empty(self._none)
        self._row_title = Text("", BODY, SEMIBOLD)
        self._row_told = Text("", role="muted", wrap=True)
        self._editors = ScrollColumn(self.tr("What is wrong"))
        self.fields: list[FieldRow] = []
        self._paths: list[str] = []
        self._values: list[str] = []
        self._lay_out()

    def standing(self) -> Standing | None:
        """Whose rows are listed; None for all."""
        return None if self.lists.key() == _ALL else Standing(self.lists.key())

    # --- an import

    def show_import(self, one: Import) -> None:
        """Another import: the list that asks for a person first."""
        self.one = one
        first = next((standing for standing in _LISTS if one.count(standing)), None)
        self.lists.pick((first or Standing.FAULTY).value)
        self.show_state(one)

    def show_state(self, one: Import) -> None:
        """How the import stands now."""
        self.one = one
        self.title.set_text(one.file.name)
        self._stage.set_spec(STAGES[one.stage])
        for standing in _LISTS:
            self.lists.set_count(standing.value, one.count(standing))
        self.lists.set_count(_ALL, one.rows)
        self.note.set_words(one.note, Meaning.CARE)
        self.note.setVisible(bool(one.note))

    def show_list(self, found: Listed) -> None:
        """The rows of the list that is picked; the current one stays so where it is still there."""
        self.show_state(found.one)
        current = self.shown.id if self.shown is not None else 0
        here = max(self.table.currentIndex().row(), 0)
        self._none.set_sentence(self._nothing())
        self.model.show_ids(found.ids, found.first)
        at = self.model.row_of(current)
        if found.ids:
            self.table.setCurrentIndex(self.model.index(at if at >= 0 else min(here, len(found.ids) - 1), 0))
        self.shown = None
        self._follow()

    def show_run(self, verb: str, progress: Progress | None) -> None:
        """How far a run is; None before it has told anything."""
        self.bar.setVisible(True)
        self.bar.setValue(round(progress.share * _STEPS) if progress else 0)
        self.told.setText(progress_words(verb, progress) if progress else f"{verb} …")

    def show_rest(self, words: str) -> None:
        """Nothing runs; `words` say what can be done."""
        self.bar.setVisible(False)
        self.told.setText(words)

    # --- a row

    def show_row(self, row: ImportRow) -> None:
        """A row after it was changed; the keyboard stays in the field it is in."""
        self.model.put_row(row)
        if self.shown is not None and row.id == self.shown.id:
            self._show(row)

    def focus_list(self) -> None:
        if not self.table.currentIndex().isValid() and self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self.table.setFocus()

    def focus_fault(self) -> None:
        """The keyboard to the first field that is wrong."""
        for one in self.fields:
            if one.isVisibleTo(self) and one.problem() is not None:
                one.setFocus()
                if isinstance(inner := one.editor.widget(), TextEditor):
                    inner.selectAll()  # what is typed takes its place
                return

    def next_fault(self) -> None:
        """The next row of the list, with the keyboard in its first fault."""
        at = self.table.currentIndex().row() + 1
        if at < self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(at, 0))
        self.focus_fault()

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
            if one.isAncestorOf(self.focusWidget() or self):
                self._write(at)

    def in_field(self) -> bool:
        """Whether the keyboard is in a field of a row."""
        return self._editors.isAncestorOf(self.focusWidget() or self)

    # --- what happens

    def _on_picked(self, _key: str) -> None:
        self.list_wanted.emit()

    def _follow(self) -> None:
        row = self.model.row(self.table.currentIndex().row())
        if row is None:
            self._clear()
        elif self.shown is None or row != self.shown:
            self._show(row)
        self.chosen.emit()

    def _show(self, row: ImportRow) -> None:
        same = self.shown is not None and self.shown.id == row.id
        self.shown = row
        name = row.reference or self.tr("without a reference")
        self._row_title.setText(self.tr("Row {row}: {name}").format(row=f"{row.row:,}", name=name))
        self._row_told.setText(self._row_words(row))
        wanted = list(dict.fromkeys(problem.field for problem in row.problems))
        self._show_fields(row, _in_order(self._paths if same else [], wanted)[:_MOST_FIELDS])

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
            if one.text() != self._values[at] and not one.isAncestorOf(self.focusWidget() or self):
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

    def _clear(self) -> None:
        self.shown = None
        self._row_title.setText("")
        self._row_told.setText("")
        self._rebuild([])

    def _row_words(self, row: ImportRow) -> str:
        if not row.problems:
            return (
                self.tr("Nothing is wrong with it.") if row.standing is Standing.GOOD else STANDINGS[row.standing].word
            )
        told = [problem.message for problem in row.problems[:_MOST_TOLD]]
        more = len(row.problems) - len(told)
        return "\n".join([*told, self.tr("And {count} more.").format(count=more)] if more else told)

    def _nothing(self) -> str:
        if self.standing() is Standing.FAULTY:
            checking = self.one is not None and self.one.stage is Stage.CHECKING
            return self.tr("No row is faulty so far.") if checking else self.tr("No row is faulty.")
        return self.tr("No row stands so.")

    def _lay_out(self) -> None:
        head = QWidget()
        titled = row(self.title, self._stage, gap=M)
        titled.setStretch(0, 1)
        column(
            titled, row(self.told, None, gap=M), self.bar, self.note, row(self.lists, None), gap=S, margin=M, into=head
        )
        beside = QWidget()
        inner = column(self._row_title, self._row_told, gap=S, margin=M)
        layout = column(inner, self._editors, gap=NONE, into=beside)
        layout.setStretch(1, 1)
        beside.setFixedWidth(_WIDTH)
        middle = QWidget()
        row(self.table, rule(vertical=True), beside, gap=NONE, into=middle).setStretch(0, 1)
        column(head, middle, gap=NONE, into=self).setStretch(1, 1)


def _in_order(before: list[str], wanted: list[str]) -> list[str]:
    """What was shown stays where it is, so that nothing moves under the fingers; what is new comes after it."""
    return [*before, *(path for path in wanted if path not in before)]


def _as_text(value: object) -> str:
    return "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _first(row: ImportRow, path: str) -> Problem | None:
    found = [problem for problem in row.problems if problem.field == path]
    return min(found, key=lambda problem: problem.severity != "error", default=None)
