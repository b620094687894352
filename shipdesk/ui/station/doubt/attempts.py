"""What has been tried for a booking in doubt, in plain words, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale, QTime
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from shipdesk.ui.theme.tokens import BODY, CAPTION, HAIR, NONE, SEMIBOLD, S
from shipdesk.ui.widgets.layouts import column, row
from shipdesk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from shipdesk.core.records import Attempt

_CONTEXT = "Tried"
_CLOCK_WIDTH = 9 * S
#: By the attempt's kind and verdict: what was done and what came of it.
_SAID: dict[tuple[str, str], object] = {
    ("book", ""): QT_TRANSLATE_NOOP("Tried", "Being sent"),
    ("book", "booked"): QT_TRANSLATE_NOOP("Tried", "Sent: booked"),
    ("book", "accepted"): QT_TRANSLATE_NOOP("Tried", "Sent: accepted, without a number"),
    ("book", "refused"): QT_TRANSLATE_NOOP("Tried", "Sent: refused"),
    ("book", "duplicate"): QT_TRANSLATE_NOOP("Tried", "Sent: the reference is already used"),
    ("book", "conflict"): QT_TRANSLATE_NOOP("Tried", "Sent: the carrier has something else"),
    ("book", "split"): QT_TRANSLATE_NOOP("Tried", "Sent with others: refused together"),
    ("book", "not_sent"): QT_TRANSLATE_NOOP("Tried", "Not sent"),
    ("book", "unknown"): QT_TRANSLATE_NOOP("Tried", "Sent: no clear answer"),
    ("ask", "found"): QT_TRANSLATE_NOOP("Tried", "Asked: found"),
    ("ask", "not found"): QT_TRANSLATE_NOOP("Tried", "Asked: not found"),
    ("ask", "unknown"): QT_TRANSLATE_NOOP("Tried", "Asked: no clear answer"),
}


def said(attempt: Attempt) -> str:
    """What was done and what came of it."""
    return QCoreApplication.translate(_CONTEXT, str(_SAID.get((attempt.kind, attempt.verdict), attempt.verdict)))


def told(attempt: Attempt) -> str:
    """The carrier's or the network's words for it; empty where there were none."""
    return attempt.words or next((one.error for one in reversed(attempt.exchanges) if one.error), "")


def moment(time: datetime) -> str:
    """The clock to the second, in the clerk's own time: attempts follow each other closely."""
    local = time.astimezone()
    return QLocale().toString(QTime(local.hour, local.minute, local.second), "HH:mm:ss")


class Tried(QWidget):
    """One line for each attempt to book or to ask."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(NONE, NONE, NONE, NONE)
        self._lines.setSpacing(S)
        self._shown: tuple[Attempt, ...] = ()

    def show_attempts(self, attempts: Sequence[Attempt]) -> None:
        """Show these; given oldest first."""
        wanted = tuple(one for one in reversed(attempts) if one.kind != "label")
        if wanted == self._shown:
            return
        self._shown = wanted
        while (item := self._lines.takeAt(0)) is not None:
            if gone := item.widget():
                gone.hide()
                gone.deleteLater()
        for one in wanted:
            self._lines.addWidget(_line(one))
        self._lines.addStretch(1)

    def words(self) -> list[str]:
        """What each line says, the newest first."""
        return [said(one) for one in self._shown]


def _line(attempt: Attempt) -> QWidget:
    made = QWidget()
    clock = Text(moment(attempt.started_at), CAPTION, role="muted")
    clock.setFixedWidth(_CLOCK_WIDTH)
    clock.setContentsMargins(NONE, HAIR, NONE, NONE)
    words = [Text(said(attempt), BODY, SEMIBOLD, wrap=True)]
    if carrier := told(attempt):
        words.append(Text(carrier, CAPTION, role="muted", wrap=True, select=True))
    line = row(column(clock, None, gap=NONE), column(*words, None, gap=NONE), gap=S, into=made)
    line.setStretch(1, 1)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return made
