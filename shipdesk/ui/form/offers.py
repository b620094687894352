"""The cards that are offered under a field while one types, and the grey rest of the first behind what is typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from shipdesk.ui.theme import Meaning, colours, font, metrics, qcolor, tone
from shipdesk.ui.theme.tokens import BODY, CAPTION, HAIR, NONE, RADIUS_SMALL, SEMIBOLD, SHADOW, VALUE, XS, M, S
from shipdesk.ui.widgets.raised import paint_raised

if TYPE_CHECKING:
    from shipdesk.core.library import Card

_LINE = 6 * S
_WIDEST = 60 * S
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class CardList(QWidget):
    """A few cards, two lines each; none is current until an arrow key says so."""

    taken = Signal(object)
    """The card that was clicked."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.cards: tuple[Card, ...] = ()
        self._at = -1
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    def current(self) -> Card | None:
        """The card that an arrow key has chosen."""
        return self.cards[self._at] if 0 <= self._at < len(self.cards) else None

    def offer(self, cards: Sequence[Card], under: QWidget) -> None:
        """Show these below a field, or above it where there is no room below."""
        self.cards, self._at = tuple(cards), -1
        tall = len(cards) * _LINE + 2 * (SHADOW + XS)
        wide = min(max(under.width(), _WIDEST), self._over.width() - 2 * S) + 2 * SHADOW
        place = under.mapTo(self._over, QPoint(-SHADOW, under.height() + XS - SHADOW))
        if place.y() + tall > self._over.height():
            place.setY(max(under.mapTo(self._over, QPoint(NONE, NONE)).y() - tall + SHADOW, -SHADOW))
        left = min(place.x(), self._over.width() - wide + SHADOW)
        self.setGeometry(left, place.y(), wide, tall)
        self._say()
        self.show()
        self.raise_()
        self.update()

    def step(self, by: int) -> None:
        """The next one, or the one before."""
        self._at = min(max(self._at + by, 0), len(self.cards) - 1)
        self._say()
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = (event.position().toPoint().y() - SHADOW - XS) // _LINE
        if 0 <= at < len(self.cards):
            self.taken.emit(self.cards[at])

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            area = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
            paint_raised(painter, area, colours().line)
            for at, card in enumerate(self.cards):
                line = QRect(SHADOW + XS, SHADOW + XS + at * _LINE, self.width() - 2 * (SHADOW + XS), _LINE)
                if at == self._at:
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(qcolor(tone(Meaning.ACCENT).tint))
                    painter.drawRoundedRect(line, RADIUS_SMALL, RADIUS_SMALL)
                self._paint_card(painter, line.adjusted(M - XS, XS, XS - M, -XS), card)

    def _paint_card(self, painter: QPainter, area: QRect, card: Card) -> None:
        half = area.height() // 2
        painter.setFont(font(BODY, SEMIBOLD))
        painter.setPen(qcolor(colours().text))
        title = metrics(BODY, SEMIBOLD).elidedText(card.title, Qt.TextElideMode.ElideMiddle, area.width())
        painter.drawText(QRect(area.left(), area.top(), area.width(), half), _LEFT, title)
        painter.setFont(font(CAPTION))
        painter.setPen(qcolor(colours().muted))
        detail = metrics(CAPTION).elidedText(card.detail, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(QRect(area.left(), area.top() + half, area.width(), half), _LEFT, detail)

    def _say(self) -> None:
        chosen = self.current()
        words = f"{chosen.title}, {chosen.detail}" if chosen else self.tr("{count} found").format(count=len(self.cards))
        self.setAccessibleName(words)


class Ghost(QWidget):
    """The rest of a title in grey, behind what is typed in a line."""

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line)
        self._rest = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_rest(self, title: str) -> bool:
        """Show what is missing of `title`; False where what is typed is not its beginning."""
        line = self.parentWidget()
        if not isinstance(line, QLineEdit):
            return False
        typed = line.text()
        begins = title.casefold().startswith(typed.casefold()) and len(title) > len(typed)
        self._rest = title[len(typed) :] if begins and line.cursorPosition() == len(typed) else ""
        left = line.cursorRect().center().x() + HAIR
        self.setGeometry(left, NONE, max(line.width() - left, NONE), line.height())
        self.setVisible(bool(self._rest))
        self.update()
        return bool(self._rest)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setFont(font(VALUE))
            painter.setPen(qcolor(colours().faint))
            cut = metrics(VALUE).elidedText(self._rest, Qt.TextElideMode.ElideRight, self.width())
            painter.drawText(self.rect(), _LEFT, cut)
