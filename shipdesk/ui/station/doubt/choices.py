"""What a person can say of a booking, one below the other: the verb, its sentence of consequence, its key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from shipdesk.ui.theme import Meaning, colours, qcolor, tone
from shipdesk.ui.theme.tokens import BODY, CAPTION, HAIR, NONE, RADIUS, SEMIBOLD, XS, S
from shipdesk.ui.widgets.keycap import KeyCap
from shipdesk.ui.widgets.layouts import column, row
from shipdesk.ui.widgets.text import Text

if TYPE_CHECKING:
    from shipdesk.usecases.resolutions import Resolution

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_ENTERS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class Choice(QAbstractButton):
    """One of them. Taking it does nothing yet that cannot be left again."""

    def __init__(self, resolution: Resolution, key: str) -> None:
        super().__init__()
        self.resolution = resolution
        self.setText(resolution.label)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{resolution.label}: {resolution.help}")
        title = Text(resolution.label, BODY, SEMIBOLD)
        words = Text(resolution.help, CAPTION, role="muted", wrap=True)
        for part in (title, words):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = column(row(title, None, KeyCap(key)), words, gap=HAIR, into=self)
        layout.setContentsMargins(S + XS, XS + HAIR, S, XS + HAIR)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTERS and not event.isAutoRepeat():
            self.click()
        elif event.key() in _STEPS:
            self.focusNextPrevChild(_STEPS[Qt.Key(event.key())] > 0)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            shown, accent = colours(), tone(Meaning.ACCENT)
            focused = self.hasFocus()
            painter.setPen(qcolor(shown.focus if focused else shown.hairline))
            painter.setBrush(qcolor(accent.tint if focused else shown.hover if self.underMouse() else shown.surface))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)


class Choices(QWidget):
    """The list of them. Alt and a number, a click, or Enter on one takes it; the arrows go from one to the next."""

    taken = Signal(object)
    """The `Resolution` that was chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._made: list[Choice] = []
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(NONE, NONE, NONE, NONE)
        self._list.setSpacing(XS)

    def offer(self, resolutions: Sequence[Resolution]) -> None:
        """Show these."""
        if [one.resolution for one in self._made] == list(resolutions):
            return
        for gone in self._made:
            self._list.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._made = []
        for number, resolution in enumerate(resolutions, start=1):
            made = Choice(resolution, f"Alt+{number}")
            made.clicked.connect(self._on_clicked)
            self._list.addWidget(made)
            self._made.append(made)

    def names(self) -> list[str]:
        """What is offered, by the names of the table."""
        return [one.resolution.name for one in self._made]

    def by_number(self, number: int) -> Resolution | None:
        """The one with this number, from 1."""
        return self._made[number - 1].resolution if 0 < number <= len(self._made) else None

    def focus_first(self) -> None:
        """The keyboard to the first of them."""
        if self._made:
            self._made[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_clicked(self) -> None:
        chosen = self.sender()
        if isinstance(chosen, Choice):
            self.taken.emit(chosen.resolution)
