"""The Tracking screen: what is on its way, what went wrong first, then what is silent the longest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QStackedWidget, QWidget

from shipdesk.ui.orders.actions import make_action
from shipdesk.ui.orders.columns import Services
from shipdesk.ui.screen import Opening, Screen
from shipdesk.ui.tasks import start
from shipdesk.ui.theme.tokens import NONE, M, S
from shipdesk.ui.tracking.filters import Filters
from shipdesk.ui.tracking.model import WayModel
from shipdesk.ui.tracking.parcels_list import ParcelsList
from shipdesk.ui.tracking.stages import WHOLE
from shipdesk.ui.tracking.way_map import DAYS, WayMap
from shipdesk.ui.widgets.actionbar import ActionBar, allow
from shipdesk.ui.widgets.layouts import column
from shipdesk.ui.widgets.panel import EmptyState
from shipdesk.usecases.silence import limits
from shipdesk.workers.lanes import COUNT, NEWS

if TYPE_CHECKING:
    from shipdesk.core.under_way import Cell
    from shipdesk.ui.workplace import Workplace
    from shipdesk.usecases.track import Tracked

#: So many parcels are asked for at once by hand; the rest is asked for in the background.
MOST_ASKED = 200


class TrackingScreen(Screen):
    """Filters, the map of the way, the list."""

    def __init__(self, opening: Opening) -> None:
        super().__init__()
        self._bridge = opening.bridge
        self._workplace: Workplace | None = None
        self._asking = False
        self.filters = Filters(opening.records)
        self.map = WayMap()
        self.model = WayModel(Services(opening.records))
        self.list = ParcelsList(self.model)
        self._empty = _Nothing()
        self.list.set_empty(self._empty)
        self._make_actions()
        self._lay_out(opening.help)
        self._connect()
        self._judge()

    # --- the life of a screen

    def attach(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self.model.attach(workplace.desk.under_way, workplace.lanes)
        workplace.dispatcher.changed.connect(self._changed)
        self._search()

    def shutdown(self) -> None:
        self.list.shutdown()
        self.model.shutdown()
        if self._workplace is not None:
            self._workplace.dispatcher.changed.disconnect(self._changed)

    def focus_first(self) -> None:
        self.list.setFocus()
        if self._workplace is not None:
            self._search()  # what was not looked at was not kept up to date

    # --- how it is put together

    def _make_actions(self) -> None:
        self._open = make_action(self, self.tr("Open the order"), "Enter", self.open_order, "Return")
        self._ask = make_action(self, self.tr("Get news"), "F5", self.ask_for_news)
        self._ask_all = make_action(self, self.tr("Get all news"), "Shift+F5", self.ask_for_all)
        self._copy = make_action(self, self.tr("Copy AWB"), QKeySequence.StandardKey.Copy, self.copy_number)
        self._find = make_action(self, self.tr("To the map"), "F3", self.map.setFocus)
        make_action(self, self.tr("All parcels"), "Esc", self.widen)

    def _lay_out(self, help_action: QAction | None) -> None:
        above = QWidget()
        column(self.filters, self.map, gap=S, margin=M, into=above)
        bar = ActionBar()
        for action in (self._open, self._ask, self._ask_all, self._copy):
            bar.add(action)
        bar.add(self._find, at_end=True)
        if help_action is not None:
            bar.add(help_action, at_end=True)
        column(above, self.list, bar, gap=NONE, into=self).setStretch(1, 1)

    def _connect(self) -> None:
        self.filters.changed.connect(self._search)
        self.map.picked.connect(self._search)
        self.model.found.connect(self._found)
        self.model.failed.connect(self._bridge.failed)
        self.model.dataChanged.connect(self._judge)
        self.list.activated.connect(self.open_order)
        self.list.selectionModel().selectionChanged.connect(self._judge)
        self.list.selectionModel().currentRowChanged.connect(self._judge)
        self._bridge.settings_changed.connect(self._search)
        self._empty.widen.taken.connect(self.widen)
        self._empty.begin.taken.connect(self._begin)

    # --- searching

    @Slot()
    def _search(self) -> None:
        if self._workplace is None:
            return
        desk, now = self._workplace.desk, self._workplace.desk.clock()
        self.model.limits = limits(desk.records.values(), self._workplace.settings.text("silent_days"), now)
        self.model.search(self.filters.wanted(self.map.stage(), self.model.limits))
        count = desk.under_way.cells
        start(self._workplace.lanes, COUNT, self._counted, self._bridge.failed, count, now, self.model.limits, DAYS)

    @Slot(object)
    def _changed(self, _pulse: object) -> None:
        if self.isVisible():
            self._search()

    @Slot()
    def _found(self) -> None:
        self.filters.show_found(self.model.rowCount())
        self._empty.say(narrowed=self.filters.narrowed() or self.map.stage() is not WHOLE)
        if self.model.rowCount() and not self.list.currentIndex().isValid():
            self.list.selectRow(0)
        self._judge()

    def _counted(self, cells: Sequence[Cell]) -> None:
        self.filters.show_cells(cells)
        self.map.show_cells(self.filters.among(cells))

    @Slot()
    def widen(self) -> None:
        """Show all that is on its way."""
        self.map.pick(WHOLE)
        self.filters.widen()
        self.list.setFocus()

    # --- what can be done

    @Slot()
    def _judge(self) -> None:
        row = self.model.parcel(self.list.currentIndex().row())
        none = "" if row else self.tr("Choose a parcel first.")
        allow(self._open, none)
        allow(self._copy, none or ("" if row and row.row.tracking_number else self.tr("It has no number yet.")))
        busy = self.tr("The carriers are being asked.") if self._asking else ""
        allow(self._ask, busy or none)
        allow(self._ask_all, busy or ("" if self.model.rowCount() else self.tr("Nothing is on its way.")))

    @Slot()
    def open_order(self) -> None:
        """Everything about the parcel that is current, on the Orders screen."""
        row = self.model.parcel(self.list.currentIndex().row())
        if row is not None:
            self.show_booking.emit(row.row.id)

    @Slot()
    def copy_number(self) -> None:
        """The number to the clipboard, without blanks."""
        row = self.model.parcel(self.list.currentIndex().row())
        if row is not None and row.row.tracking_number:
            QGuiApplication.clipboard().setText(row.row.tracking_number)
            self._bridge.success(self.tr("{number} is copied.").format(number=row.row.tracking_number))

    @Slot()
    def ask_for_news(self) -> None:
        """What the carriers have to tell of the parcels that are chosen."""
        self._ask_for(self.list.chosen())

    @Slot()
    def ask_for_all(self) -> None:
        """The same for the whole list, from its top."""
        self._ask_for(self.model.ids(MOST_ASKED))

    def _ask_for(self, ids: Sequence[int]) -> None:
        from shipdesk.usecases.track import track_bookings  # noqa: PLC0415 - late: keeps start-up fast

        if self._workplace is None or not ids or self._asking:
            return
        self._asking = True
        self._judge()
        desk, lanes = self._workplace.desk, self._workplace.lanes
        start(lanes, NEWS, self._told, self._not_told, track_bookings, desk, ids[:MOST_ASKED])

    def _told(self, told: list[Tracked]) -> None:
        self._asking = False
        self._judge()
        faults = [one for one in told if one.fault]
        for sentence in dict.fromkeys(one.fault for one in faults):
            about = [one.reference for one in faults if one.fault == sentence]
            who = about[0] if len(about) == 1 else self.tr("{count} parcels").format(count=len(about))
            self._bridge.warning(f"{who}: {sentence}", key=sentence)
        if len(told) > len(faults):
            new = sum(one.new_events for one in told)
            words = self.tr("Asked for {count}: {new} new.") if new else self.tr("Asked for {count}: nothing new.")
            self._bridge.success(words.format(count=len(told) - len(faults), new=new))
        self._search()

    def _not_told(self, fault: Exception) -> None:
        self._asking = False
        self._judge()
        self._bridge.failed(fault)

    @Slot()
    def _begin(self) -> None:
        self.open_reference.emit("")


class _Nothing(QStackedWidget):
    """What stands where the list would: nothing is on its way, or nothing matches."""

    def __init__(self) -> None:
        super().__init__()
        yet = self.tr("Every parcel that is booked and not yet delivered is listed here, those to look at first.")
        self.begin = EmptyState("tracking", yet, self.tr("Go to the station"))
        self.widen = EmptyState("search", self.tr("No parcel on its way matches."), self.tr("Show all"))
        self.addWidget(self.begin)
        self.addWidget(self.widen)

    def say(self, *, narrowed: bool) -> None:
        """Which of the two."""
        self.setCurrentWidget(self.widen if narrowed else self.begin)
