"""The scanner: how it types, a place to try it, and the sheet of command barcodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from shipdesk.settings.schema import Group as Part
from shipdesk.ui.command_sheet import CommandSheet
from shipdesk.ui.settings_screen.station_settings import SettingsSection
from shipdesk.ui.theme import Meaning
from shipdesk.ui.theme.tokens import BODY, M, S
from shipdesk.ui.widgets.banner import Remark
from shipdesk.ui.widgets.button import button
from shipdesk.ui.widgets.layouts import column, row
from shipdesk.ui.widgets.panel import SectionHeader
from shipdesk.ui.widgets.text import Text

if TYPE_CHECKING:
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.workplace import Workplace


class ScannerSection(SettingsSection):
    """What is scanned while this is shown is only tried: it opens and books nothing."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge, Part.SCANNER)
        self._sheet = CommandSheet(self, bridge)
        self.heard = Remark(Meaning.NEUTRAL, "")
        self.print_sheet = button(self.tr("Print the command barcodes"), icon="printer")
        self.print_sheet.clicked.connect(self._sheet.print_sheet)
        self.save_sheet = button(self.tr("Save as PDF"), icon="save")
        self.save_sheet.clicked.connect(self._sheet.ask_where)
        trying, sheet = QWidget(), QWidget()
        column(SectionHeader(self.tr("Try it")), self.heard, gap=S, into=trying)
        words = self.tr("Every key of this program as a barcode, to hang at the table: book, hold, reprint, weigh …")
        told = Text(words, BODY, role="muted", wrap=True)
        buttons = row(self.print_sheet, self.save_sheet, None, gap=M)
        column(SectionHeader(self.tr("Command barcodes")), told, buttons, gap=S, into=sheet)
        self.body.insertWidget(0, trying)
        self.body.addWidget(sheet)
        self._invite()

    def attach(self, workplace: Workplace) -> None:
        self._sheet.attach(workplace)
        super().attach(workplace)

    def load(self) -> None:
        super().load()
        self._invite()

    def take_scan(self, text: str) -> bool:
        """Show what was understood."""
        words = self.tr("Understood: {text}").format(text=text)
        self.heard.set_words(words, Meaning.GOOD)
        self.heard.setAccessibleName(words)
        return True

    def _invite(self) -> None:
        words = self.tr(
            "Scan anything. If letters appear in a field instead, or nothing happens, choose a slower speed; "
            "typed keys then appear a moment later."
        )
        self.heard.set_words(words, Meaning.NEUTRAL)
        self.heard.setAccessibleName(words)
