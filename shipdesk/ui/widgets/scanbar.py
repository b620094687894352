"""The big field at the top, for scans and for searching, and what the station's devices say beside it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from shipdesk.ui.theme import Meaning, colours, font, metrics, qcolor, tone
from shipdesk.ui.theme.icons import draw_icon, role_colour
from shipdesk.ui.theme.tokens import BAR, BODY, HAIR, ICON, NONE, RADIUS_LARGE, REGULAR, RING, SCAN, TITLE, XS, L, M, S
from shipdesk.ui.widgets.keycap import key_text, keycap_size, paint_keycap

_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class _Line(QLineEdit):
    focus_moved = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_moved.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_moved.emit()


class ScanField(QWidget):
    """Where an order, a SKU, a name or a number is scanned or typed."""

    edited = Signal(str)
    """What is written changed by typing."""
    submitted = Signal(str)
    """Enter was pressed; carries what is written, trimmed and not empty."""

    def __init__(self, placeholder: str, key: str = "F2", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key_text(key)
        self.line = _Line(self)
        self.line.setProperty("framed", "true")
        self.line.setFont(font(TITLE))
        self.line.setPlaceholderText(placeholder)
        self.line.setAccessibleName(placeholder)
        self.line.textEdited.connect(self._on_edited)
        self.line.returnPressed.connect(self._on_return)
        self.line.focus_moved.connect(self._repaint)
        self.setFixedHeight(SCAN)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """The keyboard to the line: as a proxy the frame would be a second stop of Tab."""
        self.line.setFocus(reason)

    def text(self) -> str:
        return self.line.text()

    def take_focus(self) -> None:
        """Make ready for the next: focus, with what is written selected."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def clear(self) -> None:
        """Empty it; does not emit."""
        self.line.clear()

    def sizeHint(self) -> QSize:
        return QSize(60 * S, SCAN)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.line.setGeometry(self.rect().adjusted(M + L + S, RING, -(keycap_size(self._key).width() + M + S), -RING))

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.line.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.line.clear()
            self.edited.emit("")
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            shown = colours()
            ready = self.line.hasFocus()
            width = RING if ready else HAIR
            painter.setPen(QPen(qcolor(shown.focus if ready else shown.line), width))
            painter.setBrush(qcolor(shown.surface))
            painter.drawRoundedRect(
                QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2), RADIUS_LARGE, RADIUS_LARGE
            )
            middle = self.height() / 2
            ink = tone(Meaning.ACCENT).fg if ready else shown.muted
            draw_icon(painter, QRectF(M, middle - L / 2, L, L), "scan", ink)
            paint_keycap(painter, self.width() - M - keycap_size(self._key).width(), middle, self._key)

    def _on_edited(self, text: str) -> None:
        self.edited.emit(text)

    def _on_return(self) -> None:
        written = self.text().strip()
        if written:
            self.submitted.emit(written)

    def _repaint(self) -> None:
        self.update()


class Gauge(QWidget):
    """One fact of the station beside the field: an icon and a word, for the scale with its figure large."""

    def __init__(self, icon: str, text: str = "", *, large: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._text, self._role, self._large = icon, text, "muted", large
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(SCAN)
        self.setAccessibleName(text)

    def set_text(self, text: str, role: str = "muted", why: str = "") -> None:
        """Show `text` in the colour of `role` (text, muted, faint or the word of a meaning), with a tooltip."""
        if (text, role) != (self._text, self._role):
            self._text, self._role = text, role
            self.setAccessibleName(text)
            self.updateGeometry()
            self.update()
        self.setToolTip(why)

    def sizeHint(self) -> QSize:
        return QSize(ICON + XS + self._advance() + HAIR, SCAN)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            ink = role_colour(self._role)
            draw_icon(painter, QRectF(0, (self.height() - ICON) / 2, ICON, ICON), self._icon, ink)
            painter.setFont(font(TITLE if self._large else BODY, REGULAR))
            painter.setPen(qcolor(ink))
            painter.drawText(QRectF(ICON + XS, 0, self.width(), self.height()), _LEFT, self._text)

    def _advance(self) -> int:
        return metrics(TITLE if self._large else BODY, REGULAR).horizontalAdvance(self._text)


class ScanBar(QWidget):
    """The top of the window: the field, and the gauges at its right."""

    def __init__(self, field: ScanField, *gauges: Gauge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.setFixedHeight(BAR)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(M, NONE, M, NONE)
        layout.setSpacing(L)
        layout.addWidget(field, 1)
        for gauge in gauges:
            layout.addWidget(gauge)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), qcolor(colours().surface))
            painter.fillRect(0, self.height() - HAIR, self.width(), HAIR, qcolor(colours().hairline))
