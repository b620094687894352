"""The tour of the demo: every waiting order booked and printed by key, and a picture of every screen on the way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from shipdesk.core.records import Query
from shipdesk.core.states import Label, State
from shipdesk.ui import theme
from shipdesk.ui.screens import SCREENS, ScreenRow

if TYPE_CHECKING:
    from shipdesk.demo import Fact
    from shipdesk.session import Session
    from shipdesk.ui.station.screen import StationScreen
    from shipdesk.ui.workplace import Workplace

_STATION = "Station"
_ORDERS = "Orders"
_TABS = range(1, 6)


def tour(session: Session, pictures: Path) -> Iterator[Fact]:
    """One fact after another, each to be waited for before the next step is taken."""
    guide = _Guide(session, pictures)
    yield "opening the order book", guide.is_open
    references = guide.waiting()
    guide.picture("station, orders waiting")
    for reference in references:
        yield from guide.ship(reference)
    yield "showing the last label", guide.is_quiet
    guide.picture("station, all printed")
    yield "the notices of success going by themselves", guide.is_clear
    yield "an order coming in by webhook", guide.has_received
    for line in SCREENS:
        if line.name == _STATION:
            continue
        yield from guide.go_to(line)
        guide.picture(line.name.lower())
        if line.name == _ORDERS:
            yield from guide.look_into_an_order()
    yield from guide.in_the_dark(references[0])


class _Guide:
    """The clerk's hands: keys go where the keyboard is, exactly as they would at the table."""

    def __init__(self, session: Session, pictures: Path) -> None:
        self._session = session
        self._pictures = pictures
        self._taken = 0
        self._calm = 0

    # --- facts

    def is_open(self) -> bool:
        window = self._session.window
        return window.isActiveWindow() and self._station.work is not None and self.is_quiet()

    def is_quiet(self) -> bool:
        """No lane has anything to do, some ticks in a row: what was asked for is on the screen."""
        self._calm = self._calm + 1 if self._session.lanes.idle else 0
        if self._calm < 5:
            return False
        self._calm = 0
        return True

    def is_clear(self) -> bool:
        """No notice lies over the screen."""
        return not self._session.window.notices.shown()

    def has_received(self) -> bool:
        """The simulated shop has sent an order, and it is kept."""
        return any(self._at.desk.inbox.counts().values())

    def waiting(self) -> list[str]:
        """The references of the to-ship list, oldest first."""
        rows = self._at.desk.book.rows(Query(states=frozenset({State.TO_SHIP})), 100)
        return [row.reference for row in reversed(rows)]

    # --- hands

    def press(self, keys: str) -> None:
        """A key with its modifiers (`Ctrl+2`, `F10`), to whatever has the keyboard."""
        QTest.keySequence(self._focus, QKeySequence(keys))

    def type(self, text: str) -> None:
        """Letters of any script, to whatever has the keyboard."""
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(self._focus, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))

    def picture(self, name: str) -> None:
        """The window as it is now, into the folder of pictures."""
        self._taken += 1
        self._session.window.grab().save(str(self._pictures / f"{self._taken:02} {name}.png"))

    # --- ways through the program

    def ship(self, reference: str) -> Iterator[Fact]:
        """Scan, look, book, and wait for the printer."""
        self.press("F2")
        self.type(reference)
        QTest.keyClick(self._focus, Qt.Key.Key_Return)
        yield f"opening {reference}", lambda: self._opened == reference
        yield f"checking {reference}", self.is_quiet
        self.picture(f"station, {reference}")
        self.press("F10")
        yield f"asking about {reference}", self.is_quiet
        if self._opened == reference:
            self.picture(f"station, {reference}, warnings to accept")
            yield f"accepting the warnings of {reference}", lambda: self._accepted(reference)
        yield f"booking and printing {reference}", lambda: self._label(reference) is Label.PRINTED

    def _accepted(self, reference: str) -> bool:
        """A second F10 that comes too soon after the question is not taken for an answer, so it is given again."""
        if self._opened == reference:
            self.press("F10")
        return self._opened != reference

    def go_to(self, line: ScreenRow) -> Iterator[Fact]:
        """A screen, by its key."""
        self.press(line.key)
        yield f"opening {line.name}", self._session.window.screen_named(line.name).isVisible
        yield f"showing {line.name}", self.is_quiet

    def look_into_an_order(self) -> Iterator[Fact]:
        """The newest booking's detail, tab by tab, then a search."""
        newest = self._at.desk.book.rows(Query(), 100)
        for _row in range(1 + next(at for at, row in enumerate(newest) if row.state is State.BOOKED)):
            self.press("Down")
        QTest.keyClick(self._focus, Qt.Key.Key_Return)
        for number in _TABS:
            self.press(f"Alt+{number}")
            yield f"showing tab {number}", self.is_quiet
            self.picture(f"orders, detail {number}")
        self.press("Esc")
        self.press("F2")
        self.type("กรุงเทพ")
        yield "searching in Thai", self.is_quiet
        self.picture("orders, searched in Thai")

    def in_the_dark(self, reference: str) -> Iterator[Fact]:
        """The same screens in the dark scheme."""
        theme.apply(cast(QApplication, QApplication.instance()), theme.Scheme.DARK)
        for line in SCREENS:
            yield from self.go_to(line)
            if line.name == _STATION:
                self.press("F2")
                self.type(reference)
                QTest.keyClick(self._focus, Qt.Key.Key_Return)
                yield f"opening {reference} again", self.is_quiet
            self.picture(f"{line.name.lower()}, dark")

    # --- inside

    @property
    def _at(self) -> Workplace:
        return cast("Workplace", self._session.workplace)

    @property
    def _station(self) -> StationScreen:
        return cast("StationScreen", self._session.window.screen_named(_STATION))

    @property
    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self._session.window

    @property
    def _opened(self) -> str:
        work = self._station.work
        return work.order.reference if work is not None and work.order is not None else ""

    def _label(self, reference: str) -> Label | None:
        entry = self._at.desk.book.entry(reference)
        return entry.row.label if entry else None
