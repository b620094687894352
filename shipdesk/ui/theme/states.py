"""How each state is shown: a shape, a word and a meaning. One row for each state, the same on every screen."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from shipdesk.ui.theme.shapes import Shape
from shipdesk.ui.theme.tokens import Meaning

_CONTEXT = "State"


class StateSpec(NamedTuple):
    """One state as it is shown. `source` is its word in English; `word` the same in the window's language."""

    shape: Shape
    source: str
    meaning: Meaning

    @property
    def word(self) -> str:
        return QCoreApplication.translate(_CONTEXT, self.source)


def _row(shape: Shape, source: object, meaning: Meaning) -> StateSpec:
    return StateSpec(shape, str(source), meaning)


#: States of a booking. Whatever is in doubt is violet: neither failure nor success.
BOOKING: dict[str, StateSpec] = {
    "draft": _row(Shape.HALF, QT_TRANSLATE_NOOP("State", "Draft"), Meaning.NEUTRAL),
    "to_ship": _row(Shape.CIRCLE, QT_TRANSLATE_NOOP("State", "To ship"), Meaning.NEUTRAL),
    "held": _row(Shape.PAUSE, QT_TRANSLATE_NOOP("State", "Held"), Meaning.CARE),
    "queued": _row(Shape.CLOCK, QT_TRANSLATE_NOOP("State", "Queued"), Meaning.ACCENT),
    "sending": _row(Shape.ARROW, QT_TRANSLATE_NOOP("State", "Sending"), Meaning.ACCENT),
    "booked": _row(Shape.TICK, QT_TRANSLATE_NOOP("State", "Booked"), Meaning.GOOD),
    "accepted": _row(Shape.TICK_RING, QT_TRANSLATE_NOOP("State", "Accepted"), Meaning.GOOD),
    "refused": _row(Shape.OCTAGON, QT_TRANSLATE_NOOP("State", "Refused"), Meaning.STOP),
    "in_doubt": _row(Shape.RING, QT_TRANSLATE_NOOP("State", "In doubt"), Meaning.DOUBT),
    "conflict": _row(Shape.RING_CLASH, QT_TRANSLATE_NOOP("State", "Conflict"), Meaning.DOUBT),
    "needs_person": _row(Shape.RING_PERSON, QT_TRANSLATE_NOOP("State", "Needs a person"), Meaning.DOUBT),
    "void": _row(Shape.STRUCK, QT_TRANSLATE_NOOP("State", "Void"), Meaning.NEUTRAL),
}

#: States of a label.
LABEL: dict[str, StateSpec] = {
    "none": _row(Shape.DASH, QT_TRANSLATE_NOOP("State", "No label"), Meaning.NEUTRAL),
    "pending": _row(Shape.CLOCK, QT_TRANSLATE_NOOP("State", "Label awaited"), Meaning.ACCENT),
    "stored": _row(Shape.SHEET, QT_TRANSLATE_NOOP("State", "Label ready"), Meaning.ACCENT),
    "failed_check": _row(Shape.OCTAGON, QT_TRANSLATE_NOOP("State", "Label failed"), Meaning.STOP),
    "sent": _row(Shape.ARROW, QT_TRANSLATE_NOOP("State", "Sent to the printer"), Meaning.ACCENT),
    "printed": _row(Shape.PRINTER, QT_TRANSLATE_NOOP("State", "Printed"), Meaning.GOOD),
    "seen": _row(Shape.SCANNED, QT_TRANSLATE_NOOP("State", "Seen by scan"), Meaning.GOOD),
    "handed_over": _row(Shape.HANDED, QT_TRANSLATE_NOOP("State", "Handed over"), Meaning.GOOD),
}

#: Where a parcel is, in our words (`core.statuses`); what went wrong on the way stands out.
STATUS: dict[str, StateSpec] = {
    "created": _row(Shape.HALF, QT_TRANSLATE_NOOP("State", "Created"), Meaning.NEUTRAL),
    "confirmed": _row(Shape.HALF, QT_TRANSLATE_NOOP("State", "Confirmed"), Meaning.NEUTRAL),
    "picked_up": _row(Shape.HANDED, QT_TRANSLATE_NOOP("State", "Picked up"), Meaning.ACCENT),
    "at_origin": _row(Shape.HANDED, QT_TRANSLATE_NOOP("State", "At origin"), Meaning.ACCENT),
    "departed": _row(Shape.HANDED, QT_TRANSLATE_NOOP("State", "Departed"), Meaning.ACCENT),
    "in_transit": _row(Shape.HANDED, QT_TRANSLATE_NOOP("State", "In transit"), Meaning.ACCENT),
    "customs": _row(Shape.CLOCK, QT_TRANSLATE_NOOP("State", "Customs"), Meaning.ACCENT),
    "arrived": _row(Shape.HANDED, QT_TRANSLATE_NOOP("State", "Arrived"), Meaning.ACCENT),
    "out_for_delivery": _row(Shape.HANDED, QT_TRANSLATE_NOOP("State", "Out for delivery"), Meaning.ACCENT),
    "delivery_failed": _row(Shape.TRIANGLE, QT_TRANSLATE_NOOP("State", "Delivery failed"), Meaning.CARE),
    "delivered": _row(Shape.TICK, QT_TRANSLATE_NOOP("State", "Delivered"), Meaning.GOOD),
    "rejected": _row(Shape.OCTAGON, QT_TRANSLATE_NOOP("State", "Rejected"), Meaning.STOP),
    "returning": _row(Shape.TRIANGLE, QT_TRANSLATE_NOOP("State", "Returning"), Meaning.CARE),
    "returned": _row(Shape.OCTAGON, QT_TRANSLATE_NOOP("State", "Returned"), Meaning.STOP),
    "exception": _row(Shape.OCTAGON, QT_TRANSLATE_NOOP("State", "Exception"), Meaning.STOP),
    "unknown": _row(Shape.DASH, QT_TRANSLATE_NOOP("State", "Unknown"), Meaning.NEUTRAL),
}

#: How much a finding weighs.
SEVERITY: dict[str, StateSpec] = {
    "error": _row(Shape.OCTAGON, QT_TRANSLATE_NOOP("State", "Error"), Meaning.STOP),
    "warning": _row(Shape.TRIANGLE, QT_TRANSLATE_NOOP("State", "Warning"), Meaning.CARE),
    "ok": _row(Shape.TICK, QT_TRANSLATE_NOOP("State", "OK"), Meaning.GOOD),
}

#: The shape of a meaning on its own: notices, banners, the message line of a field.
SHAPE_OF: dict[Meaning, Shape] = {
    Meaning.NEUTRAL: Shape.CIRCLE,
    Meaning.ACCENT: Shape.CLOCK,
    Meaning.GOOD: Shape.TICK,
    Meaning.CARE: Shape.TRIANGLE,
    Meaning.STOP: Shape.OCTAGON,
    Meaning.DOUBT: Shape.RING,
    Meaning.TRAINING: Shape.HALF,
}
