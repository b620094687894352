"""What stands beside the list while many orders are worked on: a question, or how far the work is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from shipdesk.ui.orders.ask_panel import AskPanel
from shipdesk.ui.orders.work_panel import WorkPanel


class Side(QStackedWidget):
    """Hidden until there is something; `wanted` asks the screen for the room."""

    wanted = Signal()
    left = Signal()
    """Nothing more is to be seen here for now."""

    def __init__(self) -> None:
        super().__init__()
        self.ask = AskPanel()
        self.work = WorkPanel()
        self.addWidget(self.ask)
        self.addWidget(self.work)
        self.owner: object = None
        """Who has the panel: only one piece of work is shown at a time."""

    def show_ask(self, owner: object) -> None:
        """Make room for the question."""
        self.owner = owner
        self.setCurrentWidget(self.ask)
        self.wanted.emit()
        self.ask.take_focus()

    def show_work(self, owner: object) -> None:
        """Make room for the work."""
        self.owner = owner
        self.setCurrentWidget(self.work)
        self.wanted.emit()
