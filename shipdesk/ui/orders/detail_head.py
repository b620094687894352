"""The head of the detail: what is read out on the telephone, and where the booking stands."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from shipdesk.core.states import DOUBTFUL, State
from shipdesk.ui.moments import when
from shipdesk.ui.orders.columns import Services
from shipdesk.ui.theme import Meaning, font
from shipdesk.ui.theme.states import BOOKING, LABEL, STATUS
from shipdesk.ui.theme.tokens import BODY, FAR, REGULAR, SEMIBOLD, TITLE, XS, M, S
from shipdesk.ui.widgets.banner import Remark
from shipdesk.ui.widgets.button import button, icon_button
from shipdesk.ui.widgets.chip import Chip
from shipdesk.ui.widgets.columns import in_fours
from shipdesk.ui.widgets.layouts import column, row
from shipdesk.ui.widgets.text import ElidedText, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shipdesk.core.records import Row

#: A number longer than this does not fit beside its button at the size that is read from afar.
_LONGEST_FAR = 16


class DetailHead(QWidget):
    """Reference, number, chips, and the sentence of why it stands where it stands."""

    copy = Signal()
    """The button beside the number was taken."""
    seen = Signal()
    """The clerk has taken what was said outside."""
    closed = Signal()
    """The button in the corner was taken."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._reference = ElidedText("", TITLE, SEMIBOLD, code=True)
        self._number = ElidedText("", FAR, SEMIBOLD, code=True)
        self._copy = icon_button("copy", self.tr("Copy the AWB"), shortcut="Ctrl+C")
        self._copy.clicked.connect(self.copy)
        self._close = icon_button("close", self.tr("Close"), shortcut="Esc")
        self._close.clicked.connect(self.closed)
        self._chips = [Chip(BOOKING["draft"]), Chip(LABEL["none"]), Chip(STATUS["created"])]
        self._where = ElidedText("", BODY, REGULAR, role="muted")
        self._age = Text("", BODY, role="muted")
        self._note = Remark(Meaning.NEUTRAL, "")
        self.outside = Remark(Meaning.STOP, "")
        self.take = button(self.tr("Seen"), small=True)
        self.take.setAccessibleName(self.tr("Seen: the news from outside ShipDesk"))
        self.take.clicked.connect(self.seen)
        self._said = QWidget()
        row(self.outside, self.take, gap=S, into=self._said).setStretch(0, 1)
        self._said.hide()
        column(
            row(self._reference, self._close, gap=S),
            row(self._number, self._copy, gap=S),
            row(*self._chips, None, gap=S),
            row(self._where, self._age, gap=M),
            self._said,
            self._note,
            gap=XS,
            into=self,
        ).setContentsMargins(M, S, M, S)

    def buttons(self) -> tuple[QToolButton, ...]:
        """The buttons in it, in the order of Tab."""
        return self._copy, self._close

    def show_row(self, booking: Row, tied: Sequence[Row] = (), outside: str = "") -> None:
        """Show a booking's head; `tied` is what else stands under its reference, `outside` what was said of it."""
        self.outside.set_words(outside)
        self._said.setVisible(bool(outside))
        self._reference.set_text(booking.key)
        number = booking.tracking_number
        self._number.setVisible(bool(number))
        self._copy.setVisible(bool(number))
        self._number.setFont(font(FAR if len(number) <= _LONGEST_FAR else TITLE, SEMIBOLD, code=True))
        self._number.set_text(in_fours(number))
        booked, label, status = self._chips
        booked.set_spec(BOOKING[booking.state])
        label.set_spec(LABEL[booking.label])
        label.setVisible(booking.label != "none")
        status.set_spec(STATUS.get(booking.status, STATUS["unknown"]))
        status.setVisible(bool(booking.status))
        self._where.set_text(self._words(booking))
        moment = when(booking.created_at, datetime.now(UTC))
        self._age.setText(f"{moment.clock} · {moment.age}")
        words = " ".join(filter(None, (booking.note, self._elsewhere(booking), self._tied(tied))))
        self._note.set_words(words, _meaning(booking.state))
        self._note.setVisible(bool(words))

    def _elsewhere(self, booking: Row) -> str:
        if not booking.elsewhere_id:
            return ""
        return self.tr("Made elsewhere ({id}): it is tracked here, and cannot be changed or booked.").format(
            id=booking.elsewhere_id
        )

    def _tied(self, tied: Sequence[Row]) -> str:
        names = [" ".join(filter(None, (self._services.name(one.carrier, ""), one.tracking_number))) for one in tied]
        return self.tr("Under the same reference: {names}.").format(names=", ".join(names)) if tied else ""

    def _words(self, booking: Row) -> str:
        country = QLocale.territoryToString(QLocale.codeToTerritory(booking.country)) if booking.country else ""
        receiver = ", ".join(word for word in (booking.receiver, country) if word)
        service = self._services.name(booking.carrier, booking.service)
        return " → ".join(word for word in (service, receiver) if word)


def _meaning(state: State) -> Meaning:
    if state in DOUBTFUL:
        return Meaning.DOUBT
    return Meaning.STOP if state is State.REFUSED else Meaning.CARE if state is State.HELD else Meaning.NEUTRAL
