"""What the last scan means, to be read from two arm's lengths: a shape, a word, a sentence, and how far one is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from shipdesk.core.handover import Verdict
from shipdesk.ui.theme import Meaning, colours, font, metrics, qcolor, tone
from shipdesk.ui.theme.shapes import draw_shape
from shipdesk.ui.theme.states import SHAPE_OF
from shipdesk.ui.theme.tokens import FAR, RADIUS_LARGE, REGULAR, SEMIBOLD, VALUE, XL, XS, M, S

_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_HEIGHT = 11 * S

MEANING = {
    Verdict.TAKEN: Meaning.GOOD,
    Verdict.TWICE: Meaning.CARE,
    Verdict.IN_DOUBT: Meaning.DOUBT,
}


def meaning_of(verdict: Verdict) -> Meaning:
    """What must not leave is red, unless it has a colour of its own."""
    return MEANING.get(verdict, Meaning.STOP)


class VerdictPane(QWidget):
    """Says nothing till something is scanned."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._meaning: Meaning | None = None
        self._word = self._sentence = self._count = ""
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.rest("")

    def rest(self, sentence: str) -> None:
        """Nothing was scanned yet: what to do."""
        self._meaning, self._word, self._sentence = None, "", sentence
        self._told()

    def tell(self, meaning: Meaning, word: str, sentence: str) -> None:
        """The verdict on a scan."""
        self._meaning, self._word, self._sentence = meaning, word, sentence
        self._told()

    def count(self, text: str) -> None:
        """How far one is: `12 / 15`."""
        self._count = text
        self._told()

    @property
    def word(self) -> str:
        return self._word

    @property
    def sentence(self) -> str:
        return self._sentence

    @property
    def meaning(self) -> Meaning | None:
        return self._meaning

    def sizeHint(self) -> QSize:
        return QSize(60 * S, _HEIGHT)

    def _told(self) -> None:
        self.setAccessibleName(f"{self._word} {self._sentence} {self._count}".strip())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            shown = tone(self._meaning) if self._meaning else None
            ink = shown.on_solid if shown else colours().muted
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(qcolor(shown.solid if shown else colours().sunken))
            painter.drawRoundedRect(QRectF(self.rect()), RADIUS_LARGE, RADIUS_LARGE)
            painter.setPen(qcolor(ink))
            count = metrics(FAR, SEMIBOLD).horizontalAdvance(self._count)
            painter.setFont(font(FAR, SEMIBOLD))
            right = self.width() - M
            painter.drawText(QRectF(right - count - XS, 0, count + XS, self.height()), _RIGHT, self._count)
            left = M
            if self._meaning:
                mark = QRectF(M, (self.height() - XL) / 2, XL, XL)
                draw_shape(painter, mark, SHAPE_OF[self._meaning], ink)
                left += XL + M
            self._words(painter, QRectF(left, 0, max(right - count - M - left, 0), self.height()), ink)

    def _words(self, painter: QPainter, room: QRectF, ink: str) -> None:
        painter.setPen(qcolor(ink))
        sentence = metrics(VALUE).elidedText(self._sentence, Qt.TextElideMode.ElideMiddle, int(room.width()))
        if not self._word:
            painter.setFont(font(VALUE, REGULAR))
            painter.drawText(room, _LEFT, sentence)
            return
        painter.setFont(font(FAR, SEMIBOLD))
        upper = QRectF(room.left(), room.top() + S, room.width(), 5 * S)
        word = metrics(FAR, SEMIBOLD).elidedText(self._word, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(upper, _LEFT, word)
        painter.setFont(font(VALUE, REGULAR))
        painter.drawText(QRectF(room.left(), upper.bottom(), room.width(), 4 * S), _LEFT, sentence)
