"""Notices: what just happened, over the lower right corner. Success goes by itself; the rest stays till taken."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPropertyAnimation, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGraphicsOpacityEffect, QSizePolicy, QVBoxLayout, QWidget

from shipdesk.ui.keys import ALARM_KEY
from shipdesk.ui.theme import Meaning, qcolor, tone
from shipdesk.ui.theme.shapes import draw_shape
from shipdesk.ui.theme.states import SHAPE_OF
from shipdesk.ui.theme.tokens import (
    BODY,
    FADE_MS,
    ICON_LARGE,
    ICON_SMALL,
    NONE,
    NOTICE_MS,
    NOTICE_WIDTH,
    RADIUS_LARGE,
    SEMIBOLD,
    SHADOW,
    TITLE,
    XS,
    M,
    S,
)
from shipdesk.ui.widgets.button import Kind, button, icon_button
from shipdesk.ui.widgets.layouts import row
from shipdesk.ui.widgets.raised import paint_raised
from shipdesk.ui.widgets.text import Text


class Notice(QWidget):
    """One notice. It is raised over the screen, with the shape and colour of its meaning at its left."""

    acted = Signal()
    """Its action was taken."""
    noted = Signal()
    """Somebody took note of it by its own button, and wants no more of it."""
    gone = Signal(QWidget)
    """It has left the screen; carries itself."""

    def __init__(self, meaning: Meaning, text: str, detail: str = "", action: str = "", *, alarm: bool = False) -> None:
        """`alarm`: read from two arm's lengths, on a filled ground as wide as the screen."""
        super().__init__()
        self.meaning = meaning
        self.text = text
        self.alarm = alarm
        self.setFixedWidth(NOTICE_WIDTH + 2 * SHADOW)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(f"{text} {detail}".strip())
        words = QVBoxLayout()
        words.setSpacing(XS)
        words.setContentsMargins(NONE, S, NONE, S)
        words.addStretch(1)
        role = f"on_{meaning}" if alarm else ""
        words.addWidget(Text(text, TITLE if alarm else BODY, SEMIBOLD, role=role, wrap=True))
        if detail:
            words.addWidget(Text(detail, BODY, role="muted", wrap=True))
        words.addStretch(1)
        layout = row(gap=S, into=self)
        self._mark = ICON_LARGE if alarm else ICON_SMALL
        layout.setContentsMargins(SHADOW + M + self._mark + M, SHADOW + S, SHADOW + S, SHADOW + S)
        layout.addLayout(words, 1)
        if action:
            self._action = button(action, Kind.PLAIN if alarm else Kind.QUIET)
            self._action.clicked.connect(self._on_action)
            layout.addWidget(self._action, 0, Qt.AlignmentFlag.AlignVCenter)
        words_of_key = self.tr("Take note   {key}").format(key=ALARM_KEY)
        self._close = button(words_of_key) if alarm else icon_button("close", self.tr("Take note"))
        self._close.clicked.connect(self._on_noted)
        layout.addWidget(self._close, 0, Qt.AlignmentFlag.AlignVCenter)
        self._timer = QTimer(self, singleShot=True, interval=NOTICE_MS)
        self._timer.timeout.connect(self.leave)
        self._effect = QGraphicsOpacityEffect(self)
        self.setGraphicsEffect(self._effect)
        self._fade = QPropertyAnimation(self._effect, b"opacity", self)
        self._fade.setDuration(FADE_MS)
        self._fade.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._fade.finished.connect(self._on_faded)

    def sizeHint(self) -> QSize:
        return QSize(self.width(), super().sizeHint().height())

    def appear(self) -> None:
        """Fade in; a success begins to count down."""
        self.show()
        self._fade_to(0.0, 1.0)
        if self.meaning is Meaning.GOOD:
            self._timer.start()

    def leave(self) -> None:
        """Fade out and go."""
        self._timer.stop()
        self._fade_to(1.0, 0.0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            ink = tone(self.meaning)
            area = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
            paint_raised(painter, area, ink.line)
            mark = QRectF(SHADOW + M, (self.height() - self._mark) / 2, self._mark, self._mark)
            if self.alarm:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(qcolor(ink.solid))
                painter.drawRoundedRect(area, RADIUS_LARGE, RADIUS_LARGE)
                draw_shape(painter, mark, SHAPE_OF[self.meaning], ink.on_solid)
                return
            painter.setClipRect(QRectF(SHADOW, 0, XS, self.height()))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(qcolor(ink.fg))
            painter.drawRoundedRect(area, RADIUS_LARGE, RADIUS_LARGE)
            painter.setClipping(False)
            draw_shape(painter, mark, SHAPE_OF[self.meaning], ink.fg)

    def _fade_to(self, begin: float, end: float) -> None:
        self._effect.setEnabled(True)
        self._fade.setStartValue(begin)
        self._fade.setEndValue(end)
        self._fade.start()

    def _on_faded(self) -> None:
        if self._fade.endValue() == 1.0:
            self._effect.setEnabled(False)  # an effect that stays on repaints the whole notice for every letter
        else:
            self.hide()
            self.gone.emit(self)

    def _on_noted(self) -> None:
        self.noted.emit()
        self.leave()

    def _on_action(self) -> None:
        self.acted.emit()
        self.leave()


class Notices(QWidget):
    """The stack of notices over a window; the newest is lowest. It follows the size of the widget it lies over."""

    def __init__(self, over: QWidget, lift: int = NONE) -> None:
        """`over` is what it covers, `lift` how many px of its lower edge stay free (the action bar)."""
        super().__init__(over)
        self._over, self._lift = over, lift
        self._shown: list[Notice] = []
        over.installEventFilter(self)
        self.hide()

    def say(self, meaning: Meaning, text: str, detail: str = "", action: str = "", *, alarm: bool = False) -> Notice:
        """Show a notice; connect to its `acted` when it has an `action`. An `alarm` is as wide as the screen.

        A success takes the place of the one before it, and a repeated sentence that of its first.
        """
        for old in list(self._shown):
            if old.text == text or (meaning is Meaning.GOOD and old.meaning is Meaning.GOOD):
                self._drop(old)
        notice = Notice(meaning, text, detail, action, alarm=alarm)
        notice.gone.connect(self._drop)
        self._shown.append(notice)
        notice.setParent(self)
        self.show()
        self._place()
        notice.appear()
        return notice

    def shown(self) -> list[Notice]:
        """What is on the screen, oldest first."""
        return list(self._shown)

    def shutdown(self) -> None:
        """Let go of the widget it lies over."""
        self._over.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _drop(self, notice: QWidget) -> None:
        if isinstance(notice, Notice) and notice in self._shown:
            self._shown.remove(notice)
            notice.hide()
            notice.deleteLater()
        self.setVisible(bool(self._shown))
        self._place()

    def _place(self) -> None:
        if not self._shown:
            return
        usual = NOTICE_WIDTH + 2 * SHADOW
        widest = self._over.width() - 2 * M + 2 * SHADOW
        full = widest if any(notice.alarm for notice in self._shown) else usual
        top = -SHADOW
        for notice in self._shown:
            width = full if notice.alarm else usual
            notice.setFixedWidth(width)
            height = max(notice.heightForWidth(width), notice.minimumSizeHint().height())
            notice.setGeometry(full - width, top + SHADOW, width, height)
            top += height - 2 * SHADOW + S
        height = top + 2 * SHADOW + SHADOW - S
        left = self._over.width() - full + SHADOW - M
        self.setGeometry(left, self._over.height() - height + SHADOW - M - self._lift, full, height)
        self.raise_()
