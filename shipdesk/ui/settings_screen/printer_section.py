"""Which printer labels go to, and a label to measure whether it prints at exactly 100 %."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from shipdesk.core.errors import ShipDeskError
from shipdesk.core.ports import PrinterChoice
from shipdesk.settings.schema import Group as Part
from shipdesk.ui.settings_screen.section import Outcome
from shipdesk.ui.settings_screen.station_settings import SettingsSection
from shipdesk.ui.tasks import start
from shipdesk.ui.theme import Meaning, colours, font, metrics, qcolor, tone
from shipdesk.ui.theme.shapes import Shape, draw_shape
from shipdesk.ui.theme.tokens import BODY, HAIR, MARK, NONE, RADIUS, RING, SEMIBOLD, TARGET, XS, L, M, S
from shipdesk.ui.widgets.button import Kind, button, icon_button
from shipdesk.ui.widgets.layouts import column, row
from shipdesk.ui.widgets.panel import SectionHeader
from shipdesk.ui.widgets.text import Text
from shipdesk.workers.lanes import PRINT

if TYPE_CHECKING:
    from shipdesk.ui.bridge import Bridge

_SETTING = "label_printer"
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


class PrinterRow(QAbstractButton):
    """One printer that could be set: its name, and how it is."""

    def __init__(self, choice: PrinterChoice) -> None:
        super().__init__()
        self.choice = choice
        self.setText(choice.label)
        self.setAccessibleName(f"{choice.label}, {choice.state}")
        self.setCheckable(True)
        self.setChecked(choice.chosen)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(40 * S, TARGET + S)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown, accent = colours(), tone(Meaning.ACCENT)
        area = QRectF(self.rect()).adjusted(HAIR, HAIR, -HAIR, -HAIR)
        line = shown.focus if self.hasFocus() else accent.line if self.isChecked() else shown.hairline
        painter.setPen(QPen(qcolor(line), RING if self.hasFocus() else HAIR))
        ground = accent.tint if self.isChecked() else shown.hover if self.underMouse() else shown.surface
        painter.setBrush(qcolor(ground))
        painter.drawRoundedRect(area, RADIUS, RADIUS)
        self._paint_dot(painter)
        words = area.adjusted(M + L, 0, -M, 0)
        state = tone(Meaning.GOOD if self.choice.ready else Meaning.CARE).fg
        painter.setFont(font(BODY))
        painter.setPen(qcolor(state))
        painter.drawText(words, _RIGHT, self.choice.state)
        used = metrics(BODY).horizontalAdvance(self.choice.state) + MARK + S
        shape = Shape.TICK if self.choice.ready else Shape.TRIANGLE
        mark = QRectF(words.right() - used + XS, area.center().y() - MARK / 2, MARK, MARK)
        draw_shape(painter, mark, shape, state)
        painter.setFont(font(BODY, SEMIBOLD))
        painter.setPen(qcolor(shown.text))
        name = words.adjusted(0, 0, -used, 0)
        cut = metrics(BODY, SEMIBOLD).elidedText(self.text(), Qt.TextElideMode.ElideMiddle, int(name.width()))
        painter.drawText(name, _LEFT, cut)
        painter.end()

    def _paint_dot(self, painter: QPainter) -> None:
        ring = QRectF(M, (self.height() - M) / 2, M, M)
        ink = tone(Meaning.ACCENT).fg if self.isChecked() else colours().line
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(qcolor(ink), RING))
        painter.drawEllipse(ring.adjusted(HAIR, HAIR, -HAIR, -HAIR))
        if self.isChecked():
            painter.setBrush(qcolor(ink))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(ring.adjusted(XS + HAIR, XS + HAIR, -XS - HAIR, -XS - HAIR))


class PrinterList(QWidget):
    """The printers below each other; one is set, or none."""

    picked = Signal(str)
    """The target of the printer that the clerk has picked."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(NONE, NONE, NONE, NONE)
        self._layout.setSpacing(S)
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._clicked)
        self.rows: list[PrinterRow] = []

    def put(self, choices: Sequence[PrinterChoice]) -> None:
        """Show these; the keyboard stays on the printer it was on."""
        focused = next((one.choice.target for one in self.rows if one.hasFocus()), "")
        for one in self.rows:
            self._group.removeButton(one)
            self._layout.removeWidget(one)
            one.hide()
            one.deleteLater()
        self.rows = [PrinterRow(choice) for choice in choices]
        for one in self.rows:
            self._group.addButton(one)
            self._layout.addWidget(one)
            if one.choice.target == focused:
                one.setFocus()

    def target(self) -> str:
        """The one that is picked; empty for none."""
        return next((one.choice.target for one in self.rows if one.isChecked()), "")

    def _clicked(self, clicked: QAbstractButton) -> None:
        if isinstance(clicked, PrinterRow):
            self.picked.emit(clicked.choice.target)


