"""What is read before it is changed: a party as on an envelope, a product as on a packing list.

Each line is a stop for the keyboard: Enter, Space or a click opens its fields.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from shipdesk.core.problems import Problem, Severity
from shipdesk.ui.form.draft import Draft
from shipdesk.ui.form.names import country_names
from shipdesk.ui.theme import Meaning, colours, font, metrics, qcolor, tone
from shipdesk.ui.theme.icons import draw_icon
from shipdesk.ui.theme.shapes import draw_shape
from shipdesk.ui.theme.states import SEVERITY
from shipdesk.ui.theme.tokens import (
    BODY,
    HAIR,
    ICON_SMALL,
    MARK,
    NONE,
    RADIUS,
    REGULAR,
    RING,
    ROW,
    SEMIBOLD,
    VALUE,
    XS,
    S,
)

_OPENERS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_WRAP = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
_SIGN = ICON_SMALL + 2 * S


class ReadLine(QWidget):
    """The frame of such a line: it can be reached, opened, and marked as faulty."""

    opened = Signal()
    """The clerk wants to change what it shows."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.locked = False
        self._worst: Severity | None = None
        self._faults = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_value(self, draft: Draft) -> None:
        """Show what the draft holds."""
        raise NotImplementedError

    def paint_value(self, painter: QPainter, area: QRect) -> None:
        """Paint it; the ground and the marks are painted already."""
        raise NotImplementedError

    def mark(self, problems: list[Problem]) -> None:
        """Say that these stand on fields which are not in sight."""
        worst = min((problem.severity for problem in problems), default=None)
        if (worst, len(problems)) != (self._worst, self._faults):
            self._worst, self._faults = worst, len(problems)
            self.setAccessibleDescription(" ".join(problem.message for problem in problems))
            self.update()

    def say(self, words: str) -> None:
        """What is read out for the line."""
        self.setAccessibleName(f"{self._name}: {words}" if words else self._name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OPENERS:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused, hovered = self.hasFocus(), self.underMouse()
        if focused or hovered:
            half = RING / 2
            painter.setPen(QPen(qcolor(colours().focus), RING) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(qcolor(colours().hover))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), RADIUS, RADIUS)
        room = self.rect().adjusted(S, NONE, -_SIGN, NONE)
        sign = QRectF(self.width() - ICON_SMALL - S, (min(self.height(), ROW) - ICON_SMALL) / 2, ICON_SMALL, ICON_SMALL)
        if self._worst is not None:
            spec = SEVERITY[self._worst]
            sign = QRectF(sign.center().x() - MARK / 2, sign.center().y() - MARK / 2, MARK, MARK)
            draw_shape(painter, sign, spec.shape, tone(spec.meaning).fg)
        elif focused or hovered:
            draw_icon(painter, sign, "eye" if self.locked else "edit", tone(Meaning.ACCENT).fg)
        self.paint_value(painter, room)
        painter.end()


@dataclass(frozen=True, slots=True)
class _Words:
    """The two parts of an envelope: who, and where."""

    head: str = ""
    body: str = ""


class PartyLine(ReadLine):
    """A sender or a receiver. `large` for who the parcel goes to: read from afar, the address over several lines."""

    def __init__(self, name: str, prefix: str, *, large: bool) -> None:
        super().__init__(name)
        self._prefix, self._large = prefix, large
        self._words = _Words()
        self._size = VALUE if large else BODY

    def show_value(self, draft: Draft) -> None:
        words = _envelope(draft, self._prefix, "\n" if self._large else " · ")
        if words != self._words:
            self._words = words
            self.say(f"{words.head}. {words.body}")
            self.setToolTip("" if self._large else words.body)
            self._fit()
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(20 * S, self.height())

    def paint_value(self, painter: QPainter, area: QRect) -> None:
        head, body = self._areas(area)
        painter.setPen(qcolor(colours().text))
        painter.setFont(font(self._size, SEMIBOLD))
        painter.drawText(
            head,
            _LEFT,
            metrics(self._size, SEMIBOLD).elidedText(self._words.head, Qt.TextElideMode.ElideMiddle, head.width()),
        )
        painter.setFont(font(BODY))
        if self._large:
            painter.drawText(body, _WRAP, self._words.body)
        else:
            painter.setPen(qcolor(colours().muted))
            painter.drawText(
                body, _LEFT, metrics(BODY).elidedText(self._words.body, Qt.TextElideMode.ElideRight, body.width())
            )

    def _areas(self, area: QRect) -> tuple[QRect, QRect]:
        tall = metrics(self._size, SEMIBOLD).height()
        head = QRect(area.left(), XS, area.width(), tall)
        return head, QRect(area.left(), head.bottom() + HAIR, area.width(), self._body_height(area.width()))

    def _body_height(self, width: int) -> int:
        if not self._large:
            return metrics(BODY).height()
        return metrics(BODY).boundingRect(QRect(NONE, NONE, width, 1000), _WRAP, self._words.body).height()

    def _fit(self) -> None:
        room = max(self.width() - S - _SIGN, 1)
        height = 2 * XS + metrics(self._size, SEMIBOLD).height() + self._body_height(room)
        if height != self.height():
            self.setFixedHeight(height)


def _envelope(draft: Draft, prefix: str, between: str) -> _Words:
    def at(name: str) -> str:
        return draft.text(f"{prefix}.{name}")

    place = ", ".join(filter(None, (at("district"), at("city"), at("province"))))
    country = country_names().get(at("country"), at("country"))
    lines = (
        ", ".join(line.strip(" ,") for line in at("address").splitlines() if line.strip()),
        " ".join(filter(None, (place, at("postcode")))),
        "  ".join(filter(None, (country, at("phone"), at("email")))),
    )
    head = " · ".join(filter(None, (at("name"), at("company"))))
    return _Words(head, between.join(line for line in lines if line))


class ProductLine(ReadLine):
    """One product: what, how many at what price, and the codes customs asks for."""

    def __init__(self, name: str, index: int) -> None:
        super().__init__(name)
        self._prefix = f"products[{index}]"
        self._parts = ("", "", "")
        self.setFixedHeight(ROW)

    def show_value(self, draft: Draft) -> None:
        def at(key: str) -> str:
            return draft.text(f"{self._prefix}.{key}")

        what = at("description") or at("description_origin") or self.tr("No description yet")
        price = " ".join(filter(None, (at("unit_price"), at("currency"))))
        parts = (
            what,
            "  ".join(filter(None, (at("sku"), at("hs_code")))),
            " × ".join(filter(None, (at("quantity"), price))),
        )
        if parts != self._parts:
            self._parts = parts
            self.say(", ".join(filter(None, parts)))
            self.update()

    def paint_value(self, painter: QPainter, area: QRect) -> None:
        what, codes, price = self._parts
        middle, right = area.width() * 9 // 20, Qt.TextElideMode.ElideRight
        painter.setPen(qcolor(colours().text))
        painter.setFont(font(BODY))
        painter.drawText(area, _RIGHT, price)
        painter.setFont(font(BODY, SEMIBOLD))
        painter.drawText(area, _LEFT, metrics(BODY, SEMIBOLD).elidedText(what, right, middle - S))
        room = area.width() - middle - metrics(BODY).horizontalAdvance(price) - S
        painter.setFont(font(BODY, REGULAR, code=True))
        painter.setPen(qcolor(colours().muted))
        cut = metrics(BODY, code=True).elidedText(codes, right, max(room, NONE))
        painter.drawText(area.adjusted(middle, NONE, NONE, NONE), _LEFT, cut)
