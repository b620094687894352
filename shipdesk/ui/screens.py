"""The screens of the window, in the order of the rail: a screen is one row here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shipdesk.ui.screen import Opening, Screen


@dataclass(frozen=True, slots=True)
class ScreenRow:
    """One screen: its name (also read out), its icon, its key, and what makes it when it is first shown.

    `at_end` puts it at the rail's foot.
    """

    name: str
    icon: str
    key: str
    make: Callable[[Opening], Screen]
    at_end: bool = False


def _station(opening: Opening) -> Screen:
    from shipdesk.ui.station.screen import StationScreen  # noqa: PLC0415 - made when first shown

    return StationScreen(opening)


def _orders(opening: Opening) -> Screen:
    from shipdesk.ui.orders.screen import OrdersScreen  # noqa: PLC0415 - made when first shown

    return OrdersScreen(opening)


def _imports(opening: Opening) -> Screen:
    from shipdesk.ui.imports.screen import ImportsScreen  # noqa: PLC0415 - made when first shown

    return ImportsScreen(opening)


def _tracking(opening: Opening) -> Screen:
    from shipdesk.ui.tracking.screen import TrackingScreen  # noqa: PLC0415 - made when first shown

    return TrackingScreen(opening)


def _end_of_day(opening: Opening) -> Screen:
    from shipdesk.ui.end_of_day.screen import EndOfDayScreen  # noqa: PLC0415 - made when first shown

    return EndOfDayScreen(opening)


def _inbox(opening: Opening) -> Screen:
    from shipdesk.ui.inbox.screen import InboxScreen  # noqa: PLC0415 - made when first shown

    return InboxScreen(opening)


def _library(opening: Opening) -> Screen:
    from shipdesk.ui.library.screen import LibraryScreen  # noqa: PLC0415 - made when first shown

    return LibraryScreen(opening)


def _settings(opening: Opening) -> Screen:
    from shipdesk.ui.settings_screen.screen import SettingsScreen  # noqa: PLC0415 - made when first shown

    return SettingsScreen(opening)


STATION = ScreenRow("Station", "station", "Ctrl+1", _station)
ORDERS = ScreenRow("Orders", "orders", "Ctrl+2", _orders)
SETTINGS = ScreenRow("Settings", "settings", "Ctrl+8", _settings, at_end=True)

SCREENS: tuple[ScreenRow, ...] = (
    STATION,
    ORDERS,
    ScreenRow("Import", "import", "Ctrl+3", _imports),
    ScreenRow("Tracking", "tracking", "Ctrl+4", _tracking),
    ScreenRow("End of day", "end-of-day", "Ctrl+5", _end_of_day),
    ScreenRow("Inbox", "inbox", "Ctrl+6", _inbox),
    ScreenRow("Library", "library", "Ctrl+7", _library),
    SETTINGS,
)
