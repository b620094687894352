"""The pages that show a part of Settings: the station, its printer, its scale, its account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shipdesk.core.devices import ScaleState, Weight
from shipdesk.settings.schema import Group as Part
from shipdesk.ui.first_run.page import Page
from shipdesk.ui.settings_screen.accounts_section import AccountsSection
from shipdesk.ui.settings_screen.printer_section import PrinterSection
from shipdesk.ui.settings_screen.scale_section import ScaleSection
from shipdesk.ui.settings_screen.station_settings import SettingsSection
from shipdesk.ui.theme.tokens import BODY, S
from shipdesk.ui.widgets.button import button
from shipdesk.ui.widgets.layouts import column, row
from shipdesk.ui.widgets.panel import SectionHeader
from shipdesk.ui.widgets.text import Text

if TYPE_CHECKING:
    from shipdesk.core.carrier import CarrierRecord
    from shipdesk.ui.screen import Opening
    from shipdesk.ui.settings_screen.section import Section
    from shipdesk.ui.workplace import Workplace

_WEIGHS = frozenset({ScaleState.STABLE, ScaleState.ZERO, ScaleState.MOVING})


class SectionPage(Page):
    """A page around a section of Settings."""

    def __init__(self, title: str, words: str, section: Section) -> None:
        super().__init__(title, words)
        self.section = section
        self.body.addWidget(section)

    def attach(self, workplace: Workplace) -> None:
        super().attach(workplace)
        self.section.attach(workplace)

    def enter(self) -> None:
        self.section.load()
        super().enter()

    def shutdown(self) -> None:
        self.section.shutdown()


class StationPage(SectionPage):
    """What this table is called, and who works at it."""

    def __init__(self, opening: Opening) -> None:
        self.station = SettingsSection(opening.bridge, Part.STATION, only=("station", "operator"))
        words = self.tr("Both are kept with every booking, so that it is known later who sent what from where.")
        super().__init__(self.tr("This station"), words, self.station)

    def missing(self) -> str:
        return "" if self.station.fields["station"].text().strip() else self.tr("Give this station a name.")


class PrinterPage(SectionPage):
    """The printer for labels, and a label that is measured."""

    enter_goes_on = False

    def __init__(self, opening: Opening) -> None:
        self.printer = PrinterSection(opening.bridge, only=("label_printer",))
        words = self.tr(
            "Choose the printer for labels and print the test label. Its bar must be exactly 50 mm long, or scanners "
            "will not read your labels."
        )
        super().__init__(self.tr("Label printer"), words, self.printer)
        self._exact = False
        self.printer.measured.connect(self._on_measured)

    def missing(self) -> str:
        if self._exact:
            return ""
        if not self.printer.list.key():
            return self.tr("No printer is chosen yet.")
        return self.tr("The bar on the test label has not been measured at exactly 50 mm yet.")

    def _on_measured(self, exact: bool) -> None:
        self._exact = exact
        self.changed.emit()


class ScalePage(SectionPage):
    """The scale, with what it says at this moment."""

    def __init__(self, opening: Opening) -> None:
        only = ("scale", "scale_port", "scale_baud", "scale_protocol")
        super().__init__(
            self.tr("Scale"),
            self.tr("Choose how the scale is connected and put something on it: its weight shows here at once."),
            ScaleSection(opening.bridge, only),
        )
        self._bridge = opening.bridge

    def missing(self) -> str:
        weight = self._bridge.weight or Weight(ScaleState.NONE)
        return "" if weight.state in _WEIGHS else self.tr("No scale gives its weight yet.")


class AccountPage(SectionPage):
    """An account at a carrier, tried out; or practice without one."""

    enter_goes_on = False
    training_wanted = Signal()
    """Open training mode beside this window."""

    def __init__(self, opening: Opening) -> None:
        records: Mapping[str, CarrierRecord] = opening.records
        self.accounts = AccountsSection(opening.bridge, records)
        words = self.tr(
            "Enter what the carrier gave you and test it: ShipDesk calls the carrier and shows its answer. More "
            "accounts can be set up in Settings at any time."
        )
        super().__init__(self.tr("Carrier account"), words, self.accounts)
        self._well = False
        for form in self.accounts.forms.values():
            form.answered.connect(self._on_answered)
        self.train = button(self.tr("Open training mode"), icon="play")
        self.train.clicked.connect(self.training_wanted)
        told = self.tr("No account yet? Training has simulated carriers and sample orders; nothing in it is real.")
        practice = QWidget()
        header = SectionHeader(self.tr("Or practise first"))
        column(header, row(self.train, Text(told, BODY, role="muted", wrap=True), gap=S), gap=S, into=practice)
        practice.setHidden(opening.training)
        self.body.insertWidget(1, practice)

    def missing(self) -> str:
        return "" if self._well else self.tr("No carrier has answered to a test yet.")

    def _on_answered(self) -> None:
        self._well = True
        self.changed.emit()
