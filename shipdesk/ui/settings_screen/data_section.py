"""Where the order book is, how much is in it, where the secrets are; its backup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QUrl
from PySide6.QtGui import QDesktopServices

from shipdesk.ui.settings_screen.backup_part import BackupPart
from shipdesk.ui.settings_screen.section import Section
from shipdesk.ui.settings_screen.shut_part import ShutPart
from shipdesk.ui.tasks import start
from shipdesk.ui.theme.tokens import BODY
from shipdesk.ui.widgets.button import button
from shipdesk.ui.widgets.layouts import row
from shipdesk.ui.widgets.panel import Fact, Group
from shipdesk.ui.widgets.text import Text
from shipdesk.workers.lanes import BOOK, COUNT

if TYPE_CHECKING:
    from shipdesk.core.ports import OrderBook
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.workplace import Workplace


class DataSection(Section):
    """Facts, the backup, and after a restore why booking is shut: nothing here can be changed by a slip."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.home, self.count, self.secrets = (Text("", BODY, wrap=True, select=True) for _part in range(3))
        group = Group(self.tr("Data"))
        group.add(Fact(self.tr("Order book, labels and settings are in"), self.home))
        group.add(Fact(self.tr("Orders"), self.count))
        group.add(Fact(self.tr("Passwords and keys"), self.secrets))
        self.open = button(self.tr("Open the folder"))
        self.open.clicked.connect(self.open_folder)
        self.shut, self.backup = ShutPart(bridge), BackupPart(bridge)
        self.body.addWidget(self.shut)
        self.body.addWidget(group)
        self.body.addLayout(row(self.open, None))
        self.body.addWidget(self.backup)

    def attach(self, workplace: Workplace) -> None:
        for part in (self.shut, self.backup):
            part.attach(workplace)
        super().attach(workplace)

    def load(self) -> None:
        if self.workplace is None:
            return
        self.shut.load()
        self.home.setText(str(self.workplace.home.root))
        lanes = self.workplace.lanes
        start(lanes, COUNT, self._counted, self.bridge.failed, _count, self.workplace.desk.book)
        start(lanes, BOOK, self.secrets.setText, self.bridge.failed, self.workplace.accounts.secrets_place)

    def open_folder(self) -> None:
        """Show the home in the system's file manager."""
        if self.workplace is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.workplace.home.root)))

    def _counted(self, count: int) -> None:
        self.count.setText(QLocale().toString(count))


def _count(book: OrderBook) -> int:
    return sum(book.counts().values())
