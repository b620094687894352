"""What can be done with the booking that is shown, by key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QFileDialog, QWidget

from shipdesk.core.states import Label
from shipdesk.ui.orders.work import ask_for_news, print_again, save_label
from shipdesk.ui.slip import SlipMaker
from shipdesk.ui.tasks import start
from shipdesk.ui.theme.states import STATUS
from shipdesk.ui.widgets.actionbar import allow
from shipdesk.workers.lanes import BOOK, PRINT

if TYPE_CHECKING:
    from shipdesk.core.records import Row
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.workplace import Workplace
    from shipdesk.usecases.track import Tracked

_PRINTABLE = frozenset({Label.STORED, Label.SENT, Label.PRINTED, Label.SEEN, Label.HANDED_OVER})


def make_action(
    screen: QWidget, words: str, key: str | QKeySequence.StandardKey, run: Callable[[], None], *more_keys: str
) -> QAction:
    """An action of a screen, which acts while the keyboard is somewhere in it; the first key is the one shown."""
    made = QAction(words, screen)
    made.setShortcuts([QKeySequence(key), *map(QKeySequence, more_keys)])
    made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    made.triggered.connect(run)
    screen.addAction(made)
    return made


class BookingActions(QObject):
    """Print again, ask for news, copy, save, to the station. `judge` opens what can be done and says why not."""

    to_station = Signal(str)
    """Work on this reference at the station."""
    changed = Signal()
    """The booking was changed by what was done."""
    for_many = Signal(str)
    """Several are selected: do this (`print`, `slip`, `track`) to all of them."""

    def __init__(self, screen: QWidget, bridge: Bridge) -> None:
        super().__init__(screen)
        self._screen, self._bridge = screen, bridge
        self._workplace: Workplace | None = None
        self._row: Row | None = None
        self._printing = False
        self._many = False
        self._asked: set[int] = set()
        keys = QKeySequence.StandardKey
        self.print = make_action(screen, self.tr("Print again"), "F8", self.print_again)
        self.news = make_action(screen, self.tr("Get news"), "F5", self.ask_for_news)
        self.copy = make_action(screen, self.tr("Copy AWB"), keys.Copy, self.copy_number)
        self.save = make_action(screen, self.tr("Save label"), keys.Save, self.ask_where)
        self.station = make_action(screen, self.tr("To the station"), "Ctrl+E", self.go_to_station)
        self.slip = make_action(screen, self.tr("Print packing slip"), "Shift+F8", self.print_slip)
        self.save_slip = make_action(screen, self.tr("Save packing slip"), "Ctrl+Shift+S", self.ask_where_slip)
        self.slips = SlipMaker(screen, bridge)
        self.judge(None)

    def attach(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self.slips.attach(workplace)

    def judge_many(self, count: int) -> None:
        """So many are selected."""
        self._many = count > 1
        self.judge(self._row)

    def judge(self, row: Row | None) -> None:
        """`row` is the booking that is shown now; None for none."""
        self._row = row
        if self._many:
            self._judge_selection()
            return
        none = "" if row else self.tr("Choose an order first.")
        allow(self.station, none or self._elsewhere(row))
        allow(self.slip, none)
        allow(self.save_slip, none)
        allow(self.copy, none or ("" if row and row.tracking_number else self.tr("It has no number yet.")))
        allow(self.news, none or self._no_news(row))
        no_label = none or self._no_label(row)
        allow(self.save, no_label)
        allow(self.print, no_label or (self.tr("It is on its way to the printer.") if self._printing else ""))

    def _judge_selection(self) -> None:
        for action in (self.print, self.news, self.slip):
            allow(action)
        for action in (self.copy, self.save, self.station, self.save_slip):
            allow(action, self.tr("Choose one order alone."))

    def _no_label(self, row: Row | None) -> str:
        if row is None or row.label in _PRINTABLE:
            return ""
        if row.elsewhere_id:
            return self._elsewhere(row)
        failed = row.label is Label.FAILED_CHECK
        return self.tr("The label failed its check.") if failed else self.tr("There is no label yet.")

    def _elsewhere(self, row: Row | None) -> str:
        return self.tr("It was made elsewhere, and so was its label.") if row and row.elsewhere_id else ""

    def _no_news(self, row: Row | None) -> str:
        if row is None or not row.tracking_number:
            return self.tr("It has no number yet.")
        return self.tr("The carrier is being asked.") if row.id in self._asked else ""

    @Slot()
    def ask_for_news(self) -> None:
        """What the carrier has to tell of this parcel, into the order book."""
        if self._many:
            self.for_many.emit("track")
            return
        if self._row is None or self._workplace is None:
            return
        desk, lanes, row = self._workplace.desk, self._workplace.lanes, self._row
        self._asked.add(row.id)
        self.judge(row)
        lane = row.carrier if row.carrier in desk.records else BOOK
        start(lanes, lane, self._told, self._not_told, ask_for_news, desk, row.id)

    def _told(self, told: Tracked) -> None:
        if told.row is not None:
            self._asked.discard(told.row.id)
        self.judge(self._row)
        if told.fault:
            self._bridge.warning(f"{told.reference}: {told.fault}", key=told.reference)
            return
        status = STATUS[told.row.status].word if told.row and told.row.status else self.tr("No news yet")
        new = self.tr("{n} new").format(n=told.new_events) if told.new_events else self.tr("nothing new")
        self._bridge.settled(told.reference)
        self._bridge.success(f"{told.reference}: {status}, {new}.")
        self.changed.emit()

    def _not_told(self, fault: Exception) -> None:
        self._asked.clear()
        self.judge(self._row)
        self._bridge.failed(fault)

    @Slot()
    def copy_number(self) -> None:
        """The number to the clipboard, without blanks."""
        if self._row is not None:
            QGuiApplication.clipboard().setText(self._row.tracking_number)
            self._bridge.success(self.tr("{number} is copied.").format(number=self._row.tracking_number))

    @Slot()
    def go_to_station(self) -> None:
        """Work on it where it is worked on."""
        if self._row is not None:
            self.to_station.emit(self._row.reference)

    @Slot()
    def print_again(self) -> None:
        """The stored label once more, on the printer that is set for labels."""
        if self._many:
            self.for_many.emit("print")
            return
        if self._row is None or self._workplace is None:
            return
        self._printing = True
        self.judge(self._row)
        desk, lanes = self._workplace.desk, self._workplace.lanes
        start(lanes, PRINT, self._printed, self._not_printed, print_again, desk, self._row.id)

    def _printed(self, where: str) -> None:
        self._printing = False
        self.judge(self._row)
        self._bridge.success(where)
        self.changed.emit()

    def _not_printed(self, fault: Exception) -> None:
        self._printing = False
        self.judge(self._row)
        self._bridge.failed(fault)

    @Slot()
    def print_slip(self) -> None:
        """The packing slip, on the printer for documents."""
        if self._many:
            self.for_many.emit("slip")
            return
        if self._row is not None:
            self.slips.print(self._row)

    @Slot()
    def ask_where_slip(self) -> None:
        """Ask for a file to save the packing slip in."""
        if self._row is not None:
            self.slips.ask_where(self._row)

    @Slot()
    def ask_where(self) -> None:
        """Ask for a file to save the label in."""
        if self._row is None:
            return
        dialog = QFileDialog(self._screen, self.tr("Save label"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.selectFile(f"{self._row.key}.pdf")
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    @Slot(str)
    def save_to(self, path: str) -> None:
        """Write the label to a file."""
        if self._row is None or self._workplace is None:
            return
        desk, lanes = self._workplace.desk, self._workplace.lanes
        start(lanes, PRINT, self._saved, self._bridge.failed, save_label, desk, self._row.id, Path(path))

    def _saved(self, path: Path) -> None:
        self._bridge.success(self.tr("The label is saved as {name}.").format(name=path.name))
