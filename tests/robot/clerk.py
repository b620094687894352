"""The hands of the robot: every key and scan goes through the window, is counted, and is told apart from the text."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from time import monotonic

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from shipdesk.ui.crash import CrashDialog
from shipdesk.ui.form.fields import PathRow
from tests.ui.hands import Hands
from tests.ui.table import Table


@dataclass(frozen=True)
class Stroke:
    """One thing that the hands did: `kind` is key, text or scan; `where` the field that had the keyboard."""

    at_ms: float
    kind: str
    what: str
    where: str


@dataclass
class Clerk:
    """Works at a table with no mouse. What is typed as text counts its letters; all else counts as keys."""

    table: Table
    log: list[Stroke] = field(default_factory=list)
    """Since it was last counted from."""
    strokes: list[Stroke] = field(default_factory=list)
    """All of them."""

    def __post_init__(self) -> None:
        self._born = self._began = monotonic()
        self._hands = Hands(60_000)

    def press(self, keys: str) -> None:
        """One key with its modifiers, as it stands in the help: `F10`, `Ctrl+N`, `Alt+1`."""
        self._note("key", keys)
        combination = QKeySequence(keys)[0]  # type: ignore[index]  # its stubs lack it
        QTest.keyClick(self.focus, combination.key(), combination.keyboardModifiers())

    def type(self, text: str) -> None:
        """Text that nobody can spare the clerk."""
        self._note("text", text)
        self.table.type(text)

    def scan(self, text: str) -> None:
        """The scanner's trigger, wherever the keyboard is."""
        self._note("scan", text)
        self._hands.now += 5_000
        self._hands.scan(text)

    def until(self, fact: object) -> None:
        """Wait for a fact; nothing is pressed meanwhile."""
        assert callable(fact)
        self.table.until(lambda: bool(fact()) or self._broken())

    def _broken(self) -> bool:
        """Fails at once where a fault of ours stands on the screen."""
        dialog = self.table.window.findChild(CrashDialog)
        assert dialog is None or not dialog.isVisible(), dialog.report()
        return False

    @property
    def focus(self) -> QWidget:
        """What has the keyboard."""
        return QApplication.focusWidget() or self.table.window

    @property
    def place(self) -> str:
        """The field that has the keyboard, as the form names it."""
        here: QWidget | None = self.focus
        while here is not None and not isinstance(here, PathRow):
            here = here.parentWidget()
        return here.path if isinstance(here, PathRow) else self.focus.accessibleName() or type(self.focus).__name__

    @property
    def keys(self) -> int:
        """How many keys beyond text."""
        return sum(one.kind == "key" for one in self.log)

    @property
    def letters(self) -> int:
        """How many letters of text."""
        return sum(len(one.what) for one in self.log if one.kind == "text")

    @property
    def scans(self) -> int:
        """How many scans."""
        return sum(one.kind == "scan" for one in self.log)

    def begin(self) -> None:
        """Count from here."""
        self.log.clear()
        self._began = monotonic()

    def by_field(self) -> list[str]:
        """A line for each field: its keys, its letters."""
        keys: Counter[str] = Counter()
        letters: Counter[str] = Counter()
        for one in self.log:
            keys[one.where] += one.kind == "key"
            letters[one.where] += len(one.what) if one.kind == "text" else 0
        places = dict.fromkeys(one.where for one in self.log)
        return [f"{place:<34} {keys[place]:>3} keys {letters[place]:>4} letters" for place in places]

    def told(self, title: str) -> str:
        """The count in one line."""
        seconds = monotonic() - self._began
        return f"{title}: {self.scans} scans, {self.keys} keys, {self.letters} letters of text, {seconds:.1f} s"

    def written(self) -> list[str]:
        """Every stroke: when, what, and where the keyboard was."""
        return [f"{one.at_ms:8.0f} ms  {one.kind:<5}{one.what:<24}{one.where}" for one in self.strokes]

    def _note(self, kind: str, what: str) -> None:
        stroke = Stroke((monotonic() - self._born) * 1e3, kind, what, self.place)
        self.log.append(stroke)
        self.strokes.append(stroke)
