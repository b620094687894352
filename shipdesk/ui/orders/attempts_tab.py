"""Every try at the carrier: how it ended, in whose words, and what went over the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale
from PySide6.QtWidgets import QWidget

from shipdesk.ui.moments import whole
from shipdesk.ui.orders.code_view import CodeView, pretty
from shipdesk.ui.theme import Meaning
from shipdesk.ui.theme.shapes import Shape
from shipdesk.ui.theme.states import StateSpec
from shipdesk.ui.theme.tokens import BODY, SEMIBOLD, XS, M, S
from shipdesk.ui.widgets.chip import Chip
from shipdesk.ui.widgets.layouts import column, plate, row
from shipdesk.ui.widgets.panel import Caption, EmptyState, FoldButton
from shipdesk.ui.widgets.scroll import ScrollColumn
from shipdesk.ui.widgets.text import ElidedText, Text

if TYPE_CHECKING:
    from shipdesk.core.exchange import Exchange
    from shipdesk.core.records import Attempt
    from shipdesk.ui.orders.work import Dossier

_CONTEXT = "Attempts"


def _spec(shape: Shape, source: object, meaning: Meaning) -> StateSpec:
    return StateSpec(shape, str(source), meaning)


#: How an attempt ended: `core.outcomes.Verdict`, and what asking and fetching a label come to.
VERDICTS: dict[str, StateSpec] = {
    "": _spec(Shape.ARROW, QT_TRANSLATE_NOOP("State", "Under way"), Meaning.ACCENT),
    "booked": _spec(Shape.TICK, QT_TRANSLATE_NOOP("State", "Booked"), Meaning.GOOD),
    "accepted": _spec(Shape.TICK_RING, QT_TRANSLATE_NOOP("State", "Accepted"), Meaning.GOOD),
    "refused": _spec(Shape.OCTAGON, QT_TRANSLATE_NOOP("State", "Refused"), Meaning.STOP),
    "duplicate": _spec(Shape.RING_CLASH, QT_TRANSLATE_NOOP("State", "Reference already used"), Meaning.DOUBT),
    "conflict": _spec(Shape.RING_CLASH, QT_TRANSLATE_NOOP("State", "Not what was sent"), Meaning.DOUBT),
    "split": _spec(Shape.HALF, QT_TRANSLATE_NOOP("State", "Refused with others, sent alone"), Meaning.NEUTRAL),
    "not_sent": _spec(Shape.STRUCK, QT_TRANSLATE_NOOP("State", "Not sent"), Meaning.NEUTRAL),
    "unknown": _spec(Shape.RING, QT_TRANSLATE_NOOP("State", "No clear answer"), Meaning.DOUBT),
    "found": _spec(Shape.TICK, QT_TRANSLATE_NOOP("State", "Found"), Meaning.GOOD),
    "not found": _spec(Shape.CIRCLE, QT_TRANSLATE_NOOP("State", "Not found"), Meaning.NEUTRAL),
    "stored": _spec(Shape.TICK, QT_TRANSLATE_NOOP("State", "Label stored"), Meaning.GOOD),
    "not ready": _spec(Shape.CLOCK, QT_TRANSLATE_NOOP("State", "Not ready"), Meaning.ACCENT),
    "postponed": _spec(Shape.PAUSE, QT_TRANSLATE_NOOP("State", "Put off"), Meaning.NEUTRAL),
    "failed": _spec(Shape.TRIANGLE, QT_TRANSLATE_NOOP("State", "Failed"), Meaning.CARE),
}
_KINDS = {
    "book": QT_TRANSLATE_NOOP("Attempts", "Booking"),
    "ask": QT_TRANSLATE_NOOP("Attempts", "Looked for"),
    "label": QT_TRANSLATE_NOOP("Attempts", "Label"),
}


class AttemptsTab(ScrollColumn):
    """The attempts, newest first; the exchanges of the newest are unfolded."""

    def __init__(self) -> None:
        super().__init__("")
        self.setAccessibleName(self.tr("Attempts"))

    def show_dossier(self, dossier: Dossier) -> None:
        """Show the attempts of a booking."""
        if not dossier.attempts:
            self.put(EmptyState("sending", self.tr("Nothing has been sent to the carrier for this order yet.")))
            return
        newest = dossier.attempts[-1]
        self.put(*(AttemptView(attempt, unfold=attempt is newest) for attempt in reversed(dossier.attempts)))


class AttemptView(QWidget):
    """One attempt."""

    def __init__(self, attempt: Attempt, *, unfold: bool) -> None:
        super().__init__()
        kind = QCoreApplication.translate(_CONTEXT, str(_KINDS.get(attempt.kind, attempt.kind)))
        spec = VERDICTS.get(attempt.verdict) or StateSpec(Shape.DASH, attempt.verdict, Meaning.NEUTRAL)
        moment = Text(whole(attempt.started_at), BODY, role="muted")
        parts: list[QWidget] = [ExchangeView(exchange, unfold=unfold) for exchange in attempt.exchanges]
        if attempt.words:
            parts.insert(0, Text(attempt.words, BODY, wrap=True, select=True))
        frame = plate(row(Text(kind, BODY, SEMIBOLD), Chip(spec), None, moment, gap=S), *parts, gap=S, margin=M)
        column(frame, into=self)


class ExchangeView(QWidget):
    """One request and its answer, secrets struck out before they were kept. Folded until somebody wants to know."""

    def __init__(self, exchange: Exchange, *, unfold: bool) -> None:
        super().__init__()
        self._exchange = exchange
        self._bodies: QWidget | None = None
        answer = str(exchange.status) if exchange.status else self.tr("no answer")
        took = self.tr("{count} ms").format(count=QLocale().toString(exchange.duration_ms))
        self._fold = FoldButton(f"{exchange.method} · {answer} · {took}")
        self._fold.turned.connect(self._toggled)
        self._layout = column(self._fold, gap=XS, into=self)
        self._fold.unfold(unfold)

    def _toggled(self, unfolded: bool) -> None:
        if self._bodies is None:
            self._bodies = self._make_bodies()
            self._layout.addWidget(self._bodies)
        self._bodies.setVisible(unfolded)

    def _make_bodies(self) -> QWidget:
        one = self._exchange
        asked = "\n\n".join(part for part in (one.request_headers.strip(), pretty(one.request_body)) if part)
        said = "\n\n".join(part for part in (one.response_headers.strip(), pretty(one.response_body)) if part)
        made = QWidget()
        request, answer = self.tr("Request"), self.tr("Answer")
        parts: list[QWidget] = [
            ElidedText(one.url, BODY, role="muted"),
            Caption(request),
            CodeView(asked or self.tr("(empty)"), request),
        ]
        if one.error:
            parts.append(Text(one.error, BODY, role="doubt", wrap=True, select=True))
        if one.status:
            parts += [Caption(answer), CodeView(said or self.tr("(empty)"), answer)]
        column(*parts, gap=XS, into=made)
        return made
