"""The set-up as a whole: where one is, what is shown, and the keys that lead on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QStackedWidget, QWidget

from shipdesk.ui.first_run.language_page import LanguagePage
from shipdesk.ui.first_run.page import Page
from shipdesk.ui.first_run.scanner_page import ScannerPage
from shipdesk.ui.first_run.section_pages import AccountPage, PrinterPage, ScalePage, StationPage
from shipdesk.ui.first_run.steps import Step, Steps
from shipdesk.ui.screen import Opening, Screen
from shipdesk.ui.tasks import start
from shipdesk.ui.theme import Meaning
from shipdesk.ui.theme.tokens import NONE, L, M, S
from shipdesk.ui.widgets.actionbar import ActionBar, allow
from shipdesk.ui.widgets.banner import Remark
from shipdesk.ui.widgets.layouts import column, row
from shipdesk.ui.widgets.scroll import ScrollColumn
from shipdesk.workers.lanes import BOOK

if TYPE_CHECKING:
    from shipdesk.core.devices import ScanJudge
    from shipdesk.settings.store import SettingsStore
    from shipdesk.ui.workplace import Workplace

_WIDEST = 96 * S
_SHARE = 100
_ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


@dataclass(frozen=True, slots=True)
class PageRow:
    """One page: its icon, its name in the list, and what makes it."""

    icon: str
    name: object
    make: Callable[[Opening], Page]


#: In the order they are gone through; a page is one row here.
PAGES = (
    PageRow("globe", QT_TRANSLATE_NOOP("FirstRun", "Language"), LanguagePage),
    PageRow("station", QT_TRANSLATE_NOOP("FirstRun", "Station"), StationPage),
    PageRow("printer", QT_TRANSLATE_NOOP("FirstRun", "Label printer"), PrinterPage),
    PageRow("scale", QT_TRANSLATE_NOOP("FirstRun", "Scale"), ScalePage),
    PageRow("scan", QT_TRANSLATE_NOOP("FirstRun", "Scanner"), ScannerPage),
    PageRow("user", QT_TRANSLATE_NOOP("FirstRun", "Carrier account"), AccountPage),
)


class FirstRun(Screen):
    """F10 on, Alt+Left back, F12 skip, Esc leave. Left or finished, it does not come again by itself."""

    left = Signal()
    """Finished or left: the window shows the packing station."""
    judge_changed = Signal()
    """`judge` gives another one now."""
    training_wanted = Signal()
    """Open training mode beside this window."""

    def __init__(self, opening: Opening) -> None:
        super().__init__()
        self._bridge = opening.bridge
        self._at: Workplace | None = None
        self.pages = [line.make(opening) for line in PAGES]
        self.steps = Steps([(line.icon, self.tr(str(line.name))) for line in PAGES])
        self._told = Remark(Meaning.CARE, "")
        self._stack = QStackedWidget()
        for page in self.pages:
            page.judge_changed.connect(self.judge_changed)
            page.changed.connect(self._told.hide)
            if isinstance(page, AccountPage):
                page.training_wanted.connect(self.training_wanted)
            self._stack.addWidget(_scrolled(page))
        self._on = self._action(self.tr("Next"), "F10", self.go_on)
        self._back = self._action(self.tr("Back"), "Alt+Left", self.go_back)
        self._skip = self._action(self.tr("Skip this page"), "F12", self.skip)
        self._leave = self._action(self.tr("Leave the set-up"), "Esc", self.leave)
        bar = ActionBar()
        bar.add(self._on, primary=True)
        for action in (self._back, self._skip):
            bar.add(action)
        bar.add(self._leave, at_end=True)
        told = row(self._told)
        told.setContentsMargins(L, NONE, L, M)
        right = column(self._stack, told, gap=NONE)
        right.setStretch(0, 1)
        whole = column(row(self.steps, right, gap=NONE), bar, gap=NONE, into=self)
        whole.setStretch(0, 1)
        self._told.hide()

    def attach(self, workplace: Workplace) -> None:
        self._at = workplace
        for page in self.pages:
            page.attach(workplace)
        if self.isVisible():
            self.page.enter()
        else:
            self.remember()

    def shutdown(self) -> None:
        for page in self.pages:
            page.shutdown()

    def focus_first(self) -> None:
        self.page.enter()

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self.pages[self._stack.currentIndex()]

    def begin(self) -> None:
        """From the first page."""
        for place in range(len(self.pages)):
            self.steps.mark(place, Step.AHEAD)
        self._turn_to(0)

    def judge(self) -> ScanJudge | None:
        """What tells scans from typing while this is shown; None: what the settings say."""
        return self.page.judge()

    def take_scan(self, text: str) -> bool:
        if not self.page.take_scan(text):
            words = self.tr("Finish or leave the set-up, then scan {text} again.").format(text=text)
            self._tell(words)
        return True

    # --- what the keys do

    def go_on(self) -> None:
        """F10: on to the next page, when what this one is for is done."""
        self.setFocus()  # what is being typed is kept
        if missing := self.page.missing():
            self._tell(self.tr("{missing} F12 skips this page.").format(missing=missing))
            return
        self._pass(Step.DONE)

    def skip(self) -> None:
        """F12: on to the next page all the same."""
        self._pass(Step.SKIPPED)

    def go_back(self) -> None:
        """Alt+Left."""
        place = self._stack.currentIndex()
        if place:
            self._turn_to(place - 1)

    def leave(self) -> None:
        """Esc: out of it; what was set stays set."""
        self.remember()
        self.left.emit()

    def remember(self) -> None:
        """It was gone through or left, so it does not come again by itself."""
        if self._at is not None and not self._at.settings.flag("set_up"):
            start(self._at.lanes, BOOK, self._on_remembered, self._bridge.failed, _remember, self._at.settings)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in _ENTERS and self.page.enter_goes_on:
            self.go_on()
        else:
            super().keyPressEvent(event)

    # --- inside

    def _action(self, words: str, key: str, do: Callable[[], None]) -> QAction:
        action = QAction(words, self)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setAutoRepeat(False)
        action.triggered.connect(do)
        self.addAction(action)
        return action

    def _pass(self, step: Step) -> None:
        place = self._stack.currentIndex()
        self.steps.mark(place, step)
        if place + 1 < len(self.pages):
            self._turn_to(place + 1)
        else:
            self.leave()

    def _turn_to(self, place: int) -> None:
        self._told.hide()
        self._stack.setCurrentIndex(place)
        self.steps.show_at(place)
        last = place == len(self.pages) - 1
        self._on.setText(self.tr("Finish") if last else self.tr("Next"))
        allow(self._back, "" if place else self.tr("This is the first page."))
        self.page.enter()
        self.judge_changed.emit()

    def _tell(self, words: str) -> None:
        self._told.set_words(words)
        self._told.setAccessibleName(words)
        self._told.show()
        self.page.take_focus()

    def _on_remembered(self, _nothing: None) -> None:
        """It is on the disk."""


def _scrolled(page: Page) -> ScrollColumn:
    scroll = ScrollColumn(page.accessibleName())
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    page.setMaximumWidth(_WIDEST)
    holder = QWidget()
    held = row(page, None, gap=NONE, into=holder)
    held.setStretch(0, _SHARE)
    held.setContentsMargins(S, S, S, L)
    scroll.put(holder)
    return scroll


def _remember(settings: SettingsStore) -> None:
    settings.set({"set_up": True})
