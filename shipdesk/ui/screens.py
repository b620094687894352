"""The screens of the window, in the order of the rail: a screen is one row here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from shipdesk.ui.screen import Opening, Screen

    #: The class of a screen, as what makes one.
    Make = Callable[[Opening], Screen]


class ScreenRow(NamedTuple):
    """One screen: its name (also read out), its icon, its key, and what loads its class when it is first wanted.

    `at_end` puts it at the rail's foot.
    """

    name: str
    icon: str
    key: str
    load: Callable[[], Make]
    at_end: bool = False


def _station() -> Make:
    from shipdesk.ui.station.screen import StationScreen  # noqa: PLC0415 - loaded when first wanted

    return StationScreen


def _orders() -> Make:
    from shipdesk.ui.orders.screen import OrdersScreen  # noqa: PLC0415 - loaded when first wanted

    return OrdersScreen


def _imports() -> Make:
    from shipdesk.ui.imports.screen import ImportsScreen  # noqa: PLC0415 - loaded when first wanted

    return ImportsScreen


def _tracking() -> Make:
    from shipdesk.ui.tracking.screen import TrackingScreen  # noqa: PLC0415 - loaded when first wanted

    return TrackingScreen


def _end_of_day() -> Make:
    from shipdesk.ui.end_of_day.screen import EndOfDayScreen  # noqa: PLC0415 - loaded when first wanted

    return EndOfDayScreen


def _inbox() -> Make:
    from shipdesk.ui.inbox.screen import InboxScreen  # noqa: PLC0415 - loaded when first wanted

    return InboxScreen


def _library() -> Make:
    from shipdesk.ui.library.screen import LibraryScreen  # noqa: PLC0415 - loaded when first wanted

    return LibraryScreen


def _settings() -> Make:
    from shipdesk.ui.settings_screen.screen import SettingsScreen  # noqa: PLC0415 - loaded when first wanted

    return SettingsScreen


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


def load_screens() -> None:
    """Import the modules of all screens; may be called from any thread."""
    for line in SCREENS:
        line.load()
