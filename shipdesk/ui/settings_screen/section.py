"""What a section of the settings is, and what all of them share: "Saved", and what a long call came to."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QSizePolicy, QWidget

from shipdesk.ui.bridge import Bridge
from shipdesk.ui.moments import clock
from shipdesk.ui.theme import Meaning
from shipdesk.ui.theme.shapes import Shape
from shipdesk.ui.theme.states import StateSpec
from shipdesk.ui.theme.tokens import NONE, L
from shipdesk.ui.widgets.banner import Remark
from shipdesk.ui.widgets.chip import Chip
from shipdesk.ui.widgets.layouts import column
from shipdesk.ui.workplace import Workplace

#: Waiting longer than this shows what is being waited for.
_PATIENCE_MS = 300


class Section(QWidget):
    """One section. It is made before the order book is open, and filled in `attach`."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.bridge = bridge
        self.workplace: Workplace | None = None
        self.body = column(gap=L, into=self)

    def attach(self, workplace: Workplace) -> None:
        """The order book is open: fill in what is set."""
        self.workplace = workplace
        self.load()

    def load(self) -> None:
        """Show what is set now; called again whenever the section is shown."""

    def take_scan(self, text: str) -> bool:  # noqa: ARG002 - for the one that takes it
        """Something was scanned while this section is shown: False leaves it to the packing station."""
        return False

    def shutdown(self) -> None:
        """The window closes."""


class SavedMark(Chip):
    """Stands beside a title once something under it was kept, until something is typed again."""

    def __init__(self) -> None:
        super().__init__(StateSpec(Shape.TICK, self.tr("Saved"), Meaning.GOOD))
        self.clear()

    def show_saved(self) -> None:
        """It is on the disk."""
        self.setVisible(True)

    def clear(self) -> None:
        """Something is being changed."""
        self.setVisible(False)


class Outcome(QWidget):
    """One line for a call that may take its time: what is waited for and since when, then what came of it."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting = ""
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._show_waiting)
        self._since: datetime | None = None
        self._remark = Remark(Meaning.NEUTRAL, "")
        column(self._remark, gap=NONE, into=self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.hide()

    def wait_for(self, words: str) -> None:
        """A call has begun; `words` say for what, with `{time}` for since when."""
        self.hide()
        self._waiting, self._since = words, datetime.now().astimezone()
        self._patience.start()

    def show_result(self, meaning: Meaning, words: str) -> None:
        """It has come to its end."""
        self._patience.stop()
        self._remark.set_words(words, meaning)
        self.setAccessibleName(words)
        self.show()

    def clear(self) -> None:
        """What it said no longer holds."""
        self._patience.stop()
        self.hide()

    def words(self) -> str:
        """What it says now; empty while it says nothing."""
        return "" if self.isHidden() else self.accessibleName()

    def _show_waiting(self) -> None:
        if self._since is not None:
            words = self._waiting.format(time=clock(self._since))
            self._remark.set_words(words, Meaning.ACCENT)
            self.setAccessibleName(words)
            self.show()
