"""The label as it will come out of the printer, or why it is not here."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from shipdesk.ui.theme import Meaning, colours, font, qcolor, tone
from shipdesk.ui.theme.icons import draw_icon
from shipdesk.ui.theme.shapes import draw_shape
from shipdesk.ui.theme.states import SHAPE_OF
from shipdesk.ui.theme.tokens import BODY, HAIR, ICON_LARGE, RADIUS, RING, L, M, S

_WORDS = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


class LabelPreview(QWidget):
    """Shows an image that was rasterised elsewhere, fitted and never enlarged beyond its own dots."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._fitted = QPixmap()
        self._icon, self._meaning, self._words = "label", Meaning.NEUTRAL, ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.show_none()

    def show_none(self, words: str = "") -> None:
        """There is no label yet; `words` say in one sentence when there will be."""
        self._say("label", Meaning.NEUTRAL, words or self.tr("The label appears here once it is booked."))

    def show_waiting(self, since: str) -> None:
        """The carrier has been asked; `since` is a time as the region writes it."""
        self._say("queued", Meaning.ACCENT, self.tr("Waiting for the label since {time}").format(time=since))

    def show_failed(self, why: str) -> None:
        """It is not printed, and `why` in one sentence."""
        self._say("stop", Meaning.STOP, why)

    def show_image(self, image: QImage, name: str = "") -> None:
        """The label itself; `name` is read out for it."""
        self._image, self._fitted, self._words = image, QPixmap(), ""
        self.setAccessibleName(name or self.tr("Label"))
        self.update()

    def image(self) -> QImage:
        """What is shown; null in all other states."""
        return self._image

    def sizeHint(self) -> QSize:
        return QSize(32 * S, 48 * S)

    def minimumSizeHint(self) -> QSize:
        return QSize(16 * S, 24 * S)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._image.isNull():
                self._paint_words(painter)
            else:
                self._paint_image(painter)

    def _paint_image(self, painter: QPainter) -> None:
        ratio = self.devicePixelRatioF()
        room = self.rect().adjusted(RING, RING, -RING, -RING)
        size = self._image.size().scaled(room.size() * ratio, Qt.AspectRatioMode.KeepAspectRatio)
        if size.width() > self._image.width():
            size = self._image.size()
        if self._fitted.size() != size:
            smooth = Qt.TransformationMode.SmoothTransformation
            scaled = self._image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
            self._fitted = QPixmap.fromImage(scaled)
            self._fitted.setDevicePixelRatio(ratio)
        width, height = round(size.width() / ratio), round(size.height() / ratio)
        area = QRect((self.width() - width) // 2, (self.height() - height) // 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(qcolor(colours().shadow))
        painter.drawRoundedRect(QRectF(area).adjusted(-HAIR, -HAIR, HAIR, RING), RING, RING)
        painter.fillRect(area, qcolor(colours().paper))
        painter.drawPixmap(area.topLeft(), self._fitted)

    def _paint_words(self, painter: QPainter) -> None:
        shown, ink = colours(), tone(self._meaning)
        calm = self._meaning is Meaning.NEUTRAL
        painter.setPen(qcolor(shown.hairline if calm else ink.line))
        painter.setBrush(qcolor(shown.sunken if calm else ink.tint))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        painter.setFont(font(BODY))
        room = QRect(M, 0, self.width() - 2 * M, self.height())
        words = painter.fontMetrics().boundingRect(room, _WORDS, self._words)
        top = (self.height() - ICON_LARGE - S - words.height()) // 2
        mark = QRectF((self.width() - ICON_LARGE) / 2, top, ICON_LARGE, ICON_LARGE)
        if self._meaning is Meaning.STOP:
            draw_shape(painter, mark.adjusted(RING, RING, -RING, -RING), SHAPE_OF[self._meaning], ink.fg)
        else:
            draw_icon(painter, mark, self._icon, shown.faint if calm else ink.fg)
        painter.setPen(qcolor(shown.muted if calm else ink.fg))
        painter.drawText(room.adjusted(0, top + ICON_LARGE + S, 0, L), _WORDS, self._words)

    def _say(self, icon: str, meaning: Meaning, words: str) -> None:
        self._image, self._fitted = QImage(), QPixmap()
        self._icon, self._meaning, self._words = icon, meaning, words
        self.setAccessibleName(words)
        self.update()
