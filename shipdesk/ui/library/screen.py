"""The Library screen: what is used again and again, found as one types, changed, brought in and taken along."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from shipdesk.core.cards import KINDS, CardKind
from shipdesk.core.errors import InputError
from shipdesk.ui.late import Late
from shipdesk.ui.library import jobs
from shipdesk.ui.library.page import CardsPage
from shipdesk.ui.orders.actions import make_action
from shipdesk.ui.screen import Opening, Screen
from shipdesk.ui.tasks import start
from shipdesk.ui.theme.tokens import NONE, M, S
from shipdesk.ui.widgets.actionbar import ActionBar, allow
from shipdesk.ui.widgets.layouts import column, row
from shipdesk.ui.widgets.picks import Picks
from shipdesk.ui.widgets.scanbar import ScanField
from shipdesk.ui.widgets.text import Text
from shipdesk.workers.lanes import BOOK, COUNT, FIND

if TYPE_CHECKING:
    from shipdesk.ui.library.jobs import Deed, Found
    from shipdesk.ui.workplace import Workplace
    from shipdesk.usecases.library_files import Imported
    from shipdesk.workers.lanes import Task

_MOST_UNDONE = 50
_NAMED_FAULTS = 5
_KEY = "library"


class LibraryScreen(Screen):
    """Tabs by kind. A deed is done at once and can be undone."""

    read_on = Signal(int)
    """The row of the file that is being imported; sent from a lane."""

    def __init__(self, opening: Opening) -> None:
        super().__init__()
        self._bridge = opening.bridge
        self._at: Workplace | None = None
        self._finding: Task | None = None
        self._stop = Event()
        self._importing = False
        self._done: list[Deed] = []
        self.kinds = Picks(self.tr("Kind"), [(kind.value, self.tr(line.name), None) for kind, line in KINDS.items()])
        self.kinds.picked.connect(self._on_picked)
        self.field = ScanField(self.tr("Find by any word"))
        self.field.edited.connect(self._find)
        self._told = Text(role="muted")
        self.pages = Late(CardKind, self._make_page)
        self._stack = QStackedWidget()
        self.read_on.connect(self._show_progress)
        self._make_actions()
        self._lay_out(opening.help)
        self._judge()

    @property
    def kind(self) -> CardKind:
        """The kind that is shown."""
        return CardKind(self.kinds.key())

    @property
    def page(self) -> CardsPage:
        """Its page."""
        return self.pages[self.kind]

    # --- the life of a screen

    def attach(self, workplace: Workplace) -> None:
        self._at = workplace
        for page in self.pages.made():
            page.model.attach(workplace.desk.library.cards, workplace.lanes)
        self._find()

    def shutdown(self) -> None:
        self._stop.set()
        if self._finding is not None:
            self._finding.cancel()
        for page in self.pages.made():
            page.model.shutdown()

    def focus_first(self) -> None:
        self.field.take_focus()
        self._find()

    # --- what the actions do

    def go_find(self) -> None:
        """F2."""
        self.field.take_focus()

    def add(self) -> None:
        """Ctrl+N."""
        self.page.begin_new()

    def edit(self) -> None:
        """Enter: from the search to the list, from the list into the card, and from the card it is saved."""
        if self.field.line.hasFocus():
            self.page.focus_list()
        elif self.page.editor.isAncestorOf(self.focusWidget() or self):
            self.save()
        elif self.page.table.hasFocus() and self.page.current() is not None:
            self.page.editor.focus_first()

    def save(self) -> None:
        """Ctrl+S."""
        editor = self.page.editor
        if self._at is not None and editor.touched:
            desk, card = self._at.desk, editor.card
            start(self._at.lanes, BOOK, self._on_done, self._on_refused, jobs.save, desk, self.kind, editor.values(), card.id)  # fmt: skip  # noqa: E501

    def remove(self) -> None:
        """Delete the card; it can be undone."""
        card = self.page.current()
        if self._at is not None and card is not None:
            self.page.editor.show_card(None)
            start(self._at.lanes, BOOK, self._on_done, self._on_refused, jobs.remove, self._at.desk, card)

    def undo(self) -> None:
        """Ctrl+Z."""
        if self._at is not None and self._done:
            deed = self._done.pop()
            start(self._at.lanes, BOOK, self._on_undone, self._on_refused, jobs.undo, self._at.desk, deed)

    def back(self) -> None:
        """Esc: leave what was typed, then the card, then the search."""
        editor = self.page.editor
        if self._importing:
            self._stop.set()
        elif editor.touched:
            editor.revert()
        elif editor.isAncestorOf(self.focusWidget() or self):
            self.page.focus_list()
        else:
            self.field.clear()
            self.focus_first()

    def ask_what(self) -> None:
        """Ctrl+I: which file to take cards from."""
        dialog = QFileDialog(self, self.tr("Import {name}").format(name=KINDS[self.kind].name))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Tables (*.csv *.tsv *.xlsx)"))
        dialog.fileSelected.connect(self._take_file)
        self._open(dialog)

    def ask_where(self) -> None:
        """Ctrl+E: where to write the cards to."""
        dialog = QFileDialog(self, self.tr("Export {name}").format(name=KINDS[self.kind].name))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(f"{self.kind.value}.csv")
        dialog.fileSelected.connect(self._write_file)
        self._open(dialog)

    def learn(self) -> None:
        """Take in what was shipped before there was a library."""
        from shipdesk.usecases.learn import learn_from_before  # noqa: PLC0415 - late: keeps start-up fast

        if self._at is not None:
            start(self._at.lanes, COUNT, self._on_learned, self._bridge.failed, learn_from_before, self._at.desk)

    def import_file(self, path: Path) -> None:
        """Take the cards of a file, in a lane; Esc stops it."""
        from shipdesk.usecases.library_files import import_cards  # noqa: PLC0415 - late: keeps start-up fast

        if self._at is None or self._importing:
            return
        self._importing = True
        self._stop.clear()
        self._told.setText(self.tr("Reading {name} …").format(name=path.name))
        tell, stop = self.read_on.emit, self._stop
        desk = self._at.desk
        start(self._at.lanes, COUNT, self._on_imported, self._on_no_import, import_cards, desk, self.kind, path, tell, stop)  # fmt: skip  # noqa: E501

    def export_file(self, path: Path) -> None:
        """Write the cards of the kind that is shown."""
        from shipdesk.usecases.library_files import export_cards  # noqa: PLC0415 - late: keeps start-up fast

        if self._at is not None:
            desk = self._at.desk
            start(self._at.lanes, COUNT, self._on_exported, self._bridge.failed, export_cards, desk, self.kind, path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.field.line.hasFocus():
            self.page.focus_list()
        else:
            super().keyPressEvent(event)

    # --- what happens

    def _find(self, _text: str = "") -> None:
        if self._at is None:
            return
        if self._finding is not None:
            self._finding.cancel()
        text = self.field.text().strip()
        lanes, failed = self._at.lanes, self._bridge.failed
        self._finding = start(lanes, FIND, self._on_found, failed, jobs.find, self._at.desk, self.kind, text)

    def _on_found(self, found: Found) -> None:
        for kind, count in found.counts.items():
            self.kinds.set_count(kind.value, count)
        self.pages[found.kind].show_found(found)
        if not self._importing:
            shown = len(found.ids)
            self._told.setText(self.tr("{count} found").format(count=f"{shown:,}") if found.text else "")
        self._judge()

    def _on_picked(self, _key: str) -> None:
        self._stack.setCurrentWidget(self.page)
        self._find()
        self._judge()

    def _on_done(self, deed: Deed) -> None:
        self._done = [*self._done[1 - _MOST_UNDONE :], deed]
        title = (deed.after or deed.before or self.page.editor.card).title
        if deed.after is None:
            self._bridge.success(self.tr("{title} is removed. Ctrl+Z puts it back.").format(title=title), key=_KEY)
        else:
            self.pages[deed.kind].editor.show_card(deed.after)
            self._bridge.success(self.tr("{title} is saved.").format(title=title), key=_KEY)
        self._show_again(deed)

    def _on_undone(self, deed: Deed) -> None:
        card = deed.after or deed.before
        if card is not None:
            self._bridge.success(self.tr("{title} is restored.").format(title=card.title), key=_KEY)
            self.pages[card.kind].editor.show_card(deed.after)
            self.kinds.pick(card.kind.value)
            self._stack.setCurrentWidget(self.page)
            self._show_again(deed)

    def _show_again(self, deed: Deed) -> None:
        if deed.after is not None:
            self.pages[deed.after.kind].want(deed.after.id)
        self._find()
        self._judge()

    def _on_refused(self, fault: Exception) -> None:
        if isinstance(fault, InputError) and fault.problems:
            self.page.editor.tell(fault.problems)
        else:
            self._bridge.failed(fault)

    def _on_imported(self, done: Imported) -> None:
        self._importing = False
        words = self.tr("{count} rows are in the library.").format(count=f"{done.taken:,}")
        if self._stop.is_set():
            words = self.tr("Stopped. {words}").format(words=words)
        if done.refused:
            named = "\n".join(f"{fault.row}: {fault.sentence}" for fault in done.faults[:_NAMED_FAULTS])
            more = self.tr("{words} {count} rows are left out; by row:\n{named}")
            self._bridge.warning(more.format(words=words, count=f"{done.refused:,}", named=named), key=_KEY)
        else:
            self._bridge.success(words, key=_KEY)
        self._find()

    def _on_no_import(self, fault: Exception) -> None:
        self._importing = False
        self._told.setText("")
        self._bridge.failed(fault)

    def _on_exported(self, count: int) -> None:
        self._bridge.success(self.tr("{count} rows are written.").format(count=f"{count:,}"), key=_KEY)

    def _on_learned(self, count: int) -> None:
        self._bridge.success(self.tr("Learned from {count} bookings.").format(count=f"{count:,}"), key=_KEY)
        self._find()

    def _take_file(self, path: str) -> None:
        self.import_file(Path(path))

    def _write_file(self, path: str) -> None:
        self.export_file(Path(path))

    def _open(self, dialog: QFileDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _show_progress(self, at: int) -> None:
        if self._importing:
            self._told.setText(self.tr("Row {row} · Esc stops").format(row=f"{at:,}"))

    # --- how it is put together

    def _make_page(self, kind: CardKind) -> CardsPage:
        page = CardsPage(kind)
        page.chosen.connect(self._judge)
        page.editor.saved.connect(self.save)
        page.add_wanted.connect(self.add)
        page.import_wanted.connect(self.ask_what)
        page.table.activated.connect(self.edit)
        page.model.failed.connect(self._bridge.failed)
        self._stack.addWidget(page)
        if self._at is not None:
            page.model.attach(self._at.desk.library.cards, self._at.lanes)
        return page

    def _make_actions(self) -> None:
        keys = QKeySequence.StandardKey
        self._find_action = make_action(self, self.tr("Find"), "F2", self.go_find)
        self._new = make_action(self, self.tr("New"), keys.New, self.add)
        self._edit = make_action(self, self.tr("Change"), "Enter", self.edit, "Return")
        self._save = make_action(self, self.tr("Save"), keys.Save, self.save)
        self._remove = make_action(self, self.tr("Delete"), "Ctrl+Del", self.remove)
        self._undo = make_action(self, self.tr("Undo"), keys.Undo, self.undo)
        self._import = make_action(self, self.tr("Import"), "Ctrl+I", self.ask_what)
        self._export = make_action(self, self.tr("Export"), "Ctrl+E", self.ask_where)
        make_action(self, self.tr("Back"), "Esc", self.back)
        make_action(self, self.tr("Learn from what was shipped"), "Ctrl+L", self.learn)
        for place, (kind, line) in enumerate(KINDS.items(), start=1):
            action = make_action(self, self.tr(line.name), f"Alt+{place}", self._turn)
            action.setData(kind.value)

    def _turn(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.kinds.pick(action.data())
            self._on_picked(action.data())

    def _lay_out(self, help_action: QAction | None) -> None:
        above = QWidget()
        column(self.field, row(self.kinds, None, self._told, gap=M), gap=S, margin=M, into=above)
        bar = ActionBar()
        bar.add(self._save, primary=True)
        for action in (self._new, self._edit, self._remove, self._undo, self._import, self._export):
            bar.add(action)
        bar.add(self._find_action, at_end=True)
        if help_action is not None:
            bar.add(help_action, at_end=True)
        column(above, self._stack, bar, gap=NONE, into=self).setStretch(1, 1)

    def _judge(self) -> None:
        """Open what can be done now, and say of the rest why not."""
        current = self.page.table.currentIndex().isValid()
        allow(self._save, "" if self.page.editor.touched else self.tr("Nothing was changed."))
        allow(self._remove, "" if current else self.tr("Choose a card first."))
        allow(self._undo, "" if self._done else self.tr("There is nothing to undo."))
