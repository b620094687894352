"""A conflict over the form: what was sent beside what the carrier has, differences marked, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from shipdesk.core.carrier import Settling
from shipdesk.core.states import TWO_PARCELS, State
from shipdesk.ui.form.names import country_names
from shipdesk.ui.moments import whole
from shipdesk.ui.station.doubt.attempts import moment
from shipdesk.ui.station.doubt.comparison import Line, compare
from shipdesk.ui.station.doubt.reading import at_the_carrier, read_doubt
from shipdesk.ui.tasks import start
from shipdesk.ui.theme import Meaning
from shipdesk.ui.theme.shapes import Shape
from shipdesk.ui.theme.states import StateSpec
from shipdesk.ui.theme.tokens import BODY, CAPTION, REGULAR, SEMIBOLD, XS, L, M, S
from shipdesk.ui.widgets.button import button
from shipdesk.ui.widgets.chip import Chip
from shipdesk.ui.widgets.layouts import column, row
from shipdesk.ui.widgets.text import ElidedText, Text
from shipdesk.workers.lanes import BOOK

if TYPE_CHECKING:
    from shipdesk.core.outcomes import Found
    from shipdesk.core.records import Entry, Row
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.station.doubt.reading import Doubt, There
    from shipdesk.ui.workplace import Workplace

_NAME_WIDTH = 12 * S


class Conflict(QWidget):
    """Shown for a booking in conflict only, with what the carrier showed then; where it never did, it is asked."""

    word_wanted = Signal(str, str)
    """The resolution to begin with, and the number where it is known."""
    left = Signal()
    """Leave it as it is, and go on with something else."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._at: Workplace | None = None
        self._row: Row | None = None
        self._doubt: Doubt | None = None
        self._number = ""
        self._lines: tuple[Line, ...] = ()
        self._differ = StateSpec(Shape.RING_CLASH, self.tr("Differs"), Meaning.DOUBT)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(M)
        self._grid.setVerticalSpacing(XS)
        self._grid.setColumnMinimumWidth(0, _NAME_WIDTH)
        for place in (1, 2):
            self._grid.setColumnStretch(place, 1)
        self._said = Text("", BODY, role="doubt", wrap=True)
        self.adopt = button(self.tr("Adopt its number"))
        self.void = button(self.tr("Void ours"))
        self.leave = button(self.tr("Leave it for now"))
        for made, act in ((self.adopt, self._on_adopt), (self.void, self._on_void), (self.leave, self._on_leave)):
            made.clicked.connect(act)
        page = column(self._grid, self._said, row(self.adopt, self.void, self.leave, None, gap=S), gap=M, into=self)
        page.setContentsMargins(L, S, L, M)
        self.hide()

    def attach(self, workplace: Workplace) -> None:
        """The order book is open."""
        self._at = workplace

    def show_row(self, row: Row | None) -> None:
        """The booking that is open now, as it stands; None: none is."""
        before, self._row = self._row, row
        if row is None or row.state is not State.CONFLICT or self._at is None:
            self.hide()
        elif before is None or (before.id, before.state) != (row.id, row.state):
            self._put((), "")
            start(self._at.lanes, BOOK, self._on_doubt, self._bridge.failed, read_doubt, self._at.desk, row.id)

    def differences(self) -> list[str]:
        """The names of the lines that are marked."""
        return [line.name for line in self._lines if line.differs]

    def words(self) -> str:
        """What is said under the comparison: what is waited for, or why the carrier tells nothing."""
        return self._said.text()

    # --- what happens

    def _on_doubt(self, doubt: Doubt | None) -> None:
        if doubt is None or not self._is_open(doubt.entry) or self._at is None:
            return
        self._doubt = doubt
        carrier, seen = self._at.desk.record(doubt.entry.row.carrier).label, doubt.seen()
        if self._are_two():
            # Its own number, seen before, is not the other parcel.
            other = seen.found if seen and seen.found and seen.found.number != self._row_number() else None
            self._compare(other, doubt.entry.row.note)
            return
        if seen is not None:
            kept = self.tr("As {carrier} showed it at {time}.")
            self._compare(seen.found, kept.format(carrier=carrier, time=whole(seen.started_at)))
            return
        waiting = self.tr("Asking {carrier} what it has, since {time}.")
        self._compare(None, waiting.format(carrier=carrier, time=moment(datetime.now(UTC))))
        lane, verb = doubt.entry.row.carrier, at_the_carrier
        start(self._at.lanes, lane, self._on_there, self._bridge.failed, verb, self._at.desk, doubt.entry)

    def _on_there(self, there: There) -> None:
        if not self._is_open(there.entry) or self._at is None:
            return
        record = self._at.desk.record(there.entry.row.carrier)
        nothing = self.tr("{carrier} shows nothing under this reference now.")
        if not there.entry.row.tracking_number and record.settling is not Settling.LOOK:
            nothing = self.tr("{carrier} cannot be asked by our reference: look it up there, then enter its number.")
        self._compare(there.found, there.fault or ("" if there.found else nothing.format(carrier=record.label)))

    def _on_adopt(self) -> None:
        self.word_wanted.emit("number", self._number)

    def _on_void(self) -> None:
        self.word_wanted.emit("void", "")

    def _on_leave(self) -> None:
        self.left.emit()

    # --- how it looks

    def _is_open(self, entry: Entry) -> bool:
        return self._row is not None and self._row.id == entry.id and self._row.state is State.CONFLICT

    def _row_number(self) -> str:
        return self._row.tracking_number if self._row is not None else ""

    def _are_two(self) -> bool:
        return self._row is not None and self._row.note.startswith(TWO_PARCELS)

    def _compare(self, found: Found | None, said: str) -> None:
        if self._doubt is None or self._at is None:
            return
        entry = self._doubt.entry
        sent = next((one.started_at for one in self._doubt.attempts if one.kind == "book"), entry.row.created_at)
        self._number = ("" if self._are_two() or not found else found.number) or entry.row.tracking_number
        carrier = self._at.desk.record(entry.row.carrier).label
        self._put(compare(entry, found, carrier, sent, country_names()), said)
        keep = self.tr("Keep ours") if self._are_two() else self.tr("Adopt its number")
        self.adopt.setText(keep if self._number else self.tr("Enter its number"))
        self.show()

    def _put(self, lines: Sequence[Line], said: str) -> None:
        self._lines = tuple(lines)
        while (item := self._grid.takeAt(0)) is not None:
            if gone := item.widget():
                gone.hide()
                gone.deleteLater()
        carrier = self._at.desk.record(self._row.carrier).label if self._at and self._row else ""
        for place, title in enumerate(("", self.tr("What we sent"), self.tr("What {c} has").format(c=carrier))):
            self._grid.addWidget(Text(title, BODY, SEMIBOLD), 0, place)
        for at, line in enumerate(self._lines, start=1):
            self._grid.addWidget(Text(line.name, CAPTION, role="muted"), at, 0)
            self._grid.addWidget(_value(line.ours, differs=line.differs), at, 1)
            self._grid.addWidget(_value(line.theirs, differs=line.differs), at, 2)
            if line.differs:
                self._grid.addWidget(Chip(self._differ), at, 3)
        self._said.setText(said)
        self._said.setVisible(bool(said))


def _value(words: str, *, differs: bool) -> QWidget:
    role = "doubt" if differs else "text" if words else "faint"
    return ElidedText(words or "–", BODY, SEMIBOLD if differs else REGULAR, role=role)
