"""Which printer labels go to, and a label to measure whether it prints at exactly 100 %."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shipdesk.core.errors import ShipDeskError
from shipdesk.core.numbers import read_decimal
from shipdesk.core.ports import PrinterChoice
from shipdesk.core.problems import error
from shipdesk.settings.schema import Group as Part
from shipdesk.ui.focus import follow_the_eye
from shipdesk.ui.settings_screen.section import Outcome
from shipdesk.ui.settings_screen.station_settings import SettingsSection
from shipdesk.ui.tasks import start
from shipdesk.ui.theme import Meaning
from shipdesk.ui.theme.tokens import BODY, M, S
from shipdesk.ui.widgets.button import Kind, button, icon_button
from shipdesk.ui.widgets.editors import TextEditor
from shipdesk.ui.widgets.field import FieldRow
from shipdesk.ui.widgets.layouts import column, row
from shipdesk.ui.widgets.options import Option, OptionList
from shipdesk.ui.widgets.panel import SectionHeader
from shipdesk.ui.widgets.text import Text
from shipdesk.workers.lanes import PRINT

if TYPE_CHECKING:
    from shipdesk.ui.bridge import Bridge

_SETTING, _DOCUMENTS = "label_printer", "document_printer"
_BAR_MM = Decimal(50)
#: Half of what the eye reads off a ruler.
_SLACK_MM = Decimal("0.25")
_RULER_WIDTH = 32 * S


class PrinterSection(SettingsSection):
    """The printers of this computer above, an address typed by hand below, and the test label."""

    measured = Signal(bool)
    """The clerk has measured the bar; whether the printer prints at exactly 100 %."""

    def __init__(self, bridge: Bridge, only: Collection[str] = ()) -> None:
        """`only`: as of any section of settings."""
        super().__init__(bridge, Part.PRINTING, only)
        self.again = icon_button("refresh", self.tr("Look for printers again"))
        self.again.clicked.connect(self.look)
        self.list = OptionList(self.tr("Printer for labels"))
        self.list.picked.connect(self._picked_printer)
        self.documents = OptionList(self.tr("Printer for documents"))
        self.documents.picked.connect(self._picked_for_documents)
        self.none = Text(self.tr("No printer is set up on this computer."), BODY, role="muted", wrap=True)
        self.none.hide()
        self.print_test = button(self.tr("Print the measured test label"), Kind.PLAIN, icon="ruler")
        self.print_test.clicked.connect(self.test_it)
        self.outcome = Outcome()
        self._line = TextEditor()
        self._line.editingFinished.connect(self.judge_bar)
        self.bar = FieldRow(self.tr("What the ruler shows"), self._line, unit=self.tr("mm"))
        self.bar.setFixedWidth(_RULER_WIDTH)
        self.bar.hide()
        measure = self.tr("The bar on it must be exactly 50 mm long, or scanners will not read your labels.")
        told = Text(measure, BODY, role="muted", wrap=True)
        choosing, testing, others = QWidget(), QWidget(), QWidget()
        column(SectionHeader(self.tr("Printer for labels"), self.again), self.list, self.none, gap=S, into=choosing)
        measuring = row(self.bar, None)
        column(row(self.print_test, told, gap=M), self.outcome, measuring, gap=M, into=testing)
        self.body.insertWidget(0, choosing)
        self.body.insertWidget(1, testing)
        header = SectionHeader(self.tr("Printer for documents"))
        column(header, self.documents, gap=S, into=others)
        self.body.insertWidget(2, others)
        if _DOCUMENTS not in self.fields:
            others.hide()

    def load(self) -> None:
        super().load()
        self.look()

    def look(self) -> None:
        """Ask the system which printers there are."""
        if self.workplace is not None:
            start(self.workplace.lanes, PRINT, self._found, self.bridge.failed, self.workplace.desk.printers)

    def _found(self, choices: Sequence[PrinterChoice]) -> None:
        self.list.put(_options(choices, self._set(_SETTING)))
        self.documents.put(_options(choices, self._set(_DOCUMENTS)))
        self.none.setVisible(not choices)
        follow_the_eye(self)
        self._judge()

    def _set(self, key: str) -> str:
        return self.workplace.settings.text(key) if self.workplace is not None else ""

    def _picked_for_documents(self, target: str) -> None:
        self.fields[_DOCUMENTS].set_text(target)
        self.keep(_DOCUMENTS, target)

    def _judge(self) -> None:
        printer = bool(self.list.key())
        self.print_test.setEnabled(printer)
        self.print_test.setToolTip("" if printer else self.tr("Choose a printer first."))

    def _picked_printer(self, target: str) -> None:
        self.fields[_SETTING].set_text(target)
        self.keep(_SETTING, target)
        self.outcome.clear()
        self.bar.hide()
        self._judge()

    def _kept(self, key: str) -> None:
        super()._kept(key)
        if key in (_SETTING, _DOCUMENTS):
            self.look()

    def test_it(self) -> None:
        """Print the measured label on the printer that is set."""
        target = self.list.key()
        if self.workplace is None or not target:
            return
        self.print_test.setEnabled(False)
        self.outcome.wait_for(self.tr("Waiting for the printer since {time}."))
        start(self.workplace.lanes, PRINT, self._tested, self._untested, self.workplace.desk.test_print, target)

    def _tested(self, where: str) -> None:
        self._judge()
        words = self.tr("{where} Lay a ruler along the black bar and type below what it shows.")
        self.outcome.show_result(Meaning.ACCENT, words.format(where=where))
        self.bar.set_text("")
        self.bar.show()
        self.bar.setFocus()

    def judge_bar(self) -> None:
        """Whether the bar is as long as it must be, and what to do where it is not."""
        typed = self.bar.text().strip()
        if not typed:
            return
        try:
            length = read_decimal(typed.replace(",", "."))
        except ValueError:
            self._tell_bar(self.tr("Give the length in millimetres, such as 50 or 49.5."))
            return
        self._tell_bar("")
        exact = abs(length - _BAR_MM) <= _SLACK_MM
        if exact:
            self.outcome.show_result(Meaning.GOOD, self.tr("Exactly 100 %. Scanners will read your labels."))
        else:
            words = self.tr(
                "This printer prints at {percent} %. In this computer's settings for it, set the scale to 100 % and "
                "the paper to 100 × 150 mm, then print the test label again."
            )
            percent = (length * 100 / _BAR_MM).quantize(Decimal("0.1")).normalize()
            self.outcome.show_result(Meaning.STOP, words.format(percent=f"{percent:f}"))
        self.measured.emit(exact)

    def _tell_bar(self, fault: str) -> None:
        self.bar.set_problem(error("bar", "bar.unreadable", fault) if fault else None)

    def _untested(self, fault: Exception) -> None:
        self._judge()
        self.outcome.clear()
        if isinstance(fault, ShipDeskError):
            self.outcome.show_result(Meaning.STOP, str(fault))
        else:
            self.bridge.failed(fault)


def _options(choices: Sequence[PrinterChoice], target: str) -> list[Option]:
    """Those to choose from, with the one that is set."""
    return [Option(one.target, one.label, one.state, one.ready, one.target == target) for one in choices]
