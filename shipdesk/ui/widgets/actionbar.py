"""The bar along the bottom: every key of this screen with its verb, the one that matters most filled."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPaintEvent, QPen, QResizeEvent
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
        self._action, self.primary = action, primary
        self._short = False
        self.setFont(font(VALUE if primary else BODY, SEMIBOLD))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the key is the way; Tab belongs to the fields
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def width_of(self, *, short: bool) -> int:
        """The room it takes, px: as its key alone, or with its verb."""
        pad = L if self.primary else S
        key = keycap_size(self._key).width() if self._key else 0
        words = 0 if short else self.fontMetrics().horizontalAdvance(self.text())
        return pad + key + (S if key and words else 0) + words + pad

    def can_be_short(self) -> bool:
        """What the screen is for is always said, and so is what has no key."""
        return bool(self._key) and not self.primary

    def set_short(self, short: bool) -> None:
        """Show the key alone; what it does is said under the pointer."""
        if short != self._short:
            self._short = short
            self._tip()
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.width_of(short=self._short), TARGET + (S if self.primary else 0))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.width_of(short=self.can_be_short()), TARGET)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ink, key_ink, key_ground = self._ground(painter)
            left = float(L if self.primary else S)
            if self._key:
                left = paint_keycap(painter, left, self.height() / 2, self._key, ink=key_ink, ground=key_ground) + S
            if self._short:
                return
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
        if self.primary and self.isEnabled():
            fill = shown.accent_pressed if self.isDown() else shown.accent_hover if over else accent.solid
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(qcolor(fill))
            painter.drawRoundedRect(area, RADIUS, RADIUS)
            return accent.on_solid, accent.on_solid, fill
        if self.primary or over:
            painter.setPen(QPen(qcolor(shown.hairline), HAIR))
            painter.setBrush(qcolor(shown.sunken if self.isDown() or self.primary else shown.hover))
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
        self._tip()
        self.setAccessibleName(f"{text} {key}".strip())
        self.setAccessibleDescription(why_not(action))
        self.update()

    def _tip(self) -> None:
        """What the button itself does not say."""
        words, more = self.text(), why_not(self._action) or self._action.toolTip()
        unsaid = ([words] if self._short else []) + ([more] if more != words else [])
        self.setToolTip(". ".join(unsaid))


def _gives_way(button: ActionButton) -> tuple[bool, int]:
    """What is closed now first, then from the right."""
    return button.isEnabled(), -button.x()


class ActionBar(QWidget):
    """The bar itself. The primary action stands first and filled; `at_end` puts an action at the right edge.

    Where there is no room for all verbs, actions show their keys alone: those first that are closed now, then from the
    right.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(BAR)
        self._start = QHBoxLayout()
        self._end = QHBoxLayout()
        for part in (self._start, self._end):
            part.setSpacing(XS)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(M, NONE, M, NONE)
        layout.setSpacing(NONE)
        layout.addLayout(self._start)
        layout.addSpacing(S)
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        shown = [one for one in self.findChildren(ActionButton) if not one.isHidden()]
        primary = sum(one.primary for one in shown)
        between = (len(shown) + primary - 2) * XS + (1 + primary) * S  # a primary one stands apart
        over = sum(one.width_of(short=False) for one in shown) + between + 2 * M - self.width()
        short: set[ActionButton] = set()
        for one in sorted(shown, key=_gives_way):
            if over > 0 and one.can_be_short():
                over -= one.width_of(short=False) - one.width_of(short=True)
                short.add(one)
        for one in shown:
            one.set_short(one in short)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), qcolor(colours().surface))
            painter.fillRect(0, 0, self.width(), HAIR, qcolor(colours().hairline))
