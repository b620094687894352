"""What the list is searched by: text as one types, where bookings stand, the carrier, since when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from shipdesk.core.states import DOUBTFUL, IN_FLIGHT, SHIPPED, State
from shipdesk.ui.theme import Meaning
from shipdesk.ui.theme.tokens import M, S
from shipdesk.ui.widgets.layouts import column, row
from shipdesk.ui.widgets.picks import Picks
from shipdesk.ui.widgets.scanbar import ScanField
from shipdesk.ui.widgets.text import Text

if TYPE_CHECKING:
    from shipdesk.core.carrier import CarrierRecord
    from shipdesk.core.records import Query

ALL = ""

#: Where bookings stand, as a clerk asks for them.
GROUPS: dict[str, frozenset[State]] = {
    ALL: frozenset(),
    "to_ship": frozenset({State.DRAFT, State.TO_SHIP, State.HELD}),
    "in_flight": IN_FLIGHT,
    "doubt": DOUBTFUL,
    "refused": frozenset({State.REFUSED}),
    "booked": SHIPPED,
}
#: Groups that somebody must look after: how many there are stands beside the word.
COUNTED = ("to_ship", "in_flight", "doubt", "refused")
#: How many days before today.
_DAYS = {"today": 0, "week": 6, "month": 29}
#: Waiting longer than this shows what is being waited for.
_PATIENCE_MS = 300


class Filters(QWidget):
    """The search line with the filters around it. `query` is what they ask for together."""

    changed = Signal()
    """Something was typed or picked."""
    left_down = Signal()
    """The arrow down: the clerk goes on to the list."""

    def __init__(self, records: Mapping[str, CarrierRecord]) -> None:
        super().__init__()
        self.field = ScanField(self.tr("Find by name, address, reference, AWB or SKU"))
        self.states = Picks(self.tr("Booking"), self._groups())
        names = [(record.id, record.label, None) for record in records.values()]
        self.carriers = Picks(self.tr("Carrier"), [(ALL, self.tr("Any carrier"), None), *names])
        self.since = Picks(self.tr("Since"), self._spans())
        self._told = Text(role="muted")
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._show_searching)
        self.field.edited.connect(self._changed)
        for picks in (self.states, self.carriers, self.since):
            picks.picked.connect(self._changed)
        column(
            row(self.field, self.carriers, gap=M),
            row(self.states, None, self._told, self.since, gap=M),
            gap=S,
            into=self,
        )

    def query(self, now: datetime) -> Query:
        """What is asked for. A day is the clerk's own: `now` is aware."""
        from shipdesk.core.records import Query  # noqa: PLC0415 - late: keeps start-up fast

        return Query(
            text=self.field.text().strip(),
            states=GROUPS[self.states.key()],
            carrier=self.carriers.key(),
            since=self._since(now),
        )

    def narrowed(self) -> bool:
        """Whether anything but the whole order book is asked for."""
        return bool(self.field.text().strip()) or any(
            picks.key() != ALL for picks in (self.states, self.carriers, self.since)
        )

    def ask_for(self, text: str) -> None:
        """Ask for this in the whole order book."""
        self.field.line.setText(text)
        self._unpick()

    def widen(self) -> None:
        """Ask for the whole order book again."""
        self.field.clear()
        self._unpick()

    def _unpick(self) -> None:
        for picks in (self.states, self.carriers, self.since):
            picks.pick(ALL)
        self.changed.emit()

    def show_counts(self, counts: Mapping[State, int]) -> None:
        """How many bookings stand where, in the whole order book."""
        for key in COUNTED:
            self.states.set_count(key, sum(counts.get(state, 0) for state in GROUPS[key]))

    def show_searching(self) -> None:
        """A search has begun; said only when it takes long."""
        self._patience.start()

    def show_found(self, count: int) -> None:
        """How many orders the search has."""
        self._patience.stop()
        number = QLocale().toString(count)
        self._told.setText(self.tr("1 order") if count == 1 else self.tr("{count} orders").format(count=number))

    def show_failed(self) -> None:
        """The search has ended without an answer."""
        self._patience.stop()
        self._told.setText("")

    def shutdown(self) -> None:
        self._patience.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_PageDown}:
            self.left_down.emit()
        else:
            super().keyPressEvent(event)

    def _since(self, now: datetime) -> datetime | None:
        days = _DAYS.get(self.since.key())
        if days is None:
            return None
        midnight = now.astimezone().replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
        return (midnight - timedelta(days=days)).astimezone()

    def _changed(self, _what: str) -> None:
        self.changed.emit()

    def _show_searching(self) -> None:
        self._told.setText(self.tr("Searching…"))

    def _groups(self) -> list[tuple[str, str, Meaning | None]]:
        return [
            (ALL, self.tr("All"), None),
            ("to_ship", self.tr("To ship"), None),
            ("in_flight", self.tr("In flight"), None),
            ("doubt", self.tr("In doubt"), Meaning.DOUBT),
            ("refused", self.tr("Refused"), Meaning.STOP),
            ("booked", self.tr("Booked"), None),
        ]

    def _spans(self) -> list[tuple[str, str, Meaning | None]]:
        return [
            (ALL, self.tr("Any time"), None),
            ("today", self.tr("Today"), None),
            ("week", self.tr("7 days"), None),
            ("month", self.tr("30 days"), None),
        ]
