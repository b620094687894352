"""What came of each of many, as a list that can be gone through: what was not done stands first among the picks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QModelIndex

from shipdesk.ui.theme import Meaning
from shipdesk.ui.theme.shapes import Shape
from shipdesk.ui.theme.states import StateSpec
from shipdesk.ui.theme.tokens import S
from shipdesk.ui.widgets.columns import Column, Kind
from shipdesk.ui.widgets.rows import Index, Record, RowsModel

if TYPE_CHECKING:
    from shipdesk.usecases.bulk import Outcome

_CONTEXT = "Results"


def _spec(shape: Shape, source: object, meaning: Meaning) -> StateSpec:
    return StateSpec(shape, str(source), meaning)


DONE = _spec(Shape.TICK, QT_TRANSLATE_NOOP("State", "Done"), Meaning.GOOD)
NOT_DONE = _spec(Shape.TRIANGLE, QT_TRANSLATE_NOOP("State", "Not done"), Meaning.CARE)

#: Each result of a batch (`usecases.batch.Result`) as a chip.
RESULT: dict[str, StateSpec] = {
    "waiting": _spec(Shape.CIRCLE, QT_TRANSLATE_NOOP("State", "Waits"), Meaning.NEUTRAL),
    "under_way": _spec(Shape.ARROW, QT_TRANSLATE_NOOP("State", "Sending"), Meaning.ACCENT),
    "label_awaited": _spec(Shape.CLOCK, QT_TRANSLATE_NOOP("State", "Label awaited"), Meaning.ACCENT),
    "to_print": _spec(Shape.SHEET, QT_TRANSLATE_NOOP("State", "Label ready"), Meaning.ACCENT),
    "printed": _spec(Shape.PRINTER, QT_TRANSLATE_NOOP("State", "Printed"), Meaning.GOOD),
    "booked": _spec(Shape.TICK, QT_TRANSLATE_NOOP("State", "Booked"), Meaning.GOOD),
    "no_number": _spec(Shape.TICK_RING, QT_TRANSLATE_NOOP("State", "No number yet"), Meaning.CARE),
    "unsure": _spec(Shape.TRIANGLE, QT_TRANSLATE_NOOP("State", "Look at the printer"), Meaning.CARE),
    "not_printed": _spec(Shape.OCTAGON, QT_TRANSLATE_NOOP("State", "Not printed"), Meaning.STOP),
    "in_doubt": _spec(Shape.RING, QT_TRANSLATE_NOOP("State", "In doubt"), Meaning.DOUBT),
    "refused": _spec(Shape.OCTAGON, QT_TRANSLATE_NOOP("State", "Refused"), Meaning.STOP),
    "held": _spec(Shape.PAUSE, QT_TRANSLATE_NOOP("State", "Held"), Meaning.CARE),
    "faults": _spec(Shape.OCTAGON, QT_TRANSLATE_NOOP("State", "Faults"), Meaning.STOP),
    "skipped": _spec(Shape.DASH, QT_TRANSLATE_NOOP("State", "Left out"), Meaning.NEUTRAL),
    "taken_back": _spec(Shape.DASH, QT_TRANSLATE_NOOP("State", "Taken back"), Meaning.NEUTRAL),
}


_COLUMNS = (
    (QT_TRANSLATE_NOOP("Results", "State"), Kind.CHIP, 19, False),
    (QT_TRANSLATE_NOOP("Results", "Reference"), Kind.CODE, 17, False),
    (QT_TRANSLATE_NOOP("Results", "Result"), Kind.TEXT, 20, True),
)


class Line(NamedTuple):
    """One of many: `bad` where a person should look at it."""

    entry_id: int
    reference: str
    spec: StateSpec
    sentence: str
    bad: bool


def of_outcome(one: Outcome) -> Line:
    """What came of one, as a line."""
    return Line(one.entry_id, one.reference, DONE if one.well else NOT_DONE, one.sentence, not one.well)


class ResultsModel(RowsModel):
    """Lines in the order given; all of them, or only those that a person should look at."""

    def __init__(self) -> None:
        super().__init__(
            tuple(
                Column(str(word), QCoreApplication.translate(_CONTEXT, str(word)), kind, width * S, stretch=stretch)
                for word, kind, width, stretch in _COLUMNS
            )
        )
        self._all: list[Line] = []
        self._shown: list[Line] = []
        self._only_bad = False

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._shown)

    def record(self, row: int) -> Record:
        line = self._shown[row]
        return line.spec, line.reference, line.sentence or None

    def line(self, row: int) -> Line:
        return self._shown[row]

    def bad(self) -> int:
        """How many a person should look at."""
        return sum(line.bad for line in self._all)

    def show_only_bad(self, only: bool) -> None:
        self._only_bad = only
        self.put(self._all)

    def put(self, lines: Sequence[Line]) -> None:
        """Show these; where only values changed, selection and scroll stay."""
        self._all = list(lines)
        wanted = [line for line in self._all if line.bad or not self._only_bad]
        if [line.entry_id for line in wanted] != [line.entry_id for line in self._shown]:
            self.beginResetModel()
            self._shown = wanted
            self.endResetModel()
            return
        self._shown = wanted
        if wanted:
            self.dataChanged.emit(self.index(0, 0), self.index(len(wanted) - 1, len(self.columns) - 1))

    def add(self, lines: Sequence[Line]) -> None:
        """More of them, at the end."""
        self._all += lines
        more = [line for line in lines if line.bad or not self._only_bad]
        if more:
            self.beginInsertRows(QModelIndex(), len(self._shown), len(self._shown) + len(more) - 1)
            self._shown += more
            self.endInsertRows()
