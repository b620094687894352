"""The life of the order at hand: opened, typed and checked, kept, put aside, given to be booked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from shipdesk.core.problems import Problem, Severity
from shipdesk.ui.form.codes import with_codes
from shipdesk.ui.form.draft import Draft, Value
from shipdesk.ui.form.filling import values_of
from shipdesk.ui.station.checks.panel import Answer, Checks
from shipdesk.ui.station.order.order import Order, unreadable
from shipdesk.ui.station.order.view import OrderView
from shipdesk.usecases.check import check_reading
from shipdesk.usecases.place_codes import OPTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shipdesk.core.library import Card
    from shipdesk.core.records import Row
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.station.booking import Booking
    from shipdesk.ui.station.jobs import Loaded
    from shipdesk.usecases.desk import Desk

_SERVICE = ("carrier", "service")


class Work(QObject):
    """One shipment at a time. It decides nothing about bookings: the verbs behind `Booking` do."""

    changed = Signal()
    """Another shipment is open, or none, or what can be done with it has changed."""
    edited = Signal()
    """The clerk has typed, chosen, or taken a fix."""
    service_wanted = Signal()
    """A problem stands at the carrier or the service: let the clerk choose."""

    def __init__(self, desk: Desk, booking: Booking, checks: Checks, change_service: QAction, bridge: Bridge) -> None:
        super().__init__()
        self.order: Order | None = None
        self.view = OrderView(desk, checks, change_service, bridge)
        self._form = self.view.form
        self._desk, self._booking, self._checks = desk, booking, checks
        self._codes: Mapping[str, str] = {}
        self._unread: dict[str, dict[str, str]] = {}
        self.view.header.reference_typed.connect(self._on_reference)
        self._form.edited.connect(self._on_edited)
        self._form.fix_wanted.connect(self.take_fix)
        self._form.lines_changed.connect(self._on_lines)
        self._form.went_on.connect(self._on_went_on)

    def open(self, loaded: Loaded) -> None:
        """Show a booking of the order book; what was typed before is kept."""
        self.keep()
        order = Order(Draft(loaded.data), loaded)
        for path, typed in self._unread.pop(order.reference, {}).items():
            order.draft.put(path, typed)
        self._show(order)

    def open_new(self, data: dict[str, Any]) -> None:
        """Begin a shipment by hand."""
        self.keep()
        self._show(Order(Draft(data)))

    def close_order(self) -> None:
        """Nothing is open any more; whoever closes has kept or booked it."""
        self.order = None
        self.view.show_none()
        self.changed.emit()

    def keep(self) -> None:
        """Keep what was typed and is not in the order book yet."""
        order = self.order
        if order is None or not order.editable or not order.draft.changed:
            return
        if leftover := unreadable(order.draft):
            self._unread[order.reference] = leftover
        self._booking.keep(order.reading().shipment)
        order.draft.kept()

    def book(self) -> Answer | None:
        """F10. Books only what has no fault, and what has warnings only when they were accepted with a second F10."""
        order = self.order
        if order is None or not order.editable:
            return None
        order.strict = True
        if order.said and not self._faults(order):
            order.said = []
        self._check()
        answer = self._checks.ask()
        if answer is Answer.MEND:
            self.next_fault()
        elif answer is Answer.GO:
            self._booking.book(order.reading().shipment, accept_warnings=self._checks.accepted)
            self.close_order()
        return answer

    def find_all(self) -> tuple[Problem, ...]:
        """What is wrong with the open shipment, also where nothing was filled in yet; errors first."""
        if self.order is not None and not self.order.strict:
            self.order.strict = True
            self._check()
        return self._checks.problems()

    def hold(self) -> None:
        """F12: put it aside as it is."""
        if self.order is not None and self.order.editable:
            self._booking.hold(self.order.reading().shipment)
            self.close_order()

    def next_fault(self) -> None:
        """F6: the keyboard to the next problem, errors first."""
        if self.order is not None and not self.order.strict:
            self.order.strict = True
            self._check()
        paths = list(dict.fromkeys(problem.field for problem in self._checks.problems()))
        if paths and self.order is not None and self.order.editable:
            here = self.view.path_with_focus()
            at = paths.index(here) + 1 if here in paths else 0
            self.go_to(paths[at % len(paths)])

    def go_to(self, path: str) -> None:
        """The keyboard to the field of `path`."""
        if path in _SERVICE:
            self.service_wanted.emit()
        elif path == "reference":
            self.view.header.editor.setFocus()
        elif not self._form.reveal(path):
            self._checks.setFocus()

    def fix(self, number: int) -> None:
        """Alt+1…9."""
        if (problem := self._checks.by_key(number)) is not None:
            self.take_fix(problem)

    def take_fix(self, problem: Problem) -> None:
        """Put the fix of a problem where it belongs."""
        if self.order is None or not self.order.editable or problem.fix is None:
            return
        self.order.put(problem.field, problem.fix)
        self.edited.emit()
        if problem.field in _SERVICE:
            self._on_service()
        else:
            self._form.value_changed(problem.field)
            self._check()

    def set_service(self, carrier: str, service: str) -> None:
        """F4: another carrier or service; all that was typed stays."""
        if self.order is not None and self.order.editable:
            self.order.put("carrier", carrier)
            self.order.put("service", service)
            self.edited.emit()
            self._on_service()

    def fill(self, values: Mapping[str, str]) -> None:
        """What a device has measured, or a barcode stands for, by path."""
        if self.order is None or not self.order.editable:
            return
        for path, value in values.items():
            self.order.fill(path, value)
            self._form.value_changed(path)
        self._check()

    def put(self, values: Mapping[str, str]) -> None:
        """What the clerk has chosen, by path."""
        if self.order is None or not self.order.editable:
            return
        for path, value in values.items():
            self.order.put(path, value)
            self._form.value_changed(path)
        self.edited.emit()
        self._check()

    def take_card(self, path: str, card: Card) -> None:
        """The clerk took this card of the library while typing at `path`."""
        if self.order is not None:
            self.put(values_of(card, path, self.order.draft))
            self.go_on(path)

    def go_on(self, path: str) -> None:
        """The keyboard to the next field behind `path` that the carrier needs filled; else to the first such field."""
        if self.order is None or not self.order.editable:
            return
        missing = {problem.field for problem in self._problems(self.order) if problem.severity is Severity.ERROR}
        places = sorted((self._form.place_of(one), one) for one in missing)
        here = self._form.place_of(path)
        if places:
            self.go_to(next((one for place, one in places if place > here), places[0][1]))

    def show_codes(self, known: Mapping[str, str]) -> None:
        """Codes of places by path: offered where none is typed, and the fix where one is missing."""
        self._codes = known
        self._form.suggest({path: known.get(path, "") for path in OPTIONS})
        self._check()

    def paths(self) -> frozenset[str]:
        """Every path of the form as it stands."""
        return self.view.plan_of(self.order).paths() if self.order is not None else frozenset()

    def add_piece(self, sku: str, known: Mapping[str, str]) -> None:
        """One more piece of a product: in its line, or in a new one with what the library knows of it."""
        order = self.order
        if order is None or not order.editable:
            return
        order.add_piece(sku, known)
        self._show(order)

    def follow(self, rows: list[Row]) -> Row | None:
        """Rows as they stand now. The row of the open booking where another state asks for it to be read again."""
        order = self.order
        mine = next((row for row in rows if order and order.row and row.id == order.row.id), None)
        if order is None or order.row is None or mine is None or mine == order.row:
            return None
        if mine.state is not order.row.state and not order.draft.changed:
            return mine
        order.row = mine
        self.view.show_state(order)
        self.changed.emit()
        return None

    def focus_first(self) -> None:
        """The keyboard to where typing begins."""
        self._form.reveal("receiver.name")

    def _show(self, order: Order) -> None:
        self.order = order
        self.view.show_order(order, self._problems(order))
        self.changed.emit()

    def _check(self, *, typing: bool = False) -> None:
        if self.order is not None:
            self.view.show_problems(self.order, self._problems(self.order), typing=typing)
            self.changed.emit()

    def _problems(self, order: Order) -> list[Problem]:
        found = check_reading(self._desk, order.reading()) if order.editable else []
        return with_codes([*order.said, *found], self._codes) if order.editable else []

    def _faults(self, order: Order) -> list[Problem]:
        return [p for p in check_reading(self._desk, order.reading()) if p.severity is Severity.ERROR]

    def _on_edited(self, path: str, value: Value) -> None:
        if self.order is not None:
            self.order.put(path, value)
            self._form.value_changed(path)
            self.edited.emit()
            self._check(typing=True)

    def _on_reference(self, text: str) -> None:
        self._on_edited("reference", text)

    def _on_lines(self) -> None:
        self._check()

    def _on_went_on(self) -> None:
        self.go_on(self.view.path_with_focus())

    def _on_service(self) -> None:
        if self.order is not None:
            self.view.turn_to_service(self.order)
            self._check()
