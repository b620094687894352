"""What each key of the station does: a method for each row of `actions.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

from shipdesk.ui.station.checks.panel import MOST_KEYS, Answer
from shipdesk.ui.tasks import start
from shipdesk.workers.lanes import BOOK

if TYPE_CHECKING:
    from shipdesk.core.records import Row
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.station.order.order import Order
    from shipdesk.ui.station.screen import StationScreen
    from shipdesk.ui.workplace import Workplace

_FIRST_FIX = 1


class Deeds(QObject):
    """Each does nothing while it cannot be done; a new order that is asked for too early is begun once it can be."""

    def __init__(self, station: StationScreen, bridge: Bridge) -> None:
        super().__init__(station)
        self._station, self._bridge = station, bridge
        self._at: Workplace | None = None
        self._new_wanted = False
        for number in range(_FIRST_FIX + 1, MOST_KEYS + 1):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), station)
            shortcut.setProperty("number", number)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(self._on_fix)

    def attach(self, workplace: Workplace) -> None:
        """The form is there: do what was asked for meanwhile."""
        self._at = workplace
        if self._new_wanted:
            self.new()

    # --- the order at hand

    def book(self) -> None:
        """F10."""
        for way in (self._station.scans, self._station.finder):
            if way.looking:
                way.then_book()
                return
        if self._station.work is not None and self._station.work.book() is Answer.GO:
            self._station.focus_first()

    def hold(self) -> None:
        """F12."""
        if self._station.work is not None:
            self._station.work.hold()
            self._station.focus_first()

    def take_back(self) -> None:
        """Out of the queue again, while nothing was sent."""
        order = self._order()
        if order is not None and self._station.booking is not None:
            self._station.booking.take_back(order.reference)

    def resolve(self) -> None:
        """F3: say what is there of a booking in doubt."""
        if self._station.work is not None:
            self._station.doubt.press()

    def next_fault(self) -> None:
        """F6."""
        if self._station.work is not None:
            self._station.work.next_fault()

    def take_first_fix(self) -> None:
        """Alt+1."""
        self.take_fix(_FIRST_FIX)

    def take_fix(self, number: int) -> None:
        """Alt+1…9: the fix of that number, or what can be said of a doubt."""
        if self._station.work is None:
            return
        if self._station.doubt.choosing:
            self._station.doubt.choose(number)
        else:
            self._station.work.fix(number)

    def weigh(self) -> None:
        """F9."""
        self._station.weighing.weigh()

    def change_service(self) -> None:
        """F4: a list of all carriers and services, narrowed by typing."""
        if (order := self._order()) is not None:
            self._station.services.pick(order.reading().shipment)

    def add_product(self) -> None:
        """One more product line."""
        if self._station.work is not None and self._order() is not None:
            self._station.work.view.form.add_product()

    def remove_product(self) -> None:
        """The product line with the keyboard goes."""
        if self._station.work is not None and self._order() is not None:
            self._station.work.view.form.remove_product()

    def pick_box(self) -> None:
        """Ctrl+B: a list of the library's boxes, narrowed by typing."""
        if self._order() is not None:
            self._station.shelf.pick_box()

    def remember(self) -> None:
        """Ctrl+R: what is in the form, for the next time."""
        self._station.shelf.remember()

    # --- printing

    def reprint(self) -> None:
        """F8: the label of the open booking again, or of the last one."""
        shown = self.printable()
        if shown is not None and self._station.booking is not None:
            self._station.booking.reprint(shown)

    def print_as_it_is(self) -> None:
        """Ctrl+F8: the label that is shown, though letters are missing on it."""
        label = self._station.label
        shown = label.shown_row()
        if shown is not None and label.as_it_is and self._station.booking is not None:
            self._station.booking.print_as_it_is(shown)

    def print_slip(self) -> None:
        """Shift+F8: the packing slip of the open order."""
        order = self._order()
        if order is not None and order.row is not None:
            self._station.slips.print(order.row)

    def printable(self) -> Row | None:
        """The booking whose label F8 prints; None for none."""
        order = self._order()
        if order is not None:
            return order.row if order.has_label else None
        return self._station.label.shown_row()

    # --- from one order to another

    def search(self) -> None:
        """F2."""
        self._station.focus_first()
        self._station.field.line.selectAll()

    def new(self) -> None:
        """Ctrl+N."""
        if self._at is None:
            self._new_wanted = True
            return
        from shipdesk.ui.station import jobs  # noqa: PLC0415 - brings what a window is painted without

        start(self._at.lanes, BOOK, self._on_fresh, self._bridge.failed, jobs.fresh, self._at.desk)

    def open_next(self) -> None:
        """The order at the top of the list."""
        if waiting := self._station.lists.next_waiting():
            self._station.open_order(waiting.reference)

    def back(self) -> None:
        """Esc: first out of the opened part of the form, then out of the shipment, which is kept."""
        work = self._station.work
        if work is not None and self._station.doubt.back():
            return
        if work is not None and work.order is not None and not work.view.form.back():
            work.keep()
            work.close_order()
        if self._order() is None:
            self._station.focus_first()

    def leave_order(self) -> None:
        """Out of the shipment; ready for the next scan."""
        if self._station.work is not None:
            self._station.work.close_order()
        self._station.focus_first()

    def _order(self) -> Order | None:
        return self._station.work.order if self._station.work is not None else None

    def _on_fresh(self, data: dict[str, Any]) -> None:
        if self._station.work is not None:
            self._station.work.open_new(data)
            self._station.label.show_row(None)
            self._station.work.focus_first()

    def _on_fix(self) -> None:
        pressed = self.sender()
        if pressed is not None:
            self.take_fix(pressed.property("number"))
