"""What goes out otherwise than it was typed: quiet notes below the checks, once nothing is left to mend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from shipdesk.core.problems import Problem, has_errors
from shipdesk.ui.theme import colours, font, qcolor
from shipdesk.ui.theme.tokens import BODY, CAPTION, MARK, SEMIBOLD, XS, M, S
from shipdesk.ui.widgets.layouts import column
from shipdesk.ui.widgets.text import Text

if TYPE_CHECKING:
    from shipdesk.core.shipment import Shipment
    from shipdesk.usecases.desk import Desk

_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


def notes_on(desk: Desk, shipment: Shipment, problems: Sequence[Problem]) -> tuple[str, ...]:
    """What the connector does beside copying; nothing while there are faults, for then it sends nothing."""
    record = desk.records.get(shipment.carrier)
    if record is None or has_errors(problems):
        return ()
    return record.freeze(shipment, desk.context(shipment.carrier)).notes


def lines_on_the_wire(desk: Desk, shipment: Shipment) -> Mapping[str, list[str]]:
    """Addresses as they will be sent, where the carrier takes them in short lines."""
    record = desk.records.get(shipment.carrier)
    return record.wire_lines(shipment) if record and record.wire_lines else {}


class Notes(QWidget):
    """A small heading and a sentence each; not there while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.notes: tuple[str, ...] = ()
        self._sentences: list[Text] = []
        title = Text(self.tr("As it goes out"), BODY, SEMIBOLD)
        self._layout = column(title, gap=XS, into=self)
        self._layout.setContentsMargins(M + MARK + S, S, M, S)
        self.hide()

    def show_notes(self, notes: Sequence[str]) -> None:
        """Show these."""
        if self.notes == tuple(notes):
            return
        self.notes = tuple(notes)
        while len(self._sentences) < len(notes):
            self._sentences.append(Text("", BODY, role="muted", wrap=True))
            self._layout.addWidget(self._sentences[-1])
        for place, sentence in enumerate(self._sentences):
            sentence.setVisible(place < len(notes))
            sentence.setText(notes[place] if place < len(notes) else "")
        self.setVisible(bool(notes))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(qcolor(colours().faint))
            middle = S + font(BODY).pixelSize() * 1.36 / 2
            ring = QRectF(M, middle - MARK / 2, MARK, MARK)
            painter.drawEllipse(ring.adjusted(1, 1, -1, -1))
            painter.setFont(font(CAPTION, SEMIBOLD))
            painter.drawText(ring, _CENTRE, "i")
