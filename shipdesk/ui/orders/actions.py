"""What can be done with the booking that is shown, by key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QFileDialog, QWidget

from shipdesk.core.states import Label
from shipdesk.ui.orders.work import print_again, save_label
from shipdesk.ui.tasks import start
from shipdesk.ui.widgets.actionbar import allow
from shipdesk.workers.lanes import PRINT

if TYPE_CHECKING:
    from shipdesk.core.records import Row
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.workplace import Workplace

_PRINTABLE = frozenset({Label.STORED, Label.PRINTED, Label.SEEN, Label.HANDED_OVER})


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
    """Print again, copy, save, to the station. `judge` opens those that can be done and says why the others cannot."""

    to_station = Signal(str)
    """Work on this reference at the station."""
    changed = Signal()
    """The booking was changed by what was done."""

    def __init__(self, screen: QWidget, bridge: Bridge) -> None:
        super().__init__(screen)
        self._screen, self._bridge = screen, bridge
        self._workplace: Workplace | None = None
        self._row: Row | None = None
        self._printing = False
        keys = QKeySequence.StandardKey
        self.print = make_action(screen, self.tr("Print again"), "F8", self.print_again)
        self.copy = make_action(screen, self.tr("Copy AWB"), keys.Copy, self.copy_number)
        self.save = make_action(screen, self.tr("Save label"), keys.Save, self.ask_where)
        self.station = make_action(screen, self.tr("To the station"), "Ctrl+E", self.go_to_station)
        self.judge(None)

    def attach(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def judge(self, row: Row | None) -> None:
        """`row` is the booking that is shown now; None for none."""
        self._row = row
        none = "" if row else self.tr("Choose an order first.")
        allow(self.station, none)
        allow(self.copy, none or ("" if row and row.tracking_number else self.tr("It has no number yet.")))
        no_label = none or self._no_label(row)
        allow(self.save, no_label)
        allow(self.print, no_label or (self.tr("It is on its way to the printer.") if self._printing else ""))

    def _no_label(self, row: Row | None) -> str:
        if row is None or row.label in _PRINTABLE:
            return ""
        failed = row.label is Label.FAILED_CHECK
        return self.tr("The label failed its check.") if failed else self.tr("There is no label yet.")

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
