"""What a screen is given once the order book is open: the verbs' desk, the lanes to run them in, the dispatcher.

The window is painted before any of it exists (DECISIONS.md, "The window first"): screens are made without a workplace
and told with `attach(workplace)` when it is there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shipdesk.core.devices import Devices
    from shipdesk.settings.accounts import CarrierAccounts
    from shipdesk.settings.paths import Home
    from shipdesk.settings.store import SettingsStore
    from shipdesk.usecases.desk import Desk
    from shipdesk.workers.dispatcher import Dispatcher
    from shipdesk.workers.lanes import Lanes


@dataclass(frozen=True, slots=True)
class Workplace:
    """The parts that outlive every screen; `app.py` makes and closes them."""

    desk: Desk
    lanes: Lanes
    dispatcher: Dispatcher
    settings: SettingsStore
    accounts: CarrierAccounts
    home: Home
    devices: Devices
