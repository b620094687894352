"""The Orders screen: find any booking of any year, and see what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from shipdesk.core.errors import ShipDeskError
from shipdesk.ui.orders.actions import BookingActions, make_action
from shipdesk.ui.orders.columns import Services
from shipdesk.ui.orders.detail import Detail
from shipdesk.ui.orders.elsewhere import ReadElsewhere
from shipdesk.ui.orders.filters import Filters
from shipdesk.ui.orders.model import OrdersModel
from shipdesk.ui.orders.orders_list import OrdersList
from shipdesk.ui.orders.remembered import keep, recall
from shipdesk.ui.orders.selection_actions import SelectionActions
from shipdesk.ui.orders.side import Side
from shipdesk.ui.screen import Opening, Screen
from shipdesk.ui.theme import Meaning
from shipdesk.ui.theme.tokens import NONE, M, S
from shipdesk.ui.widgets.actionbar import ActionBar, allow
from shipdesk.ui.widgets.banner import Remark
from shipdesk.ui.widgets.button import button
from shipdesk.ui.widgets.layouts import column, row
from shipdesk.ui.widgets.panel import EmptyState

if TYPE_CHECKING:
    from shipdesk.ui.orders.work import Dossier
    from shipdesk.ui.workplace import Workplace
    from shipdesk.usecases.work_off import Pulse

_DETAIL_WIDTH = 62 * S


class OrdersScreen(Screen):
    """Search above, the list under it, the booking that is current beside it."""

    def __init__(self, opening: Opening) -> None:
        super().__init__()
        self._bridge = opening.bridge
        self._workplace: Workplace | None = None
        self._looked_up = 0
        services = Services(opening.records)
        self._make_actions()
        self.deeds = BookingActions(self, opening.bridge)
        self.elsewhere = ReadElsewhere(self, opening.bridge)
        self.filters = Filters(opening.records)
        self.model = OrdersModel(services)
        self.list = OrdersList(self.model)
        self.detail = Detail(opening.records, services)
        self.side = Side()
        self.selection = SelectionActions(self, opening.bridge, self.list, self.side)
        self._fault = _Fault()
        self._empty = _Nothing()
        self.list.set_empty(self._empty)
        self._lay_out(opening.help)
        self._connect()
        self._shown(None)
        self.model.show_first(opening.first_rows)

    # --- the life of a screen

    def attach(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self.model.attach(workplace.desk.book, workplace.lanes)
        self.detail.attach(workplace)
        self.detail.documents.papers.attach(workplace, self._bridge)
        self.deeds.attach(workplace)
        self.elsewhere.attach(workplace)
        self.selection.attach(workplace)
        kept = recall(workplace.home.root)
        self.list.restore_widths({str(key): int(px) for key, px in kept.get("widths", {}).items()})
        if kept.get("open"):
            self.open_detail()
        workplace.dispatcher.changed.connect(self._changed)
        workplace.dispatcher.moved.connect(self._moved)
        self._search()

    def shutdown(self) -> None:
        self.filters.shutdown()
        self.list.shutdown()
        self.model.shutdown()
        self.detail.shutdown()
        self.selection.shutdown()
        if self._workplace is not None:
            self._workplace.dispatcher.changed.disconnect(self._changed)
            self._workplace.dispatcher.moved.disconnect(self._moved)
            keep(self._workplace.home.root, {"widths": self.list.widths(), "open": self.detail.isVisibleTo(self)})

    def focus_first(self) -> None:
        self.filters.field.take_focus()

    # --- how it is put together

    def _make_actions(self) -> None:
        self._find = make_action(self, self.tr("Find"), "F2", self.focus_first)
        self._open = make_action(self, self.tr("Open"), "Enter", self.open_detail, "Return")
        self._back = make_action(self, self.tr("Back to the list"), "Esc", self.close_detail)
        tabs = (
            (self.tr("Show the shipment"), self._turn_to_shipment),
            (self.tr("Show the timeline"), self._turn_to_timeline),
            (self.tr("Show the attempts"), self._turn_to_attempts),
            (self.tr("Show the label"), self._turn_to_label),
            (self.tr("Show the documents"), self._turn_to_documents),
        )
        for place, (words, turn) in enumerate(tabs):
            make_action(self, words, f"Alt+{place + 1}", turn)

    def _lay_out(self, help_action: QAction | None) -> None:
        above = QWidget()
        column(self.filters, self._fault, gap=S, margin=M, into=above)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(self.list)
        self._split.addWidget(self.detail)
        self._split.addWidget(self.side)
        self._split.setStretchFactor(0, 1)
        self._split.setCollapsible(0, False)  # noqa: FBT003 - Qt's own
        self._split.setCollapsible(1, False)  # noqa: FBT003 - Qt's own
        self.detail.setMinimumWidth(_DETAIL_WIDTH - 8 * S)
        self._split.setCollapsible(2, False)  # noqa: FBT003 - Qt's own
        self.side.setMinimumWidth(_DETAIL_WIDTH - 8 * S)
        self.detail.hide()
        self.side.hide()
        bar = ActionBar()
        deeds, many = self.deeds, self.selection
        shown = (self._open, many.book, deeds.print, deeds.news, many.hold, deeds.copy, deeds.station, many.export)
        for action in shown:
            bar.add(action)
        bar.add(self._find, at_end=True)
        if help_action is not None:
            bar.add(help_action, at_end=True)
        column(above, self._split, bar, gap=NONE, into=self).setStretch(1, 1)

    def _connect(self) -> None:
        self.filters.changed.connect(self._search)
        self._bridge.looked_up.connect(self._look_up)
        self.filters.left_down.connect(self._go_to_list)
        self.model.found.connect(self._found)
        self.model.counted.connect(self.filters.show_found)
        self.model.failed.connect(self._search_failed)
        self.list.chosen.connect(self.detail.show_booking)
        self.list.activated.connect(self.open_detail)
        self.detail.shown.connect(self._shown)
        self.detail.failed.connect(self._bridge.failed)
        self.detail.head.copy.connect(self.deeds.copy_number)
        self.deeds.changed.connect(self.detail.read_again)
        self.deeds.for_many.connect(self.selection.do)
        self.list.selected.connect(self.deeds.judge_many)
        self.list.selected.connect(self.selection.judge)
        self.selection.many.changed.connect(self._done_to_many)
        self.side.wanted.connect(self.open_side)
        self.side.left.connect(self.close_side)
        self.side.work.opened.connect(self._look_up)
        self.elsewhere.read.connect(self.model.refresh)
        self.deeds.to_station.connect(self.open_reference)
        self.detail.head.closed.connect(self.close_detail)
        self._fault.again.connect(self._search)
        self._empty.widen.connect(self.filters.widen)
        self._empty.begin.connect(self._begin)

    # --- searching

    @Slot(int)
    def _look_up(self, entry_id: int) -> None:
        """Find the booking with this id and show all of it: by its number where it has one, which no other has."""
        entry = self._workplace.desk.book.entry_by_id(entry_id) if self._workplace else None
        if entry is not None:
            self._looked_up = entry_id
            self.filters.ask_for(entry.row.tracking_number or entry.row.key)
            self.open_detail()
            self.list.setFocus()

    @Slot()
    def _search(self) -> None:
        if self._workplace is None:
            return
        self.filters.show_searching()
        self.model.search(self.filters.query(self._workplace.desk.clock()))

    @Slot()
    def _found(self) -> None:
        self._fault.hide()
        self._empty.say(narrowed=self.filters.narrowed(), text=self.filters.field.text().strip())
        wanted, self._looked_up = self._looked_up, 0
        if not self.list.choose(wanted or self.list.chosen_id()):
            self.list.choose_first()

    @Slot(object)
    def _search_failed(self, fault: object) -> None:
        self.filters.show_failed()
        if isinstance(fault, ShipDeskError):
            self._fault.tell(self.tr("The search failed: {fault}").format(fault=fault))
        elif isinstance(fault, Exception):
            self._bridge.failed(fault)

    @Slot()
    def _go_to_list(self) -> None:
        if not self.list.currentIndex().isValid():
            self.list.choose_first()
        self.list.setFocus()

    @Slot(object)
    def _changed(self, pulse: Pulse) -> None:
        self.filters.show_counts(pulse.counts)
        self.model.refresh()
        self.detail.read_again()

    @Slot(object)
    def _moved(self, _ids: object) -> None:
        self.model.refresh()
        self.detail.read_again()

    # --- the booking that is shown

    @Slot()
    def open_detail(self) -> None:
        """Show the booking that is current, with the keyboard in it when it was open already."""
        if self.detail.isVisibleTo(self):
            self.detail.focus_tab()
            return
        self.side.hide()
        self.detail.show()
        self._split.setSizes([self.width() - _DETAIL_WIDTH, _DETAIL_WIDTH])

    @Slot()
    def open_side(self) -> None:
        """Show the work on many orders, in the room of the one that is shown whole."""
        self.detail.hide()
        self.side.show()
        self._split.setSizes([self.width() - _DETAIL_WIDTH, 0, _DETAIL_WIDTH])
        self.selection.judge()

    @Slot()
    def close_side(self) -> None:
        """Back to the list."""
        self.side.hide()
        self.list.setFocus()

    @Slot()
    def _done_to_many(self) -> None:
        self.selection.judge()
        self.model.refresh()
        self.detail.read_again()

    @Slot()
    def close_detail(self) -> None:
        """Back to the list: first the keyboard, then the room."""
        if self.side.isVisibleTo(self) and not self.side.isAncestorOf(self.focusWidget() or self):
            self.side.hide()
        if self.detail.isVisibleTo(self) and not self.detail.isAncestorOf(self.focusWidget() or self):
            self.detail.hide()
        self.list.setFocus()

    @Slot(object)
    def _shown(self, dossier: Dossier | None) -> None:
        self.deeds.judge(dossier.entry.row if dossier else None)
        allow(self._open, "" if dossier else self.tr("Choose an order first."))

    def _turn(self, place: int) -> None:
        self.side.hide()
        self.detail.show()
        self.detail.turn_to(place)

    @Slot()
    def _turn_to_shipment(self) -> None:
        self._turn(0)

    @Slot()
    def _turn_to_timeline(self) -> None:
        self._turn(1)

    @Slot()
    def _turn_to_attempts(self) -> None:
        self._turn(2)

    @Slot()
    def _turn_to_label(self) -> None:
        self._turn(3)

    @Slot()
    def _turn_to_documents(self) -> None:
        self._turn(4)

    @Slot()
    def _begin(self) -> None:
        self.open_reference.emit("")


class _Fault(QWidget):
    """Why the search has no answer, and the one thing to do."""

    again = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._remark = Remark(Meaning.STOP, "")
        again = button(self.tr("Try again"))
        again.clicked.connect(self.again)
        row(self._remark, again, gap=S, into=self)
        self.hide()

    def tell(self, words: str) -> None:
        """Show it."""
        self._remark.set_words(words)
        self.show()


class _Nothing(QStackedWidget):
    """What stands where the list would: nothing is in the book yet, or nothing matches."""

    widen = Signal()
    """Search everything."""
    begin = Signal()
    """Go where orders are made."""

    def __init__(self) -> None:
        super().__init__()
        nothing_yet = self.tr("Every order you keep, import or book is found here, for years.")
        self._yet = EmptyState("orders", nothing_yet, self.tr("Go to the station"))
        self._match = EmptyState("search", "", self.tr("Search everything"))
        self._yet.taken.connect(self.begin)
        self._match.taken.connect(self.widen)
        self.addWidget(self._yet)
        self.addWidget(self._match)

    def say(self, *, narrowed: bool, text: str) -> None:
        """Which of the two, and what was typed."""
        no_match = self.tr("No order matches the filters above.")
        self._match.set_sentence(self.tr("No order matches “{text}”.").format(text=text) if text else no_match)
        self.setCurrentWidget(self._match if narrowed else self._yet)
