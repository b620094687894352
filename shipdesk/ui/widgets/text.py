"""Text in the type scale. Always plain: what a carrier sends is never taken for markup."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from shipdesk.ui.theme import font, qcolor
from shipdesk.ui.theme.icons import role_colour
from shipdesk.ui.theme.tokens import BODY, REGULAR, S


class Text(QLabel):
    """Words on a surface.

    `size` and `weight` come from the tokens, `role` is text, muted, faint or the word of a meaning, `code` takes the
    monospaced face, `wrap` lets it run over several lines, `select` lets it be copied with pointer and keys.
    """

    def __init__(
        self,
        text: str = "",
        size: int = BODY,
        weight: int = REGULAR,
        *,
        role: str = "text",
        code: bool = False,
        wrap: bool = False,
        select: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(size, weight, code=code))
        self.setProperty("role", role)
        self.setWordWrap(wrap)
        if select:
            flags = Qt.TextInteractionFlag
            self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)

    def set_role(self, role: str) -> None:
        """Change the colour: text, muted, faint or the word of a meaning."""
        if self.property("role") != role:
            self.setProperty("role", role)
            self.style().unpolish(self)
            self.style().polish(self)


class ElidedText(QWidget):
    """One line that gives way: cut in the middle (names, addresses) or at its end, whole in the tooltip."""

    def __init__(
        self,
        text: str = "",
        size: int = BODY,
        weight: int = REGULAR,
        *,
        role: str = "text",
        code: bool = False,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setFont(font(size, weight, code=code))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._role, self._mode, self._text = role, mode, ""
        self.set_text(text)

    def text(self) -> str:
        return self._text

    def set_text(self, text: str) -> None:
        """Show `text`; line breaks become spaces."""
        self._text = " ".join(text.split("\n"))
        self.setAccessibleName(self._text)
        self.updateGeometry()
        self._note_cut()
        self.update()

    def set_role(self, role: str) -> None:
        """Change the colour: text, muted, faint or the word of a meaning."""
        self._role = role
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._text) + 1, self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(4 * S, self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._note_cut()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setPen(qcolor(role_colour(self._role)))
            cut = self.fontMetrics().elidedText(self._text, self._mode, self.width())
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), cut)

    def _note_cut(self) -> None:
        cut = self.fontMetrics().horizontalAdvance(self._text) > self.width()
        self.setToolTip(self._text if cut else "")
