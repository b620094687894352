"""The middle of the station: what is shown of the order at hand. Its reference and service, its form, its checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from shipdesk.ui.form.fields import PathRow
from shipdesk.ui.form.form import Form
from shipdesk.ui.form.plan import Plan, plan_for
from shipdesk.ui.station.checks.wire_notes import lines_on_the_wire, notes_on
from shipdesk.ui.station.doubt.conflict import Conflict
from shipdesk.ui.station.order.header import Header
from shipdesk.ui.station.order.order_words import about, beside_state, remark_on
from shipdesk.ui.theme.tokens import NONE, L, Meaning, S
from shipdesk.ui.widgets.banner import Remark
from shipdesk.ui.widgets.layouts import column, row, rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shipdesk.core.carrier import CarrierRecord
    from shipdesk.core.problems import Problem
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.form.draft import Draft
    from shipdesk.ui.station.checks.panel import Checks
    from shipdesk.ui.station.order.order import Order
    from shipdesk.ui.station.order.service_offers import Offering
    from shipdesk.usecases.desk import Desk

#: What will be sent is worked out anew when nobody has typed for so long: nobody reads it between two letters.
PAUSE_MS = 150


class OrderView(QWidget):
    """Shows one order, and changes nothing of it."""

    def __init__(self, desk: Desk, checks: Checks, change_service: QAction, bridge: Bridge) -> None:
        super().__init__()
        self.offering: Offering | None = None
        """Knows what the account calls its services."""
        self._desk, self._checks = desk, checks
        self._typed: tuple[Order, Sequence[Problem]] | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)
        self.header = Header(change_service)
        self._remark = Remark(Meaning.NEUTRAL, "")
        self._remarks = QWidget()
        row(self._remark, into=self._remarks).setContentsMargins(L, NONE, L, L // 2)
        self.form = Form(self.header.service)
        self.form.setMinimumHeight(S)  # on a low screen what stands above it is read whole, and the form scrolls
        self.conflict = Conflict(bridge)
        parts = (self.header, self._remarks, self.conflict, rule(), self.form)
        column(*parts, gap=NONE, into=self).setStretch(parts.index(self.form), 1)

    def prepare(self) -> bool:
        """Make one more part of the form ahead of time; False when all are there."""
        record = next(iter(self._desk.records.values()), None)
        service = record.services[0].code if record and record.services else ""
        return self.form.prepare(plan_for(record, service))

    def show_order(self, order: Order, problems: Sequence[Problem]) -> None:
        """Show another order, or one with other lines."""
        self._pause.stop()
        self._checks.option_labels = self._option_labels(order)
        self.form.show_order(order.draft, self.plan_of(order), order.lock, filter(order.is_due, problems))
        self.show_state(order)
        self._show_service(order)
        self.show_problems(order, problems)

    def show_none(self) -> None:
        """Nothing is open any more."""
        self._pause.stop()
        self.conflict.show_row(None)
        self._checks.clear()

    def show_state(self, order: Order) -> None:
        """Show where it stands."""
        record = self._record(order)
        carrier = record.label if record else order.draft.text("carrier")
        found = remark_on(order.row, carrier) if order.row else None
        if found:
            self._remark.set_words(found[1], found[0])
        self._remarks.setVisible(found is not None)
        self.conflict.show_row(order.row)
        self.header.show_order(order, about(order.row, _pieces(order.draft)))
        if not order.editable and order.row:
            accepted = () if order.doubtful else order.accepted  # a doubt needs the room
            self._checks.show_state(order.state, order.row.tracking_number, beside_state(order.row), accepted)

    def turn_to_service(self, order: Order) -> None:
        """Show the form of another carrier or service."""
        self._checks.option_labels = self._option_labels(order)
        self.form.show_plan(self.plan_of(order))
        self._show_service(order)

    def show_problems(self, order: Order, problems: Sequence[Problem], *, typing: bool = False) -> None:
        """Show what is due of these; while the clerk is `typing`, what will be sent follows after a pause."""
        if not order.editable:
            return
        due = [problem for problem in problems if order.is_due(problem)]
        self._checks.show_problems(due, unfilled=len(problems) - len(due))
        self.form.set_problems(self._checks.problems(), self._checks.keys)
        self._pause.stop()
        if typing:
            self._typed = order, problems
            self._pause.start()
        else:
            self._show_wire(order, problems)

    def plan_of(self, order: Order) -> Plan:
        """What the form asks for this order."""
        return plan_for(self._record(order), order.draft.text("service"))

    def path_with_focus(self) -> str:
        """The path of the field that has the keyboard; empty for none."""
        here: QWidget | None = self.window().focusWidget()
        while here is not None and not isinstance(here, PathRow):
            here = here.parentWidget()
        return here.path if isinstance(here, PathRow) else ""

    def _show_service(self, order: Order) -> None:
        carrier, code = order.draft.text("carrier"), order.draft.text("service")
        record = self._record(order)
        name = self.offering.name_of(order.reading().shipment) if self.offering else code
        words = " · ".join(filter(None, (record.label if record else carrier, name)))
        self.header.service.show_service(
            words or self.tr("Choose a carrier"), faulty=record is None or not code, locked=not order.editable
        )

    def _on_pause(self) -> None:
        if self._typed is not None and self._typed[0].editable:
            self._show_wire(*self._typed)

    def _show_wire(self, order: Order, problems: Sequence[Problem]) -> None:
        """What the carrier will get, where that is not what was typed."""
        shipment = order.reading().shipment
        self.form.show_wire(lines_on_the_wire(self._desk, shipment))
        notes = notes_on(self._desk, shipment, problems)
        self._checks.notes.show_notes(notes)
        self.form.tell_notes(notes)

    def _option_labels(self, order: Order) -> dict[str, str]:
        record = self._record(order)
        return {option.path: option.label for option in record.options} if record else {}

    def _record(self, order: Order) -> CarrierRecord | None:
        return self._desk.records.get(order.draft.text("carrier"))


def _pieces(draft: Draft) -> int:
    counts = [draft.text(f"products[{index}].quantity") for index in range(draft.products)]
    return sum(int(count) for count in counts if count.isdecimal())
