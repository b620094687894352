"""The verdict over the checks, read from afar: ready, to be mended, to be decided, or where the booking stands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from shipdesk.core.problems import Problem, Severity
from shipdesk.ui.theme import Meaning, qcolor, tone
from shipdesk.ui.theme.shapes import Shape, draw_shape
from shipdesk.ui.theme.states import BOOKING, SEVERITY
from shipdesk.ui.theme.tokens import BODY, CAPTION, ICON, NONE, RADIUS, SEMIBOLD, TITLE, VALUE, XS, M, S
from shipdesk.ui.widgets.layouts import column, row
from shipdesk.ui.widgets.text import Text

#: How many letters stand side by side in the checks column.
_ROOM = 18


def _whole(number: str) -> str:
    """A number is shown whole, however long a carrier makes it (CEVA's have 28 letters): over two lines if it must."""
    half = (len(number) + 1) // 2
    return number if len(number) <= _ROOM else f"{number[:half]}\n{number[half:]}"


class Verdict(QWidget):
    """A tinted plate with a mark, a word and a sentence."""

    def __init__(self) -> None:
        super().__init__()
        self._meaning, self._shape = Meaning.GOOD, Shape.TICK
        self._word = Text("", TITLE, SEMIBOLD, wrap=True)
        self._number = Text("", VALUE, SEMIBOLD, code=True, select=True)
        self._detail = Text("", BODY, wrap=True)
        self._small = Text("", CAPTION, role="muted", wrap=True)
        layout = row(column(self._word, self._number, self._detail, self._small, gap=XS), into=self)
        layout.setContentsMargins(M + M + ICON + S, S + XS, M + M, S + XS + S)
        self.say_nothing()

    def say_nothing(self) -> None:
        """No shipment is open."""
        self.hide()

    def say(self, problems: Sequence[Problem], *, asked: bool, unfilled: int = 0) -> None:
        """What the checks found; `asked`: the clerk is being asked to accept the warnings; `unfilled`: how much is
        still to be filled in."""
        errors = sum(problem.severity is Severity.ERROR for problem in problems)
        warnings = len(problems) - errors
        if errors:
            word = self.tr("1 fault to mend") if errors == 1 else self.tr("{n} faults to mend").format(n=errors)
            self._tell(Meaning.STOP, SEVERITY["error"].shape, word, self.tr("F6 goes to the next."))
        elif unfilled:
            word = self.tr("1 field to fill") if unfilled == 1 else self.tr("{n} fields to fill").format(n=unfilled)
            self._tell(Meaning.NEUTRAL, BOOKING["draft"].shape, word, self.tr("F6 goes to the first."))
        elif warnings and asked:
            word = self.tr("F10 again books it")
            detail = self.tr("The order book keeps that you accepted what stands below.")
            self._tell(Meaning.CARE, SEVERITY["warning"].shape, word, detail)
        elif warnings:
            word = self.tr("1 warning") if warnings == 1 else self.tr("{n} warnings").format(n=warnings)
            self._tell(Meaning.CARE, SEVERITY["warning"].shape, word, self.tr("It can be booked if you accept."))
        else:
            self._tell(Meaning.GOOD, Shape.TICK, self.tr("Ready to book"), self.tr("Every rule of the carrier holds."))

    def say_state(self, state: str, number: str, detail: str, *, accepted: bool) -> None:
        """Where a booking stands that can no longer be changed, under which number; `accepted`: the warnings below
        were accepted when it was booked."""
        spec = BOOKING[state]
        self._tell(spec.meaning, spec.shape, spec.word, detail)
        self._number.setText(_whole(number))
        self._number.setVisible(bool(number))
        self._small.setText(self.tr("Accepted when it was booked:") if accepted else "")
        self._small.setVisible(accepted)

    def word(self) -> str:
        """The word that is shown."""
        return self._word.text()

    def _tell(self, meaning: Meaning, shape: Shape, word: str, detail: str) -> None:
        self._meaning, self._shape = meaning, shape
        self._word.setText(word)
        self._word.set_role(str(meaning))
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self._small.hide()
        self._number.hide()
        self.setAccessibleName(f"{word}. {detail}")
        self.show()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = tone(self._meaning)
        plate = QRectF(self.rect()).adjusted(M + 0.5, NONE + 0.5, -M - 0.5, -S - 0.5)
        painter.setPen(qcolor(colours.line))
        painter.setBrush(qcolor(colours.tint))
        painter.drawRoundedRect(plate, RADIUS, RADIUS)
        top = self._word.geometry().top() + (self._word.fontMetrics().height() - ICON) / 2
        draw_shape(painter, QRectF(M + M, top, ICON, ICON), self._shape, colours.fg)
        painter.end()
