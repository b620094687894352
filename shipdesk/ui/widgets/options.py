"""One of a few, below each other: each with its name and how it is, in a word with its shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from shipdesk.ui.focus import one_stop
from shipdesk.ui.theme import Meaning, colours, font, metrics, qcolor, tone
from shipdesk.ui.theme.shapes import Shape, draw_shape
from shipdesk.ui.theme.tokens import BODY, HAIR, MARK, NONE, RADIUS, RING, SEMIBOLD, TARGET, XS, L, M, S

_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


@dataclass(frozen=True, slots=True)
class Option:
    """One to choose. `state` is a word or two; `ready`: that is good."""

    key: str
    label: str
    state: str
    ready: bool = True
    chosen: bool = False


class OptionRow(QAbstractButton):
    """One of them: its name, and how it is."""

    def __init__(self, choice: Option) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setAutoExclusive(True)  # read out as one of several
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_choice(choice)

    def show_choice(self, choice: Option) -> None:
        """Show it as it is now."""
        self.choice = choice
        self.setText(choice.label)
        self.setAccessibleName(f"{choice.label}, {choice.state}")
        self.setChecked(choice.chosen)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(40 * S, TARGET + S)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown, accent = colours(), tone(Meaning.ACCENT)
        area = QRectF(self.rect()).adjusted(HAIR, HAIR, -HAIR, -HAIR)
        line = shown.focus if self.hasFocus() else accent.line if self.isChecked() else shown.hairline
        painter.setPen(QPen(qcolor(line), RING if self.hasFocus() else HAIR))
        ground = accent.tint if self.isChecked() else shown.hover if self.underMouse() else shown.surface
        painter.setBrush(qcolor(ground))
        painter.drawRoundedRect(area, RADIUS, RADIUS)
        self._paint_dot(painter)
        words = area.adjusted(M + L, 0, -M, 0)
        state = tone(Meaning.GOOD if self.choice.ready else Meaning.CARE).fg
        painter.setFont(font(BODY))
        painter.setPen(qcolor(state))
        painter.drawText(words, _RIGHT, self.choice.state)
        used = metrics(BODY).horizontalAdvance(self.choice.state) + MARK + S
        shape = Shape.TICK if self.choice.ready else Shape.TRIANGLE
        mark = QRectF(words.right() - used + XS, area.center().y() - MARK / 2, MARK, MARK)
        draw_shape(painter, mark, shape, state)
        painter.setFont(font(BODY, SEMIBOLD))
        painter.setPen(qcolor(shown.text))
        name = words.adjusted(0, 0, -used, 0)
        cut = metrics(BODY, SEMIBOLD).elidedText(self.text(), Qt.TextElideMode.ElideMiddle, int(name.width()))
        painter.drawText(name, _LEFT, cut)
        painter.end()

    def _paint_dot(self, painter: QPainter) -> None:
        ring = QRectF(M, (self.height() - M) / 2, M, M)
        ink = tone(Meaning.ACCENT).fg if self.isChecked() else colours().line
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(qcolor(ink), RING))
        painter.drawEllipse(ring.adjusted(HAIR, HAIR, -HAIR, -HAIR))
        if self.isChecked():
            painter.setBrush(qcolor(ink))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(ring.adjusted(XS + HAIR, XS + HAIR, -XS - HAIR, -XS - HAIR))


class OptionList(QWidget):
    """One below the other, each with how it is; one is picked, or none."""

    picked = Signal(str)
    """The key of the one that the clerk has picked."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(NONE, NONE, NONE, NONE)
        self._layout.setSpacing(S)
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._clicked)
        self.rows: list[OptionRow] = []

    def put(self, choices: Sequence[Option]) -> None:
        """Show these; the keyboard stays on the one it was on."""
        if [one.choice.key for one in self.rows] == [choice.key for choice in choices]:
            for one, choice in zip(self.rows, choices, strict=True):
                one.show_choice(choice)
            one_stop(self._group)
            return
        focused = next((one.choice.key for one in self.rows if one.hasFocus()), "")
        gone, self.rows = self.rows, [OptionRow(choice) for choice in choices]
        for one in self.rows:
            self._group.addButton(one)
            self._layout.addWidget(one)
            one.show()
            if one.choice.key == focused:
                one.setFocus()
        for one in gone:
            self._group.removeButton(one)
            self._layout.removeWidget(one)
            one.hide()
            one.deleteLater()
        one_stop(self._group)

    def key(self) -> str:
        """The one that is picked; empty for none."""
        return next((one.choice.key for one in self.rows if one.isChecked()), "")

    def _clicked(self, clicked: QAbstractButton) -> None:
        one_stop(self._group)
        if isinstance(clicked, OptionRow):
            self.picked.emit(clicked.choice.key)
