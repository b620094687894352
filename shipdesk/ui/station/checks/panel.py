"""The right of the station: what is wrong and how to mend it, or that nothing is."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from shipdesk.core.problems import Problem, Severity
from shipdesk.ui.station.checks.verdict import Verdict
from shipdesk.ui.station.checks.wire_notes import Notes
from shipdesk.ui.theme.tokens import NONE, M
from shipdesk.ui.widgets.layouts import column, row
from shipdesk.ui.widgets.panel import SectionHeader

if TYPE_CHECKING:
    from shipdesk.ui.station.checks.finding import Finding

#: A second F10 that comes sooner is the same press of a shaking finger, not a word given, ms.
SOONEST_MS = 400
MOST_KEYS = 9


class Answer(Enum):
    """What F10 means now."""

    MEND = auto()
    """There are faults: go to the first."""
    ASKED = auto()
    """There are warnings: they are now asked about, in place."""
    TOO_SOON = auto()
    """The question has only just been put."""
    GO = auto()
    """Book it."""


class Checks(QWidget):
    """The list of problems, kept row by row, with the verdict above it."""

    wanted = Signal(str)
    """Go to the field of this path."""
    fix_wanted = Signal(object)
    """Take the fix of this problem."""

    def __init__(self) -> None:
        super().__init__()
        self._problems: tuple[Problem, ...] = ()
        self._findings: dict[Problem, Finding] = {}
        self._asked: tuple[Problem, ...] = ()
        self._unfilled = 0
        self._since = QElapsedTimer()
        self.option_labels: dict[str, str] = {}
        self.keys: dict[Problem, str] = {}
        """The key of each fix, by its problem."""
        self._head = SectionHeader(self.tr("Checks"))
        self.verdict = Verdict()
        head = QWidget()
        row(self._head, into=head).setContentsMargins(M, NONE, M, NONE)
        self._list = QVBoxLayout()
        self._list.setSpacing(NONE)
        self.notes = Notes()
        page = QWidget()
        column(self._list, self.notes, None, gap=NONE, into=page)
        area = QScrollArea()
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area = area
        column(head, self.verdict, area, gap=NONE, into=self).setStretch(2, 1)

    def clear(self) -> None:
        """No shipment is open."""
        self._show(())
        self.notes.show_notes(())
        self.verdict.say_nothing()

    def show_problems(self, problems: Sequence[Problem], *, unfilled: int = 0) -> None:
        """Show these; rows that stay are not touched. A question that was put is withdrawn when they change.
        `unfilled`: how many more there are of what was not filled in yet."""
        found = tuple(sorted(dict.fromkeys(problems), key=_weight))
        if set(found) != set(self._asked):
            self._asked = ()
        self._unfilled = unfilled
        self._show(found)
        self._head.set_title(self.tr("Checks"))
        self.verdict.say(found, asked=bool(self._asked), unfilled=unfilled)

    def show_state(self, state: str, number: str, detail: str, accepted: Sequence[Problem]) -> None:
        """The shipment can no longer be changed: where it stands, and which warnings were accepted."""
        self._show(tuple(accepted))
        self.notes.show_notes(())
        self._head.set_title(self.tr("Booking"))
        self.verdict.say_state(state, number, detail, accepted=bool(accepted))

    def ask(self) -> Answer:
        """F10: may it be booked? Puts the question about warnings, and takes the second F10 as the answer."""
        if any(problem.severity is Severity.ERROR for problem in self._problems):
            return Answer.MEND
        if not self._problems:
            return Answer.GO
        if not self._asked:
            self._asked = self._problems
            self._since.start()
            self.verdict.say(self._problems, asked=True)
            return Answer.ASKED
        return Answer.GO if self._since.elapsed() >= SOONEST_MS else Answer.TOO_SOON

    def withdraw(self) -> None:
        """The question is not answered; it is no longer put."""
        if self._asked:
            self._asked = ()
            self.verdict.say(self._problems, asked=False, unfilled=self._unfilled)

    def make_room(self, needed: bool) -> None:
        """Show the verdict alone, while something else needs the room below it."""
        self._area.setHidden(needed)

    @property
    def accepted(self) -> bool:
        """Whether the warnings shown were asked about."""
        return bool(self._asked)

    @property
    def finds_something(self) -> bool:
        """Whether anything is to be mended, filled in or decided."""
        return bool(self._problems) or self._unfilled > 0

    def problems(self) -> tuple[Problem, ...]:
        """What is shown, errors first."""
        return self._problems

    def by_key(self, number: int) -> Problem | None:
        """The problem whose fix has this number, 1 to 9."""
        wanted = f"Alt+{number}"
        return next((problem for problem, key in self.keys.items() if key == wanted), None)

    def _show(self, problems: tuple[Problem, ...]) -> None:
        if problems == self._problems:
            return
        self._problems = problems
        for gone in [problem for problem in self._findings if problem not in problems]:
            finding = self._findings.pop(gone)
            self._list.removeWidget(finding)
            finding.hide()
            finding.deleteLater()
        fixes = [problem for problem in problems if problem.fix is not None][:MOST_KEYS]
        self.keys = {problem: f"Alt+{number}" for number, problem in enumerate(fixes, start=1)}
        for at, problem in enumerate(problems):
            finding = self._findings.get(problem) or self._make(problem)
            if self._list.indexOf(finding) != at:
                self._list.insertWidget(at, finding)
            finding.set_key(self.keys.get(problem, ""))

    def _make(self, problem: Problem) -> Finding:
        from shipdesk.ui.station.checks.finding import Finding, place_of  # noqa: PLC0415 - late: keeps start-up fast

        finding = Finding(problem, place_of(problem.field, self.option_labels))
        finding.wanted.connect(self.wanted)
        finding.fix_wanted.connect(self.fix_wanted)
        self._findings[problem] = finding
        return finding


def _weight(problem: Problem) -> bool:
    return problem.severity is not Severity.ERROR
