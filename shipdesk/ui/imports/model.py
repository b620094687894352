"""The lists of the Import screen: imports, the columns of a file, and the rows of an import."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from shipdesk.core.problems import Severity
from shipdesk.ui.imports.wording import STAGES, STANDINGS, came_of, said
from shipdesk.ui.moments import when
from shipdesk.ui.theme.tokens import S
from shipdesk.ui.widgets.columns import Column, Kind
from shipdesk.ui.widgets.paged import PagedModel
from shipdesk.ui.widgets.rows import ListModel, Record

if TYPE_CHECKING:
    from shipdesk.core.imports import Import, ImportRow, Plan


class ImportsModel(ListModel):
    """The imports there were, newest first."""

    def __init__(self) -> None:
        super().__init__(
            (
                Column("created", said("Begun"), Kind.TIME, 18 * S),
                Column("name", said("File"), Kind.STRONG, 30 * S),
                Column("stage", said("State"), Kind.CHIP, 18 * S),
                Column("came", said("Result"), Kind.TEXT, 40 * S, stretch=True),
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


class ImportRowsModel(PagedModel["ImportRow"]):
    """Rows of one standing."""

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

    def cells(self, item: ImportRow) -> Record:
        worst = sorted(item.problems, key=lambda problem: problem.severity is not Severity.ERROR)
        more = f"  (+{len(worst) - 1})" if len(worst) > 1 else ""
        return (
            f"{item.row:,}",
            STANDINGS[item.standing],
            item.reference or None,
            item.receiver or None,
            item.country or None,
            f"{worst[0].message}{more}" if worst else None,
        )
