"""What became of a booking: its moves here and its news from the carrier in one list, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from shipdesk.ui.moments import clock, day
from shipdesk.ui.orders.proof import ProofLink
from shipdesk.ui.theme import colours, metrics, qcolor, tone
from shipdesk.ui.theme.shapes import draw_shape
from shipdesk.ui.theme.states import BOOKING, LABEL, STATUS, StateSpec
from shipdesk.ui.theme.tokens import BODY, CAPTION, HAIR, MARK, NONE, RING, SEMIBOLD, XS, M, S
from shipdesk.ui.widgets.layouts import column, row
from shipdesk.ui.widgets.panel import Caption, EmptyState
from shipdesk.ui.widgets.scroll import ScrollColumn
from shipdesk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from shipdesk.core.carrier import CarrierRecord
    from shipdesk.core.records import Move
    from shipdesk.core.statuses import TrackingEvent
    from shipdesk.ui.orders.work import Dossier

_CONTEXT = "Timeline"
_CLOCK_WIDTH = 8 * S


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened. `time` is None where the carrier gave none that can be read."""

    time: datetime | None
    spec: StateSpec
    words: str
    source: str
    link: str = ""
    """Where its proof can be seen."""


def lines_of(moves: Iterable[Move], events: Iterable[TrackingEvent], names: Mapping[str, str] = {}) -> list[Line]:
    """Moves and news together, newest first; what has no time last. `names`: what people call a source."""
    found = [
        Line(move.time, BOOKING.get(move.after) or LABEL.get(move.after) or BOOKING["draft"], move.why, move.who)
        for move in moves
    ]
    found += [_line_of(event, names) for event in events]
    # Equal times keep the order in which they came, so that the last of them stands first.
    known = sorted((line for line in reversed(found) if line.time), key=_time_of, reverse=True)
    return known + [line for line in found if line.time is None]


def _time_of(line: Line) -> float:
    return line.time.timestamp() if line.time else 0.0


def _line_of(event: TrackingEvent, names: Mapping[str, str]) -> Line:
    leg = event.leg.replace("_", " ").capitalize()
    source = " · ".join(word for word in (names.get(event.source, event.source), leg) if word)
    return Line(event.time, STATUS[event.status], event.text, source, event.link)


class TimelineTab(ScrollColumn):
    """The list, cut at each day."""

    def __init__(self, records: Mapping[str, CarrierRecord]) -> None:
        super().__init__("", gap=NONE)
        self._names = {record.id: record.label for record in records.values()}
        self.setAccessibleName(self.tr("Timeline"))

    def show_dossier(self, dossier: Dossier) -> None:
        """Show what became of a booking."""
        lines = lines_of(dossier.history, dossier.events, self._names)
        if not lines:
            self.put(EmptyState("tracking", self.tr("What happens to this order is written down here.")))
            return
        parts: list[QWidget] = []
        if dossier.entry.link:
            parts += [_DayHeading(self.tr("Where it can be tracked"), first=True)]
            parts += [ProofLink(dossier.entry.link, follows=True)]
        shown = ""
        for place, line in enumerate(lines):
            heading = day(line.time) if line.time else self.tr("Without a time from the carrier")
            if heading != shown:
                shown = heading
                parts.append(_DayHeading(heading, first=not parts))
            after = lines[place + 1] if place + 1 < len(lines) else None
            goes_on = after is not None and _heading(after) == _heading(line)
            parts.append(TimelineRow(line, goes_on=goes_on))
        self.put(*parts)


def _heading(line: Line) -> str:
    return day(line.time) if line.time else ""


class _DayHeading(QWidget):
    def __init__(self, words: str, *, first: bool) -> None:
        super().__init__()
        layout = column(Caption(words), into=self)
        layout.setContentsMargins(NONE, NONE if first else M, NONE, S)


class TimelineRow(QWidget):
    """One line: when, the mark of what it came to, the word, whose words, whose."""

    def __init__(self, line: Line, *, goes_on: bool) -> None:
        super().__init__()
        self._spec, self._goes_on = line.spec, goes_on
        moment = Text(clock(line.time) if line.time else "", BODY, role="muted")
        moment.setFixedWidth(_CLOCK_WIDTH)
        words: list[QWidget] = [Text(line.spec.word, BODY, SEMIBOLD)]
        if line.words:
            words.append(Text(line.words, BODY, wrap=True, select=True))
        if line.link:
            words.append(ProofLink(line.link))
        if line.source:
            words.append(Text(line.source, CAPTION, role="faint"))
        told = column(*words, gap=RING)
        told.setContentsMargins(MARK + M + S, NONE, NONE, NONE)
        layout = row(moment, told, gap=NONE, into=self)
        layout.setContentsMargins(NONE, NONE, NONE, M)
        layout.setStretch(1, 1)
        layout.setAlignment(moment, Qt.AlignmentFlag.AlignTop)
        moment.setFixedHeight(metrics(BODY).height())
        self.setAccessibleName(
            QCoreApplication.translate(_CONTEXT, "{time} {state}: {words}").format(
                time=moment.text(), state=line.spec.word, words=line.words
            )
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = (metrics(BODY, SEMIBOLD).height() - MARK) / 2
        mark = QRectF(_CLOCK_WIDTH + S, top, MARK, MARK)
        draw_shape(painter, mark, self._spec.shape, tone(self._spec.meaning).fg)
        if self._goes_on:
            middle = round(mark.center().x())
            below = round(mark.bottom()) + XS
            painter.fillRect(middle, below, HAIR, self.height() - below + round(top) - XS, qcolor(colours().hairline))
        painter.end()
