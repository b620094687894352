"""A person's word on one booking: the number and the reason where they are needed, and the question before it is done.

A scan ends with Enter, and a shaking finger presses twice: neither is ever a yes. Enter goes on to the next field, or
looks a number up where the carrier confirms it; what cannot be taken back is asked about and needs F3 a second time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QElapsedTimer, Qt, Signal
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from shipdesk.core.problems import error
from shipdesk.core.states import State
from shipdesk.ui.station.checks.panel import SOONEST_MS
from shipdesk.ui.theme import Meaning
from shipdesk.ui.theme.tokens import BODY, CAPTION, SEMIBOLD, S
from shipdesk.ui.widgets.banner import Remark
from shipdesk.ui.widgets.button import Kind, button
from shipdesk.ui.widgets.editors import TextEditor
from shipdesk.ui.widgets.field import FieldRow
from shipdesk.ui.widgets.layouts import column
from shipdesk.ui.widgets.text import Text

if TYPE_CHECKING:
    from shipdesk.usecases.resolutions import Resolution

KEY = "F3"
_CONTEXT = "Word"
#: What is asked before it is done.
_QUESTIONS: dict[str, object] = {
    "send_again": QT_TRANSLATE_NOOP(
        "Word", "If the carrier has it after all, it may come to be booked and paid twice."
    ),
    "book_anew": QT_TRANSLATE_NOOP("Word", "If the first one is booked after all, there are two parcels to pay for."),
    "give_up": QT_TRANSLATE_NOOP("Word", "If it is booked after all, a parcel is paid for that nobody ships."),
    "void": QT_TRANSLATE_NOOP("Word", "No parcel may leave under its number any more. It cannot be taken back."),
}
_ADOPT = QT_TRANSLATE_NOOP("Word", "What differs stays different: the label may be another parcel's.")


class WordForm(QWidget):
    """The form of one resolution. `wanted` carries its name, the number and the reason."""

    wanted = Signal(str, str, str)
    left = Signal()
    """Back to what else can be said."""

    def __init__(self) -> None:
        super().__init__()
        self.resolution: Resolution | None = None
        """What is being said; None while nothing is."""
        self._state = State.NEEDS_PERSON
        self._since = QElapsedTimer()
        self._title = Text("", BODY, SEMIBOLD)
        self._help = Text("", CAPTION, role="muted", wrap=True)
        self._number_line, self._why_line = TextEditor(code=True), TextEditor()
        self.number = FieldRow(self.tr("The carrier's number"), self._number_line, required=True)
        self.why = FieldRow(self.tr("Reason"), self._why_line, required=True)
        self._number_line.returnPressed.connect(self._on_number_entered)
        for field in (self.number, self.why):
            field.edited.connect(self._on_edited)
        self.question, self.fault = Remark(Meaning.CARE, ""), Remark(Meaning.STOP, "")
        self.go = button("", Kind.PRIMARY)
        self.go.clicked.connect(self.press)
        self.go.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # or the Enter at the end of a scan could press it
        self._back = button(self.tr("Something else"))
        self._back.clicked.connect(self.left)
        self._back.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        buttons = column(self.go, self._back, gap=S)
        column(self._title, self._help, self.number, self.why, self.fault, self.question, buttons, gap=S, into=self)
        for remark in (self.question, self.fault):
            remark.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)  # as high as its words
            remark.hide()

    @property
    def asked(self) -> bool:
        """Whether the question stands there, waiting for its second F3."""
        return not self.question.isHidden()

    @property
    def untouched(self) -> bool:
        """Whether nothing was typed yet."""
        return not self.number.text() and not self.why.text()

    def begin(self, resolution: Resolution, state: State, number: str = "") -> None:
        """Ask for what this resolution needs, of a booking in `state`."""
        self.resolution, self._state = resolution, state
        self._title.setText(resolution.label)
        self._help.setText(resolution.help)
        self._help.show()
        self.number.setVisible(resolution.needs_number)
        self.number.set_text(number)
        self.why.set_text("")
        self.why.set_required(resolution.needs_why)
        for field in (self.number, self.why):
            field.set_problem(None)
        self._withdraw()

    def forget(self) -> None:
        """Nothing is being said here any more."""
        self.resolution = None

    def focus_first(self) -> None:
        """The keyboard to what is to be filled in; what stands there is selected, so that a scan replaces it."""
        line = self._number_line if self._needs_number and not self._adopts else self._why_line
        line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        line.selectAll()

    def press(self) -> None:
        """F3, or a click on the button: ask, and the second time, not too soon, do it."""
        if self.resolution is None or self._lacks_something():
            return
        if self._question and not self.asked:
            self._ask()
        elif not self._question or self._since.elapsed() >= _soonest_ms():
            self._give()

    def show_fault(self, words: str) -> None:
        """It could not be done: say why, at the field where it can be mended."""
        self._withdraw()
        self.fault.set_words(words)
        self.fault.show()
        self._help.hide()  # it has been read; the fault needs the room
        if self._needs_number and not self.why.text().strip():
            self._why_line.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _needs_number(self) -> bool:
        return self.resolution is not None and self.resolution.needs_number

    @property
    def _adopts(self) -> bool:
        return self._needs_number and self._state is State.CONFLICT

    @property
    def _question(self) -> str:
        if self.resolution is None:
            return ""
        source = _ADOPT if self._adopts else _QUESTIONS.get(self.resolution.name, "")
        return QCoreApplication.translate(_CONTEXT, str(source)) if source else ""

    def _lacks_something(self) -> bool:
        if self._needs_number and not self.number.text().strip():
            self._want(self.number, self.tr("Enter or scan the number."))
            return True
        needs_why = self.resolution is not None and (self.resolution.needs_why or self._adopts)
        if needs_why and not self.why.text().strip():
            self._want(self.why, self.tr("Say why in a few words."))
            return True
        return False

    def _want(self, field: FieldRow, words: str) -> None:
        field.set_problem(error(field.label, "missing", words))
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _ask(self) -> None:
        self.fault.hide()
        self.question.set_words(self._question)
        self.question.show()
        self.go.setText(self.tr("Yes: {verb}   {key} again").format(verb=self._verb(), key=KEY))
        self._since.start()

    def _withdraw(self) -> None:
        self.question.hide()
        self.fault.hide()
        self._since.invalidate()
        self.go.setText(self._go_words())

    def _go_words(self) -> str:
        return f"{self._verb()}   {KEY}"

    def _verb(self) -> str:
        if self.resolution is None:
            return ""
        takes = self._needs_number and self._state is not State.BOOKED
        return self.tr("Take the number") if takes else self.resolution.label

    def _give(self) -> None:
        if self.resolution is not None:
            self._withdraw()
            self.wanted.emit(self.resolution.name, self.number.text().strip(), self.why.text().strip())

    def _on_number_entered(self) -> None:
        """A scan, or Enter: the carrier is asked for the number, and nothing is taken without its word."""
        if self._adopts or self.why.text().strip():
            self._why_line.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.number.text().strip():
            self._give()

    def _on_edited(self, _text: str) -> None:
        for field in (self.number, self.why):
            field.set_problem(None)
        self._withdraw()


def _soonest_ms() -> int:
    return max(SOONEST_MS, QApplication.doubleClickInterval())
