"""The rail at the left: one place for each screen, the shown one marked, with what waits there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QVBoxLayout, QWidget

from shipdesk.ui.focus import one_stop
from shipdesk.ui.theme import Meaning, colours, font, metrics, qcolor, tone
from shipdesk.ui.theme.icons import draw_icon
from shipdesk.ui.theme.tokens import (
    CAPTION,
    HAIR,
    MARK,
    NONE,
    RADIUS_LARGE,
    RAIL,
    RAIL_ITEM,
    REGULAR,
    RING,
    SEMIBOLD,
    XS,
    L,
    S,
)
from shipdesk.ui.widgets.keycap import key_text

_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


class Place(NamedTuple):
    """One screen on the rail: `key` names it, `icon` and `word` show it. `at_end` puts it at the rail's foot."""

    key: str
    icon: str
    word: str
    at_end: bool = False


class RailButton(QAbstractButton):
    """One place: its icon over its word, a bar at its left when shown, a badge for what waits there."""

    def __init__(self, place: Place, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = place
        self._count, self._meaning = 0, Meaning.NEUTRAL
        self.setCheckable(True)
        self.setAutoExclusive(True)  # read out as one of several, not as a box to tick
        self.setFixedSize(RAIL, RAIL_ITEM)
        self.setAccessibleName(place.word)
        self.setToolTip(f"{place.word}  {key}")

    def sizeHint(self) -> QSize:
        return QSize(RAIL, RAIL_ITEM)

    def set_count(self, count: int, meaning: Meaning) -> None:
        """Show how many wait there, in the colour of what they are; 0 shows nothing."""
        if (count, meaning) != (self._count, self._meaning):
            self._count, self._meaning = count, meaning
            self.setAccessibleDescription(str(count) if count else "")
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            shown, accent = colours(), tone(Meaning.ACCENT)
            here = self.isChecked()
            plate = QRectF(self.rect()).adjusted(XS, RING, -XS, -RING)
            if here or self.underMouse():
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(qcolor(accent.tint if here else shown.hover))
                painter.drawRoundedRect(plate, RADIUS_LARGE, RADIUS_LARGE)
            if here:
                painter.setBrush(qcolor(accent.fg))
                painter.drawRoundedRect(QRectF(NONE, L - S, XS - HAIR, self.height() - 2 * (L - S)), RING, RING)
            if self.hasFocus():
                painter.setPen(QPen(qcolor(shown.focus), RING))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(plate.adjusted(HAIR, HAIR, -HAIR, -HAIR), RADIUS_LARGE, RADIUS_LARGE)
            ink = accent.fg if here else shown.muted
            draw_icon(painter, QRectF((self.width() - L) / 2, S + RING, L, L), self.place.icon, ink)
            weight = SEMIBOLD if here else REGULAR
            painter.setFont(font(CAPTION, weight))
            painter.setPen(qcolor(ink))
            word = metrics(CAPTION, weight).elidedText(
                self.place.word, Qt.TextElideMode.ElideRight, self.width() - 2 * XS
            )
            painter.drawText(QRectF(0, S + RING + L, self.width(), self.height() - L - 2 * S), _CENTRE, word)
            if self._count:
                self._paint_badge(painter)

    def _paint_badge(self, painter: QPainter) -> None:
        words = str(self._count) if self._count < 1000 else "999+"
        ink = tone(self._meaning)
        width = max(metrics(CAPTION, SEMIBOLD).horizontalAdvance(words) + S, MARK + XS)
        left = min(self.width() / 2 + XS, self.width() - width - RING)
        badge = QRectF(left, XS, width, MARK + XS)
        painter.setPen(QPen(qcolor(colours().surface), RING))
        painter.setBrush(qcolor(ink.solid))
        painter.drawRoundedRect(badge, badge.height() / 2, badge.height() / 2)
        painter.setPen(qcolor(ink.on_solid))
        painter.setFont(font(CAPTION, SEMIBOLD))
        painter.drawText(badge, _CENTRE, words)


class Rail(QWidget):
    """All places. The keys Ctrl+1… belong to the window's actions; the rail only names them."""

    chosen = Signal(str)
    """A place was taken with pointer or key; carries its `key`."""

    def __init__(self, places: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(RAIL)
        self._buttons: dict[str, RailButton] = {}
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(NONE, S, NONE, S)
        layout.setSpacing(NONE)
        for number, place in enumerate(places, start=1):
            made = RailButton(place, key_text(f"Ctrl+{number}"))
            self._buttons[place.key] = made
            self._group.addButton(made)
        for made in self._buttons.values():
            if not made.place.at_end:
                layout.addWidget(made)
        layout.addStretch(1)
        for made in self._buttons.values():
            if made.place.at_end:
                layout.addWidget(made)
        self._group.buttonClicked.connect(self._on_clicked)

    def show_place(self, key: str) -> None:
        """Mark a place as the one shown; does not emit `chosen`.

        Raises:
            KeyError: there is no such place.
        """
        self._buttons[key].setChecked(True)
        one_stop(self._group)

    def set_count(self, key: str, count: int, meaning: Meaning = Meaning.NEUTRAL) -> None:
        """Show how many wait at a place; 0 shows nothing.

        Raises:
            KeyError: there is no such place.
        """
        self._buttons[key].set_count(count, meaning)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        order = list(self._buttons.values())
        focused = self.focusWidget()
        if step and isinstance(focused, RailButton):
            order[(order.index(focused) + step) % len(order)].setFocus()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), qcolor(colours().surface))
            painter.fillRect(self.width() - HAIR, 0, HAIR, self.height(), qcolor(colours().hairline))

    def _on_clicked(self, pressed: QAbstractButton) -> None:
        if isinstance(pressed, RailButton):
            self.chosen.emit(pressed.place.key)
