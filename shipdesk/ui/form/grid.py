"""Fields side by side on the form's columns, made when they are first shown and never again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from shipdesk.ui.form.draft import Draft
from shipdesk.ui.form.fields import UNITS, PathRow, same_editor, units
from shipdesk.ui.form.plan import Shown
from shipdesk.ui.form.wire import WireLines
from shipdesk.ui.theme.tokens import HAIR, NONE, XS, S

#: Between two fields, px.
GAP = S + XS

Item = tuple[Shown, str]
"""A field and the path of the value it shows (with its index)."""


class FieldGrid(QWidget):
    """Places its rows itself: their heights are fixed, so it is one pass and nothing is laid out twice."""

    edited = Signal(str, object)
    """A path and what was typed there: text, or true and false."""
    fix_wanted = Signal(object)
    """The problem whose fix was taken at its field."""

    def __init__(self, measure: Callable[[Shown], int] = units) -> None:
        """`measure`: how many of the `UNITS` columns a field takes."""
        super().__init__()
        self._measure = measure
        self._rows: dict[str, PathRow] = {}
        self._shown: tuple[Item, ...] = ()
        self._wire: Mapping[str, Sequence[str]] = {}
        self._sent: dict[str, WireLines] = {}
        self._height = NONE
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def rows(self) -> list[PathRow]:
        """The rows in sight, in their order."""
        return [self._rows[path] for _, path in self._shown]

    def row(self, path: str) -> PathRow | None:
        """The row of a path where it is in sight."""
        row = self._rows.get(path)
        return row if row is not None and not row.isHidden() else None

    def show_fields(self, items: Sequence[Item], draft: Draft) -> None:
        """Show exactly these fields with their values of the draft."""
        wanted = {path for _, path in items}
        for path, row in self._rows.items():
            if path not in wanted:
                row.hide()
        for shown, path in items:
            self._ready(shown, path).show_value(draft)
        self._shown = tuple(items)
        self._place()

    def show_wire(self, lines: Mapping[str, Sequence[str]]) -> None:
        """Show beneath the fields of these paths how their text will be sent, and beneath no other."""
        if lines != self._wire:
            self._wire = lines
            self._place()

    def _ready(self, shown: Shown, path: str) -> PathRow:
        row = self._rows.get(path)
        if row is not None and not same_editor(row.shown, shown):
            row.hide()
            row.deleteLater()
            row = None
        if row is None:
            row = PathRow(shown, path)
            row.setParent(self)
            row.typed.connect(self.edited)
            row.fix_taken.connect(self.fix_wanted)
            self._rows[path] = row
        row.show_as(shown)
        row.show()
        return row

    def _place(self) -> None:
        width = self.width() + GAP
        at = top = tallest = 0
        for shown, path in self._shown:
            row, span = self._rows[path], self._measure(shown)
            if at + span > UNITS:
                at, top, tallest = 0, top + tallest, 0
            left, right = width * at // UNITS, width * (at + span) // UNITS
            row.setGeometry(left, top, right - left - GAP, row.height())
            tall = row.height() + self._place_sent(path, row.geometry())
            at, tallest = at + span, max(tallest, tall)
        for path, sent in self._sent.items():
            sent.setVisible(path in self._wire and not self._rows[path].isHidden())
        if top + tallest != self._height:
            self._height = top + tallest
            self.setFixedHeight(self._height)

    def _place_sent(self, path: str, above: QRect) -> int:
        """How the text of a field will be sent, below it; the height of that."""
        if path not in self._wire:
            return NONE
        sent = self._sent.get(path)
        if sent is None:
            sent = self._sent[path] = WireLines(self)
        sent.show_lines(self._wire[path])
        sent.setGeometry(above.left(), above.bottom() + HAIR, above.width(), sent.height())
        return sent.height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height)
