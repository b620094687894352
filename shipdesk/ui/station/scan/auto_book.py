"""Auto-book: a scanned order is booked with no key when its weight is in and nothing is wrong; else it waits.

The lead switches it on. It decides nothing of its own: the form is checked as for F10, and what F10 would not book
without a question is not booked here at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from shipdesk.core.problems import Severity
from shipdesk.core.states import State
from shipdesk.ui.station.checks.panel import Answer
from shipdesk.ui.station.scan.weighing import Standing
from shipdesk.ui.theme import Meaning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shipdesk.core.problems import Problem
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.station.order.order import Order
    from shipdesk.ui.station.order.work import Work
    from shipdesk.ui.station.scan.band import Band
    from shipdesk.ui.station.scan.weighing import Weighing
    from shipdesk.ui.station.voice import Voice
    from shipdesk.ui.workplace import Workplace

#: A weight that swings for longer than this keeps no other scan waiting, ms.
PATIENCE_MS = 2000


class AutoBook(QObject):
    """Follows one scanned order until it is booked, or a person is needed."""

    over = Signal()
    """It is decided, or not to be decided soon: the next scan may be taken."""

    def __init__(self, weighing: Weighing, band: Band, voice: Voice, bridge: Bridge) -> None:
        super().__init__()
        self._weighing, self._band, self._voice, self._bridge = weighing, band, voice, bridge
        self._at: Workplace | None = None
        self._work: Work | None = None
        self._waits_for: Order | None = None
        self._judged: Order | None = None
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._on_patience)
        weighing.changed.connect(self._go_on)

    def attach(self, workplace: Workplace, work: Work) -> None:
        """The station is ready."""
        self._at, self._work = workplace, work
        work.changed.connect(self._follow)
        work.edited.connect(self._mended)

    def shutdown(self) -> None:
        """Wait for nothing any more."""
        self._patience.stop()
        self._waits_for = None

    @property
    def busy(self) -> bool:
        """A decision comes in a moment by itself: other scans wait for it, in their order."""
        return self._patience.isActive()

    @property
    def on(self) -> bool:
        """The lead has switched it on."""
        return self._at is not None and self._at.settings.flag("auto_book")

    def take(self) -> bool:
        """The order that is open was scanned. False where it was judged before: the same code twice is never a yes."""
        order = self._work.order if self._work is not None else None
        if not self.on or order is None or not order.editable or order is self._judged:
            return False
        if order is not self._waits_for:
            self._judged = None
            self._waits_for = order
            self._go_on()
        return True

    def _go_on(self) -> None:
        """Decide, or say what is waited for."""
        order = self._waits_for
        if order is None or self._work is None or self._work.order is not order:
            return
        if order.state is not State.TO_SHIP or order.typed:
            self._ask_for_key(order)
            return
        standing, words = self._weighing.standing()
        if standing is Standing.COMING:
            if not self._patience.isActive():
                self._patience.start()
        elif standing is Standing.ABSENT:
            self._stand(Meaning.CARE, self.tr("Waiting for its weight"), words, [("F9", self.tr("weigh"))])
            self._end_waiting()
        elif standing is Standing.ODD:
            self._stop(Meaning.CARE, self.tr("Is this its weight?"), words, self._book_key())
        else:
            self._decide(order)

    def _decide(self, order: Order) -> None:
        if self._work is None:
            return
        problems = self._work.find_all()
        if problems:
            self._say(problems)
            return
        self._waits_for = None
        if self._work.book() is Answer.GO:
            self._band.pass_by(Meaning.ACCENT, self.tr("{reference} is on its way").format(reference=order.reference))
        self._end_waiting()

    def _ask_for_key(self, order: Order) -> None:
        why = {
            State.HELD: self.tr("It was put aside."),
            State.REFUSED: self.tr("The carrier refused it."),
            State.DRAFT: self.tr("It was taken back, or begun by hand."),
        }
        self._stop(
            Meaning.CARE,
            self.tr("Waiting for a key"),
            why.get(order.state, self.tr("It was changed at the table.")),
            self._book_key(),
        )

    def _say(self, problems: Sequence[Problem]) -> None:
        errors = sum(problem.severity is Severity.ERROR for problem in problems)
        fixes = [("Alt+1", self.tr("take the fix"))] if problems[0].fix is not None else []
        if errors:
            word = self.tr("1 fault") if errors == 1 else self.tr("{n} faults")
            keys = [("F6", self.tr("go there")), *fixes]
        else:
            count = len(problems)
            word = self.tr("1 warning") if count == 1 else self.tr("{n} warnings")
            keys = [*fixes, *self._book_key()]
        meaning = Meaning.STOP if errors else Meaning.CARE
        self._stop(meaning, word.replace("{n}", str(errors or len(problems))), problems[0].message, keys)

    def _book_key(self) -> list[tuple[str, str]]:
        return [("F10", self.tr("book it"))]

    def _stop(self, meaning: Meaning, word: str, words: str, keys: list[tuple[str, str]]) -> None:
        order, self._judged = self._waits_for, self._waits_for
        self._stand(meaning, word, words, keys)
        if order is self._waits_for:
            self._waits_for = None
        self._end_waiting()

    def _stand(self, meaning: Meaning, word: str, words: str, keys: list[tuple[str, str]]) -> None:
        if self._band.stands and self._band.words().startswith(word):
            return
        self._band.stand(meaning, word, words, keys)  # whose it is stands in the form above
        if meaning is Meaning.STOP:
            self._voice.bad()
        else:
            self._voice.look()

    def _end_waiting(self) -> None:
        self._patience.stop()
        self.over.emit()

    def _on_patience(self) -> None:
        if self._waits_for is not None:
            words = self.tr("The scale is still moving. It goes on by itself when the weight is stable.")
            self._stand(Meaning.CARE, self.tr("Waiting for its weight"), words, [("F9", self.tr("weigh"))])
        self.over.emit()

    def _follow(self) -> None:
        """Another order is open, or none."""
        order = self._work.order if self._work is not None else None
        if self._waits_for is not None and order is not self._waits_for:
            words = self.tr("{reference} was left before it was weighed; it is not booked.")
            self._bridge.warning(words.format(reference=self._waits_for.reference), key=self._waits_for.reference)
            self._voice.look()
            self._waits_for = None
            self._end_waiting()
        if self._judged is not None and order is not self._judged:
            self._judged = None

    def _mended(self) -> None:
        """The clerk has begun to see to it; from now on it is the clerk's, and F10 books it."""
        if self._waits_for is not None:
            self._judged, self._waits_for = self._waits_for, None
            self._end_waiting()
