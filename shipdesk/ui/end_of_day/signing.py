"""Closing a hand-over: what stays behind, who takes it, and the signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shipdesk.core.handover import Signature
from shipdesk.core.problems import error
from shipdesk.ui.end_of_day.signature import SignaturePad
from shipdesk.ui.theme import Meaning
from shipdesk.ui.theme.tokens import BODY, SEMIBOLD, TITLE, M, S
from shipdesk.ui.widgets.banner import Remark
from shipdesk.ui.widgets.button import Kind, button
from shipdesk.ui.widgets.editors import TextEditor
from shipdesk.ui.widgets.field import FieldRow
from shipdesk.ui.widgets.layouts import column, row
from shipdesk.ui.widgets.text import Text

if TYPE_CHECKING:
    from shipdesk.core.handover import Sheet

_NAME_WIDTH = 44 * S


class SigningPane(QWidget):
    """The driver's name is needed; a drawn signature may stand beside it."""

    signed = Signal(object)
    """The `Signature` to close with."""
    left = Signal()
    """Back to scanning."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Text("", TITLE, SEMIBOLD)
        self._short = Remark(Meaning.CARE, "")
        self._extra = Remark(Meaning.STOP, "")
        self.name = FieldRow(self.tr("Driver's name"), TextEditor(), required=True)
        self.name.setFixedWidth(_NAME_WIDTH)
        self.name.edited.connect(self._typed)
        self.pad = SignaturePad()
        wipe = button(self.tr("Wipe"), Kind.QUIET, icon="undo")
        wipe.clicked.connect(self.pad.wipe)
        words = self.tr("With a finger, a pen or the mouse. The typed name alone is a signature too.")
        hint = Text(words, BODY, role="muted", wrap=True)
        self._close = button(self.tr("Close the hand-over"), Kind.PRIMARY)
        self._close.clicked.connect(self.sign)
        back = button(self.tr("Scan on"), Kind.PLAIN)
        back.clicked.connect(self.left)
        column(
            self._title, self._short, self._extra, self.name, hint, row(self.pad, wipe, None),
            row(self._close, back, None), None, gap=M, margin=M, into=self,
        )  # fmt: skip

    def show_sheet(self, sheet: Sheet, carrier: str) -> None:
        """What would leave, and what would stay."""
        count, missing, extra = len(sheet.taken), len(sheet.missing), len(sheet.extra)
        self._title.setText(self.tr("Leaving with {carrier}: {n}").format(n=count, carrier=carrier))
        stays = self.tr("Missing: {n}. What is missing stays, and the next hand-over asks for it again.")
        self._short.set_words(stays.format(n=missing))
        self._short.setVisible(missing > 0)
        out = self.tr("Must not leave: {n}. Take these off the pile before the driver signs.")
        self._extra.set_words(out.format(n=extra))
        self._extra.setVisible(extra > 0)

    def begin(self) -> None:
        """A fresh form with the keyboard in it."""
        self.name.set_text("")
        self.name.set_problem(None)
        self.pad.wipe()
        self.name.setFocus()

    def sign(self) -> None:
        """Close, unless the name is missing."""
        name = self.name.text().strip()
        if not name:
            words = self.tr("The driver's name is missing; type it as the driver says it.")
            self.name.set_problem(error("driver", "driver.missing", words))
            self.name.setFocus()
            return
        width, height = self.pad.size_mm
        self.signed.emit(Signature(name, self.pad.strokes_mm(), width, height))

    def set_busy(self, busy: bool) -> None:
        """While it is being closed."""
        self._close.setEnabled(not busy)

    def _typed(self, _text: str) -> None:
        self.name.set_problem(None)
