"""Models that a Table shows: rows of plain values, handed over whole."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from shipdesk.ui.widgets.columns import Column, Kind, cell_text

Index = QModelIndex | QPersistentModelIndex
#: One row: a value for each column, of the type that the column's kind asks for.
Record = Sequence[object]

# Whole numbers: Qt asks for roles thousands of times a repaint, and naming an enum member costs more than the answer.
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)
_HORIZONTAL = Qt.Orientation.Horizontal
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


class RowsModel(QAbstractTableModel):
    """The base of every table's model: give `rowCount` and `record`; a Table paints from `record` alone."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = tuple(columns)

    def record(self, row: int) -> Record:
        """The values of one row, in the order of the columns."""
        raise NotImplementedError

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role in (_DISPLAY, _ACCESSIBLE):
            column = index.column()
            return cell_text(self.columns[column].kind, self.record(index.row())[column])
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation != _HORIZONTAL:
            return None
        if role == _DISPLAY:
            return self.columns[section].title
        if role == _ALIGN:
            return _RIGHT if self.columns[section].kind is Kind.NUMBER else _LEFT
        return None


class ListModel(RowsModel):
    """Rows held in memory. `put` shows a new list and tells the view only what changed: selection and scroll stay."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__(columns)
        self._keys: list[Hashable] = []
        self._records: list[Record] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._records)

    def record(self, row: int) -> Record:
        return self._records[row]

    def key(self, row: int) -> Hashable:
        """What identifies the row."""
        return self._keys[row]

    def row_of(self, key: Hashable) -> int:
        """The row of `key`, or -1."""
        return self._keys.index(key) if key in self._keys else -1

    def put(self, rows: Sequence[tuple[Hashable, Record]]) -> None:
        """Show these (key, record) pairs in this order; keys are unique."""
        wanted = {key for key, _record in rows}
        for row in range(len(self._keys) - 1, -1, -1):
            if self._keys[row] not in wanted:
                self._take_out(row)
        for row, (key, record) in enumerate(rows):
            at = row if row < len(self._keys) and self._keys[row] == key else self.row_of(key)
            if at < 0:
                self._put_in(row, key, record)
                continue
            if at != row:
                self._move(at, row)
            self._change(row, record)

    def put_first(self, key: Hashable, record: Record) -> None:
        """One row more, above all others."""
        self._put_in(0, key, record)

    def take_out(self, key: Hashable) -> None:
        """The row of `key` goes, where it is there."""
        if (row := self.row_of(key)) >= 0:
            self._take_out(row)

    def _change(self, row: int, record: Record) -> None:
        if record != self._records[row]:
            self._records[row] = record
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    def _take_out(self, row: int) -> None:
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._keys[row], self._records[row]
        self.endRemoveRows()

    def _move(self, source: int, target: int) -> None:
        self.beginMoveRows(QModelIndex(), source, source, QModelIndex(), target)
        self._keys.insert(target, self._keys.pop(source))
        self._records.insert(target, self._records.pop(source))
        self.endMoveRows()

    def _put_in(self, row: int, key: Hashable, record: Record) -> None:
        self.beginInsertRows(QModelIndex(), row, row)
        self._keys.insert(row, key)
        self._records.insert(row, record)
        self.endInsertRows()
