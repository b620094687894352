"""The sheet of command barcodes: printed on the printer for documents, or kept as a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QWidget

from shipdesk.core.cards import CardKind
from shipdesk.core.devices import BOX, MOST_ON_PAPER, Command
from shipdesk.ui.commands import command_parts
from shipdesk.ui.tasks import start
from shipdesk.workers.lanes import PRINT

if TYPE_CHECKING:
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.workplace import Workplace

_KEY = "command sheet"

Parts = Sequence[tuple[str, Sequence[Command]]]


class CommandSheet(QObject):
    """Two actions of the window or of a section; `owner` is what they ask over."""

    def __init__(self, owner: QWidget, bridge: Bridge) -> None:
        super().__init__(owner)
        self._owner, self._bridge = owner, bridge
        self._at: Workplace | None = None
        self.print_action = QAction(self.tr("Print the command barcodes"), self)
        self.print_action.triggered.connect(self.print_sheet)
        self.save_action = QAction(self.tr("Save the command barcodes"), self)
        self.save_action.triggered.connect(self.ask_where)

    def attach(self, workplace: Workplace) -> None:
        """The order book is open."""
        self._at = workplace

    def print_sheet(self) -> None:
        """On the printer that is set for documents."""
        if self._at is not None:
            title, boxes = self._titles()
            start(
                self._at.lanes, PRINT, self._done, self._bridge.failed, _print, self._at, title, command_parts(), boxes
            )

    def ask_where(self) -> None:
        """Ask for the file."""
        dialog = QFileDialog(self._owner, self.tr("Save the command barcodes"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile("shipdesk-commands.pdf")
        dialog.fileSelected.connect(self.save_to)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_to(self, path: str) -> None:
        """Write it to a file."""
        if self._at is not None:
            (title, boxes), parts = self._titles(), command_parts()
            run, file = self._at.lanes, Path(path).with_suffix(".pdf")
            start(run, PRINT, self._done, self._bridge.failed, _save, self._at, title, parts, boxes, file)

    def _titles(self) -> tuple[str, str]:
        return self.tr("ShipDesk: scan what you want done"), self.tr("Boxes")

    def _done(self, where: str) -> None:
        self._bridge.success(where, key=_KEY)


def sheet(at: Workplace, title: str, parts: Parts, boxes: str) -> bytes:
    """The sheet as PDF: the commands, and under the name of `boxes` the library's, where a barcode can hold theirs."""
    library = at.desk.library
    cards = library.cards(library.ids(CardKind.BOX))
    boxes_of = (Command(f"{BOX}{card.title}", card.title) for card in cards if card.title.isascii())
    known = [box for box in boxes_of if len(box.code) <= MOST_ON_PAPER]
    return at.devices.command_sheet(title, [*parts, *([(boxes, known)] if known else [])])


def _print(at: Workplace, title: str, parts: Parts, boxes: str) -> str:
    return at.desk.printer.print_document(sheet(at, title, parts, boxes), title=title)


def _save(at: Workplace, title: str, parts: Parts, boxes: str, file: Path) -> str:
    from shipdesk.usecases.documents import write_file  # noqa: PLC0415 - late: keeps start-up fast

    write_file(file, sheet(at, title, parts, boxes))
    return f"Written to {file.name}."
