"""The lists of the Import screen: imports, the columns of a file, and the rows of an import."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QTimer, Signal

from shipdesk.core.problems import Severity
from shipdesk.ui.imports.wording import STAGES, STANDINGS, came_of, said
from shipdesk.ui.moments import when
from shipdesk.ui.theme.tokens import S
from shipdesk.ui.widgets.columns import Column, Kind
from shipdesk.ui.widgets.rows import ListModel, Record, RowsModel
from shipdesk.workers.lanes import FIND, Lanes, Task

if TYPE_CHECKING:
    from shipdesk.core.imports import Import, ImportRow, Plan
    from shipdesk.usecases.desk import Desk

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
PAGE = 100


class ImportsModel(ListModel):
    """The imports there were, newest first."""

    def __init__(self) -> None:
        super().__init__(
            (
                Column("created", said("Begun"), Kind.TIME, 18 * S),
                Column("name", said("File"), Kind.STRONG, 30 * S),
                Column("stage", said("State"), Kind.CHIP, 18 * S),
                Column("came", said("What came of it"), Kind.TEXT, 40 * S, stretch=True),
            )
        )

    def show_imports(self, found: Sequence[Import], now: datetime) -> None:
        self.put(
            [(one.id, (when(one.created_at, now), one.file.name, STAGES[one.stage], came_of(one))) for one in found]
        )


class ColumnsModel(ListModel):
    """The columns of a file: what they are called, what stands in them, and which field each is."""

    def __init__(self) -> None:
        super().__init__(
            (
                Column("heading", said("Column of the file"), Kind.STRONG, 24 * S),
                Column("sample", said("First values"), Kind.QUIET, 40 * S, stretch=True),
                Column("field", said("Is"), Kind.TEXT, 26 * S),
            )
        )

    def show_plan(self, plan: Plan, rows: Sequence[Sequence[str]], names: dict[str, str]) -> None:
        """`names` are those of the paths."""
        shown: list[tuple[int, Record]] = []
        for at, heading in enumerate(plan.headings):
            values = list(dict.fromkeys(row[at].replace("\n", ", ") for row in rows if at < len(row) and row[at]))
            path = plan.paths[at]
            goes = names.get(path, path) if path else None
            shown.append((at, (heading or "–", "  ·  ".join(values[:4]) or None, goes)))
        self.put(shown)


class ImportRowsModel(RowsModel):
    """Rows of one standing. All their numbers are there at once; a row is read when it is looked at."""

    failed = Signal(object)
    """The exception of a reading that failed."""
    read = Signal()
    """Rows that were waited for are there."""

    def __init__(self) -> None:
        super().__init__(
            (
                Column("row", said("Row"), Kind.NUMBER, 8 * S),
                Column("standing", "", Kind.MARK, 5 * S),
                Column("reference", said("Reference"), Kind.CODE, 20 * S),
                Column("receiver", said("Receiver"), Kind.NAME, 22 * S),
                Column("country", said("To"), Kind.TEXT, 6 * S),
                Column("problem", said("What is wrong"), Kind.TEXT, 40 * S, stretch=True),
            )
        )
        self._ids: tuple[int, ...] = ()
        self._rows: dict[int, ImportRow] = {}
        self._wanted: set[int] = set()
        self._reading: Task | None = None
        self._desk: Desk | None = None
        self._lanes: Lanes | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._read)

    def attach(self, desk: Desk, lanes: Lanes) -> None:
        self._desk, self._lanes = desk, lanes

    def shutdown(self) -> None:
        """Care no longer for what was asked."""
        self._soon.stop()
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None

    def show_ids(self, ids: Sequence[int], first: Sequence[ImportRow]) -> None:
        """Another list of rows, the first of them read."""
        self.shutdown()
        self.beginResetModel()
        self._ids = tuple(ids)
        self._rows = {row.id: row for row in first}
        self._wanted.clear()
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def record(self, row: int) -> Record:
        found = self.row(row)
        if found is None:
            return (None,) * len(self.columns)
        worst = sorted(found.problems, key=lambda problem: problem.severity is not Severity.ERROR)
        more = f"  (+{len(worst) - 1})" if len(worst) > 1 else ""
        return (
            f"{found.row:,}",
            STANDINGS[found.standing],
            found.reference or None,
            found.receiver or None,
            found.country or None,
            f"{worst[0].message}{more}" if worst else None,
        )

    def row(self, row: int) -> ImportRow | None:
        """The import's row in a row of the list; None while it is being read, which this call sets going."""
        if not 0 <= row < len(self._ids):
            return None
        found = self._rows.get(self._ids[row])
        if found is None:
            self._wanted.add(row // PAGE)
            if self._reading is None and not self._soon.isActive():
                self._soon.start()
        return found

    def row_of(self, row_id: int) -> int:
        """Where a row stands in the list; -1 where it does not."""
        return self._ids.index(row_id) if row_id in self._ids else -1

    def put_row(self, row: ImportRow) -> None:
        """A row as it is after it was changed; it stays in the list so that it does not jump away."""
        self._rows[row.id] = row
        at = self.row_of(row.id)
        if at >= 0:
            self.dataChanged.emit(self.index(at, 0), self.index(at, len(self.columns) - 1))

    def _read(self) -> None:
        if self._desk is None or self._lanes is None or not self._wanted:
            return
        pages, self._wanted = sorted(self._wanted), set()
        ids = [one for page in pages for one in self._ids[page * PAGE : (page + 1) * PAGE]]
        self._reading = task = Task()
        task.done.connect(self._take)
        task.failed.connect(self.failed)
        self._lanes.run(FIND, task, self._desk.imports.rows, ids)

    def _take(self, rows: list[ImportRow]) -> None:
        self._reading = None
        self._rows |= {row.id: row for row in rows}
        self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(self.columns) - 1))
        self.read.emit()
        if self._wanted:
            self._soon.start()
