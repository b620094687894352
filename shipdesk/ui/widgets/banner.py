"""What says how things stand: the band of training mode along the window, and a remark inside a screen."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from shipdesk.ui.theme import Meaning, font, metrics, qcolor, scheme, tone
from shipdesk.ui.theme.shapes import draw_shape
from shipdesk.ui.theme.states import SHAPE_OF
from shipdesk.ui.theme.tokens import BAND, BODY, CAPTION, MARK, SEMIBOLD, XS, M, S, Scheme
from shipdesk.ui.widgets.layouts import row
from shipdesk.ui.widgets.text import Text

_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


class TrainingBand(QWidget):
    """The striped band along the window's top: nothing done here is real."""

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words or self.tr("Training: nothing here reaches a carrier")
        self.setFixedHeight(BAND)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self._words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            colours = tone(Meaning.TRAINING)
            painter.fillRect(self.rect(), qcolor(colours.solid))
            stripe = qcolor(colours.on_solid)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(stripe)
            if scheme() is not Scheme.CONTRAST:
                painter.setOpacity(0.22)
            height = self.height()
            for left in range(-height, self.width(), 2 * M):
                corners = ((left, height), (left + height, 0), (left + height + M, 0), (left + M, height))
                painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
            painter.setOpacity(1)
            words = metrics(CAPTION, SEMIBOLD).horizontalAdvance(self._words)
            plate = QRectF((self.width() - words) / 2 - M, 0, words + 2 * M, height)
            painter.fillRect(plate, qcolor(colours.solid))
            painter.setFont(font(CAPTION, SEMIBOLD))
            painter.setPen(stripe)
            painter.drawText(plate, _CENTRE, self._words)


class Remark(QWidget):
    """A standing remark inside a screen: a tinted line with its shape, for what is so, not for what just happened."""

    def __init__(self, meaning: Meaning, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._meaning = meaning
        self._words = Text(words, BODY, role=str(meaning), wrap=True)
        layout = row(self._words, into=self)
        layout.setContentsMargins(S + MARK + S, S, S, S)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def set_words(self, words: str, meaning: Meaning | None = None) -> None:
        """Say something else, if given in another meaning."""
        self._meaning = meaning or self._meaning
        self._words.set_role(str(self._meaning))
        self._words.setText(words)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            colours = tone(self._meaning)
            painter.setPen(qcolor(colours.line))
            painter.setBrush(qcolor(colours.tint))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), XS, XS)
            top = self._words.geometry().top() + (metrics(BODY).height() - MARK) / 2
            draw_shape(painter, QRectF(S, top, MARK, MARK), SHAPE_OF[self._meaning], colours.fg)
