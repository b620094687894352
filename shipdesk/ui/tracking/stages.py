"""The stages of a way, in their order: the rows of the map, and what the list is narrowed to by one of them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from shipdesk.ui.theme import Meaning
from shipdesk.ui.theme.shapes import Shape
from shipdesk.ui.theme.states import StateSpec

_CONTEXT = "Tracking"

#: A parcel of which nothing was heard for longer than is usual.
SILENT = StateSpec(Shape.TRIANGLE, str(QT_TRANSLATE_NOOP("State", "Silent")), Meaning.CARE)


@dataclass(frozen=True, slots=True)
class Stage:
    """Some statuses that mean the same to whoever waits for the parcel. Without any it is the whole way."""

    source: str
    statuses: frozenset[str]
    meaning: Meaning

    @property
    def word(self) -> str:
        return QCoreApplication.translate(_CONTEXT, self.source)


def _stage(source: object, meaning: Meaning, *statuses: str) -> Stage:
    return Stage(str(source), frozenset(statuses), meaning)


WHOLE = _stage(QT_TRANSLATE_NOOP("Tracking", "All on their way"), Meaning.NEUTRAL)
STAGES: tuple[Stage, ...] = (
    _stage(
        QT_TRANSLATE_NOOP("Tracking", "Exceptions"),
        Meaning.STOP,
        "exception",
        "delivery_failed",
        "rejected",
        "returning",
    ),
    _stage(QT_TRANSLATE_NOOP("Tracking", "No news yet"), Meaning.NEUTRAL, "", "unknown"),
    _stage(QT_TRANSLATE_NOOP("Tracking", "Not picked up"), Meaning.NEUTRAL, "created", "confirmed"),
    _stage(QT_TRANSLATE_NOOP("Tracking", "Picked up"), Meaning.ACCENT, "picked_up", "at_origin"),
    _stage(QT_TRANSLATE_NOOP("Tracking", "In transit"), Meaning.ACCENT, "departed", "in_transit"),
    _stage(QT_TRANSLATE_NOOP("Tracking", "Customs"), Meaning.ACCENT, "customs"),
    _stage(QT_TRANSLATE_NOOP("Tracking", "Arrived"), Meaning.ACCENT, "arrived"),
    _stage(QT_TRANSLATE_NOOP("Tracking", "Out for delivery"), Meaning.GOOD, "out_for_delivery"),
)


def leg_word(leg: str) -> str:
    """`LAST_MILE` as people say it."""
    return leg.replace("_", " ").capitalize()
