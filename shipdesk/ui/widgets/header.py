"""The heading of a table: quiet titles over a line."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from shipdesk.ui.theme import colours, font, metrics, qcolor
from shipdesk.ui.theme.tokens import CAPTION, HAIR, SEMIBOLD, S

_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)


class TableHeader(QHeaderView):
    """Titles in the caption size, without lines between them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.dragging = False
        self.setSectionsClickable(False)

    def sectionSizeFromContents(self, logicalIndex: int) -> QSize:  # noqa: N803 - Qt's own name
        title = str(self.model().headerData(logicalIndex, self.orientation(), _DISPLAY) or "")
        return QSize(metrics(CAPTION, SEMIBOLD).horizontalAdvance(title) + 2 * S + HAIR, self.height())

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's own name
        shown = colours()
        painter.fillRect(rect, qcolor(shown.surface))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), HAIR, qcolor(shown.hairline))
        room = rect.adjusted(S, 0, -S, 0)
        title = str(self.model().headerData(logicalIndex, self.orientation(), _DISPLAY) or "")
        align = int(self.model().headerData(logicalIndex, self.orientation(), _ALIGN) or 0)
        painter.setFont(font(CAPTION, SEMIBOLD))
        painter.setPen(qcolor(shown.muted))
        cut = metrics(CAPTION, SEMIBOLD).elidedText(title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, align, cut)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.dragging = True
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.dragging = False
