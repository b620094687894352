"""The groups that nothing was filled into: one line of names, each opens its fields."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from shipdesk.core.fields import Group
from shipdesk.ui.form.section import TITLE_WIDTH, flush, title_of
from shipdesk.ui.theme.tokens import BODY, NONE, L, S
from shipdesk.ui.widgets.button import Kind, button
from shipdesk.ui.widgets.layouts import row
from shipdesk.ui.widgets.text import Text


class Unused(QWidget):
    """`Add: Pickup · Insurance · Note`."""

    wanted = Signal(object)
    """A `Group` is to be opened."""

    def __init__(self) -> None:
        super().__init__()
        title = Text(self.tr("Add"), BODY, role="muted")
        title.setFixedWidth(TITLE_WIDTH)
        self._buttons: dict[Group, QPushButton] = {}
        self._names = row(gap=L)
        self._names.setContentsMargins(S, NONE, NONE, NONE)
        row(title, self._names, None, gap=S, into=self)

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Offer these."""
        for group in groups:
            if group not in self._buttons:
                made = flush(button(title_of(group), Kind.QUIET, icon="plus", small=True))
                made.clicked.connect(self._take)
                self._buttons[group] = made
                self._names.addWidget(made)
        for group, made in self._buttons.items():
            made.setVisible(group in groups)
        self.setVisible(bool(groups))

    def stops(self) -> list[QWidget]:
        """Where Tab goes here, in this order."""
        return list(self._buttons.values())

    def _take(self) -> None:
        for group, made in self._buttons.items():
            if made is self.sender():
                made.hide()
                self.wanted.emit(group)
