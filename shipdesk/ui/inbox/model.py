"""The rows of the inbox: when it came, from whom, how it stands, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from shipdesk.core.inbound import Received, Working
from shipdesk.ui.moments import when
from shipdesk.ui.theme.shapes import Shape
from shipdesk.ui.theme.states import StateSpec
from shipdesk.ui.theme.tokens import Meaning, S
from shipdesk.ui.widgets.columns import Column, Kind
from shipdesk.ui.widgets.rows import ListModel, Record

_CONTEXT = "Inbox"
STATES: Mapping[Working, StateSpec] = {
    Working.WAITING: StateSpec(Shape.CLOCK, str(QT_TRANSLATE_NOOP("State", "Waiting")), Meaning.ACCENT),
    Working.DONE: StateSpec(Shape.TICK, str(QT_TRANSLATE_NOOP("State", "Added")), Meaning.GOOD),
    Working.NOT_UNDERSTOOD: StateSpec(Shape.OCTAGON, str(QT_TRANSLATE_NOOP("State", "Not understood")), Meaning.STOP),
    Working.UNMATCHED: StateSpec(Shape.TRIANGLE, str(QT_TRANSLATE_NOOP("State", "Unmatched")), Meaning.CARE),
    Working.DISMISSED: StateSpec(Shape.STRUCK, str(QT_TRANSLATE_NOOP("State", "Dismissed")), Meaning.NEUTRAL),
}


def _columns() -> tuple[Column, ...]:
    def said(text: str) -> str:
        return QCoreApplication.translate(_CONTEXT, text)

    return (
        Column("received_at", said("Received"), Kind.TIME, 18 * S),
        Column("source", said("From"), Kind.STRONG, 14 * S),
        Column("working", said("State"), Kind.CHIP, 18 * S),
        Column("reference", said("Order or parcel"), Kind.CODE, 20 * S),
        Column("note", said("Result"), Kind.TEXT, 40 * S, stretch=True),
    )


class InboxModel(ListModel):
    """One list of the inbox, newest first."""

    def __init__(self) -> None:
        super().__init__(_columns())
        self._received: list[Received] = []

    def show_received(self, received: Sequence[Received], labels: Mapping[str, str], now: datetime) -> None:
        """Show these; `labels` are the names of their sources for people."""
        self._received = list(received)
        self.put([(one.id, _record(one, labels, now)) for one in received])

    def at(self, row: int) -> Received | None:
        """The delivery in a row."""
        return self._received[row] if 0 <= row < len(self._received) else None


def _record(one: Received, labels: Mapping[str, str], now: datetime) -> Record:
    source = labels.get(one.source, one.source)
    return (when(one.received_at, now), source, STATES[one.working], one.reference or None, one.note or None)
