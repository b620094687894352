"""The right of the station for a booking in doubt: what was tried, and what a person can say of it, in place."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from shipdesk.core.states import State
from shipdesk.ui.station.doubt.attempts import Tried, moment
from shipdesk.ui.station.doubt.choices import Choices
from shipdesk.ui.station.doubt.reading import Doubt, read_doubt
from shipdesk.ui.station.doubt.resolving import Resolving
from shipdesk.ui.station.doubt.word_form import KEY, WordForm
from shipdesk.ui.station.lists.countdown import SecondHand, asking_in
from shipdesk.ui.tasks import start
from shipdesk.ui.theme.tokens import BODY, NONE, SEMIBOLD, M, S
from shipdesk.ui.widgets.button import button
from shipdesk.ui.widgets.layouts import column, row
from shipdesk.ui.widgets.panel import SectionHeader
from shipdesk.ui.widgets.text import Text
from shipdesk.usecases.resolutions import BY_NAME, resolutions
from shipdesk.workers.lanes import BOOK

if TYPE_CHECKING:
    from shipdesk.core.records import Row
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.station.doubt.reading import Resolved
    from shipdesk.ui.workplace import Workplace
    from shipdesk.usecases.resolutions import Resolution

#: What stands there by itself; of any other booking only when a person asks for it with F3.
_SHOWN_FOR = frozenset({State.IN_DOUBT, State.NEEDS_PERSON, State.CONFLICT, State.ACCEPTED})


class DoubtPane(QWidget):
    """Follows the open booking. Nothing here is done by a scan or by Enter alone (`word_form.py`)."""

    moved = Signal(object)
    """Ids of bookings that a person's word has just changed, as a list."""
    turned = Signal(bool)
    """It shows something else; with it, whether it needs room at all. Whoever placed it shows and hides it."""
    left = Signal()
    """The keyboard is free again."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._at: Workplace | None = None
        self._resolving: Resolving | None = None
        self._row: Row | None = None
        self._doubt: Doubt | None = None
        self._name = ""
        self._head = SectionHeader(self.tr("What now"))
        self._due = Text("", BODY, SEMIBOLD, role="doubt", wrap=True)
        self.tried = Tried()
        self._resolve = button(self.tr("Say what is there   {key}").format(key=KEY))
        self._resolve.clicked.connect(self.press)
        self._resolve.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._facts = QWidget()
        tried = Text(self.tr("What was tried"), BODY, SEMIBOLD)
        column(self._due, row(self._resolve, None), tried, self.tried, None, gap=M, into=self._facts)
        self.choices = Choices()
        self.choices.taken.connect(self._on_taken)
        self.form = WordForm()
        self.form.wanted.connect(self._on_wanted)
        self.form.left.connect(self._offer)
        self._running = Text("", BODY, role="doubt", wrap=True)
        self._parts: tuple[QWidget, ...] = (self._facts, self.choices, self.form, self._running)
        self._second = SecondHand(self)
        self._second.ticked.connect(self._say_due)
        self._lay_out()
        for part in (self, *self._parts):
            part.hide()

    def attach(self, workplace: Workplace) -> None:
        """The order book is open."""
        self._at = workplace
        self._resolving = Resolving(workplace, self._bridge)
        self._resolving.done.connect(self._on_done)
        self._resolving.failed.connect(self._on_failed)

    def show_row(self, row: Row | None) -> None:
        """The booking that is open now, as it stands; None: none is."""
        before, self._row = self._row, row
        if row == before:
            return
        if row is None or before is None or row.id != before.id or not self._goes_on(before, row):
            self._doubt = None
            self._turn(None)
        if row is not None and row.state in _SHOWN_FOR and self._at is not None:
            if before is None or row.id != before.id:
                self._bridge.settled(row.reference)  # whoever opens it has taken note, and needs the room
            start(self._at.lanes, BOOK, self._show, self._bridge.failed, read_doubt, self._at.desk, row.id)

    def _goes_on(self, before: Row, row: Row) -> bool:
        """What is being typed stays while the same request goes out again, and where it still can be said."""
        if row.state is before.state:
            return True
        said = None if self.form.isHidden() else self.form.resolution
        return said is not None and (row.state is State.SENDING or said in resolutions(row.state))

    @property
    def typing(self) -> bool:
        """Whether the keyboard is in here."""
        here = self.window().focusWidget()
        return here is not None and self.isAncestorOf(here)

    def why_not(self) -> str:
        """Why nothing can be said of the open booking; empty where something can."""
        if self._row is None:
            return self.tr("Open an order first.")
        return "" if self._offered() else self.tr("There is nothing to decide here.")

    @property
    def choosing(self) -> bool:
        """Whether the list of what can be said is open."""
        return self.choices.isVisible()

    def press(self) -> None:
        """F3: open the list, go to what is to be typed, or do it."""
        if self._busy or not self._offered():
            return
        if not self.form.isHidden():
            if self.form.untouched and not self.typing:
                self.form.focus_first()
            else:
                self.form.press()
        elif self.choices.isHidden():
            self._offer()

    def choose(self, number: int) -> None:
        """Alt+1…9 while the list is open."""
        if resolution := self.choices.by_number(number):
            self._on_taken(resolution)

    def say(self, name: str, number: str = "") -> None:
        """Begin with one of them, the number filled in where it is known."""
        if self._row is not None and not self._busy and BY_NAME[name] in self._offered():
            self._begin(BY_NAME[name], number)

    def back(self) -> bool:
        """Esc: one step back; False when nothing was open. What was typed here is dropped."""
        learning = self._row is not None and self._row.state is State.ACCEPTED
        if self._busy or (self.form.isHidden() and self.choices.isHidden()):
            return False
        if not self.form.isHidden() and not (learning and self.form.untouched):
            self._offer()
            return True
        closes = not self.choices.isHidden()
        self._turn(None)
        self._rest()
        self.left.emit()
        return closes

    def _offer(self) -> None:
        self.choices.offer(self._offered())
        self._turn(self.choices)
        self.choices.focus_first()

    # --- what happens

    def _show(self, doubt: Doubt | None) -> None:
        if doubt is None or self._row is None or doubt.entry.id != self._row.id:
            return  # another order was opened meanwhile
        self._doubt = doubt
        self.tried.show_attempts(doubt.attempts)
        self._say_due()
        self._second.count(doubt.entry.state is State.IN_DOUBT)
        self._rest()

    def _rest(self) -> None:
        """Where nothing is being said: what was tried; of an accepted one, the number that is still to be learned."""
        if self._doubt is None or self._row is None or not (self.form.isHidden() and self.choices.isHidden()):
            return
        if self._row.state is State.ACCEPTED and not self._busy:
            self.form.begin(BY_NAME["number"], State.ACCEPTED)
            self._turn(self.form)
        else:
            self._turn(self._running if self._busy else self._facts)

    def _on_taken(self, resolution: Resolution) -> None:
        if self._row is None or resolution not in self._offered():
            return
        if resolution.needs_why or resolution.needs_number:
            self._begin(resolution, "")
        else:
            self.form.forget()
            self._on_wanted(resolution.name, "", "")

    def _begin(self, resolution: Resolution, number: str) -> None:
        if self._row is not None:
            self.form.begin(resolution, self._row.state, number)
            self._turn(self.form)
            self.form.focus_first()

    def _on_wanted(self, name: str, number: str, why: str) -> None:
        if self._row is None or self._resolving is None or self._busy:
            return
        self._name = name
        self._resolving.run(self._row, name, number, why)
        carrier = self._at.desk.record(self._row.carrier).label if self._at else self._row.carrier
        words = self.tr("Asking {carrier} since {time}. Go on with the next; it goes on behind.")
        self._running.setText(words.format(carrier=carrier, time=moment(datetime.now(UTC))))
        self._turn(self._running)
        self.left.emit()

    def _on_done(self, resolved: Resolved) -> None:
        if self._is_open(resolved.before.row):
            self._turn(None)
            self._row = None  # it is shown again from the order book
        self.moved.emit([resolved.before.id, resolved.now.id])

    def _on_failed(self, row: Row, words: str) -> None:
        if not self._is_open(row):
            self._bridge.problem(f"{row.key}: {words}", key=row.reference, verb=self.tr("Open"))
            return
        if words and self.form.resolution is not None and self.form.resolution.name == self._name:
            self._turn(self.form)
            self.form.show_fault(words)
            return
        self._turn(None)
        self._rest()
        if words:
            self._bridge.problem(f"{row.key}: {words}", key=row.reference)

    def _say_due(self) -> None:
        entry = self._doubt.entry if self._doubt else None
        in_doubt = entry is not None and entry.state is State.IN_DOUBT
        now = datetime.now(UTC)
        words = asking_in((entry.due_at if entry else None) or now, now) if in_doubt else ""
        self._due.setText(words)
        self._due.setVisible(in_doubt)

    # --- how it looks

    @property
    def _busy(self) -> bool:
        return self._resolving is not None and self._resolving.of is not None and self._is_open(self._resolving.of)

    def _is_open(self, row: Row) -> bool:
        return self._row is not None and self._row.id == row.id

    def _offered(self) -> list[Resolution]:
        return resolutions(self._row.state) if self._row is not None else []

    def _turn(self, part: QWidget | None) -> None:
        """Show this part of it, and of all others none."""
        for one in self._parts:
            one.setVisible(one is part)
        title = self.tr("What now") if part is self._facts else self.tr("What is there?")
        self._head.set_title(title)
        self.turned.emit(part is not None)

    def _lay_out(self) -> None:
        page = QWidget()
        inside = column(*self._parts, None, gap=NONE, into=page)
        inside.setContentsMargins(M, NONE, M, S)
        area = QScrollArea()
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = QWidget()
        row(self._head, into=head).setContentsMargins(M, NONE, M, NONE)
        column(head, area, gap=S, into=self).setStretch(1, 1)
