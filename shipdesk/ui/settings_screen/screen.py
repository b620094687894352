"""The Settings screen: a list of sections at the left, one of them at the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from shipdesk.settings.schema import Group as Part
from shipdesk.ui.late import Late
from shipdesk.ui.screen import Opening, Screen
from shipdesk.ui.settings_screen.about_section import AboutSection
from shipdesk.ui.settings_screen.accounts_section import AccountsSection
from shipdesk.ui.settings_screen.data_section import DataSection
from shipdesk.ui.settings_screen.printer_section import PrinterSection
from shipdesk.ui.settings_screen.scale_section import ScaleSection
from shipdesk.ui.settings_screen.scanner_section import ScannerSection
from shipdesk.ui.settings_screen.section import Section
from shipdesk.ui.settings_screen.section_list import SectionList
from shipdesk.ui.settings_screen.station_section import StationSection
from shipdesk.ui.settings_screen.station_settings import SettingsSection
from shipdesk.ui.settings_screen.webhooks_section import WebhooksSection
from shipdesk.ui.theme.tokens import NONE, L, S
from shipdesk.ui.widgets.layouts import row
from shipdesk.ui.widgets.scroll import ScrollColumn
from shipdesk.ui.workplace import Workplace

_WIDEST = 90 * S
#: The section takes all the room up to its widest; what is beyond stays empty.
_SHARE = 100


@dataclass(frozen=True, slots=True)
class SectionRow:
    """One section: its icon, its name, and what makes it."""

    icon: str
    name: object
    make: Callable[[Opening], Section]


def _accounts(opening: Opening) -> Section:
    return AccountsSection(opening.bridge, opening.records)


def _printer(opening: Opening) -> Section:
    return PrinterSection(opening.bridge)


def _station(opening: Opening) -> Section:
    return StationSection(opening.bridge)


def _scanner(opening: Opening) -> Section:
    return ScannerSection(opening.bridge)


def _scale(opening: Opening) -> Section:
    return ScaleSection(opening.bridge)


def _screen(opening: Opening) -> Section:
    return SettingsSection(opening.bridge, Part.SCREEN)


def _tracking(opening: Opening) -> Section:
    return SettingsSection(opening.bridge, Part.TRACKING)


def _import(opening: Opening) -> Section:
    return SettingsSection(opening.bridge, Part.IMPORT)


def _webhooks(opening: Opening) -> Section:
    return WebhooksSection(opening.bridge)


def _data(opening: Opening) -> Section:
    return DataSection(opening.bridge)


def _about(opening: Opening) -> Section:
    return AboutSection(opening.bridge)


#: In the order they stand; a section is one row here.
SECTIONS = (
    SectionRow("user", QT_TRANSLATE_NOOP("SettingsScreen", "Carrier accounts"), _accounts),
    SectionRow("printer", QT_TRANSLATE_NOOP("SettingsScreen", "Label printer"), _printer),
    SectionRow("scan", QT_TRANSLATE_NOOP("SettingsScreen", "Scanner"), _scanner),
    SectionRow("scale", QT_TRANSLATE_NOOP("SettingsScreen", "Scale"), _scale),
    SectionRow("station", QT_TRANSLATE_NOOP("SettingsScreen", "Station"), _station),
    SectionRow("eye", QT_TRANSLATE_NOOP("SettingsScreen", "Screen"), _screen),
    SectionRow("import", QT_TRANSLATE_NOOP("SettingsScreen", "Import"), _import),
    SectionRow("tracking", QT_TRANSLATE_NOOP("SettingsScreen", "Tracking"), _tracking),
    SectionRow("link", QT_TRANSLATE_NOOP("SettingsScreen", "Webhooks"), _webhooks),
    SectionRow("save", QT_TRANSLATE_NOOP("SettingsScreen", "Data"), _data),
    SectionRow("help", QT_TRANSLATE_NOOP("SettingsScreen", "About"), _about),
)


class SettingsScreen(Screen):
    """Every section is kept as it is changed: there is nothing to confirm."""

    def __init__(self, opening: Opening) -> None:
        super().__init__()
        names = [(section.icon, self.tr(str(section.name))) for section in SECTIONS]
        self.places = SectionList(self.tr("Settings"), names)
        self.places.picked.connect(self.turn_to)
        self.sections = Late(range(len(SECTIONS)), self._make)
        """By their places, counted from 0."""
        self._opening = opening
        self._at: Workplace | None = None
        self._pages: dict[int, QWidget] = {}
        opening.bridge.data_wanted.connect(self._turn_to_data)
        self._stack = QStackedWidget()
        row(self.places, self._stack, gap=NONE, into=self).setStretch(1, 1)
        self._place = 0
        self.turn_to(self._place)

    def _make(self, place: int) -> Section:
        name = self.tr(str(SECTIONS[place].name))
        section = SECTIONS[place].make(self._opening)
        section.setMaximumWidth(_WIDEST)
        section.setAccessibleName(name)
        holder = QWidget()
        held = row(section, None, gap=NONE, into=holder)
        held.setStretch(0, _SHARE)
        held.setContentsMargins(S, S, S, L)
        page = self._pages[place] = ScrollColumn(name)
        page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page.put(holder)
        self._stack.addWidget(page)
        if self._at is not None:
            section.attach(self._at)
        return section

    def attach(self, workplace: Workplace) -> None:
        self._at = workplace
        for section in self.sections.made():
            section.attach(workplace)

    def shutdown(self) -> None:
        for section in self.sections.made():
            section.shutdown()

    def focus_first(self) -> None:
        self.places.take_focus()

    def take_scan(self, text: str) -> bool:
        return self.sections[self._place].take_scan(text)

    def _turn_to_data(self) -> None:
        self.turn_to(next(place for place, section in enumerate(SECTIONS) if section.make is _data))

    @Slot(int)
    def turn_to(self, place: int) -> None:
        """Show a section, counted from 0, with what is set now."""
        section = self.sections[place]
        self._place = place
        self.places.pick(place)
        self._stack.setCurrentWidget(self._pages[place])
        section.load()
