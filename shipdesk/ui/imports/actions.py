"""The keys of the Import screen: each action with its verb, opened and closed as the page asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from shipdesk.core.imports import TAKEABLE, Aim, Stage, Standing
from shipdesk.ui.orders.actions import make_action
from shipdesk.ui.widgets.actionbar import ActionBar, allow

if TYPE_CHECKING:
    from shipdesk.core.imports import Import
    from shipdesk.ui.imports.screen import ImportsScreen

_FIXES = 9


class ImportActions(QObject):
    """`judge` opens what can be done on the page that is shown, and says of the rest why not."""

    def __init__(self, screen: ImportsScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        mending, keys = screen.mending, QKeySequence.StandardKey
        self.choose = make_action(screen, self.tr("Choose a file"), "Ctrl+I", screen.dialogs.ask_what)
        self.go = make_action(screen, self.tr("Go on"), "F10", screen.go_on)
        self.pause = make_action(screen, self.tr("Pause"), "F12", screen.runs.pause)
        self.fault = make_action(screen, self.tr("Next fault"), "F6", screen.next_fault)
        self.alike = make_action(screen, self.tr("Mend alike"), "Alt+A", mending.mend_alike)
        self.undo = make_action(screen, self.tr("Undo"), keys.Undo, mending.undo)
        self.leave = make_action(screen, self.tr("Leave out"), "Del", mending.leave_out)
        self.export = make_action(screen, self.tr("Export faulty"), "Ctrl+E", screen.dialogs.ask_where)
        self.discard = make_action(screen, self.tr("Discard"), "Ctrl+Del", screen.discard)
        make_action(screen, self.tr("Enter"), "Return", screen.enter, "Enter")
        make_action(screen, self.tr("Back"), "Esc", screen.back)
        for place in range(_FIXES):
            fix = make_action(screen, self.tr("Fix {number}").format(number=place + 1), f"Alt+{place + 1}", self._fix)
            fix.setData(place)

    def bar(self, help_action: QAction | None) -> ActionBar:
        """The bar along the bottom."""
        bar = ActionBar()
        bar.add(self.go, primary=True)
        for action in (
            *(self.choose, self.pause, self.fault, self.alike, self.undo, self.leave, self.export, self.discard),
        ):
            bar.add(action)
        if help_action is not None:
            bar.add(help_action, at_end=True)
        return bar

    def judge(self) -> None:
        """Open what can be done now."""
        screen = self._screen
        one = screen.rows.one if screen.shows(screen.rows) else None
        running = bool(one and screen.runs.running == one.id)
        words, why = self._next_step(one, running=running)
        self.go.setText(words)
        allow(self.go, why)
        for action, shown in (
            (self.choose, not running),
            (self.pause, running),
            (self.fault, not screen.shows(screen.home)),
            (self.leave, one is not None),
            (self.export, one is not None),
            (self.discard, not screen.shows(screen.plan)),
        ):
            action.setVisible(shown)
        self.fault.setText(self.tr("Next unused column") if screen.shows(screen.plan) else self.tr("Next fault"))
        allow(self.pause, "" if screen.runs.running else self.tr("Nothing is running."))
        self._judge_rows(one)
        chosen = screen.chosen()
        allow(
            self.discard,
            "" if chosen and chosen != screen.runs.running else self.tr("Choose an import that is not running."),
        )

    def _judge_rows(self, one: Import | None) -> None:
        """What is done to rows; `one` is the import whose rows are shown."""
        screen = self._screen
        row = screen.rows.editor.shown if one is not None else None
        mendable = row is not None and row.standing is not Standing.TAKEN
        allow(self.leave, "" if mendable else self.tr("Choose a row first."))
        self.leave.setText(self.tr("Put back in") if row and row.standing is Standing.LEFT else self.tr("Leave out"))
        faulty = one is not None and one.count(Standing.FAULTY)
        allow(self.export, "" if faulty else self.tr("No row is faulty."))
        free = one is not None and not screen.runs.running
        for action, step in ((self.alike, screen.mending.offered), (self.undo, screen.mending.done)):
            action.setVisible(one is not None and step is not None)
            allow(action, "" if free and step is not None else self.tr("Mend a row first, or wait until the run ends."))
        if screen.mending.offered is not None:
            count = f"{len(screen.mending.offered.ids):,}"
            self.alike.setText(self.tr("Mend {count} alike").format(count=count))

    def _next_step(self, one: Import | None, *, running: bool) -> tuple[str, str]:
        """What F10 does now, and why it cannot; `one` is the import whose rows are shown."""
        screen = self._screen
        if one is None:
            if screen.shows(screen.plan):
                return self.tr("Check every row"), screen.plan.fault
            return self.tr("Open"), "" if screen.home.current() else self.tr("Choose a file first.")
        if one.stage is Stage.CHECKING:
            return self.tr("Go on checking"), self.tr("It is being checked.") if running else ""
        why = "" if one.count(*TAKEABLE) else self.tr("No good row is waiting.")
        words = self.tr("Add to orders") if one.file.aim is Aim.TO_SHIP else self.tr("Book the good ones")
        return words, self.tr("It is being worked on.") if running else why

    def _fix(self) -> None:
        action = self.sender()
        if isinstance(action, QAction) and self._screen.shows(self._screen.rows):
            self._screen.rows.editor.fix(action.data())
