"""A list of bookings: two lines each, read from the side while the hands do something else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from shipdesk.ui.theme import Meaning, colours, font, metrics, qcolor, tone
from shipdesk.ui.theme.shapes import draw_shape
from shipdesk.ui.theme.tokens import BODY, CAPTION, HAIR, MARK, NONE, REGULAR, RING, SEMIBOLD, XS, M, S

if TYPE_CHECKING:
    from shipdesk.core.records import Row
    from shipdesk.ui.theme.states import StateSpec

Index = QModelIndex | QPersistentModelIndex
#: What a list shows of a row: its mark, the words at the right, the second line.
Wording = Callable[["Row"], "tuple[StateSpec, str, str]"]

LINE = 6 * S
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_TAKERS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class RowsModel(QAbstractListModel):
    """Rows by their id. `put` tells the view only what has changed, so selection and scroll stay."""

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self.wording = wording

    def put(self, rows: Sequence[Row]) -> None:
        """Show these, in this order."""
        wanted = {row.id for row in rows}
        for at in range(len(self.rows) - 1, -1, -1):
            if self.rows[at].id not in wanted:
                self._take(at)
        for at, row in enumerate(rows):
            if at < len(self.rows) and self.rows[at].id == row.id:
                if self.rows[at] != row:
                    self.rows[at] = row
                    self.dataChanged.emit(self.index(at), self.index(at))
                continue
            here = self.at(row.id)
            if here >= 0:
                self._take(here)
            self.beginInsertRows(QModelIndex(), at, at)
            self.rows.insert(at, row)
            self.endInsertRows()

    def at(self, entry_id: int) -> int:
        """Where a booking stands, or -1."""
        return next((at for at, row in enumerate(self.rows) if row.id == entry_id), -1)

    def _take(self, at: int) -> None:
        self.beginRemoveRows(QModelIndex(), at, at)
        del self.rows[at]
        self.endRemoveRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        if role == _DISPLAY:
            return self.rows[index.row()].reference
        if role in (_SPOKEN, _TIP):
            row = self.rows[index.row()]
            spec, side, second = self.wording(row)
            return ", ".join(filter(None, (row.reference, spec.word, second, row.receiver, side)))
        return None


class _Painter(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(20 * S, LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        view = self.parent()
        if not isinstance(model, RowsModel) or not isinstance(view, RowList):
            return
        row, area = model.rows[index.row()], option.rect
        spec, side, second = model.wording(row)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        shown, accent = colours(), tone(Meaning.ACCENT)
        if selected:
            painter.fillRect(area, qcolor(accent.tint))
            painter.fillRect(area.left(), area.top(), XS - HAIR, area.height(), qcolor(accent.fg))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, qcolor(shown.hover))
        painter.fillRect(area.left() + M, area.bottom(), area.width(), HAIR, qcolor(shown.hairline))
        if view.hasFocus() and index == view.currentIndex():
            painter.setPen(QPen(qcolor(shown.focus), RING))
            painter.drawRect(area.adjusted(HAIR, HAIR, -HAIR, -HAIR))
        mark = QRectF(area.left() + M, area.top() + S + RISE, MARK, MARK)
        draw_shape(painter, mark, spec.shape, tone(spec.meaning).fg)
        left = area.left() + M + MARK + S
        first = QRect(left, area.top() + S - HAIR, area.right() - left - S - XS, metrics(BODY).height())
        painter.setFont(font(CAPTION))
        painter.setPen(qcolor(shown.muted))
        painter.drawText(first, _RIGHT, side)
        first.setRight(first.right() - metrics(CAPTION).horizontalAdvance(side) - S)
        weight = SEMIBOLD if row.id == view.open_id else REGULAR
        painter.setFont(font(BODY, weight, code=True))
        painter.setPen(qcolor(shown.text))
        middle = Qt.TextElideMode.ElideMiddle
        painter.drawText(
            first, _LEFT, metrics(BODY, weight, code=True).elidedText(row.reference, middle, first.width())
        )
        under = QRect(left, first.bottom() + HAIR, area.right() - left - S, metrics(CAPTION).height())
        painter.setFont(font(CAPTION))
        calm = spec.meaning in (Meaning.NEUTRAL, Meaning.ACCENT)
        painter.setPen(qcolor(shown.muted if calm else tone(spec.meaning).fg))
        painter.drawText(under, _LEFT, metrics(CAPTION).elidedText(second, Qt.TextElideMode.ElideRight, under.width()))


#: The mark stands in the middle of the first line.
RISE = 2


class RowList(QListView):
    """The list as it is seen. A click or Enter takes a row."""

    taken = Signal(str)
    """The reference of the row that was taken."""

    def __init__(self, name: str, wording: Wording) -> None:
        super().__init__()
        self._model = RowsModel(wording)
        self.open_id = -1
        self.setModel(self._model)
        self.setItemDelegate(_Painter(self))
        self.setUniformItemSizes(True)
        self.setProperty("bare", "true")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.clicked.connect(self._on_taken)

    def put(self, rows: Sequence[Row]) -> None:
        """Show these rows; Tab passes over a list that has none."""
        if list(rows) != self._model.rows:
            self._model.put(rows)
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if rows else Qt.FocusPolicy.NoFocus)

    def rows(self) -> list[Row]:
        """What is in the list, in its order."""
        return list(self._model.rows)

    def mark_open(self, entry_id: int) -> None:
        """Show which booking is in the form; -1 for none."""
        if entry_id == self.open_id:
            return
        self.open_id = entry_id
        at = self._model.at(entry_id)
        if at >= 0:
            self.setCurrentIndex(self._model.index(at))
        else:
            self.clearSelection()
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _TAKERS and self.currentIndex().isValid():
            self._on_taken(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._model.rows:
            self.setCurrentIndex(self._model.index(NONE))

    def _on_taken(self, index: QModelIndex) -> None:
        if index.isValid():
            self.taken.emit(self._model.rows[index.row()].reference)
