"""The map of the way: how many parcels are at which stage, by the days since they were booked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from shipdesk.ui.theme import Meaning, colours, font, qcolor, tone
from shipdesk.ui.theme.shapes import draw_shape
from shipdesk.ui.theme.states import SHAPE_OF
from shipdesk.ui.theme.tokens import (
    BODY,
    CAPTION,
    CHIP,
    HAIR,
    MARK,
    RADIUS_SMALL,
    REGULAR,
    RING,
    SEMIBOLD,
    XS,
    S,
)
from shipdesk.ui.tracking.stages import SILENT, STAGES, WHOLE, Stage

if TYPE_CHECKING:
    from shipdesk.core.under_way import Cell

#: The last column stands for so many days and more.
DAYS = 14
_NAME, _SUM = 20 * S, 10 * S
_LINE = CHIP
#: Fewer than these are never painted full, however few there are elsewhere.
_MANY = 3
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_MIDDLE = int(Qt.AlignmentFlag.AlignCenter)


@dataclass(slots=True)
class Line:
    """One row: a stage, its parcels by days, and how many of them are silent too long."""

    stage: Stage
    days: Counter[int] = field(default_factory=Counter)
    silent: int = 0

    @property
    def total(self) -> int:
        return self.days.total()


def lines_of(cells: Sequence[Cell]) -> list[Line]:
    """The whole way, then every stage, in their order."""
    lines = [Line(stage) for stage in (WHOLE, *STAGES)]
    for cell in cells:
        for line in lines:
            if not line.stage.statuses or cell.status in line.stage.statuses:
                line.days[cell.days] += cell.parcels
                line.silent += cell.parcels if cell.silent else 0
    return lines


class WayMap(QWidget):
    """Painted whole. Up and Down (or a click) choose a row; only stages with parcels, and the chosen one, have one."""

    picked = Signal(object)
    """The `Stage` that was chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = lines_of(())
        self._many = 0
        self._stage = WHOLE
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._describe()

    def stage(self) -> Stage:
        """The row that is chosen."""
        return self._stage

    def pick(self, stage: Stage) -> None:
        """Choose a row, and tell."""
        if stage is not self._stage:
            self._stage = stage
            self._changed()
            self.picked.emit(stage)

    def show_cells(self, cells: Sequence[Cell]) -> None:
        """Show these counts."""
        self._lines = lines_of(cells)
        self._many = max((count for line in self._lines[1:] for count in line.days.values()), default=0)
        self._changed()

    def lines(self) -> list[Line]:
        """The rows that stand there."""
        return [line for line in self._lines if line.total or line.stage in (WHOLE, self._stage)]

    def sizeHint(self) -> QSize:
        return QSize(90 * S, _LINE * (len(self.lines()) + 1))

    def _changed(self) -> None:
        self._describe()
        self.updateGeometry()
        self.update()

    def _describe(self) -> None:
        self.setAccessibleName(self.tr("Map of the way, {stage}").format(stage=self._stage.word))
        words = [f"{line.stage.word}: {line.total}, {SILENT.word} {line.silent}" for line in self.lines()]
        self.setAccessibleDescription("; ".join(words))

    # --- by hand

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        stages = [line.stage for line in self.lines()]
        self.pick(stages[min(max(stages.index(self._stage) + step, 0), len(stages) - 1)])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = int(event.position().y()) // _LINE - 1
        if 0 <= at < len(self.lines()):
            self.pick(self.lines()[at].stage)

    # --- painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_head(painter)
            for at, line in enumerate(self.lines()):
                self._paint_line(painter, line, (at + 1) * _LINE)

    def _cell(self, day: int, top: int) -> QRectF:
        width = (self.width() - _NAME - 2 * _SUM) / (DAYS + 1)
        return QRectF(_NAME + day * width + HAIR, top + RING, width - RING, _LINE - XS)

    def _paint_head(self, painter: QPainter) -> None:
        painter.setFont(font(CAPTION, SEMIBOLD))
        painter.setPen(qcolor(colours().muted))
        painter.drawText(QRectF(S, 0, _NAME, _LINE), _LEFT, self.tr("Days since booked"))
        for day in range(DAYS + 1):
            painter.drawText(self._cell(day, 0), _MIDDLE, f"{day}+" if day == DAYS else f"{day}")
        end = self.width() - S
        painter.drawText(QRectF(end - 2 * _SUM, 0, _SUM, _LINE), _RIGHT, self.tr("Parcels"))
        painter.drawText(QRectF(end - _SUM, 0, _SUM, _LINE), _RIGHT, SILENT.word)

    def _paint_line(self, painter: QPainter, line: Line, top: int) -> None:
        chosen, shown = line.stage is self._stage, colours()
        if chosen:
            accent = tone(Meaning.ACCENT)
            painter.setPen(QPen(qcolor(shown.focus), RING) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(qcolor(accent.tint))
            whole = QRectF(HAIR, top + HAIR, self.width() - RING, _LINE - RING)
            painter.drawRoundedRect(whole, RADIUS_SMALL, RADIUS_SMALL)
        ink = tone(line.stage.meaning)
        mark = QRectF(S, top + (_LINE - MARK) / 2, MARK, MARK)
        draw_shape(painter, mark, SHAPE_OF[line.stage.meaning], ink.fg)
        painter.setFont(font(BODY, SEMIBOLD if chosen else REGULAR))
        painter.setPen(qcolor(shown.text))
        painter.drawText(QRectF(mark.right() + S, top, _NAME - mark.right() - S, _LINE), _LEFT, line.stage.word)
        many = max(self._many, _MANY) if line.stage is not WHOLE else max((_MANY, *line.days.values()))
        for day, count in line.days.items():
            self._paint_cell(painter, self._cell(day, top), count, many, line.stage.meaning)
        region, end = QLocale(), self.width() - S
        painter.setFont(font(BODY, SEMIBOLD))
        painter.setPen(qcolor(shown.text))
        painter.drawText(QRectF(end - 2 * _SUM, top, _SUM, _LINE), _RIGHT, region.toString(line.total))
        if line.silent:
            painter.setPen(qcolor(tone(Meaning.CARE).fg))
            painter.drawText(QRectF(end - _SUM, top, _SUM, _LINE), _RIGHT, region.toString(line.silent))

    def _paint_cell(self, painter: QPainter, area: QRectF, count: int, many: int, meaning: Meaning) -> None:
        """Pale where there are few, full where there are more than half as many as anywhere."""
        ink, full = tone(meaning), 2 * count > many
        painter.setPen(QPen(qcolor(ink.line), HAIR))
        painter.setBrush(qcolor(ink.solid if full else ink.tint))
        painter.drawRoundedRect(area, RADIUS_SMALL, RADIUS_SMALL)
        painter.setFont(font(CAPTION, SEMIBOLD))
        painter.setPen(qcolor(ink.on_solid if full else ink.fg))
        painter.drawText(area, _MIDDLE, _short(count))


def _short(count: int) -> str:
    """A count in the room of a cell: 950, 12k."""
    return f"{count}" if count < 10_000 else f"{count // 1000}k"