class PrinterSection(SettingsSection):
    """The printers of this computer above, an address typed by hand below, and the test label."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge, Part.PRINTING)
        self.again = icon_button("refresh", self.tr("Look for printers again"))
        self.again.clicked.connect(self.look)
        self.list = PrinterList()
        self.list.picked.connect(self._picked_printer)
        self.none = Text(self.tr("No printer is set up on this computer."), BODY, role="muted", wrap=True)
        self.none.hide()
        self.print_test = button(self.tr("Print the measured test label"), Kind.PLAIN, icon="ruler")
        self.print_test.clicked.connect(self.test_it)
        self.outcome = Outcome()
        measure = self.tr("The bar on it must be exactly 50 mm long, or scanners will not read your labels.")
        told = Text(measure, BODY, role="muted", wrap=True)
        choosing, testing = QWidget(), QWidget()
        column(SectionHeader(self.tr("Printer for labels"), self.again), self.list, self.none, gap=S, into=choosing)
        column(row(self.print_test, told, gap=M), self.outcome, gap=M, into=testing)
        self.body.insertWidget(0, choosing)
        self.body.insertWidget(1, testing)

    def load(self) -> None:
        super().load()
        self.look()

    def look(self) -> None:
        """Ask the system which printers there are."""
        if self.workplace is not None:
            start(self.workplace.lanes, PRINT, self._found, self.bridge.failed, self.workplace.desk.printers)

    def _found(self, choices: Sequence[PrinterChoice]) -> None:
        self.list.put(choices)
        self.none.setVisible(not choices)
        self._judge()

    def _judge(self) -> None:
        printer = bool(self.list.target())
        self.print_test.setEnabled(printer)
        self.print_test.setToolTip("" if printer else self.tr("Choose a printer first."))

    def _picked_printer(self, target: str) -> None:
        self.fields[_SETTING].set_text(target)
        self.keep(_SETTING, target)
        self.outcome.clear()
        self._judge()

    def _kept(self, key: str) -> None:
        super()._kept(key)
        if key == _SETTING:
            self.look()

    def test_it(self) -> None:
        """Print the measured label on the printer that is set."""
        target = self.list.target()
        if self.workplace is None or not target:
            return
        self.print_test.setEnabled(False)
        self.outcome.wait_for(self.tr("Waiting for the printer since {time}."))
        start(self.workplace.lanes, PRINT, self._tested, self._untested, self.workplace.desk.test_print, target)

    def _tested(self, where: str) -> None:
        self._judge()
        words = self.tr("{where} Measure the bar: exactly 50 mm. If it is not, set the printer's scale to 100 %.")
        self.outcome.show_result(Meaning.GOOD, words.format(where=where))

    def _untested(self, fault: Exception) -> None:
        self._judge()
        self.outcome.clear()
        if isinstance(fault, ShipDeskError):
            self.outcome.show_result(Meaning.STOP, str(fault))
        else:
            self.bridge.failed(fault)
