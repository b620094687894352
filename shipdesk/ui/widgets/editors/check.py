"""Yes or no."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

from shipdesk.ui.theme import Meaning, colours, font, qcolor, tone
from shipdesk.ui.theme.icons import draw_icon
from shipdesk.ui.theme.tokens import FIELD, HAIR, ICON, ICON_SMALL, RADIUS_SMALL, RING, VALUE, S

_TICK = (QPointF(-4, 0), QPointF(-1, 3), QPointF(4, -4))


class CheckEditor(QCheckBox):
    """Yes or no, with its words beside the box. Its text is `true` or empty."""

    edited = Signal()
    focus_moved = Signal()
    framed = False
    trailing = ""

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setFont(font(VALUE))
        self.clicked.connect(self._on_clicked)
        self._locked = False

    def text(self) -> str:
        return "true" if self.isChecked() else ""

    def set_text(self, text: str) -> None:
        self.setChecked(text == "true")

    def set_locked(self, locked: bool) -> None:
        self._locked = locked
        self.setEnabled(not locked)

    def set_suggestion(self, text: str) -> None:
        """A yes or no has none."""

    def suggestion(self) -> str:
        """Always empty."""
        return ""

    def field_height(self) -> int:
        return FIELD

    def open_picker(self) -> None:
        self.setFocus()

    def widget(self) -> QWidget:
        return self

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_moved.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_moved.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            shown, accent = colours(), tone(Meaning.ACCENT)
            box = QRectF(RING, (self.height() - ICON) / 2, ICON, ICON).adjusted(0.5, 0.5, -0.5, -0.5)
            ring = self.hasFocus()
            painter.setPen(QPen(qcolor(shown.focus if ring else shown.line), RING if ring else HAIR))
            on = self.isChecked()
            painter.setBrush(qcolor((accent.solid if self.isEnabled() else shown.faint) if on else shown.surface))
            painter.drawRoundedRect(box, RADIUS_SMALL, RADIUS_SMALL)
            if on:
                painter.setPen(
                    QPen(qcolor(accent.on_solid), RING, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin)
                )
                middle = box.center()
                painter.drawPolyline([middle + corner for corner in _TICK])
            painter.setPen(qcolor(shown.text if self.isEnabled() else shown.muted))
            words = self.rect().adjusted(ICON + S + RING, 0, 0, 0)
            painter.drawText(
                words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), QCheckBox.text(self)
            )
            if self._locked:
                left = words.left() + self.fontMetrics().horizontalAdvance(QCheckBox.text(self)) + S
                draw_icon(
                    painter, QRectF(left, (self.height() - ICON_SMALL) / 2, ICON_SMALL, ICON_SMALL), "lock", shown.faint
                )

    def _on_clicked(self) -> None:
        self.edited.emit()
