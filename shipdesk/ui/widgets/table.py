"""A table that paints its whole screen in one pass: faster than Qt's own delegate with a model in C++."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, Qt, QTimer
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QToolTip, QWidget

from shipdesk.ui.theme import Meaning, colours, font, qcolor, tone
from shipdesk.ui.theme.tokens import CAPTION, HAIR, RING, ROW, SEMIBOLD, XS, L, S
from shipdesk.ui.widgets.columns import Kind, cell_text, cell_width, paint_cell
from shipdesk.ui.widgets.header import TableHeader
from shipdesk.ui.widgets.rows import RowsModel

_SAMPLE = 60


class Table(QTableView):
    """Rows of 36 px with hairlines between them, selected whole. Enter and a double click emit `activated`.

    Widths follow the content each time it is shown, until the clerk sets one; `widths` and `restore_widths` remember
    those. Columns of `give_way` are hidden while there is no room for them, the first of these keys first.
    """

    def __init__(
        self,
        model: RowsModel,
        *,
        selectable: bool = True,
        give_way: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rows = model
        self._give_way = give_way
        self._room = {column.key: column.width for column in model.columns}
        self._hovered = -1
        self._set_by_hand: set[str] = set()
        self._fit_soon = QTimer(self)
        self._fit_soon.setSingleShot(True)
        self._fit_soon.timeout.connect(self._fit_once)
        self._fitted = False
        self._empty: QWidget | None = None
        self.setHorizontalHeader(TableHeader(self))
        heights = self.verticalHeader()  # before the model: afterwards each setting walks a million rows
        heights.hide()
        heights.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heights.setDefaultSectionSize(ROW)
        heights.setMinimumSectionSize(ROW)
        self.setModel(model)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        modes = QTableView.SelectionMode
        self.setSelectionMode(modes.ExtendedSelection if selectable else modes.NoSelection)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self._dress_header()
        model.rowsInserted.connect(self._rows_changed)
        model.rowsRemoved.connect(self._rows_changed)
        model.modelReset.connect(self._rows_changed)
        model.dataChanged.connect(self._rows_changed)

    def rows_in_sight(self) -> tuple[int, int]:
        """The first row that is seen and the last, which is the list's where the rows do not fill the room."""
        last = self.rowAt(self.viewport().height() - 1)
        return max(self.rowAt(0), 0), last if last >= 0 else max(self.model().rowCount() - 1, 0)

    def set_empty(self, shown: QWidget) -> None:
        """What stands in the middle while there is no row: an EmptyState."""
        self._empty = shown
        shown.setParent(self.viewport())
        self._place_empty()

    def widths(self) -> dict[str, int]:
        """The columns the clerk has set by hand, key to px, to be remembered."""
        return {column.key: self._room[column.key] for column in self._rows.columns if column.key in self._set_by_hand}

    def restore_widths(self, widths: Mapping[str, int]) -> None:
        """Set what `widths` gave at an earlier time; unknown keys are left alone."""
        for at, column in enumerate(self._rows.columns):
            if column.key in widths:
                self.setColumnWidth(at, widths[column.key])
                self._set_by_hand.add(column.key)

    def fit_columns(self) -> None:
        """Size the columns by the rows in sight, except the ones set by hand."""
        for at, column in enumerate(self._rows.columns):
            self.showColumn(at)  # Qt gives a hidden one no width
            if column.key not in self._set_by_hand and not column.stretch:
                self.setColumnWidth(at, self.sizeHintForColumn(at))
        self.give_way()

    def fit_again(self) -> None:
        """Size them so as soon as the first row in sight is read."""
        self._fitted = False
        self._fit_soon.start()

    def give_way(self) -> None:
        """Hide the columns for which there is no room, the least needed first."""
        shown = self._room | {one.key: one.width for one in self._rows.columns if one.stretch}
        for key in self._give_way:
            if sum(shown.values()) <= self.viewport().width():
                break
            del shown[key]
        for at, column in enumerate(self._rows.columns):
            if self.isColumnHidden(at) == (column.key in shown):
                self.setColumnHidden(at, column.key not in shown)

    def sizeHintForColumn(self, column: int) -> int:
        spec = self._rows.columns[column]
        first = max(self.rowAt(0), 0)
        last = min(first + _SAMPLE, self._rows.rowCount())
        widest = max((cell_width(spec.kind, self._rows.record(row)[column]) for row in range(first, last)), default=0)
        title = self.horizontalHeader().sectionSizeHint(column)
        return max(min(widest + 2 * S + HAIR, 40 * S), title)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            region = event.rect()
            first, last = self.rowAt(region.top()), self.rowAt(region.bottom())
            if first >= 0:
                self._paint_rows(painter, first, last if last >= 0 else self._rows.rowCount() - 1)
            elif self.hasFocus():  # no row could show where the keyboard is
                painter.setPen(QPen(qcolor(colours().focus), RING))
                painter.drawRect(self.viewport().rect().adjusted(HAIR, HAIR, -HAIR, -HAIR))

    def _paint_rows(self, painter: QPainter, first: int, last: int) -> None:
        shown, accent = colours(), tone(Meaning.ACCENT)
        width = self.viewport().width()
        places = [
            (at, column.kind, self.columnViewportPosition(at) + S, self.columnWidth(at) - 2 * S)
            for at, column in enumerate(self._rows.columns)
            if not self.isColumnHidden(at)
        ]
        cells = [place for place in places if place[2] + place[3] > 0 and place[2] < width]
        selection = self.selectionModel()
        current = self.currentIndex().row() if self.hasFocus() else -1
        top = self.rowViewportPosition(first)
        root = QModelIndex()
        for row in range(first, last + 1):
            selected = selection.isRowSelected(row, root)
            if selected:
                painter.fillRect(0, top, width, ROW, qcolor(accent.tint))
            elif row == self._hovered:
                painter.fillRect(0, top, width, ROW, qcolor(shown.hover))
            painter.fillRect(0, top + ROW - HAIR, width, HAIR, qcolor(shown.hairline))
            if row == current:
                painter.fillRect(0, top, XS - HAIR, ROW - HAIR, qcolor(accent.fg))
            record = self._rows.record(row)
            for at, kind, left, room in cells:
                value = record[at]
                if value is not None and room > 0:
                    paint_cell(painter, QRectF(left, top, room, ROW - HAIR), kind, value)
            top += ROW

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            QToolTip.showText(event.globalPos(), self.tip(index) if index.isValid() else "", self)
            return True
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def tip(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """The tooltip of a cell: the whole of what is cut, the word of a mark; else nothing."""
        kind = self._rows.columns[index.column()].kind
        value = self._rows.record(index.row())[index.column()]
        room = self.columnWidth(index.column()) - 2 * S
        return cell_text(kind, value) if kind is Kind.MARK or cell_width(kind, value) > room else ""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.rowAt(event.position().toPoint().y()))
        super().mouseMoveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit_again()  # what came while nobody looked may be longer

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.give_way()
        super().resizeEvent(event)
        self._place_empty()

    def _hover(self, row: int) -> None:
        if row == self._hovered:
            return
        before, self._hovered = self._hovered, row
        for changed in (before, row):
            if changed >= 0:
                self.viewport().update(0, self.rowViewportPosition(changed), self.viewport().width(), ROW)

    def _dress_header(self) -> None:
        header = self.horizontalHeader()
        header.setFont(font(CAPTION, SEMIBOLD))
        header.setFixedHeight(ROW - XS)
        header.setMinimumSectionSize(L + RING)
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        for at, column in enumerate(self._rows.columns):
            self.setColumnWidth(at, column.width)
            if column.stretch:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
        header.sectionHandleDoubleClicked.connect(self._fit_one)
        header.sectionResized.connect(self._resized)

    def _resized(self, at: int, _old: int, new: int) -> None:
        if new > 0:  # a hidden one keeps the room it had
            self._room[self._rows.columns[at].key] = new
        header = self.horizontalHeader()
        if isinstance(header, TableHeader) and header.dragging:
            self._set_by_hand.add(self._rows.columns[at].key)

    def _fit_one(self, at: int) -> None:
        self._set_by_hand.discard(self._rows.columns[at].key)
        self.setColumnWidth(at, self.sizeHintForColumn(at))

    def _rows_changed(self) -> None:
        if self._rows.rowCount() and not self._fitted:
            self._fit_soon.start()  # once all rows of this turn are there
        self._place_empty()

    def _fit_once(self) -> None:
        """The first rows may be empty until they are read; the columns follow what then stands in them."""
        first = max(self.rowAt(0), 0)
        if first < self._rows.rowCount() and any(cell is not None for cell in self._rows.record(first)):
            self._fitted = True
            self.fit_columns()

    def _place_empty(self) -> None:
        if self._empty:
            self._empty.setGeometry(self.viewport().rect())
            self._empty.setVisible(self._rows.rowCount() == 0)
