"""The Import screen: drop a file, say what its columns are, see every row checked, and take the good ones over."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from shipdesk.core.imports import TAKEABLE, Stage, Standing
from shipdesk.ui.imports import jobs
from shipdesk.ui.imports.actions import ImportActions
from shipdesk.ui.imports.dialogs import ImportDialogs
from shipdesk.ui.imports.home import HomePage
from shipdesk.ui.imports.mending import Mending
from shipdesk.ui.imports.plan_page import PlanPage
from shipdesk.ui.imports.rows_page import RowsPage
from shipdesk.ui.imports.runs import ImportRuns
from shipdesk.ui.screen import Opening, Screen
from shipdesk.ui.tasks import start
from shipdesk.ui.theme.tokens import NONE
from shipdesk.ui.widgets.layouts import column
from shipdesk.usecases.imports.export_faulty import export_faulty
from shipdesk.usecases.imports.look import look_at
from shipdesk.workers.lanes import BOOK, FIND

if TYPE_CHECKING:
    from shipdesk.core.imports import Import
    from shipdesk.ui.imports.jobs import Listed
    from shipdesk.ui.workplace import Workplace
    from shipdesk.usecases.imports.look import Look
    from shipdesk.usecases.imports.run import Progress

_KEY = "import"
_LOOK_MS = 2000
#: How often the counts are read anew while an import runs.
_FRESH_MS = 1000


class ImportsScreen(Screen):
    """Three pages: the imports there were, the file that is being set up, the rows of an import."""

    def __init__(self, opening: Opening) -> None:
        super().__init__()
        self._bridge = opening.bridge
        self._at: Workplace | None = None
        self.home, self.plan, self.rows = HomePage(), PlanPage(), RowsPage()
        self._stack = QStackedWidget()
        for page in (self.home, self.plan, self.rows):
            self._stack.addWidget(page)
        self.runs = ImportRuns(self)
        self.mending = Mending(self.rows, self.runs, self._bridge)
        self.dialogs = ImportDialogs(self, self.rows)
        self._actions = ImportActions(self)
        self._now_and_then = QTimer(self, interval=_LOOK_MS)
        self._now_and_then.timeout.connect(self.read)
        self._fresh = QTimer(self, interval=_FRESH_MS, singleShot=True)
        self._fresh.timeout.connect(self._freshen)
        self.setAcceptDrops(True)
        self._connect()
        column(self._stack, self._actions.bar(opening.help), gap=NONE, into=self).setStretch(0, 1)
        self._judge()

    def _connect(self) -> None:
        self.home.opened.connect(self.open_import)
        self.home.file_wanted.connect(self.dialogs.ask_what)
        self.dialogs.chosen.connect(self.take_file)
        self.dialogs.written.connect(self.export_to)
        self.plan.changed.connect(self._look_again)
        self.plan.judged.connect(self._judge)
        self.plan.table.selectionModel().currentRowChanged.connect(self._judge)
        self.rows.list_wanted.connect(self._list)
        self.rows.chosen.connect(self._judge)
        self.rows.model.failed.connect(self._bridge.failed)
        self.mending.changed.connect(self._count)
        self.runs.told.connect(self._on_told)
        self.runs.begun.connect(self._say)
        self.runs.ended.connect(self._on_run)
        self.runs.taken.connect(self._on_taken)
        self.runs.failed.connect(self._on_run_failed)

    # --- the life of a screen

    def attach(self, workplace: Workplace) -> None:
        self._at = workplace
        self.plan.attach(workplace.desk)
        self.rows.model.attach(workplace.desk.imports.rows, workplace.lanes)
        self.runs.attach(workplace)
        self.mending.attach(workplace)
        self.read()

    def shutdown(self) -> None:
        self.runs.pause()
        self._now_and_then.stop()
        self._fresh.stop()
        self.rows.model.shutdown()

    def focus_first(self) -> None:
        self._focus_page()
        self.read()

    def read(self) -> None:
        """Read anew what is shown."""
        if self._at is not None and self.shows(self.home):
            self.home.show_watched(self._at.settings.text("watched_folder"))
            start(self._at.lanes, FIND, self._on_latest, self._bridge.failed, jobs.latest, self._at.desk)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._now_and_then.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._now_and_then.stop()

    # --- what the keys do

    def go_on(self) -> None:
        """F10: check the file that is set up, go on with what was stopped, or take over what is good."""
        one = self.rows.one
        if not self._actions.go.isEnabled():
            return
        if self.shows(self.home):
            self.open_import(self.home.current())
        elif self.shows(self.plan):
            self._begin()
        elif one is not None:
            run = self.runs.check if one.stage is Stage.CHECKING else self.runs.take
            run(one.id)

    def discard(self) -> None:
        """Ctrl+Delete: take an import out; what was added stays."""
        one = self.chosen()
        if self._at is not None and one:
            self._show(self.home)
            start(self._at.lanes, BOOK, self._on_discarded, self._bridge.failed, self._at.desk.imports.forget, one)

    def next_fault(self) -> None:
        """F6: the next column nobody knows, or the next row that is wrong."""
        if self.shows(self.plan):
            self.plan.next_unknown()
        elif self.shows(self.rows):
            if self.rows.editor.in_field():
                self.rows.next_fault()
            else:
                self.rows.focus_fault()

    def export_to(self, path: Path) -> None:
        """Write the faulty rows with their reasons."""
        if self._at is not None and self.rows.one is not None:
            lanes, desk = self._at.lanes, self._at.desk
            start(lanes, FIND, self._on_exported, self._bridge.failed, export_faulty, desk, self.rows.one.id, path)

    def enter(self) -> None:
        """Enter: what is typed is checked at once; from a list into the fields."""
        if self.shows(self.home):
            self.go_on()
        elif self.shows(self.plan):
            if self.plan.table.hasFocus():
                self.plan.focus_field()
            else:
                self.plan.next_unknown()
        elif self.rows.editor.in_field():
            self.rows.editor.commit()
        else:
            self.rows.focus_fault()

    def back(self) -> None:
        """Esc: from the fields to the list, from the list to the imports."""
        if self.shows(self.rows) and self.rows.editor.in_field():
            self.rows.focus_list()
        elif self.shows(self.plan) and not self.plan.table.hasFocus() and self.plan.model.rowCount():
            self.plan.focus_list()
        elif not self.shows(self.home):
            self._show(self.home)
            self.read()

    # --- a file

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.take_file(Path(event.mimeData().urls()[0].toLocalFile()))

    def take_file(self, path: Path) -> None:
        """Look at a file; its columns are shown before anything is taken from it."""
        self._look(path)

    def _look_again(self) -> None:
        if self.plan.look is not None:
            page = self.plan
            self._look(self.plan.look.path, page.encoding.text(), page.delimiter.text(), page.sheet.text())

    def _look(self, path: Path, *form: str) -> None:
        if self._at is not None:
            start(self._at.lanes, FIND, self._on_looked, self._bridge.failed, look_at, self._at.desk, path, *form)

    def _on_looked(self, look: Look) -> None:
        again = self.shows(self.plan) and self.plan.look is not None
        self.plan.show_look(look)
        if again:  # another encoding: the keyboard stays where it was picked
            self._judge()
        else:
            self._show(self.plan)

    def _begin(self) -> None:
        if self._at is not None and self.plan.look is not None:
            page = self.plan
            desk, look, aim, accept = self._at.desk, self.plan.look, page.where_good_rows_go(), page.books_warned()
            start(self._at.lanes, BOOK, self._on_begun, self._bridge.failed, jobs.begin, desk, look, page.plan, aim, accept)  # fmt: skip  # noqa: E501

    def _on_begun(self, one: Import) -> None:
        self._on_opened(one)
        self.runs.check(one.id)

    # --- an import

    def open_import(self, import_id: int) -> None:
        """Show the rows of an import."""
        if self._at is not None:
            start(self._at.lanes, FIND, self._on_opened, self._bridge.failed, self._at.desk.imports.get, import_id)

    def _on_opened(self, one: Import | None) -> None:
        if one is not None:
            self.mending.forget()
            self._show(self.rows)
            self.rows.show_import(one)
            self._list()
            self.rows.focus_list()
        self._say()

    def _list(self) -> None:
        if self._at is not None and self.rows.one is not None:
            desk, one = self._at.desk, self.rows.one
            start(self._at.lanes, FIND, self._on_listed, self._bridge.failed, jobs.listed, desk, one.id, self.rows.standing())  # fmt: skip  # noqa: E501

    def _on_listed(self, found: Listed | None) -> None:
        if found is not None and found.standing == self.rows.standing():
            self.rows.show_list(found)
        self._say()

    def _count(self) -> None:
        if self._at is not None and self.rows.one is not None:
            get = self._at.desk.imports.get
            start(self._at.lanes, FIND, self._on_counted, self._bridge.failed, get, self.rows.one.id)

    def _on_counted(self, one: Import | None) -> None:
        if one is not None and self.rows.one is not None and one.id == self.rows.one.id:
            self.rows.show_state(one)
        self._say()

    def _on_latest(self, found: list[Import]) -> None:
        if self._at is not None:
            self.home.show_imports(found, self._at.desk.clock())
        self._judge()

    def _on_discarded(self, _nothing: None) -> None:
        self._bridge.success(self.tr("The import is discarded; what was added stays."), key=_KEY)
        self.read()

    def _on_exported(self, count: int) -> None:
        self._bridge.success(self.tr("{count} faulty rows are written.").format(count=f"{count:,}"), key=_KEY)

    # --- a run

    def _on_told(self, _progress: Progress) -> None:
        self._say()
        if self.rows.one is not None and self.runs.running == self.rows.one.id and not self._fresh.isActive():
            self._fresh.start()

    def _freshen(self) -> None:
        """While it runs: what there is by now; a list that somebody reads stays as it is."""
        if self.rows.model.rowCount():
            self._count()
        else:
            self._list()

    def _on_run(self, one: Import) -> None:
        if self.rows.one is not None and self.rows.one.id == one.id:
            self.rows.show_after_run(one)
            self._list()
        self._say()

    def _on_taken(self, one: Import) -> None:
        if count := one.count(Standing.TAKEN):
            self._bridge.success(self.tr("{count} orders added.").format(count=f"{count:,}"), key=_KEY)

    def _on_run_failed(self, fault: Exception) -> None:
        self._bridge.failed(fault)
        self._say()

    # --- what is shown

    def shows(self, page: QWidget) -> bool:
        """Whether this of the three pages is the one that is shown."""
        return self._stack.currentWidget() is page

    def chosen(self) -> int:
        """The id of the import that is meant; 0 for none."""
        if self.shows(self.home):
            return self.home.current()
        return self.rows.one.id if self.shows(self.rows) and self.rows.one is not None else 0

    def _show(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(page)
        self._focus_page()
        self._judge()

    def _focus_page(self) -> None:
        for page in (self.home, self.plan, self.rows):
            if self.shows(page):
                page.focus_list()

    def _judge(self) -> None:
        self._actions.judge()

    def _say(self) -> None:
        """How far the import on the page is, and what can be done now."""
        one = self.rows.one
        if one is not None:
            if self.runs.running == one.id:
                self.rows.show_run(self.runs.words, self.runs.progress)
            elif one.stage is Stage.CHECKING:
                words = self.tr("Stopped after {count} shipments. F10 goes on.")
                self.rows.show_rest(words.format(count=f"{one.position:,}"))
            elif good := one.count(*TAKEABLE):
                self.rows.show_rest(self.tr("F10 adds the {count} good ones.").format(count=f"{good:,}"))
            else:
                self.rows.show_rest(self.tr("{count} shipments").format(count=f"{one.rows:,}"))
        self._judge()
