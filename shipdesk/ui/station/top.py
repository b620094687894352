"""The top of the station: where one scans, what it is set up with, and a quiet banner while the queue cannot leave."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from shipdesk.core.states import State
from shipdesk.ui.station.lists.board import Board
from shipdesk.ui.station.settings import StationSettings
from shipdesk.ui.theme.tokens import NONE, M, Meaning, S
from shipdesk.ui.widgets.banner import Remark
from shipdesk.ui.widgets.layouts import column, row, rule
from shipdesk.ui.widgets.scanbar import Gauge, ScanBar, ScanField


class Top(QWidget):
    """The scan field with the gauges beside it, the banner below."""

    def __init__(self) -> None:
        super().__init__()
        self.field = ScanField(self.tr("Scan or type an order, name, SKU or tracking number"))
        self._station, self._printer = Gauge("station"), Gauge("printer")
        self.scale = Gauge("scale", large=True)
        self.banner = Remark(Meaning.CARE, "")
        self._line = QWidget()
        holder = row(self.banner)
        holder.setContentsMargins(M, S, M, S)
        column(holder, rule(), gap=NONE, into=self._line)
        column(ScanBar(self.field, self.scale, self._station, self._printer), self._line, gap=NONE, into=self)
        self._line.hide()

    def show_settings(self, settings: StationSettings) -> None:
        """Show the station's name and its printer."""
        self._station.set_text(settings.station)
        if settings.printer:
            tip = self.tr("Label printer: {name}").format(name=settings.printer)
            self._printer.set_text(settings.printer_name, "muted", tip)
        else:
            self._printer.set_text(self.tr("No label printer"), "care")

    def show_queue(self, board: Board) -> None:
        """Say what is queued and kept from leaving; nothing while all goes out."""
        stuck = [row for row in board.flying if row.state is State.QUEUED and row.note]
        if stuck:
            count = self.tr("1 shipment is") if len(stuck) == 1 else self.tr("{n} shipments are").format(n=len(stuck))
            words = self.tr("{shipments} queued and not booked yet. {why}").format(shipments=count, why=stuck[0].note)
            self.banner.set_words(words)
        self._line.setVisible(bool(stuck))
