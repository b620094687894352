"""How far the set-up has come: the pages below each other, each with its mark."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from shipdesk.ui.theme import Meaning, colours, font, qcolor, tone
from shipdesk.ui.theme.icons import draw_icon
from shipdesk.ui.theme.shapes import Shape, draw_shape
from shipdesk.ui.theme.tokens import BODY, HAIR, ICON, MARK, RADIUS, REGULAR, SEMIBOLD, TARGET, XS, L, M, S

_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_WIDTH = 32 * S


class Step(Enum):
    """What became of a page."""

    AHEAD = auto()
    DONE = auto()
    SKIPPED = auto()


_SHAPES = {Step.DONE: (Shape.TICK, Meaning.GOOD), Step.SKIPPED: (Shape.DASH, Meaning.NEUTRAL)}


class Steps(QWidget):
    """Painted, and read out as "Step 2 of 6: Station". The keys are those of the pages."""

    def __init__(self, pages: Sequence[tuple[str, str]]) -> None:
        """`pages`: icon and name of each."""
        super().__init__()
        self._pages = list(pages)
        self._marks = [Step.AHEAD] * len(self._pages)
        self._at = 0
        self.setFixedWidth(_WIDTH)
        self.show_at(0)

    def show_at(self, place: int) -> None:
        """The page counted from 0 is shown."""
        self._at = place
        words = self.tr("Step {number} of {count}: {name}")
        name = self._pages[place][1]
        self.setAccessibleName(words.format(number=place + 1, count=len(self._pages), name=name))
        self.update()

    def mark(self, place: int, step: Step) -> None:
        """What became of the page counted from 0."""
        self._marks[place] = step
        self.update()

    def marks(self) -> list[Step]:
        """What became of each page."""
        return list(self._marks)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown, accent = colours(), tone(Meaning.ACCENT)
        painter.fillRect(self.rect(), qcolor(shown.surface))
        painter.fillRect(self.width() - HAIR, 0, HAIR, self.height(), qcolor(shown.hairline))
        for place, (icon, name) in enumerate(self._pages):
            here = place == self._at
            area = QRectF(S, L + place * (TARGET + XS), self.width() - 2 * S, TARGET)
            if here:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(qcolor(accent.tint))
                painter.drawRoundedRect(area, RADIUS, RADIUS)
            ink = accent.fg if here else shown.muted
            draw_icon(painter, QRectF(area.left() + S, area.center().y() - ICON / 2, ICON, ICON), icon, ink)
            painter.setFont(font(BODY, SEMIBOLD if here else REGULAR))
            painter.setPen(qcolor(accent.fg if here else shown.text))
            painter.drawText(area.adjusted(S + ICON + S + XS, 0, -L, 0), _LEFT, name)
            if self._marks[place] in _SHAPES:
                shape, meaning = _SHAPES[self._marks[place]]
                mark = QRectF(area.right() - MARK - S, area.center().y() - MARK / 2, MARK, MARK)
                draw_shape(painter, mark, shape, tone(meaning).fg)
        painter.setFont(font(BODY))
        painter.setPen(qcolor(shown.muted))
        foot = QRectF(M, L + len(self._pages) * (TARGET + XS), self.width() - 2 * M, TARGET)
        words = self.tr("Step {number} of {count}").format(number=self._at + 1, count=len(self._pages))
        painter.drawText(foot, _LEFT, words)
        painter.end()
