"""One problem as it stands in the checks: its shape, its field, its sentence, and the key of its fix."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from shipdesk.core.fields import BY_PATH, Group, table_path
from shipdesk.core.problems import Problem
from shipdesk.ui.theme import Meaning, colours, font, qcolor, tone
from shipdesk.ui.theme.shapes import draw_shape
from shipdesk.ui.theme.states import SEVERITY
from shipdesk.ui.theme.tokens import BODY, HAIR, MARK, SEMIBOLD, XS, M, S
from shipdesk.ui.widgets.button import Kind, button
from shipdesk.ui.widgets.layouts import column, row
from shipdesk.ui.widgets.text import Text

_IN_PARTS = (Group.SENDER, Group.RECEIVER)


def place_of(path: str, labels: dict[str, str]) -> str:
    """Where a problem stands, as the clerk finds it in the form: `Receiver · Postcode`. `labels`: the options'."""
    field = BY_PATH.get(table_path(path))
    if field is None:
        return labels.get(table_path(path), path.rpartition(".")[2].replace("_", " ").capitalize())
    if field.group in _IN_PARTS:
        return f"{field.group} · {field.label}"
    if field.group is Group.PRODUCTS:
        number = int(path.partition("[")[2].partition("]")[0] or 0) + 1
        return f"Product {number} · {field.label}"
    return field.label


class Finding(QWidget):
    """A problem. Enter or a click goes to its field, the button takes the fix."""

    wanted = Signal(str)
    """Go to the field of this path."""
    fix_wanted = Signal(object)
    """Take the fix of this problem."""

    def __init__(self, problem: Problem, place: str) -> None:
        super().__init__()
        self.problem = problem
        spec = SEVERITY[problem.severity]
        self._spec = spec
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{spec.word}, {place}: {problem.message}")
        title = Text(place, BODY, SEMIBOLD)
        words = Text(problem.message, BODY, role="muted", wrap=True)
        self._fix: QPushButton | None = None
        body = column(title, words, gap=HAIR)
        if problem.fix is not None:
            self._fix = button("", Kind.PLAIN, small=True)
            self._fix.clicked.connect(self._take_fix)
            self._fix.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            body.addSpacing(XS)
            body.addLayout(row(self._fix, None))
        layout = row(body, into=self)
        layout.setContentsMargins(M + MARK + S, S, M, S)

    def _take_fix(self) -> None:
        self.fix_wanted.emit(self.problem)

    def set_key(self, key: str) -> None:
        """The key that takes the fix, shown on its button."""
        if self._fix is not None and self.problem.fix is not None:
            cut = self._fix.fontMetrics().elidedText(self.problem.fix, Qt.TextElideMode.ElideMiddle, 14 * S)
            words = self.tr("Clear it") if not self.problem.fix else self.tr("Use {value}").format(value=cut)
            self._fix.setText(f"{words}   {key}".strip())
            self._fix.setToolTip(self.problem.fix)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.wanted.emit(self.problem.field)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self.wanted.emit(self.problem.field)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.hasFocus() or self.underMouse():
            painter.fillRect(self.rect(), qcolor(tone(Meaning.ACCENT).tint if self.hasFocus() else colours().hover))
        mark = QRectF(M, S + (font(BODY).pixelSize() * 1.36 - MARK) / 2, MARK, MARK)
        draw_shape(painter, mark, self._spec.shape, tone(self._spec.meaning).fg)
        painter.end()
