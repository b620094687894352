"""The keys of the end of day, and what is done with a signed list."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFileDialog

from shipdesk.ui.tasks import start
from shipdesk.ui.widgets.actionbar import ActionBar, allow
from shipdesk.usecases import hand_over
from shipdesk.workers.lanes import PRINT

if TYPE_CHECKING:
    from collections.abc import Callable

    from shipdesk.core.handover import Handover
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.end_of_day.screen import EndOfDayScreen
    from shipdesk.ui.workplace import Workplace
    from shipdesk.usecases.documents import Issued

_PLACE = "place"


class DayActions(QObject):
    """Each action with its key; `judge` opens what can be done and says why not."""

    def __init__(self, screen: EndOfDayScreen, bridge: Bridge) -> None:
        super().__init__(screen)
        self._screen, self._bridge = screen, bridge
        self._at: Workplace | None = None
        self.closed: Handover | None = None
        """The hand-over that was closed last."""
        self.sign = self._make(self.tr("Close and sign"), "F10", screen.close_or_sign)
        self.ready = self._make(self.tr("Scan"), "F2", screen.ready)
        self.carrier = self._make(self.tr("Next carrier"), "F4", screen.next_carrier)
        self.undo = self._make(self.tr("Undo scan"), "F7", screen.undo)
        self.print = self._make(self.tr("Print list"), "F8", self.print_list)
        self.save = self._make(self.tr("Save list"), QKeySequence.StandardKey.Save, self.ask_where)
        self.open = self._make(self.tr("To the station"), "Ctrl+E", screen.open_chosen)
        self.back = self._make(self.tr("Scan on"), "Esc", screen.leave_signing)
        for place, word in enumerate(screen.parcels.words()):
            turn = self._make(self.tr("Show: {list}").format(list=word), f"Alt+{place + 1}", self._turn)
            turn.setProperty(_PLACE, place)

    def _make(self, words: str, key: str | QKeySequence.StandardKey, run: Callable[[], None]) -> QAction:
        made = QAction(words, self._screen)
        made.setShortcut(QKeySequence(key))
        made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.setAutoRepeat(False)
        made.triggered.connect(run)
        self._screen.addAction(made)
        return made

    def attach(self, workplace: Workplace) -> None:
        """The order book is open."""
        self._at = workplace

    def bar(self, help_action: QAction | None) -> ActionBar:
        """The bar along the bottom."""
        bar = ActionBar()
        bar.add(self.sign, primary=True)
        for action in (self.carrier, self.undo, self.print, self.save, self.open):
            bar.add(action)
        bar.add(self.ready, at_end=True)
        if help_action is not None:
            bar.add(help_action, at_end=True)
        return bar

    def judge(self) -> None:
        """Open what can be done now."""
        screen = self._screen
        self.sign.setText(self.tr("Close the hand-over") if screen.closing else self.tr("Close and sign"))
        taken = screen.sheet is not None and bool(screen.sheet.taken)
        allow(self.sign, "" if taken else self.tr("Scan the parcels that leave first."))
        line = screen.parcels.chosen_line()
        allow(self.undo, "" if line is not None and not screen.closing else self.tr("Choose a scan first."))
        none = "" if self._handover() else self.tr("Choose a closed hand-over first.")
        allow(self.print, none)
        allow(self.save, none)
        opened = screen.parcels.chosen_reference(screen.evening, screen.sheet)
        allow(self.open, "" if opened else self.tr("Choose a parcel first."))

    def _handover(self) -> Handover | None:
        """The closed hand-over that is meant: the chosen one, else the last closed."""
        chosen, evening = self._screen.parcels.chosen_handover(), self._screen.evening
        known = {one.handover.id: one.handover for one in (evening.closed if evening else ())}
        return known.get(chosen) if chosen is not None else self.closed

    @Slot()
    def _turn(self) -> None:
        pressed = self.sender()
        if pressed is not None:
            self._screen.leave_signing()
            self._screen.parcels.turn_to_place(int(pressed.property(_PLACE)))

    @Slot()
    def print_list(self) -> None:
        """The signed list, on the printer for documents."""
        if self._at is not None and (handover := self._handover()) is not None:
            desk = self._at.desk
            start(self._at.lanes, PRINT, self._issued, self._bridge.failed, hand_over.print_manifest, desk, handover)

    @Slot()
    def ask_where(self) -> None:
        """Ask for a file to save the signed list in."""
        handover = self._handover()
        if handover is None:
            return
        dialog = QFileDialog(self._screen, self.tr("Save list"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.selectFile(f"{handover.number}.pdf")
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    @Slot(str)
    def save_to(self, path: str) -> None:
        """Write the signed list to a file."""
        if self._at is not None and (handover := self._handover()) is not None:
            desk, file = self._at.desk, Path(path)
            start(
                self._at.lanes, PRINT, self._saved, self._bridge.failed, hand_over.save_manifest, desk, handover, file
            )

    def _issued(self, done: Issued) -> None:
        self._bridge.success(done.where)

    def _saved(self, done: Issued) -> None:
        self._bridge.success(self.tr("The list is saved as {name}.").format(name=done.where))
