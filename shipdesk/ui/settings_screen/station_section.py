"""The station: its name, its clerk, and the way back to setting it up from the beginning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipdesk.settings.schema import Group as Part
from shipdesk.ui.settings_screen.station_settings import SettingsSection
from shipdesk.ui.widgets.button import button
from shipdesk.ui.widgets.layouts import row

if TYPE_CHECKING:
    from shipdesk.ui.bridge import Bridge


class StationSection(SettingsSection):
    """The settings of the station, and below them the set-up."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge, Part.STATION)
        self.again = button(self.tr("Set up this station again"), icon="play")
        self.again.clicked.connect(bridge.set_up_wanted)
        self.body.addLayout(row(self.again, None))
