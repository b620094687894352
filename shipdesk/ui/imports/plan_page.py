"""A file before anything is taken from it: how its letters are read, and which column is which field."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shipdesk.core.imports import Aim, FileKind, Plan
from shipdesk.ui.imports.model import ColumnsModel
from shipdesk.ui.theme.tokens import BODY, NONE, SEMIBOLD, TITLE, M, Meaning, S
from shipdesk.ui.widgets.banner import Remark
from shipdesk.ui.widgets.editors import CheckEditor, ChoiceEditor, TextEditor
from shipdesk.ui.widgets.field import FieldRow
from shipdesk.ui.widgets.layouts import column, row, rule
from shipdesk.ui.widgets.panel import EmptyState, Form
from shipdesk.ui.widgets.picks import Picks
from shipdesk.ui.widgets.scroll import ScrollColumn
from shipdesk.ui.widgets.table import Table
from shipdesk.ui.widgets.text import ElidedText, Text
from shipdesk.usecases.imports.columns import choices
from shipdesk.usecases.imports.encodings import ENCODINGS
from shipdesk.usecases.imports.look import Look, plan_fault
from shipdesk.usecases.imports.reader import DELIMITERS

if TYPE_CHECKING:
    from shipdesk.usecases.desk import Desk

_WIDTH = 44 * S
#: Asked for beside the columns, where no column says it.
_FIXED = ("carrier", "service", "customs.product_type", "declared_value.currency", "products.currency")


class PlanPage(QWidget):
    """The columns at the left, the current one's field and the values for what is in no column at the right."""

    changed = Signal()
    """Another encoding, delimiter or sheet is wanted: look again."""
    judged = Signal()
    """Whether it can be begun may be another answer now: see `fault`."""

    def __init__(self) -> None:
        super().__init__()
        self.look: Look | None = None
        self.plan = Plan()
        self.fault = ""
        """Why it cannot be begun; empty when it can."""
        self._names: dict[str, str] = {}
        self._services: dict[str, list[tuple[str, str]]] = {}
        self._offered_for: str | None = None
        self.title = ElidedText("", TITLE, SEMIBOLD)
        self._told = Text("", role="muted")
        self.model = ColumnsModel()
        self.table = Table(self.model)
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.table.setAccessibleName(self.tr("Columns of the file"))
        self._no_columns = EmptyState("import", self.tr("No columns can be read from this file."))
        self.table.set_empty(self._no_columns)
        self.table.selectionModel().currentRowChanged.connect(self._follow)
        self.table.activated.connect(self.focus_field)
        self.field = FieldRow("", ChoiceEditor())
        self.field.edited.connect(self._on_field)
        self.encoding = FieldRow(self.tr("Encoding"), ChoiceEditor())
        self.delimiter = FieldRow(self.tr("Separator"), ChoiceEditor([*DELIMITERS.items()]))
        self.sheet = FieldRow(self.tr("Sheet of the workbook"), ChoiceEditor())
        self.aim = Picks(
            self.tr("Good rows"),
            [(Aim.TO_SHIP.value, self.tr("To ship"), None), (Aim.BOOK.value, self.tr("Book at once"), None)],
        )
        self.accept = CheckEditor(self.tr("Book those with warnings too"))
        self.aim.picked.connect(self._on_aim)
        self.accept.hide()
        for one in (self.encoding, self.delimiter, self.sheet):
            one.edited.connect(self._on_form)
        self.fixed: dict[str, FieldRow] = {}
        self._remark = Remark(Meaning.CARE, "")
        self._below = QWidget()
        self._beside = ScrollColumn(self.tr("How the file is read"))
        self._lay_out()

    def attach(self, desk: Desk) -> None:
        """The carriers are known: what a column can be."""
        named = choices(desk)
        self._names = dict(named)
        editor = self.field.editor
        assert isinstance(editor, ChoiceEditor)
        editor.set_choices([("", self.tr("Not used")), *named])
        carriers = [(record.id, record.label) for record in desk.records.values()]
        self._services = {
            record.id: [(one.code, one.name) for one in record.services] for record in desk.records.values()
        }
        goods = [("General", "General"), ("Sensitive", "Sensitive")]
        offered = {"carrier": carriers, "service": [], "customs.product_type": goods}
        for path in _FIXED:
            made = FieldRow(self._names[path], ChoiceEditor(offered[path]) if path in offered else TextEditor())
            made.edited.connect(self._on_fixed)
            self.fixed[path] = made
        form = Form()
        for one, span in ((self.field, 12), (self.encoding, 12), (self.delimiter, 12), (self.sheet, 12)):
            form.add(one, span)
        rest = Form()
        for one in self.fixed.values():
            rest.add(one)
        goes = QWidget()
        row(Text(self.tr("Good rows"), BODY, SEMIBOLD), self.aim, None, gap=M, into=goes)
        self._beside.put(form, goes, self.accept, Text(self.tr("For what is in no column"), BODY, SEMIBOLD), rest)

    def show_look(self, look: Look) -> None:
        """Show a file as it would be read."""
        again = self.look is not None and self.look.headings == look.headings and bool(look.headings)
        self.look = look
        self.plan = replace(self.plan, headings=look.headings) if again else look.plan
        self.title.set_text(look.path.name)
        self._told.setText(_size(look.scan.size))
        self._show_form(look)
        self.table.clearSelection()
        self._show_plan()
        for path, one in self.fixed.items():
            one.set_text(self.plan.fixed.get(path, ""))
        if self.model.rowCount():
            first = next((at for at, path in enumerate(self.plan.paths) if not path), 0)
            self.table.setCurrentIndex(self.model.index(first, 0))
        self._offer_services()
        self._follow()
        self._judge()

    def focus_list(self) -> None:
        """The keyboard to the columns; to the fixed values where there are none."""
        (self.table if self.model.rowCount() else self.fixed["carrier"]).setFocus()

    def focus_field(self) -> None:
        """The keyboard to what the current column is."""
        if self.model.rowCount():
            self.field.setFocus()

    def next_unknown(self) -> None:
        """The next column that is not used, with the keyboard in its field."""
        here = self.table.currentIndex().row()
        order = [*range(here + 1, len(self.plan.paths)), *range(here + 1)]
        found = next((at for at in order if not self.plan.paths[at]), None)
        if found is not None:
            self.table.setCurrentIndex(self.model.index(found, 0))
            self.focus_field()

    def where_good_rows_go(self) -> Aim:
        return Aim(self.aim.key())

    def books_warned(self) -> bool:
        """Whether rows with warnings are booked too."""
        return self.where_good_rows_go() is Aim.BOOK and self.accept.isChecked()

    # --- what happens

    def _show_form(self, look: Look) -> None:
        table = look.form.kind is FileKind.TABLE
        self.encoding.setVisible(bool(look.scan.encodings))
        self.delimiter.setVisible(table)
        if look.form.kind is FileKind.JSON:
            self._no_columns.set_sentence(self.tr("ShipDesk reads JSON in its own form; no columns need matching."))
        else:
            self._no_columns.set_sentence(self.tr("No columns can be read from this file."))
        offered = dict.fromkeys([*look.scan.encodings, look.form.encoding, *ENCODINGS])
        editor = self.encoding.editor
        assert isinstance(editor, ChoiceEditor)
        editor.set_choices([(name, ENCODINGS.get(name, name)) for name in offered if name])
        self.encoding.set_text(look.form.encoding)
        self.delimiter.set_text(look.form.delimiter)
        self.sheet.setVisible(len(look.sheets) > 1)
        sheets = self.sheet.editor
        assert isinstance(sheets, ChoiceEditor)
        sheets.set_choices([(name, name) for name in look.sheets])
        self.sheet.set_text(look.form.sheet)
        self.field.setVisible(bool(look.headings))

    def _show_plan(self) -> None:
        assert self.look is not None
        self.model.show_plan(self.plan, self.look.rows, self._names)
        used = {path for path in self.plan.paths if path}
        for path, one in self.fixed.items():
            one.set_help(self.tr("Where its column is empty.") if path in used else "")

    def _follow(self) -> None:
        at = self.table.currentIndex().row()
        if 0 <= at < len(self.plan.headings):
            self.field.set_label(self.tr("“{heading}” is").format(heading=self.plan.headings[at] or "–"))
            self.field.set_text(self.plan.paths[at])

    def _on_field(self, text: str) -> None:
        at = self.table.currentIndex().row()
        if 0 <= at < len(self.plan.paths) and (not text or text in self._names):
            paths = [*self.plan.paths]
            paths[at] = text
            self.plan = replace(self.plan, paths=tuple(paths))
            self._show_plan()
            self._judge()

    def _on_fixed(self, _text: str) -> None:
        self._offer_services()
        fixed = {path: one.text() for path, one in self.fixed.items() if one.text()}
        self.plan = replace(self.plan, fixed=fixed)
        self._judge()

    def _offer_services(self) -> None:
        """Those of the carrier that is named; of all where none is."""
        carrier, editor = self.fixed["carrier"].text(), self.fixed["service"].editor
        assert isinstance(editor, ChoiceEditor)
        if carrier == self._offered_for:  # nothing changes under the fingers
            return
        self._offered_for = carrier
        every = [one for services in self._services.values() for one in services]
        editor.set_choices(self._services.get(carrier, every))

    def _on_form(self, text: str) -> None:
        if self.look is not None and (text in ENCODINGS or text in DELIMITERS or text in self.look.sheets):
            self.changed.emit()

    def _on_aim(self, _key: str) -> None:
        self.accept.setVisible(self.where_good_rows_go() is Aim.BOOK)

    def _judge(self) -> None:
        self.fault = plan_fault(self.look, self.plan) if self.look is not None else ""
        self._remark.set_words(self.fault, Meaning.CARE)
        self._below.setVisible(bool(self.fault))
        self.judged.emit()

    def _lay_out(self) -> None:
        above = QWidget()
        row(self.title, self._told, gap=M, margin=M, into=above).setStretch(0, 1)
        self._beside.setFixedWidth(_WIDTH)
        left = QWidget()
        row(self._remark, gap=NONE, margin=S, into=self._below)
        column(self.table, self._below, gap=NONE, into=left).setStretch(0, 1)
        middle = QWidget()
        row(left, rule(vertical=True), self._beside, gap=NONE, into=middle).setStretch(0, 1)
        column(above, middle, gap=NONE, into=self).setStretch(1, 1)


def _size(size: int) -> str:
    return f"{size / (1 << 20):,.1f} MiB" if size >= 1 << 20 else f"{max(size >> 10, 1):,} KiB"
