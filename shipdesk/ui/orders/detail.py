"""One booking whole: its head, and a tab for each thing one may want to know. All of it from the order book."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QTabBar, QWidget

from shipdesk.ui.orders.attempts_tab import AttemptsTab
from shipdesk.ui.orders.columns import Services
from shipdesk.ui.orders.detail_head import DetailHead
from shipdesk.ui.orders.documents_tab import DocumentsTab
from shipdesk.ui.orders.label_tab import LabelTab
from shipdesk.ui.orders.shipment_tab import ShipmentTab
from shipdesk.ui.orders.timeline_tab import TimelineTab
from shipdesk.ui.orders.work import Dossier, read_dossier
from shipdesk.ui.theme import font
from shipdesk.ui.theme.tokens import BODY, NONE, SEMIBOLD
from shipdesk.ui.widgets.keycap import key_text
from shipdesk.ui.widgets.layouts import column, rule
from shipdesk.ui.widgets.panel import EmptyState
from shipdesk.workers.lanes import BOOK, FIND, Task

if TYPE_CHECKING:
    from shipdesk.core.carrier import CarrierRecord
    from shipdesk.ui.workplace import Workplace

#: A list that is run through with the arrow keys is read only where it stops.
_PAUSE_MS = 60


class _Tab(Protocol):
    def show_dossier(self, dossier: Dossier) -> None: ...


class Detail(QWidget):
    """The booking that `show_booking` names. A tab is filled when it is looked at."""

    shown = Signal(object)
    """The `Dossier` that is shown now; None for none."""
    failed = Signal(object)
    """The exception of a reading that failed."""

    def __init__(self, records: Mapping[str, CarrierRecord], services: Services) -> None:
        super().__init__()
        self._workplace: Workplace | None = None
        self._wanted = 0
        self._task: Task | None = None
        self._dossier: Dossier | None = None
        self._fresh: set[int] = set()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.read_again)
        self.head = DetailHead(services)
        self.label = LabelTab()
        self.documents = DocumentsTab()
        self.tabs: dict[str, QWidget] = {
            self.tr("Shipment"): ShipmentTab(records),
            self.tr("Timeline"): TimelineTab(records),
            self.tr("Attempts"): AttemptsTab(),
            self.tr("Label"): self.label,
            self.tr("Documents"): self.documents,
        }
        self._bar = QTabBar()
        self._bar.setFont(font(BODY, SEMIBOLD))
        self._bar.setExpanding(False)
        self._bar.setDrawBase(False)
        self._bar.setUsesScrollButtons(True)
        self._stack = QStackedWidget()
        for place, (name, tab) in enumerate(self.tabs.items()):
            self._bar.addTab(name)
            self._bar.setTabToolTip(place, f"{name}  {key_text(f'Alt+{place + 1}')}")
            self._stack.addWidget(tab)
        self._bar.currentChanged.connect(self._turned)
        self.head.seen.connect(self._take_outside)
        whole = QWidget()
        column(self.head, self._bar, rule(), self._stack, gap=NONE, into=whole).setStretch(3, 1)
        self._either = QStackedWidget()
        self._either.addWidget(EmptyState("orders", self.tr("Choose an order to see its details.")))
        self._either.addWidget(whole)
        column(self._either, gap=NONE, into=self)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    def attach(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self.label.attach(workplace)

    def shutdown(self) -> None:
        self._pause.stop()
        if self._task is not None:
            self._task.cancel()

    def dossier(self) -> Dossier | None:
        """The booking that is shown."""
        return self._dossier

    def show_booking(self, entry_id: int) -> None:
        """Show a booking; 0 shows none."""
        self._wanted = entry_id
        if entry_id:
            self._pause.start()
        else:
            self._show(None)

    @Slot()
    def read_again(self) -> None:
        """The booking may have changed."""
        self._pause.stop()
        if self._workplace is None or not self._wanted:
            return
        if self._task is not None:
            self._task.cancel()
        self._task = Task()
        self._task.done.connect(self._show)
        self._task.failed.connect(self.failed)
        self._workplace.lanes.run(FIND, self._task, read_dossier, self._workplace.desk, self._wanted)

    def _take_outside(self) -> None:
        if self._workplace is not None and self._dossier is not None:
            self._task = Task()
            self._task.done.connect(self._on_taken)
            self._task.failed.connect(self.failed)
            desk, entry_id = self._workplace.desk, self._dossier.entry.id
            self._workplace.lanes.run(BOOK, self._task, desk.book.take, entry_id, who=desk.who)

    @Slot(object)
    def _on_taken(self, _nothing: None) -> None:
        self.read_again()

    def turn_to(self, place: int) -> None:
        """Show a tab, counted from 0, with the keyboard in it."""
        self._bar.setCurrentIndex(place)
        self.focus_tab()

    def focus_tab(self) -> None:
        """Put the keyboard into the tab that is shown."""
        list(self.tabs.values())[self._stack.currentIndex()].setFocus()

    @Slot(object)
    def _show(self, dossier: Dossier | None) -> None:
        if dossier == self._dossier:
            return
        self._dossier = dossier
        self._fresh.clear()
        if dossier is not None:
            self.head.show_row(dossier.entry.row, dossier.tied, dossier.outside)
            self._fill()
        self._either.setCurrentIndex(0 if dossier is None else 1)
        self.shown.emit(dossier)

    def _turned(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self._fill()

    def _fill(self) -> None:
        place = self._stack.currentIndex()
        if self._dossier is not None and place not in self._fresh:
            self._fresh.add(place)
            tab: _Tab = list(self.tabs.values())[place]  # type: ignore[assignment]
            tab.show_dossier(self._dossier)
