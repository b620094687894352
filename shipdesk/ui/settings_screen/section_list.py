"""The list of sections at the left."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from shipdesk.ui.focus import one_stop
from shipdesk.ui.theme import Meaning, colours, font, qcolor, tone
from shipdesk.ui.theme.icons import draw_icon
from shipdesk.ui.theme.tokens import BODY, HAIR, ICON, NONE, RADIUS, REGULAR, RING, SEMIBOLD, TARGET, XS, M, S
from shipdesk.ui.widgets.layouts import column

_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_WIDTH = 26 * S


class SectionButton(QAbstractButton):
    """An icon and the name of a section."""

    def __init__(self, icon: str, name: str) -> None:
        super().__init__()
        self._icon = icon
        self.setText(name)
        self.setAccessibleName(name)
        self.setCheckable(True)
        self.setAutoExclusive(True)  # read out as one of several
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, TARGET)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown, accent = colours(), tone(Meaning.ACCENT)
        area = QRectF(self.rect()).adjusted(HAIR, HAIR, -HAIR, -HAIR)
        painter.setPen(QPen(qcolor(shown.focus), RING) if self.hasFocus() else Qt.PenStyle.NoPen)
        ground = accent.tint if self.isChecked() else shown.hover if self.underMouse() else shown.surface
        painter.setBrush(qcolor(ground))
        painter.drawRoundedRect(area, RADIUS, RADIUS)
        ink = accent.fg if self.isChecked() else shown.muted
        draw_icon(painter, QRectF(S + XS, (self.height() - ICON) / 2, ICON, ICON), self._icon, ink)
        painter.setFont(font(BODY, SEMIBOLD if self.isChecked() else REGULAR))
        painter.setPen(qcolor(accent.fg if self.isChecked() else shown.text))
        painter.drawText(area.adjusted(S + XS + ICON + S, 0, -S, 0), _LEFT, self.text())
        painter.end()


class SectionList(QWidget):
    """One is always picked; up and down go from one to the next."""

    picked = Signal(int)
    """The place of the section that the clerk has picked, from 0."""

    def __init__(self, name: str, sections: Sequence[tuple[str, str]]) -> None:
        """`sections`: icon and name of each."""
        super().__init__()
        self.setAccessibleName(name)
        self.setFixedWidth(_WIDTH + 2 * S)
        self._group = QButtonGroup(self)
        buttons = [SectionButton(icon, words) for icon, words in sections]
        for place, button in enumerate(buttons):
            self._group.addButton(button, place)
        column(*buttons, None, gap=XS, margin=NONE, into=self).setContentsMargins(S, M, S, M)
        buttons[0].setChecked(True)
        self._group.idToggled.connect(self._toggled)
        one_stop(self._group)

    def pick(self, place: int) -> None:
        """Pick a section."""
        self._group.button(place).setChecked(True)

    def take_focus(self) -> None:
        """Put the keyboard on the one that is picked."""
        self._group.button(self._group.checkedId()).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), qcolor(colours().surface))
        painter.fillRect(self.width() - HAIR, 0, HAIR, self.height(), qcolor(colours().hairline))
        painter.end()

    def _toggled(self, place: int, on: bool) -> None:
        one_stop(self._group)
        if on:
            self.picked.emit(place)
