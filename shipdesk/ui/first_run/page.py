"""What a page of the set-up is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from shipdesk.ui.focus import follow_the_eye, stops
from shipdesk.ui.theme.tokens import BODY, SEMIBOLD, TITLE, L, S
from shipdesk.ui.widgets.layouts import column
from shipdesk.ui.widgets.text import Text

if TYPE_CHECKING:
    from shipdesk.core.devices import ScanJudge
    from shipdesk.ui.workplace import Workplace


class Page(QWidget):
    """A title, a sentence, and what is set up here. What is changed is kept at once."""

    changed = Signal()
    """Something was done here."""
    judge_changed = Signal()
    """`judge` gives another one now."""
    enter_goes_on = True
    """Enter does what F10 does; not where it ends a line of several."""

    def __init__(self, title: str, words: str) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)
        self.at: Workplace | None = None
        told = Text(words, BODY, role="muted", wrap=True)
        self.body = column(column(Text(title, TITLE, SEMIBOLD), told, gap=S), gap=L, into=self)

    def attach(self, workplace: Workplace) -> None:
        """The order book is open."""
        self.at = workplace

    def enter(self) -> None:
        """The page is shown: what is set now, and the keyboard where it begins."""
        self.take_focus()

    def take_focus(self) -> None:
        """The keyboard to where the page begins."""
        follow_the_eye(self)
        first = next((one for one in stops(self) if one.isVisibleTo(self) and one.isEnabled()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def missing(self) -> str:
        """One sentence of what is still to do here; empty where nothing is."""
        return ""

    def judge(self) -> ScanJudge | None:
        """What is to tell scans from typing while this page is shown; None: what the settings say."""
        return None

    def take_scan(self, text: str) -> bool:  # noqa: ARG002 - for the one that takes it
        """Something was scanned: False where this page has no use for it."""
        return False

    def shutdown(self) -> None:
        """The window closes."""
