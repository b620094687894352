"""Back up now: everything of the order book into one file, while the table goes on."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFileDialog, QWidget

from shipdesk.core.errors import ShipDeskError
from shipdesk.ui.moments import clock
from shipdesk.ui.settings_screen.section import Outcome
from shipdesk.ui.tasks import start
from shipdesk.ui.theme import Meaning
from shipdesk.ui.theme.tokens import BODY
from shipdesk.ui.widgets.button import button
from shipdesk.ui.widgets.keycap import key_text
from shipdesk.ui.widgets.layouts import column, row
from shipdesk.ui.widgets.panel import Group
from shipdesk.ui.widgets.text import Text
from shipdesk.workers.lanes import COUNT

if TYPE_CHECKING:
    from shipdesk.core.records import Backup
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.workplace import Workplace
    from shipdesk.usecases.desk import Desk

KEY = "Ctrl+B"


class BackupPart(QWidget):
    """A button that asks for a file, and what came of it."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._at: Workplace | None = None
        self._file = Path()
        self.now = button(f"{self.tr('Back up now')}   {key_text(KEY)}")
        self.now.setShortcut(QKeySequence(KEY))
        self.now.clicked.connect(self.ask_where)
        self.outcome = Outcome()
        group = Group(self.tr("Backup"))
        words = self.tr(
            "One verified file with every order and label, written while others work. Passwords are not in it. "
            "Keep it on another disk; shipdesk restore puts it back."
        )
        for part in (Text(words, BODY, role="muted", wrap=True), self.outcome):
            group.add(part)
        column(group, row(self.now, None), into=self)

    def attach(self, workplace: Workplace) -> None:
        """The order book is open."""
        self._at = workplace

    def ask_where(self) -> None:
        """Ask for the file."""
        dialog = QFileDialog(self, self.tr("Back up to"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(f"shipdesk-{datetime.now().astimezone():%Y-%m-%d}.zip")
        dialog.fileSelected.connect(self.back_up_to)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def back_up_to(self, path: str) -> None:
        """Write the backup, off the window's thread."""
        if self._at is None or not self.now.isEnabled():
            return
        self._file = Path(path)
        self.now.setEnabled(False)
        self.outcome.wait_for(self.tr("Writing the backup since {time}."))
        start(self._at.lanes, COUNT, self._on_made, self._on_failed, _back_up, self._at.desk, self._file)

    def _on_made(self, made: Backup) -> None:
        self.now.setEnabled(True)
        region = QLocale()
        words = self.tr("{file}: {shipments} shipments, {labels} labels, as of {time}.").format(
            file=self._file.name,
            shipments=region.toString(made.shipments),
            labels=region.toString(made.labels),
            time=clock(made.made_at),
        )
        self.outcome.show_result(Meaning.GOOD, words)

    def _on_failed(self, fault: Exception) -> None:
        self.now.setEnabled(True)
        if isinstance(fault, ShipDeskError):
            self.outcome.show_result(Meaning.STOP, str(fault))
        else:
            self.outcome.clear()
            self._bridge.failed(fault)


def _back_up(desk: Desk, file: Path) -> Backup:
    from shipdesk.usecases.backup import backup  # noqa: PLC0415 - late: keeps start-up fast

    return backup(desk, file)
