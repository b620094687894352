"""The bar along the bottom: every key of this screen with its verb, the one that matters most filled."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from shipdesk.ui.theme import Meaning, colours, font, qcolor, tone
from shipdesk.ui.theme.tokens import BAR, BODY, HAIR, NONE, RADIUS, SEMIBOLD, TARGET, VALUE, XS, L, M, S
from shipdesk.ui.widgets.keycap import keycap_size, paint_keycap

_WHY = "why_not"
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


def allow(action: QAction, why_not: str = "") -> None:
    """Open an action, or close it with the reason `why_not`, which its button and the command palette show."""
    action.setProperty(_WHY, why_not)
    action.setEnabled(not why_not)


def why_not(action: QAction) -> str:
    """Why an action is closed; empty where it is open or nobody said."""
    return "" if action.isEnabled() else str(action.property(_WHY) or "")


class ActionButton(QAbstractButton):
    """A key cap and a verb for one action; follows the action's text, key and state."""

    def __init__(self, action: QAction, *, primary: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action, self._primary = action, primary
        self.setFont(font(VALUE if primary else BODY, SEMIBOLD))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the key is the way; Tab belongs to the fields
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def sizeHint(self) -> QSize:
        pad = L if self._primary else S
        key = keycap_size(self._key).width() + S if self._key else 0
        return QSize(
            pad + key + self.fontMetrics().horizontalAdvance(self.text()) + pad, TARGET + (S if self._primary else 0)
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(keycap_size(self._key).width() + 2 * S, TARGET)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ink, key_ink, key_ground = self._ground(painter)
            left = float(L if self._primary else S)
            if self._key:
                left = paint_keycap(painter, left, self.height() / 2, self._key, ink=key_ink, ground=key_ground) + S
            painter.setFont(self.font())
            painter.setPen(qcolor(ink))
            room = QRectF(left, 0, self.width() - left, self.height())
            cut = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(room.width()))
            painter.drawText(room, _LEFT, cut)

    def _ground(self, painter: QPainter) -> tuple[str, str, str]:
        """Paint what is behind the words; gives back their ink and the ink and ground of the key cap."""
        shown, accent = colours(), tone(Meaning.ACCENT)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        over = self.underMouse() and self.isEnabled()
        if self._primary and self.isEnabled():
            fill = shown.accent_pressed if self.isDown() else shown.accent_hover if over else accent.solid
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(qcolor(fill))
            painter.drawRoundedRect(area, RADIUS, RADIUS)
            return accent.on_solid, accent.on_solid, fill
        if self._primary or over:
            painter.setPen(QPen(qcolor(shown.hairline), HAIR))
            painter.setBrush(qcolor(shown.sunken if self.isDown() or self._primary else shown.hover))
            painter.drawRoundedRect(area, RADIUS, RADIUS)
        if not self.isEnabled():
            return shown.faint, shown.faint, shown.surface
        return shown.text, "", ""

    def _follow(self) -> None:
        action = self._action
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        text = action.text().replace("&", "")
        if (key, text) != (getattr(self, "_key", ""), self.text()):
            self._key = key
            self.setText(text)
            self.updateGeometry()
        self.setEnabled(action.isEnabled())
        self.setVisible(action.isVisible())
        self.setToolTip(why_not(action) or (action.toolTip() if action.toolTip() != text else ""))
        self.setAccessibleName(f"{text} {key}".strip())
        self.setAccessibleDescription(why_not(action))
        self.update()


class ActionBar(QWidget):
    """The bar itself. The primary action stands first and filled; `at_end` puts an action at the right edge."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(BAR)
        self._start = QHBoxLayout()
        self._end = QHBoxLayout()
        for part in (self._start, self._end):
            part.setSpacing(XS)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(M, NONE, M, NONE)
        layout.setSpacing(S)
        layout.addLayout(self._start)
        layout.addStretch(1)
        layout.addLayout(self._end)

    def add(self, action: QAction, *, primary: bool = False, at_end: bool = False) -> ActionButton:
        """Show an action; the action itself stays with the screen, which gives it its key and what it does."""
        made = ActionButton(action, primary=primary, parent=self)
        (self._end if at_end else self._start).addWidget(made, 0, Qt.AlignmentFlag.AlignVCenter)
        if primary:
            self._start.addSpacing(S)
        return made

    def clear(self) -> None:
        """Take all actions away, for another screen."""
        for part in (self._start, self._end):
            while (item := part.takeAt(0)) is not None:
                gone = item.widget()
                if gone is not None:
                    gone.hide()
                    gone.deleteLater()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), qcolor(colours().surface))
            painter.fillRect(0, 0, self.width(), HAIR, qcolor(colours().hairline))
