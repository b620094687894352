"""Where the driver signs: with a finger, a pen or the mouse."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from shipdesk.ui.theme import colours, font, qcolor
from shipdesk.ui.theme.tokens import BODY, HAIR, RADIUS, RING, XL, M, S

#: A point of the screen in millimetres, at 96 dots an inch: what the manifest counts in.
_MM = 25.4 / 96
_WIDTH, _HEIGHT = 44 * S, 18 * S


class SignaturePad(QWidget):
    """Strokes, each a list of points. Touches reach it as the mouse does."""

    changed = Signal()
    """Something was drawn, or all was wiped."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strokes: list[list[QPointF]] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Signature"))
        self.setCursor(Qt.CursorShape.CrossCursor)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, _HEIGHT)

    def wipe(self) -> None:
        """Begin anew."""
        self._strokes.clear()
        self.update()
        self.changed.emit()

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width and height of the field."""
        return _WIDTH * _MM, _HEIGHT * _MM

    def strokes_mm(self) -> tuple[tuple[tuple[float, float], ...], ...]:
        """The strokes in millimetres from the top left, kept inside the field."""
        return tuple(
            tuple((min(max(point.x(), 0), _WIDTH) * _MM, min(max(point.y(), 0), _HEIGHT) * _MM) for point in stroke)
            for stroke in self._strokes
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._strokes.append([event.position()])
            self.update()
            self.changed.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and self._strokes:
            self._strokes[-1].append(event.position())
            self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            shown = colours()
            painter.setPen(QPen(qcolor(shown.line), HAIR))
            painter.setBrush(qcolor(shown.surface))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -HAIR, -HAIR), RADIUS, RADIUS)
            line = self.height() - XL
            painter.drawLine(M, line, self.width() - M, line)
            if not self._strokes:
                painter.setFont(font(BODY))
                painter.setPen(qcolor(shown.faint))
                painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.tr("The driver signs here"))
            painter.setPen(
                QPen(
                    qcolor(shown.text), RING, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
                )
            )
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for stroke in self._strokes:
                if len(stroke) == 1:
                    painter.drawPoint(stroke[0])
                else:
                    painter.drawPolyline(QPolygonF(stroke))
