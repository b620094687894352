"""What every screen of the window is: made before the order book is open, attached when it is.

Keys: a screen calls `self.addAction(action)` for each thing it can do. The palette (Ctrl+K) and the help (F1) list
the actions of the window and of the screen shown; an action's shortcut acts while its screen is shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from shipdesk.core.carrier import CarrierRecord
    from shipdesk.core.records import Row
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.workplace import Workplace


class Opening(NamedTuple):
    """What there is at start, before the order book is open."""

    records: Mapping[str, CarrierRecord]
    settings: Mapping[str, str]
    """The station's settings as they are on the disk; a flag is `true` or `false`."""
    first_rows: Sequence[Row]
    """The newest rows of the order book, read without the libraries that open it for writing."""
    training: bool
    bridge: Bridge
    """Where every notice goes."""
    help: QAction | None = None
    """F1, for a screen's action bar."""


class Screen(QWidget):
    """One screen. It is made when it is first shown, with an `Opening`, and lives as long as the window."""

    show_booking = Signal(int)
    """Show the booking with this id where everything about it is told: on the Orders screen."""
    open_reference = Signal(str)
    """Show this reference where it is worked on: the packing station. Empty: just go there."""
    all_made = Signal()
    """Of the station: nothing of it is left to be made."""

    def attach(self, workplace: Workplace) -> None:
        """The order book is open: called once, at once for a screen that is made later."""
        raise NotImplementedError

    def shutdown(self) -> None:
        """The window closes: keep what is typed, disconnect from what outlives the screen."""
        raise NotImplementedError

    def take_scan(self, text: str) -> bool:  # noqa: ARG002 - for those that take it
        """Something was scanned while this screen is in front: False leaves it to the packing station."""
        return False

    def keep_now(self) -> None:
        """Something of ours has broken: put what is typed into safety, on this very thread."""

    def focus_first(self) -> None:
        """The screen has just been shown: put the keyboard where work begins."""
        raise NotImplementedError
