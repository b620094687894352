"""An address as it will be sent, where the carrier takes it in short lines: shown beneath the field it is typed in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from shipdesk.ui.theme import colours, font, metrics, qcolor
from shipdesk.ui.theme.tokens import CAPTION, NONE, S

#: Room for so many is kept from the start, so that the fields below stay where they are while one types.
_LEAST = 3
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class WireLines(QWidget):
    """`Sent as   1  JL. MERDEKA NO 12 …`: each line of the request on a line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = self.tr("Sent as")
        self.lines: tuple[str, ...] = ()
        self._room = _LEAST
        self.setFixedHeight(self._tall(_LEAST))

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show these; the room grows with them and is not taken back."""
        if self.lines == tuple(lines):
            return
        self.lines = tuple(lines)
        self._room = max(self._room, len(lines))
        self.setFixedHeight(self._tall(self._room))
        self.setAccessibleName(f"{self._title}: {', '.join(lines)}")
        self.setToolTip("\n".join(lines))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            tall, left = metrics(CAPTION).height(), metrics(CAPTION).horizontalAdvance(self._title) + S
            painter.setFont(font(CAPTION))
            painter.setPen(qcolor(colours().faint))
            painter.drawText(QRect(NONE, NONE, left, tall), _LEFT, self._title)
            code = metrics(CAPTION, code=True)
            words = left + code.horizontalAdvance("0") + S
            painter.setFont(font(CAPTION, code=True))
            for place, line in enumerate(self.lines):
                painter.setPen(qcolor(colours().faint))
                painter.drawText(QRect(left, place * tall, words - left, tall), _LEFT, f"{place + 1}")
                painter.setPen(qcolor(colours().muted))
                room = self.width() - words
                cut = code.elidedText(line, Qt.TextElideMode.ElideRight, room)
                painter.drawText(QRect(words, place * tall, room, tall), _LEFT, cut)

    def _tall(self, lines: int) -> int:
        return lines * metrics(CAPTION).height() + S
