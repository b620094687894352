"""The one bridge for notices: whatever has something to tell the clerk tells it here, and the window shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from shipdesk.core.errors import ShipDeskError
from shipdesk.ui.theme.tokens import Meaning

if TYPE_CHECKING:
    from shipdesk.core.devices import Weight


class Told(NamedTuple):
    """One notice. A success goes by itself; anything else stays till taken, or till `Bridge.settled(key)`."""

    meaning: Meaning
    text: str
    key: str = ""
    """What it is about (a reference, a carrier): a later notice of the same key takes its place."""
    verb: str = ""
    """What can be done about it, as a button: it emits `Bridge.taken_up` with the key."""
    alarm: bool = False
    """To be seen from afar, whatever is on the screen."""


#: The key of a notice whose verb leads to Settings, Data, and to no order.
DATA = "settings/data"
#: Before the id of a booking: the verb of such a notice leads to that booking in Orders.
OUTSIDE = "outside/"


class Bridge(QObject):
    """Signals of the window's own thread; never call it from a lane."""

    told = Signal(object)
    """A `Told` to show."""
    gone = Signal(str)
    """What was told under this key no longer holds."""
    taken_up = Signal(str)
    """The clerk took the verb of the notice with this key."""
    data_wanted = Signal()
    """The clerk is led to Settings, Data."""
    looked_up = Signal(int)
    """The Orders screen is to show the booking with this id."""
    broken = Signal(object)
    """An exception that is a fault of ours: the crash dialog shows it."""
    set_up_wanted = Signal()
    """The clerk wants to set up this station, from the first page on."""
    settings_changed = Signal()
    """The station's settings were written: everybody reads again what concerns him."""

    weighed = Signal(object)
    """What the scale of this table has just said, a `core.devices.Weight`."""

    def __init__(self) -> None:
        super().__init__()
        self.weight: Weight | None = None
        """What the scale said last; None before it said anything."""

    def weigh(self, weight: Weight) -> None:
        """The scale says something."""
        self.weight = weight
        self.weighed.emit(weight)

    def success(self, text: str, *, key: str = "") -> None:
        """It is done; goes by itself."""
        self.told.emit(Told(Meaning.GOOD, text, key))

    def warning(self, text: str, *, key: str = "", verb: str = "") -> None:
        """Something to look after; stays till taken."""
        self.told.emit(Told(Meaning.CARE, text, key, verb))

    def problem(self, text: str, *, key: str = "", verb: str = "") -> None:
        """It could not be done; stays till taken."""
        self.told.emit(Told(Meaning.STOP, text, key, verb))

    def alarm(self, text: str, *, key: str = "", verb: str = "", meaning: Meaning = Meaning.STOP) -> None:
        """A label, a printer or a booking that somebody has to see to now; stays till taken."""
        self.told.emit(Told(meaning, text, key, verb, alarm=True))

    def doubt(self, text: str, *, key: str = "", verb: str = "") -> None:
        """Neither done nor failed; stays till taken."""
        self.told.emit(Told(Meaning.DOUBT, text, key, verb))

    def settled(self, key: str) -> None:
        """Take away what was told under `key`."""
        self.gone.emit(key)

    def failed(self, fault: Exception) -> None:
        """For a task's `failed`: a sentence for the clerk where the fault has one, else the crash dialog."""

        if isinstance(fault, ShipDeskError):
            self.problem(str(fault))
        else:
            self.broken.emit(fault)
