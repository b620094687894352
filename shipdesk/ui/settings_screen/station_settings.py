"""A section drawn from the table of settings: one field for each row of a group."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from shipdesk.core.problems import error
from shipdesk.settings.schema import SETTINGS, Kind, Setting
from shipdesk.settings.schema import Group as Part
from shipdesk.ui.settings_screen.section import SavedMark, Section
from shipdesk.ui.tasks import start
from shipdesk.ui.theme.tokens import CAPTION, NONE
from shipdesk.ui.widgets.editors import CheckEditor, Editor, TextEditor
from shipdesk.ui.widgets.field import FieldRow
from shipdesk.ui.widgets.layouts import column
from shipdesk.ui.widgets.layouts import row as layout_row
from shipdesk.ui.widgets.panel import Caption, Form, Group
from shipdesk.ui.widgets.picks import Picks
from shipdesk.ui.widgets.text import Text
from shipdesk.workers.lanes import BOOK

if TYPE_CHECKING:
    from shipdesk.settings.store import SettingsStore
    from shipdesk.ui.bridge import Bridge

_WHOLE = 12


class SettingsSection(Section):
    """The settings of one group. A text is kept when one leaves it or presses Enter, anything else at once."""

    def __init__(self, bridge: Bridge, part: Part, only: Collection[str] = ()) -> None:
        """`only`: the keys of those to show; without them all of the group."""
        super().__init__(bridge)
        self.fields: dict[str, FieldRow] = {}
        self.picks: dict[str, Picks] = {}
        self.saved = SavedMark()
        self.group, form = Group(self.tr(str(part)), self.saved), Form()
        for row in SETTINGS:
            if row.group is part and (not only or row.key in only):
                form.add(self._choice(row) if row.kind is Kind.CHOICE else self._field(row), _WHOLE)
        self.group.add(form)
        self.body.addWidget(self.group)

    def load(self) -> None:
        if self.workplace is None:
            return
        for key, picks in self.picks.items():
            picks.pick(self.workplace.settings.text(key))
        for key, field in self.fields.items():
            value = self.workplace.settings.value(key)
            field.set_text(("true" if value else "") if isinstance(value, bool) else value)

    def keep(self, key: str, text: str) -> None:
        """Keep one setting; `text` as its editor writes it."""
        if self.workplace is None:
            return
        row = next(row for row in SETTINGS if row.key == key)
        value: str | bool = text == "true" if row.kind is Kind.FLAG else text.strip()
        if value == self.workplace.settings.value(key):
            return
        if fault := row.fault(value):
            self._tell(key, fault)
            return
        self._tell(key, "")
        store = self.workplace.settings
        start(self.workplace.lanes, BOOK, self._kept, self._not_kept, _keep, store, key, value)

    def _choice(self, row: Setting) -> QWidget:
        choices = [(choice.value, self.tr(choice.label), None) for choice in row.choices]
        picks = self.picks[row.key] = Picks(self.tr(row.label), choices)
        picks.setProperty("key", row.key)
        picks.picked.connect(self._picked)
        whole = QWidget()
        helps = [Text(self.tr(row.help), CAPTION, role="faint", wrap=True)] if row.help else []
        column(Caption(self.tr(row.label)), layout_row(picks, None), *helps, gap=NONE, into=whole)
        return whole

    def _field(self, row: Setting) -> QWidget:
        editor: Editor = CheckEditor(self.tr(row.label)) if row.kind is Kind.FLAG else TextEditor()
        field = FieldRow("" if row.kind is Kind.FLAG else self.tr(row.label), editor)
        field.set_help(self.tr(row.help))
        field.editor.widget().setAccessibleName(self.tr(row.label))
        self.fields[row.key] = field
        if isinstance(editor, TextEditor):
            editor.editingFinished.connect(self._finished)
            field.edited.connect(self._typed)
        else:
            field.edited.connect(self._turned)
        return field

    def _typed(self, _text: str) -> None:
        self.saved.clear()

    def _turned(self, _text: str) -> None:
        self._finished()

    def _picked(self, value: str) -> None:
        picks = self.sender()
        if isinstance(picks, Picks):
            self.keep(picks.property("key"), value)

    def _finished(self) -> None:
        for key, field in self.fields.items():
            self.keep(key, field.text())

    def _kept(self, _key: str) -> None:
        self.saved.show_saved()
        self.bridge.settings_changed.emit()

    def _not_kept(self, fault: Exception) -> None:
        self.saved.clear()
        self.bridge.failed(fault)

    def _tell(self, key: str, fault: str) -> None:
        if key in self.fields:
            self.fields[key].set_problem(error(key, "setting.wrong", fault) if fault else None)


def _keep(store: SettingsStore, key: str, value: str | bool) -> str:
    """Raises `InputError`, `SetupError` as the store does."""
    store.set({key: value})
    return key
