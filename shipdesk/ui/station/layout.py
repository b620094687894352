"""Where each part of the station stands, and how they share the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from shipdesk.ui.station.scan.band import Surface
from shipdesk.ui.theme.tokens import NONE, S
from shipdesk.ui.widgets.layouts import column, row, rule

if TYPE_CHECKING:
    from shipdesk.ui.station.checks.panel import Checks
    from shipdesk.ui.station.scan.band import Band

RIGHT = 38 * S
#: Narrower than this the lists make room for the order that is open: Esc brings them back.
NARROW = 120 * S


class Layout:
    """The lists at the left, the order over the band in the middle, checks over label at the right."""

    def __init__(
        self,
        screen: QWidget,
        *,
        top: QWidget,
        lists: QWidget,
        ready: QWidget,
        band: Band,
        checks: Checks,
        label: QWidget,
        bar: QWidget,
    ) -> None:
        """`ready` is the middle while no order is open."""
        self._screen, self._checks, self._label = screen, checks, label
        self._order_open = False
        self._middle = QStackedWidget()
        self._middle.setMinimumSize(24 * S, 16 * S)  # what is in it scrolls or wraps
        self._middle.addWidget(ready)
        right = QWidget()
        self._right = column(checks, rule(), label, gap=NONE, into=right)
        self._right.setStretch(0, 1)
        right.setFixedWidth(RIGHT)
        right.setMinimumHeight(16 * S)
        surface = Surface()
        column(self._middle, band, gap=NONE, into=surface).setStretch(0, 1)
        band.turned.connect(surface.wash)
        self._left = QWidget()
        row(lists, rule(vertical=True), gap=NONE, into=self._left)
        body = row(self._left, surface, rule(vertical=True), right, gap=NONE)
        body.setStretch(1, 1)
        column(top, body, bar, gap=NONE, into=screen).setStretch(1, 1)

    def add_order(self, view: QWidget) -> None:
        """The middle while an order is open."""
        self._middle.addWidget(view)

    def add_doubt(self, pane: QWidget) -> None:
        """It shares the right with checks and label."""
        self._right.insertWidget(1, pane)

    def show_order(self, is_open: bool) -> None:
        """An order is open, or none."""
        self._order_open = is_open
        self._middle.setCurrentIndex(int(is_open))
        self.make_room()

    def make_room(self) -> None:
        """The window has another size."""
        self._left.setVisible(self._screen.width() >= NARROW or not self._order_open)

    def share_right(self, doubt: QWidget, needed: bool) -> None:
        """A doubt takes the room of the checks' list, and of a label that is not there."""
        first, last = (self._label, doubt) if needed else (doubt, self._label)
        first.hide()  # before the other comes, or the window would grow to hold both
        self._checks.make_room(needed)
        last.show()
        self._right.setStretch(0, 0 if needed else 1)
        self._right.setStretch(1, 1 if needed else 0)
