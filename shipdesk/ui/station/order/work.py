"""The middle of the station: the shipment at hand, checked as it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from shipdesk.core.fields import BY_PATH
from shipdesk.core.problems import Problem, Severity
from shipdesk.core.states import Label, State
from shipdesk.ui.form.codes import with_codes
from shipdesk.ui.form.draft import Draft, Value
from shipdesk.ui.form.fields import PathRow
from shipdesk.ui.form.filling import values_of
from shipdesk.ui.form.form import Form
from shipdesk.ui.form.plan import Plan, plan_for
from shipdesk.ui.station.checks.panel import Answer, Checks
from shipdesk.ui.station.checks.wire_notes import lines_on_the_wire, notes_on
from shipdesk.ui.station.doubt.conflict import Conflict
from shipdesk.ui.station.order.header import Header
from shipdesk.ui.station.order.order import Order, unreadable
from shipdesk.ui.station.order.remark import about, remark_on
from shipdesk.ui.theme.states import LABEL
from shipdesk.ui.theme.tokens import NONE, L, Meaning, S
from shipdesk.ui.widgets.banner import Remark
from shipdesk.ui.widgets.layouts import column, row, rule
from shipdesk.usecases.check import check_reading
from shipdesk.usecases.place_codes import OPTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shipdesk.core.library import Card
    from shipdesk.core.records import Row
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.station.booking import Booking
    from shipdesk.ui.station.jobs import Loaded
    from shipdesk.ui.station.order.service_offers import Offering
    from shipdesk.usecases.desk import Desk

_SERVICE = ("carrier", "service")
#: What will be sent is worked out anew when nobody has typed for so long: nobody reads it between two letters.
PAUSE_MS = 150


class Work(QWidget):
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
        self.offering: Offering | None = None
        """Knows what the account calls its services."""
        self._desk, self._booking, self._checks = desk, booking, checks
        self._codes: Mapping[str, str] = {}
        self._unread: dict[str, dict[str, str]] = {}
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)
        self.header = Header(change_service)
        self.header.reference_typed.connect(self._on_reference)
        self._remark = Remark(Meaning.NEUTRAL, "")
        self._remarks = QWidget()
        row(self._remark, into=self._remarks).setContentsMargins(L, NONE, L, L // 2)
        self.form = Form(self.header.service)
        self.form.setMinimumHeight(S)  # on a low screen what stands above it is read whole, and the form scrolls
        self.form.edited.connect(self._on_edited)
        self.form.fix_wanted.connect(self.take_fix)
        self.form.lines_changed.connect(self._on_lines)
        self.form.went_on.connect(self._on_went_on)
        self.conflict = Conflict(bridge)
        parts = (self.header, self._remarks, self.conflict, rule(), self.form)
        column(*parts, gap=NONE, into=self).setStretch(parts.index(self.form), 1)

    def prepare(self) -> bool:
        """Make one more part of the form ahead of time; False when all are there."""
        record = next(iter(self._desk.records.values()), None)
        service = record.services[0].code if record and record.services else ""
        return self.form.prepare(plan_for(record, service))

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
        self.conflict.show_row(None)
        self._checks.clear()
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
            here = self._path_with_focus()
            at = paths.index(here) + 1 if here in paths else 0
            self.go_to(paths[at % len(paths)])

    def go_to(self, path: str) -> None:
        """The keyboard to the field of `path`."""
        if path in _SERVICE:
            self.service_wanted.emit()
        elif path == "reference":
            self.header.editor.setFocus()
        elif not self.form.reveal(path):
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
            self.form.value_changed(problem.field)
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
            self.form.value_changed(path)
        self._check()

    def put(self, values: Mapping[str, str]) -> None:
        """What the clerk has chosen, by path."""
        if self.order is None or not self.order.editable:
            return
        for path, value in values.items():
            self.order.put(path, value)
            self.form.value_changed(path)
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
        places = sorted((self.form.place_of(one), one) for one in missing)
        here = self.form.place_of(path)
        if places:
            self.go_to(next((one for place, one in places if place > here), places[0][1]))

    def show_codes(self, known: Mapping[str, str]) -> None:
        """Codes of places by path: offered where none is typed, and the fix where one is missing."""
        self._codes = known
        self.form.suggest({path: known.get(path, "") for path in OPTIONS})
        self._check()

    def paths(self) -> frozenset[str]:
        """Every path of the form as it stands."""
        return self._plan(self.order).paths() if self.order is not None else frozenset()

    def add_piece(self, sku: str, known: Mapping[str, str]) -> None:
        """One more piece of a product: in its line, or in a new one with what the library knows of it."""
        order = self.order
        if order is None or not order.editable:
            return
        lines = order.draft.as_form().get("products", [])
        at = next((at for at, line in enumerate(lines) if str(line.get("sku", "")).casefold() == sku.casefold()), None)
        if at is None:
            at = len(lines) if len(lines) < order.draft.products else order.draft.add_product()
            values = {"sku": sku, **known}
            for name, value in values.items():
                if f"products[].{name}" in BY_PATH:
                    order.put(f"products[{at}].{name}", value)
        pieces = order.draft.text(f"products[{at}].quantity")
        order.put(f"products[{at}].quantity", str(int(pieces) + 1 if pieces.isdecimal() else 1))
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
        self._show_state(order)
        self.changed.emit()
        return None

    def focus_first(self) -> None:
        """The keyboard to where typing begins."""
        self.form.reveal("receiver.name")

    def _show(self, order: Order) -> None:
        self.order = order
        problems = self._problems(order)
        self._checks.option_labels = self._option_labels(order)
        self.form.show_order(order.draft, self._plan(order), order.lock, filter(order.is_due, problems))
        self._show_state(order)
        self._show_service(order)
        self._show_problems(order, problems)
        self.changed.emit()

    def _show_state(self, order: Order) -> None:
        carrier = self._carrier_name(order.draft.text("carrier"))
        found = remark_on(order.row, carrier) if order.row else None
        if found:
            self._remark.set_words(found[1], found[0])
        self._remarks.setVisible(found is not None)
        self.conflict.show_row(order.row)
        self.header.show_order(order, about(order.row, _pieces(order.draft)))
        if not order.editable and order.row:
            accepted = () if order.doubtful else order.accepted  # a doubt needs the room
            self._checks.show_state(order.state, order.row.tracking_number, _said(order.row), accepted)

    def _show_service(self, order: Order) -> None:
        carrier, code = order.draft.text("carrier"), order.draft.text("service")
        record = self._desk.records.get(carrier)
        name = self.offering.name_of(order.reading().shipment) if self.offering else code
        words = " · ".join(filter(None, (self._carrier_name(carrier), name)))
        self.header.service.show_service(
            words or self.tr("Choose a carrier"), faulty=record is None or not code, locked=not order.editable
        )

    def _show_problems(self, order: Order, problems: list[Problem], *, typing: bool = False) -> None:
        if order.editable:
            due = [problem for problem in problems if order.is_due(problem)]
            self._checks.show_problems(due, unfilled=len(problems) - len(due))
            self.form.set_problems(self._checks.problems(), self._checks.keys)
            self._pause.stop()
            if typing:
                self._pause.start()
            else:
                self._show_wire(order, problems)

    def _on_pause(self) -> None:
        if self.order is not None and self.order.editable:
            self._show_wire(self.order, self._problems(self.order))

    def _show_wire(self, order: Order, problems: list[Problem]) -> None:
        """What the carrier will get, where that is not what was typed."""
        shipment = order.reading().shipment
        self.form.show_wire(lines_on_the_wire(self._desk, shipment))
        notes = notes_on(self._desk, shipment, problems)
        self._checks.notes.show_notes(notes)
        self.form.tell_notes(notes)

    def _check(self, *, typing: bool = False) -> None:
        if self.order is not None:
            self._show_problems(self.order, self._problems(self.order), typing=typing)
            self.changed.emit()

    def _problems(self, order: Order) -> list[Problem]:
        found = check_reading(self._desk, order.reading()) if order.editable else []
        return with_codes([*order.said, *found], self._codes) if order.editable else []

    def _faults(self, order: Order) -> list[Problem]:
        return [p for p in check_reading(self._desk, order.reading()) if p.severity is Severity.ERROR]

    def _plan(self, order: Order) -> Plan:
        return plan_for(self._desk.records.get(order.draft.text("carrier")), order.draft.text("service"))

    def _option_labels(self, order: Order) -> dict[str, str]:
        record = self._desk.records.get(order.draft.text("carrier"))
        return {option.path: option.label for option in record.options} if record else {}

    def _carrier_name(self, carrier: str) -> str:
        record = self._desk.records.get(carrier)
        return record.label if record else carrier

    def _path_with_focus(self) -> str:
        here: QWidget | None = self.window().focusWidget()
        while here is not None and not isinstance(here, PathRow):
            here = here.parentWidget()
        return here.path if isinstance(here, PathRow) else ""

    def _on_edited(self, path: str, value: Value) -> None:
        if self.order is not None:
            self.order.put(path, value)
            self.form.value_changed(path)
            self.edited.emit()
            self._check(typing=True)

    def _on_reference(self, text: str) -> None:
        self._on_edited("reference", text)

    def _on_lines(self) -> None:
        self._check()

    def _on_went_on(self) -> None:
        self.go_on(self._path_with_focus())

    def _on_service(self) -> None:
        if self.order is not None:
            self._checks.option_labels = self._option_labels(self.order)
            self.form.show_plan(self._plan(self.order))
            self._show_service(self.order)
            self._check()


def _pieces(draft: Draft) -> int:
    counts = [draft.text(f"products[{index}].quantity") for index in range(draft.products)]
    return sum(int(count) for count in counts if count.isdecimal())


_OTHERWISE = {
    State.QUEUED: "Not booked yet.",
    State.SENDING: "The carrier has not answered yet.",
    State.IN_DOUBT: "We keep asking the carrier.",
    State.CONFLICT: "A person has to decide.",
    State.NEEDS_PERSON: "A person has to decide.",
}


def _said(row: Row) -> str:
    """What else is to be said of a booking, beside its state and number."""
    if row.state is State.ACCEPTED:
        return "The carrier has accepted it; its number is not known yet."
    if row.doubtful and row.note:
        return row.note
    if row.state is not State.BOOKED:
        return _OTHERWISE.get(row.state, "")
    printed = row.label in (Label.SENT, Label.PRINTED, Label.SEEN, Label.HANDED_OVER)
    return f"{LABEL[row.label].word}. {'F8 prints it again.' if printed else ''}".strip()
