"""The same fields where they can no longer be changed: captions and values, only what was filled in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from shipdesk.core.fields import Kind
from shipdesk.ui.form.draft import Draft
from shipdesk.ui.form.fields import UNITS, units
from shipdesk.ui.form.names import country_names
from shipdesk.ui.form.plan import Shown
from shipdesk.ui.theme import colours, font, metrics, qcolor
from shipdesk.ui.theme.tokens import CAPTION, HAIR, NONE, VALUE, S

_WRAP = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


@dataclass(frozen=True, slots=True)
class Fact:
    """A caption, its value, and how many columns it takes."""

    caption: str
    value: str
    units: int


def facts_of(items: Sequence[tuple[Shown, str]], draft: Draft) -> tuple[Fact, ...]:
    """What the draft holds of these fields, as a person reads it."""
    return tuple(
        Fact(shown.field.label, value, units(shown)) for shown, path in items if (value := _value(shown, path, draft))
    )


def _value(shown: Shown, path: str, draft: Draft) -> str:
    field, text = shown.field, draft.text(path)
    if field.kind is Kind.FLAG:
        return "Yes" if draft.flag(path) else ""
    if field.kind is Kind.COUNTRY:
        return country_names().get(text, text)
    label = next((choice.label for choice in shown.choices if choice.value == text), text)
    return f"{label} {field.unit}".strip() if text else ""


class Facts(QWidget):
    """Paints the facts on the form's columns."""

    def __init__(self) -> None:
        super().__init__()
        self._facts: tuple[Fact, ...] = ()
        self._places: list[tuple[Fact, QRect]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show these."""
        self._facts = tuple(facts)
        self.setAccessibleName(", ".join(f"{fact.caption}: {fact.value}" for fact in self._facts))
        self._place()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(20 * S, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        caption = metrics(CAPTION).height()
        for fact, area in self._places:
            painter.setFont(font(CAPTION))
            painter.setPen(qcolor(colours().muted))
            painter.drawText(QRect(area.left(), area.top(), area.width(), caption), _LEFT, fact.caption)
            painter.setFont(font(VALUE))
            painter.setPen(qcolor(colours().text))
            painter.drawText(area.adjusted(NONE, caption + HAIR, NONE, NONE), _WRAP, fact.value)
        painter.end()

    def _place(self) -> None:
        self._places = []
        at = top = tallest = 0
        for fact in self._facts:
            if at + fact.units > UNITS:
                at, top, tallest = 0, top + tallest, 0
            left, right = (self.width() + S) * at // UNITS, (self.width() + S) * (at + fact.units) // UNITS
            room = QRect(NONE, NONE, right - left - S, 1000)
            tall = metrics(CAPTION).height() + HAIR + metrics(VALUE).boundingRect(room, _WRAP, fact.value).height() + S
            self._places.append((fact, QRect(left, top, room.width(), tall)))
            at, tallest = at + fact.units, max(tallest, tall)
        if self.height() != top + tallest:
            self.setFixedHeight(top + tallest)
