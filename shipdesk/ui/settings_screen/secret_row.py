"""A secret: whether it is set, and a way to change it. What is kept is never shown."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from shipdesk.core.carrier import AccountKey
from shipdesk.ui.theme import Meaning
from shipdesk.ui.theme.shapes import Shape
from shipdesk.ui.theme.states import StateSpec
from shipdesk.ui.theme.tokens import CAPTION, FIELD, NONE, S
from shipdesk.ui.widgets.button import Kind, button
from shipdesk.ui.widgets.chip import Chip
from shipdesk.ui.widgets.editors import TextEditor
from shipdesk.ui.widgets.field import FieldRow
from shipdesk.ui.widgets.layouts import column, row
from shipdesk.ui.widgets.panel import Caption
from shipdesk.ui.widgets.text import Text


class SecretRow(QWidget):
    """`Password  ✔ Set  Change`; while it is changed, a line that shows dots, Keep and Cancel."""

    given = Signal(str, str)
    """The key, and the secret to keep."""
    forgotten = Signal(str)
    """The key whose oldest secret is to be taken away."""

    def __init__(self, key: AccountKey) -> None:
        super().__init__()
        self.key = key
        self._chip = Chip(self._spec(0))
        self.change = button("", Kind.QUIET, small=True)
        self.change.clicked.connect(self.open)
        self.forget = button(self.tr("Forget the oldest"), Kind.QUIET, small=True)
        self.forget.setAccessibleName(self.tr("Forget the oldest: {name}").format(name=key.label))
        self.forget.clicked.connect(self._forget)
        self._line = TextEditor()
        self._line.setEchoMode(QLineEdit.EchoMode.Password)
        self._line.returnPressed.connect(self._give)
        self.field = FieldRow(key.label, self._line)
        self._keep = button(self.tr("Keep"), Kind.PRIMARY)
        self._keep.clicked.connect(self._give)
        self._cancel = button(self.tr("Cancel"))
        self._cancel.clicked.connect(self.close_line)
        self._closed, self._opened = QWidget(), QWidget()
        self._caption = Caption(key.label)
        told = row(self._chip, self.change, self.forget, None, gap=S)
        column(self._caption, told, gap=NONE, into=self._closed)
        buttons = row(self._keep, self._cancel, gap=S)
        buttons.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        column(row(self.field, buttons, gap=S), gap=NONE, into=self._opened)
        helps = [Text(key.help, CAPTION, role="faint", wrap=True)] if key.help else []
        column(self._closed, self._opened, *helps, gap=NONE, into=self)
        self._closed.setMinimumHeight(FIELD)
        self._opened.hide()
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """How many are kept under this key."""
        self._chip.set_spec(self._spec(count))
        words = self.tr("Set") if not count else self.tr("Add another") if self.key.several else self.tr("Change")
        self.change.setText(words)
        self.change.setAccessibleName(f"{words}: {self.key.label}")
        self.forget.setVisible(count > 1)

    def open(self) -> None:
        """Let one be typed."""
        self._closed.hide()
        self._opened.show()
        self._line.setFocus()

    def close_line(self) -> None:
        """Forget what was typed."""
        self._line.clear()
        self.field.set_problem(None)
        focused = self._opened.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self._opened.hide()
        self._closed.show()
        if focused:
            self.change.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._opened.isHidden():
            self.close_line()
        else:
            super().keyPressEvent(event)

    def _give(self) -> None:
        if self._line.text():
            self.given.emit(self.key.key, self._line.text())

    def _forget(self) -> None:
        self.forgotten.emit(self.key.key)

    def _spec(self, count: int) -> StateSpec:
        if count > 1:
            return StateSpec(Shape.TICK, self.tr("{count} set").format(count=count), Meaning.GOOD)
        if count:
            return StateSpec(Shape.TICK, self.tr("Set"), Meaning.GOOD)
        needed = Meaning.CARE if self.key.required else Meaning.NEUTRAL
        return StateSpec(Shape.TRIANGLE if self.key.required else Shape.DASH, self.tr("Not set"), needed)
