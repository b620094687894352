"""The rows of an import: how far it is, and how each row stands; the current one beside them, to be mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from shipdesk.core.imports import Stage, Standing
from shipdesk.core.numbers import shown
from shipdesk.ui.imports.model import ImportRowsModel
from shipdesk.ui.imports.row_editor import RowEditor
from shipdesk.ui.imports.wording import STAGES, STANDINGS, progress_words
from shipdesk.ui.theme.tokens import NONE, SEMIBOLD, TITLE, M, Meaning, S
from shipdesk.ui.widgets.banner import Remark
from shipdesk.ui.widgets.chip import Chip
from shipdesk.ui.widgets.layouts import column, row, rule
from shipdesk.ui.widgets.panel import EmptyState
from shipdesk.ui.widgets.picks import Picks
from shipdesk.ui.widgets.table import Table
from shipdesk.ui.widgets.text import ElidedText, Text
from shipdesk.usecases.imports.columns import path_name

if TYPE_CHECKING:
    from shipdesk.core.imports import Alike, Import, ImportRow
    from shipdesk.ui.imports.jobs import Listed
    from shipdesk.usecases.imports.run import Progress

_STEPS = 1000
_ALL = "all"
_LISTS = (Standing.FAULTY, Standing.WARNED, Standing.GOOD, Standing.KNOWN, Standing.TAKEN, Standing.LEFT)
_MEANINGS = {Standing.FAULTY: Meaning.STOP, Standing.WARNED: Meaning.CARE, Standing.GOOD: Meaning.GOOD}


class RowsPage(QWidget):
    """One list by standing; beside it the current row's faults, each as the field it is about."""

    list_wanted = Signal()
    """Another standing was picked."""
    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.one: Import | None = None
        self.title = ElidedText("", TITLE, SEMIBOLD)
        self._stage = Chip(STAGES[Stage.CHECKING])
        self.bar = QProgressBar()
        self.bar.setRange(0, _STEPS)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.told = Text("", role="muted")
        self.note = Remark(Meaning.CARE, "")
        self.alike = Remark(Meaning.NEUTRAL, "")
        self._below = QWidget()
        self._below.hide()
        self.lists = Picks(
            self.tr("Rows"),
            [*((one.value, STANDINGS[one].word, _MEANINGS.get(one)) for one in _LISTS), (_ALL, self.tr("All"), None)],
        )
        self.lists.picked.connect(self._on_picked)
        self.editor = RowEditor()
        self.model = ImportRowsModel()
        self.table = Table(self.model)
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.table.setAccessibleName(self.tr("Rows of the import"))
        self.table.selectionModel().currentRowChanged.connect(self._follow)
        self.table.activated.connect(self.focus_fault)
        self.model.read.connect(self._follow)
        self._none = EmptyState("import", self.tr("No row is in this state."))
        self.table.set_empty(self._none)
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

    def show_after_run(self, one: Import) -> None:
        """What a run has made of it; another list only where nothing is left in the picked one."""
        standing = self.standing()
        if standing is None or one.count(standing):
            self.show_state(one)
        else:
            self.show_import(one)

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
        current = self.editor.shown.id if self.editor.shown is not None else 0
        here = max(self.table.currentIndex().row(), 0)
        self._none.set_sentence(self._nothing())
        self.model.show_ids(found.ids, found.first)
        at = self.model.row_of(current)
        if found.ids:
            self.table.setCurrentIndex(self.model.index(at if at >= 0 else min(here, len(found.ids) - 1), 0))
        self.editor.shown = None
        self._follow()

    def show_run(self, verb: str, progress: Progress | None) -> None:
        """How far a run is; None before it has told anything."""
        self.bar.setVisible(True)
        self.bar.setValue(round(progress.share * _STEPS) if progress else 0)
        self.told.setText(progress_words(verb, progress) if progress else f"{verb} …")

    def show_alike(self, offered: Alike | None, done: Alike | None) -> None:
        """Which rows the last mend would help as well, or which were mended so."""
        said = offered or done
        self._below.setVisible(said is not None)
        if said is None:
            return
        places = {
            "count": f"{len(said.ids):,}",
            "before": shown(said.before) if said.before else self.tr("nothing"),
            "after": shown(said.after) if said.after else self.tr("nothing"),
            "field": path_name(said.path),
        }
        words = (
            self.tr("{count} more rows say {before} in “{field}”. Alt+A writes {after} there too.")
            if offered
            else self.tr("{count} rows say {after} instead of {before} in “{field}” now. Ctrl+Z puts it back.")
        )
        self.alike.set_words(words.format(**places), Meaning.NEUTRAL if offered else Meaning.GOOD)

    def show_rest(self, words: str) -> None:
        """Nothing runs; `words` say what can be done."""
        self.bar.setVisible(False)
        self.told.setText(words)

    # --- a row

    def show_row(self, row: ImportRow) -> None:
        """A row after it was changed; the keyboard stays in the field it is in."""
        self.model.put_item(row)
        if self.editor.shown is not None and row.id == self.editor.shown.id:
            self.editor.show_row(row)

    def focus_list(self) -> None:
        if not self.table.currentIndex().isValid() and self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self.table.setFocus()

    def focus_fault(self) -> None:
        """The keyboard to the first field that is wrong."""
        self.editor.focus_fault()

    def next_fault(self) -> None:
        """The next row of the list, with the keyboard in its first fault."""
        at = self.table.currentIndex().row() + 1
        if at < self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(at, 0))
        self.editor.focus_fault()

    # --- what happens

    def _on_picked(self, _key: str) -> None:
        self.list_wanted.emit()

    def _follow(self) -> None:
        row = self.model.item(self.table.currentIndex().row())
        if row is None:
            self.editor.clear()
        elif self.editor.shown is None or row != self.editor.shown:
            self.editor.show_row(row)
        self.chosen.emit()

    def _nothing(self) -> str:
        if self.standing() is Standing.FAULTY:
            checking = self.one is not None and self.one.stage is Stage.CHECKING
            return self.tr("No row is faulty so far.") if checking else self.tr("No row is faulty.")
        return self.tr("No row is in this state.")

    def _lay_out(self) -> None:
        head = QWidget()
        titled = row(self.title, self._stage, gap=M)
        titled.setStretch(0, 1)
        column(
            *(titled, row(self.told, None, gap=M), self.bar, self.note, row(self.lists, None)),
            gap=S,
            margin=M,
            into=head,
        )
        middle = QWidget()
        row(self.table, rule(vertical=True), self.editor, gap=NONE, into=middle).setStretch(0, 1)
        row(self.alike, gap=NONE, margin=S, into=self._below)  # below: it moves nothing under the fingers
        column(head, middle, self._below, gap=NONE, into=self).setStretch(1, 1)
