"""The top of the form: the reference, read from afar, and the carrier's service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStackedLayout, QWidget

from shipdesk.ui.theme import Meaning, colours, font, qcolor, tone
from shipdesk.ui.theme.icons import draw_icon
from shipdesk.ui.theme.states import BOOKING
from shipdesk.ui.theme.tokens import BODY, FAR, HAIR, ICON_SMALL, RADIUS, RING, SCAN, SEMIBOLD, VALUE, XS, L, M, S
from shipdesk.ui.widgets.chip import Chip
from shipdesk.ui.widgets.editors import TextEditor
from shipdesk.ui.widgets.keycap import key_text, keycap_size, paint_keycap
from shipdesk.ui.widgets.layouts import column, row
from shipdesk.ui.widgets.text import ElidedText

if TYPE_CHECKING:
    from shipdesk.ui.station.order.order import Order

_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_OPENERS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down}


#: So much of a reference is read whole, px, before what carries it has its key beside it.
_READ = 28 * S


class ServiceButton(QAbstractButton):
    """`Jumppoint · Air ▾  F4`: what will carry it; red while none is chosen."""

    def __init__(self, action: QAction) -> None:
        super().__init__()
        self._key = key_text("F4")
        self._faulty = self._locked = False
        self.setFont(font(VALUE, SEMIBOLD))
        self.setFixedHeight(SCAN)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(action.trigger)

    def show_service(self, words: str, *, faulty: bool, locked: bool) -> None:
        """Show the carrier and its service."""
        self._faulty, self._locked = faulty, locked
        self.setText(words)
        self.setEnabled(not locked)
        self.setAccessibleName(self.tr("Carrier and service: {words}").format(words=words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._bare() + (0 if self._locked else S + keycap_size(self._key).width()), SCAN)

    def minimumSizeHint(self) -> QSize:
        """Where there is less room, its key stands in the bar alone."""
        return QSize(self._bare(), SCAN)

    def _bare(self) -> int:
        return M + self.fontMetrics().horizontalAdvance(self.text()) + (0 if self._locked else S + ICON_SMALL) + M

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OPENERS:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown = colours()
        line, width = (shown.line_strong if self.underMouse() else shown.line), float(HAIR)
        if self._faulty:
            line, width = tone(Meaning.STOP).fg, 1.5
        if self.hasFocus():
            line, width = shown.focus, float(RING)
        area = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.setPen(QPen(qcolor(shown.hairline if self._locked else line), width))
        painter.setBrush(qcolor(shown.sunken if self._locked else shown.surface))
        painter.drawRoundedRect(area, RADIUS, RADIUS)
        painter.setFont(self.font())
        painter.setPen(qcolor(tone(Meaning.STOP).fg if self._faulty else shown.text))
        painter.drawText(QRectF(M, 0, self.width(), self.height()), _LEFT, self.text())
        if not self._locked:
            right = self.width() - M
            if self.width() >= self.sizeHint().width():
                right -= keycap_size(self._key).width()
                paint_keycap(painter, right, self.height() / 2, self._key)
                right -= S
            sign = QRectF(right - ICON_SMALL, (self.height() - ICON_SMALL) / 2, ICON_SMALL, ICON_SMALL)
            draw_icon(painter, sign, "chevron-down", shown.muted)
        painter.end()


class _ReferenceEditor(TextEditor):
    """The reference of a shipment that the order book does not have yet."""

    def __init__(self) -> None:
        super().__init__(code=True)
        self.setFont(font(FAR, SEMIBOLD, code=True))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.setCursorPosition(0)


class Header(QWidget):
    """Reference, state, where it came from, and the service."""

    reference_typed = Signal(str)

    def __init__(self, change_service: QAction) -> None:
        super().__init__()
        self._shown = ElidedText("", FAR, SEMIBOLD, code=True)
        self.editor = _ReferenceEditor()
        self.editor.setAccessibleName(self.tr("Reference"))
        self.editor.edited.connect(self._typed)
        self._shown.setParent(self)  # a stack shows its first widget at once: without a parent as a window
        self._which = QStackedLayout()
        self._which.addWidget(self._shown)
        self._which.addWidget(self.editor)
        self._chip = Chip(BOOKING["draft"])
        self._about = ElidedText("", BODY, role="muted", mode=Qt.TextElideMode.ElideRight)
        self.service = ServiceButton(change_service)
        under = row(self._chip, self._about, gap=S)
        words = column(self._which, under, gap=XS)
        layout = row(words, self.service, gap=L, into=self)
        layout.setStretch(0, 1)
        layout.setContentsMargins(L, M, L, S)

    def show_order(self, order: Order, about: str) -> None:
        """Show another shipment; the reference can be typed until the order book has it."""
        fresh = order.row is None
        self._which.setCurrentIndex(int(fresh))
        self._shown.set_text(order.reference)
        self._shown.setMinimumWidth(min(self._shown.sizeHint().width(), _READ))
        self.editor.set_text(order.reference)
        self._chip.set_spec(BOOKING[order.state])
        self._about.set_text(about)

    def _typed(self) -> None:
        self.reference_typed.emit(self.editor.text().strip())
