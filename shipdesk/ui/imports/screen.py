"""The Import screen: drop a file, say what its columns are, see every row checked, and take the good ones over."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from shipdesk.core.imports import TAKEABLE, Aim, Stage, Standing
from shipdesk.ui.imports import jobs
from shipdesk.ui.imports.home import HomePage
from shipdesk.ui.imports.plan_page import PlanPage
from shipdesk.ui.imports.rows_page import RowsPage
from shipdesk.ui.orders.actions import make_action
from shipdesk.ui.screen import Opening, Screen
from shipdesk.ui.tasks import start
from shipdesk.ui.theme.tokens import NONE
from shipdesk.ui.widgets.actionbar import ActionBar, allow
from shipdesk.ui.widgets.layouts import column
from shipdesk.usecases.imports.check import check_on
from shipdesk.usecases.imports.export_faulty import export_faulty
from shipdesk.usecases.imports.look import look_at
from shipdesk.usecases.imports.mend import leave_out, mend
from shipdesk.usecases.imports.take import take_on
from shipdesk.workers.lanes import BOOK, FIND, IMPORT

if TYPE_CHECKING:
    from shipdesk.core.imports import Import, ImportRow
    from shipdesk.ui.imports.jobs import Listed
    from shipdesk.ui.workplace import Workplace
    from shipdesk.usecases.imports.look import Look
    from shipdesk.usecases.imports.run import Progress

_KEY = "import"
_LOOK_MS = 2000
#: How often the counts are read anew while an import runs.
_FRESH_MS = 1000
_FIXES = 9
_FILES = "*.csv *.tsv *.txt *.xlsx *.json *.jsonl *.ndjson"


class ImportsScreen(Screen):
    """Three pages: the imports there were, the file that is being set up, the rows of an import."""

    run_on = Signal(object)
    """A `Progress`; sent from the import's lane."""

    def __init__(self, opening: Opening) -> None:
        super().__init__()
        self._bridge = opening.bridge
        self._at: Workplace | None = None
        self._stop = Event()
        self._running = 0
        self._verb = ""
        self._progress: Progress | None = None
        self._plan_fault = ""
        self.home, self.plan, self.rows = HomePage(), PlanPage(), RowsPage()
        self._stack = QStackedWidget()
        for page in (self.home, self.plan, self.rows):
            self._stack.addWidget(page)
        self.home.opened.connect(self.open_import)
        self.home.file_wanted.connect(self.ask_what)
        self.plan.changed.connect(self._look_again)
        self.plan.judged.connect(self._on_judged)
        self.plan.table.selectionModel().currentRowChanged.connect(self._judge)
        self.rows.mended.connect(self._mend)
        self.rows.list_wanted.connect(self._list)
        self.rows.chosen.connect(self._judge)
        self.rows.model.failed.connect(self._bridge.failed)
        self.run_on.connect(self._show_progress)
        self._now_and_then = QTimer(self, interval=_LOOK_MS)
        self._now_and_then.timeout.connect(self.read)
        self._fresh = QTimer(self, interval=_FRESH_MS, singleShot=True)
        self._fresh.timeout.connect(self._freshen)
        self.setAcceptDrops(True)
        self._make_actions()
        self._lay_out(opening.help)
        self._judge()

    # --- the life of a screen

    def attach(self, workplace: Workplace) -> None:
        self._at = workplace
        self.plan.attach(workplace.desk)
        self.rows.model.attach(workplace.desk, workplace.lanes)
        self.read()

    def shutdown(self) -> None:
        self._stop.set()
        self._now_and_then.stop()
        self._fresh.stop()
        self.rows.model.shutdown()

    def focus_first(self) -> None:
        self._focus_page()
        self.read()

    # --- what the actions do

    def ask_what(self) -> None:
        """Ctrl+I: which file to import."""
        dialog = QFileDialog(self, self.tr("Import orders"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Orders ({files})").format(files=_FILES))
        dialog.fileSelected.connect(self._take_file)
        self._open(dialog)

    def take_file(self, path: Path) -> None:
        """Look at a file; its columns are shown before anything is taken from it."""
        self._look(path, "", "")

    def go_on(self) -> None:
        """F10: check the file that is set up, go on with what was stopped, or take over what is good."""
        page, one = self._stack.currentWidget(), self.rows.one
        if page is self.home and self.home.current():
            self.open_import(self.home.current())
        elif page is self.plan and self._go.isEnabled():
            self._begin()
        elif page is self.rows and one is not None and self._go.isEnabled():
            self._run(one.id, taking=one.stage is not Stage.CHECKING)

    def pause(self) -> None:
        """F12: stop what runs; it can be gone on with at any time."""
        self._stop.set()

    def discard(self) -> None:
        """Ctrl+Delete: take an import out; what was taken over stays."""
        one = self._chosen()
        if self._at is not None and one and self._discard.isEnabled():
            self._show(self.home)
            start(self._at.lanes, BOOK, self._on_discarded, self._bridge.failed, self._at.desk.imports.forget, one)

    def leave_out(self) -> None:
        """Delete: leave the current row out, or take it back in."""
        row = self.rows.shown
        if self._at is not None and row is not None and self._leave.isEnabled():
            start(self._at.lanes, BOOK, self._on_left, self._bridge.failed, leave_out, self._at.desk, row.id)

    def next_fault(self) -> None:
        """F6: the next column nobody knows, or the next row that is wrong."""
        if self._stack.currentWidget() is self.plan:
            self.plan.next_unknown()
        elif self._stack.currentWidget() is self.rows:
            if self.rows.in_field():
                self.rows.next_fault()
            else:
                self.rows.focus_fault()

    def ask_where(self) -> None:
        """Ctrl+E: where to write the faulty rows to."""
        one = self.rows.one
        if one is None or not self._export.isEnabled():
            return
        dialog = QFileDialog(self, self.tr("Export the faulty rows"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(f"{Path(one.file.name).stem} faulty.csv")
        dialog.fileSelected.connect(self._write_file)
        self._open(dialog)

    def export_to(self, path: Path) -> None:
        """Write the faulty rows with their reasons."""
        if self._at is not None and self.rows.one is not None:
            lanes, desk = self._at.lanes, self._at.desk
            start(lanes, FIND, self._on_exported, self._bridge.failed, export_faulty, desk, self.rows.one.id, path)

    def enter(self) -> None:
        """Enter: what is typed is checked at once; from a list into the fields."""
        page = self._stack.currentWidget()
        if page is self.home:
            self.go_on()
        elif page is self.plan:
            if self.plan.table.hasFocus():
                self.plan.focus_field()
            else:
                self.plan.next_unknown()
        elif self.rows.in_field():
            self.rows.commit()
        else:
            self.rows.focus_fault()

    def back(self) -> None:
        """Esc: from the fields to the list, from the list to the imports."""
        page = self._stack.currentWidget()
        if page is self.rows and self.rows.in_field():
            self.rows.focus_list()
        elif page is self.plan and not self.plan.table.hasFocus() and self.plan.model.rowCount():
            self.plan.focus_list()
        elif page is not self.home:
            self._show(self.home)
            self.read()

    def open_import(self, import_id: int) -> None:
        """Show the rows of an import."""
        if self._at is not None:
            self.rows.shown = None
            start(self._at.lanes, FIND, self._on_opened, self._bridge.failed, self._at.desk.imports.get, import_id)

    def read(self) -> None:
        """Read anew what is shown."""
        if self._at is None:
            return
        if self._stack.currentWidget() is self.home:
            self.home.show_watched(self._at.settings.text("watched_folder"))
            start(self._at.lanes, FIND, self._on_latest, self._bridge.failed, jobs.latest, self._at.desk)

    # --- files

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.take_file(Path(event.mimeData().urls()[0].toLocalFile()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._now_and_then.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._now_and_then.stop()

    def _take_file(self, path: str) -> None:
        self.take_file(Path(path))

    def _write_file(self, path: str) -> None:
        self.export_to(Path(path))

    def _open(self, dialog: QFileDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _look(self, path: Path, encoding: str, delimiter: str) -> None:
        if self._at is not None:
            desk = self._at.desk
            start(self._at.lanes, FIND, self._on_looked, self._bridge.failed, look_at, desk, path, encoding, delimiter)  # fmt: skip  # noqa: E501

    def _look_again(self) -> None:
        if self.plan.look is not None:
            self._look(self.plan.look.path, self.plan.encoding.text(), self.plan.delimiter.text())

    def _on_looked(self, look: Look) -> None:
        again = self._stack.currentWidget() is self.plan and self.plan.look is not None
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
        self._run(one.id, taking=False)

    # --- runs

    def _run(self, import_id: int, *, taking: bool) -> None:
        if self._at is None or self._running:
            return
        self._stop.clear()
        self._running, self._progress = import_id, None
        self._verb = self.tr("Taking over") if taking else self.tr("Checking")
        verb = take_on if taking else check_on
        start(self._at.lanes, IMPORT, self._on_run, self._on_run_failed, verb, self._at.desk, import_id, self.run_on.emit, self._stop)  # fmt: skip  # noqa: E501
        self._say()
        self._judge()

    def _show_progress(self, progress: Progress) -> None:
        self._progress = progress
        self._say()
        if self.rows.one is not None and self._running == self.rows.one.id and not self._fresh.isActive():
            self._fresh.start()

    def _freshen(self) -> None:
        """While it runs: what there is by now; a list that somebody reads stays as it is."""
        if self.rows.model.rowCount():
            self._count()
        else:
            self._list()

    def _on_run(self, one: Import) -> None:
        self._running = 0
        if self.rows.one is not None and self.rows.one.id == one.id:
            taken = one.stage in (Stage.DONE, Stage.READY) and one.count(Standing.TAKEN)
            if taken:
                count = f"{one.count(Standing.TAKEN):,}"
                self._bridge.success(self.tr("{count} are taken over.").format(count=count), key=_KEY)
            self.rows.show_import(one)
            self._list()
        self._say()
        self._judge()

    def _on_run_failed(self, fault: Exception) -> None:
        self._running = 0
        self._bridge.failed(fault)
        self._say()
        self._judge()

    def _say(self) -> None:
        one = self.rows.one
        if one is None:
            return
        if self._running == one.id:
            self.rows.show_run(self._verb, self._progress)
        elif one.stage is Stage.CHECKING:
            words = self.tr("Stopped after {count} shipments. F10 goes on.")
            self.rows.show_rest(words.format(count=f"{one.position:,}"))
        elif good := one.count(*TAKEABLE):
            self.rows.show_rest(self.tr("{count} can be taken over. F10 does it.").format(count=f"{good:,}"))
        else:
            self.rows.show_rest(self.tr("{count} shipments").format(count=f"{one.rows:,}"))

    # --- rows

    def _on_opened(self, one: Import | None) -> None:
        if one is not None:
            self._show(self.rows)
            self.rows.show_import(one)
            self._list()
            self.rows.focus_list()
        self._say()
        self._judge()

    def _list(self) -> None:
        if self._at is not None and self.rows.one is not None:
            desk, one = self._at.desk, self.rows.one
            start(self._at.lanes, FIND, self._on_listed, self._bridge.failed, jobs.listed, desk, one.id, self.rows.standing())  # fmt: skip  # noqa: E501

    def _on_listed(self, found: Listed | None) -> None:
        if found is not None and found.standing == self.rows.standing():
            self.rows.show_list(found)
        self._say()
        self._judge()

    def _mend(self, row_id: int, path: str, text: str) -> None:
        if self._at is not None:
            desk = self._at.desk
            start(self._at.lanes, IMPORT, self._on_mended, self._bridge.failed, mend, desk, row_id, path, text)

    def _on_mended(self, row: ImportRow) -> None:
        self.rows.show_row(row)
        self._count()

    def _on_left(self, row: ImportRow) -> None:
        self.rows.show_row(row)
        self._count()

    def _count(self) -> None:
        if self._at is not None and self.rows.one is not None:
            get = self._at.desk.imports.get
            start(self._at.lanes, FIND, self._on_counted, self._bridge.failed, get, self.rows.one.id)

    def _on_counted(self, one: Import | None) -> None:
        if one is not None and self.rows.one is not None and one.id == self.rows.one.id:
            self.rows.show_state(one)
        self._say()
        self._judge()

    def _on_latest(self, found: list[Import]) -> None:
        if self._at is not None:
            self.home.show_imports(found, self._at.desk.clock())
        self._judge()

    def _on_discarded(self, _nothing: None) -> None:
        self._bridge.success(self.tr("The import is discarded; what was taken over stays."), key=_KEY)
        self.read()

    def _on_exported(self, count: int) -> None:
        self._bridge.success(self.tr("{count} faulty rows are written.").format(count=f"{count:,}"), key=_KEY)

    def _on_judged(self, fault: str) -> None:
        self._plan_fault = fault
        self._judge()

    # --- how it is put together

    def _chosen(self) -> int:
        page = self._stack.currentWidget()
        if page is self.home:
            return self.home.current()
        return self.rows.one.id if page is self.rows and self.rows.one is not None else 0

    def _show(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(page)
        self._focus_page()
        self._judge()

    def _focus_page(self) -> None:
        for page in (self.home, self.plan, self.rows):
            if page is self._stack.currentWidget():
                page.focus_list()

    def _make_actions(self) -> None:
        self._choose = make_action(self, self.tr("Choose a file"), "Ctrl+I", self.ask_what)
        self._go = make_action(self, self.tr("Go on"), "F10", self.go_on)
        self._pause = make_action(self, self.tr("Pause"), "F12", self.pause)
        self._fault = make_action(self, self.tr("Next fault"), "F6", self.next_fault)
        self._leave = make_action(self, self.tr("Leave out"), "Del", self.leave_out)
        self._export = make_action(self, self.tr("Export faulty"), "Ctrl+E", self.ask_where)
        self._discard = make_action(self, self.tr("Discard"), "Ctrl+Del", self.discard)
        make_action(self, self.tr("Enter"), "Return", self.enter, "Enter")
        make_action(self, self.tr("Back"), "Esc", self.back)
        for place in range(_FIXES):
            fix = make_action(self, self.tr("Fix {number}").format(number=place + 1), f"Alt+{place + 1}", self._fix)
            fix.setData(place)

    def _fix(self) -> None:
        action = self.sender()
        if isinstance(action, QAction) and self._stack.currentWidget() is self.rows:
            self.rows.fix(action.data())

    def _lay_out(self, help_action: QAction | None) -> None:
        bar = ActionBar()
        bar.add(self._go, primary=True)
        for action in (self._choose, self._pause, self._fault, self._leave, self._export, self._discard):
            bar.add(action)
        if help_action is not None:
            bar.add(help_action, at_end=True)
        column(self._stack, bar, gap=NONE, into=self).setStretch(0, 1)

    def _judge(self) -> None:
        """Open what can be done on this page now, and say of the rest why not."""
        page, one = self._stack.currentWidget(), self.rows.one
        on_rows = page is self.rows and one is not None
        running = bool(on_rows and one and self._running == one.id)
        words, why = self._next_step(one if on_rows else None, running=running)
        self._go.setText(words)
        allow(self._go, why)
        for action, shown in (
            (self._pause, running),
            (self._fault, page is not self.home),
            (self._leave, on_rows),
            (self._export, on_rows),
            (self._discard, page is not self.plan),
        ):
            action.setVisible(shown)
        self._fault.setText(self.tr("Next unused column") if page is self.plan else self.tr("Next fault"))
        row = self.rows.shown
        allow(self._pause, "" if self._running else self.tr("Nothing runs."))
        mendable = on_rows and row is not None and row.standing is not Standing.TAKEN
        allow(self._leave, "" if mendable else self.tr("Choose a row first."))
        self._leave.setText(self.tr("Take back in") if row and row.standing is Standing.LEFT else self.tr("Leave out"))
        faulty = on_rows and one is not None and one.count(Standing.FAULTY)
        allow(self._export, "" if faulty else self.tr("No row is faulty."))
        discards = self._chosen() and self._chosen() != self._running
        allow(self._discard, "" if discards else self.tr("Choose an import that does not run."))

    def _next_step(self, one: Import | None, *, running: bool) -> tuple[str, str]:
        """What F10 does now, and why it cannot; `one` is the import whose rows are shown."""
        if one is None:
            if self._stack.currentWidget() is self.plan:
                return self.tr("Check every row"), self._plan_fault
            return self.tr("Open"), "" if self.home.current() else self.tr("Choose a file first.")
        if one.stage is Stage.CHECKING:
            return self.tr("Go on checking"), self.tr("It is being checked.") if running else ""
        why = "" if one.count(*TAKEABLE) else self.tr("No good row waits.")
        words = self.tr("Take over") if one.file.aim is Aim.TO_SHIP else self.tr("Book the good ones")
        return words, self.tr("It is being taken over.") if running else why
