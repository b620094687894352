"""One of a few, side by side: each a word, the picked one filled. For filters."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from shipdesk.ui.focus import one_stop
from shipdesk.ui.theme import Meaning, colours, font, metrics, qcolor, tone
from shipdesk.ui.theme.shapes import draw_shape
from shipdesk.ui.theme.states import SHAPE_OF
from shipdesk.ui.theme.tokens import BODY, HAIR, MARK, NONE, RING, SEMIBOLD, TARGET, XS, S

_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_PILL = TARGET - S


class Pick(QAbstractButton):
    """One of them. A count stands beside the word; a meaning gives count and shape its colour while there are any."""

    def __init__(self, word: str, meaning: Meaning | None = None) -> None:
        super().__init__()
        self.setText(word)
        self.setAccessibleName(word)
        self.setCheckable(True)
        self.setAutoExclusive(True)  # read out as one of several
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._meaning = meaning
        self._count = 0

    def set_count(self, count: int) -> None:
        """Show how many there are; 0 shows nothing."""
        if count != self._count:
            self._count = count
            words = f"{self.text()}, {count}" if count else self.text()
            self.setAccessibleName(words)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._content() + 3 * S, TARGET)

    def minimumSizeHint(self) -> QSize:
        """Where there is less room, the words stand closer, and none is cut."""
        return QSize(self._content() + S, TARGET)

    def _content(self) -> int:
        width = metrics(BODY, SEMIBOLD).horizontalAdvance(self.text())
        if self._count:
            width += metrics(BODY, SEMIBOLD).horizontalAdvance(f"{self._count}") + S
            width += MARK + XS if self._meaning else NONE
        return width

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent, shown = tone(Meaning.ACCENT), colours()
        area = QRectF(self.rect()).adjusted(HAIR, (TARGET - _PILL) / 2, -HAIR, -(TARGET - _PILL) / 2)
        line = accent.line if self.isChecked() else shown.hairline
        ground = accent.tint if self.isChecked() else shown.hover if self.underMouse() else shown.surface
        painter.setPen(QPen(qcolor(shown.focus if self.hasFocus() else line), RING if self.hasFocus() else HAIR))
        painter.setBrush(qcolor(ground))
        painter.drawRoundedRect(area, _PILL / 2, _PILL / 2)
        painter.setFont(font(BODY, SEMIBOLD))
        painter.setPen(qcolor(accent.fg if self.isChecked() else shown.muted))
        left = (self.width() - self._content()) / 2
        painter.drawText(QRectF(left, area.top(), self.width(), area.height()), _LEFT, self.text())
        if self._count:
            self._paint_count(painter, left + metrics(BODY, SEMIBOLD).horizontalAdvance(self.text()) + S, area)
        painter.end()

    def _paint_count(self, painter: QPainter, left: float, area: QRectF) -> None:
        if self._meaning:
            ink = tone(self._meaning).fg
            square = QRectF(left, area.center().y() - MARK / 2, MARK, MARK)
            draw_shape(painter, square, SHAPE_OF[self._meaning], ink)
            painter.setPen(qcolor(ink))
            left += MARK + XS
        painter.drawText(QRectF(left, area.top(), self.width(), area.height()), _LEFT, f"{self._count}")


class Picks(QWidget):
    """A row of them, of which one is always picked. Left and right go from one to the next."""

    picked = Signal(str)
    """The key of the one that the clerk has picked."""

    def __init__(self, name: str, choices: Sequence[tuple[str, str, Meaning | None]]) -> None:
        """`choices`: key, word, and the meaning of its count."""
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._picks: dict[str, Pick] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(NONE, NONE, NONE, NONE)
        layout.setSpacing(XS)
        for key, word, meaning in choices:
            pick = self._picks[key] = Pick(word, meaning)
            self._group.addButton(pick)
            layout.addWidget(pick)
        next(iter(self._picks.values())).setChecked(True)
        self._group.buttonToggled.connect(self._toggled)
        self._silent = False
        one_stop(self._group)

    def key(self) -> str:
        """The key of the one that is picked."""
        return next(key for key, pick in self._picks.items() if pick.isChecked())

    def pick(self, key: str) -> None:
        """Pick one without telling."""
        self._silent = True
        self._picks[key].setChecked(True)
        self._silent = False

    def set_count(self, key: str, count: int) -> None:
        """How many stand behind one."""
        self._picks[key].set_count(count)

    def _toggled(self, pick: QAbstractButton, on: bool) -> None:
        one_stop(self._group)
        if on and not self._silent:
            self.picked.emit(next(key for key, one in self._picks.items() if one is pick))
