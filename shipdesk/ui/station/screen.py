"""The packing station: its parts made, joined to one another, and to the order book once that is open."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from shipdesk.ui.screen import Opening, Screen
from shipdesk.ui.station.actions import ACTIONS, make_actions, reasons
from shipdesk.ui.station.checks.panel import Checks
from shipdesk.ui.station.deeds import Deeds
from shipdesk.ui.station.label import LabelPane
from shipdesk.ui.station.layout import Layout
from shipdesk.ui.station.lists.board import Board, BoardKeeper
from shipdesk.ui.station.lists.countdown import Waits
from shipdesk.ui.station.lists.panel import Lists
from shipdesk.ui.station.ready import Ready
from shipdesk.ui.station.scan.auto_book import AutoBook
from shipdesk.ui.station.scan.band import Band
from shipdesk.ui.station.scan.finder import Finder
from shipdesk.ui.station.scan.scans import Scans
from shipdesk.ui.station.scan.weighing import Weighing
from shipdesk.ui.station.settings import station_settings
from shipdesk.ui.station.top import Top
from shipdesk.ui.station.voice import Voice
from shipdesk.ui.tasks import start
from shipdesk.ui.theme import Meaning
from shipdesk.ui.theme.states import LABEL
from shipdesk.ui.widgets.actionbar import ActionBar, allow
from shipdesk.workers.lanes import BOOK, PRINT

if TYPE_CHECKING:
    from shipdesk.core.records import Entry
    from shipdesk.core.records import Row as BookRow
    from shipdesk.ui.slip import SlipMaker
    from shipdesk.ui.station.booking import Booking
    from shipdesk.ui.station.doubt.panel import DoubtPane
    from shipdesk.ui.station.jobs import Loaded
    from shipdesk.ui.station.order.service_picker import ServicePicker
    from shipdesk.ui.station.order.shelf import Shelf
    from shipdesk.ui.station.order.work import Work
    from shipdesk.ui.station.printers import PrinterWatch
    from shipdesk.ui.workplace import Workplace


class StationScreen(Screen):
    """The screen that people look at all day. Nothing on it waits for a carrier, a printer or the order book."""

    def __init__(self, opening: Opening) -> None:
        super().__init__()
        self._opening, self._bridge = opening, opening.bridge
        self._at: Workplace | None = None
        self.booking: Booking | None = None
        self.work: Work | None = None
        self._printers: PrinterWatch | None = None
        self.deeds = Deeds(self, opening.bridge)
        self.actions_by_name = make_actions(self, self.deeds)
        self.top = Top()
        self.field = self.top.field
        self.field.line.returnPressed.connect(self._on_return)
        self.keeper = BoardKeeper(opening.first_rows, opening.bridge)
        self.lists = Lists(opening.records)
        self.checks = Checks()
        self.label = LabelPane(opening.bridge)
        self.waits = Waits(opening.bridge)
        self.band = Band()
        self._voice = Voice(opening.bridge)
        self._empty = Ready()
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._on_idle)
        self._layout = Layout(
            self, top=self.top, lists=self.lists, ready=self._empty, band=self.band, checks=self.checks,
            label=self.label, bar=self._bar(),
        )  # fmt: skip
        self.finder = Finder(self, self.field, opening.bridge)
        self.weighing = Weighing(self.top.scale, opening.bridge)
        self.auto = AutoBook(self.weighing, self.band, self._voice, opening.bridge)
        self.scans = Scans(self, self.auto, self._voice, opening.bridge)
        self._wire()
        self._show_board(self.keeper.board)
        self._show_devices()
        self.label.show_row(None)
        self._refresh()

    # --- what is made once the window is painted

    @cached_property
    def doubt(self) -> DoubtPane:
        """Where a person says what is there of a booking in doubt; it shares the right with checks and label."""
        from shipdesk.ui.station.doubt.panel import DoubtPane  # noqa: PLC0415 - made when the window is painted

        pane = DoubtPane(self._bridge)
        self._layout.add_doubt(pane)
        pane.moved.connect(self._on_resolved)
        pane.left.connect(self.deeds.search)
        pane.turned.connect(self._share_right)
        return pane

    @cached_property
    def services(self) -> ServicePicker:
        """F4's list."""
        from shipdesk.ui.station.order.service_picker import ServicePicker  # noqa: PLC0415 - made when the window is painted

        return ServicePicker(self, self._opening.records, self._bridge)

    @cached_property
    def shelf(self) -> Shelf:
        """What the station has of the library."""
        from shipdesk.ui.station.order.shelf import Shelf  # noqa: PLC0415 - made when the window is painted

        return Shelf(self, self._bridge)

    @cached_property
    def slips(self) -> SlipMaker:
        """Prints packing slips."""
        from shipdesk.ui.slip import SlipMaker  # noqa: PLC0415 - made when the window is painted

        return SlipMaker(self, self._bridge)

    # --- as a screen of the window

    def attach(self, workplace: Workplace) -> None:
        """The order book is open: fill the lists, and make ready for the first scan in a lane."""
        from shipdesk.ui.station import jobs  # noqa: PLC0415 - brings what a window is painted without
        from shipdesk.ui.station.booking import Booking  # noqa: PLC0415 - the same
        from shipdesk.ui.station.printers import PrinterWatch  # noqa: PLC0415 - the same

        self._at = workplace
        self._voice.attach(workplace)
        self.booking = Booking(workplace, self._voice, self._bridge)
        self.booking.moved.connect(self.keeper.look_at)
        self.booking.queued.connect(self._on_queued)
        self.booking.printed.connect(self._on_printed)
        self.keeper.attach(workplace)
        self._printers = PrinterWatch(self._bridge, self._voice)
        self._printers.moved.connect(self.keeper.look_at)
        for part in (self.label, self.waits, self._printers):
            part.attach(workplace)
        self._show_devices()
        start(workplace.lanes, BOOK, self._on_warm, self._bridge.failed, jobs.warm_up, workplace.desk)

    def shutdown(self) -> None:
        """Keep what is typed, at once: the lanes take no more work when the window closes."""
        self._idle.stop()
        self.keeper.shutdown()
        if self.work is not None:
            self.services.offering.shutdown()
            self.shelf.shutdown()
        self.auto.shutdown()
        if self._printers is not None:
            self._printers.shutdown()
        if self.booking is not None:
            self.booking.shutdown()
        self.keep_now()

    def keep_now(self) -> None:
        from shipdesk.ui.station import jobs  # noqa: PLC0415 - brings what a window is painted without

        if self.work is None or self._at is None or self.work.order is None:
            return
        order = self.work.order
        if order.editable and order.draft.changed:
            jobs.keep(self._at.desk, order.reading().shipment)
            order.draft.kept()

    @property
    def preparing(self) -> bool:
        """Whether the form is still being made ready for its first shipment."""
        return self.work is None or self._idle.isActive()

    def focus_first(self) -> None:
        """Ready for the next scan."""
        self.field.setFocus()

    def take_scan(self, text: str) -> bool:
        """Whatever has the keyboard: what was scanned is done here."""
        self.finder.hide()
        self.scans.take(text)
        return True

    def open_order(self, reference: str) -> None:
        """Open the booking of this reference, as soon as the order book is there."""
        self.finder.open_reference(reference)

    # --- what happens

    def _on_warm(self, _nothing: object) -> None:
        from shipdesk.ui.station.order.work import Work  # noqa: PLC0415 - brings what a window is painted without

        if self._at is None or self.booking is None:
            return
        self.work = Work(self._at.desk, self.booking, self.checks, self.actions_by_name["change_service"], self._bridge)
        self.work.changed.connect(self._refresh)
        self.work.edited.connect(self.band.take)
        self.work.view.conflict.attach(self._at)
        self.doubt.attach(self._at)
        self.slips.attach(self._at)
        self.work.view.conflict.word_wanted.connect(self.doubt.say)
        self.work.view.conflict.left.connect(self.deeds.leave_order)
        self.work.service_wanted.connect(self.deeds.change_service)
        self.checks.wanted.connect(self.work.go_to)
        self.checks.fix_wanted.connect(self.work.take_fix)
        self._layout.add_order(self.work.view)
        QWidget.setTabOrder(self.field.line, self.work.view.header.service)
        self.services.offering.attach(self._at)
        self.services.chosen.connect(self.work.set_service)
        self.work.view.offering = self.services.offering
        self.shelf.attach(self._at, self.work, self.booking)
        self.finder.attach(self._at)
        self.weighing.attach(self._at, self.work)
        self.auto.attach(self._at, self.work)
        self.scans.attach(self._at)
        self.deeds.attach(self._at)
        self._refresh()
        self._idle.start()

    def _on_idle(self) -> None:
        if self.work is None or not self.work.view.prepare():
            self._idle.stop()
            self.all_made.emit()
            if self._at is not None:
                start(self._at.lanes, PRINT, self._on_labels_warm, self._bridge.failed, self._at.desk.warm_labels)

    def _on_labels_warm(self, _nothing: object) -> None:
        """The first label waits for nothing now."""

    def _on_found(self, loaded: Loaded) -> None:
        if self.work is not None:
            self.band.take()
            self.work.open(loaded)
            self.label.show_row(loaded.entry.row)
            if not self.doubt.typing:
                self.field.setFocus()  # whatever is scanned next must not land in the form

    def _on_nothing(self, text: str) -> None:
        words = self.tr("Nothing in the order book is called {text}. Ctrl+N begins a new shipment.")
        self._bridge.warning(words.format(text=text), key="find")
        self.field.line.selectAll()

    def _on_queued(self, entry: Entry) -> None:
        self.scans.now_at_hand(entry)
        self.keeper.keep_in_sight(entry.id)

    def _on_printed(self, entry: Entry, where: str) -> None:
        """Said once: by the band where it is seen and colours no other order, else by a notice."""
        booking = entry.row
        if self.isVisible() and (self.work is None or self.work.order is None):
            self.band.pass_by(
                Meaning.GOOD, booking.reference, f"{LABEL[booking.label].word} · {booking.tracking_number}"
            )
        else:
            self._bridge.success(f"{booking.reference}: {where}", key=booking.reference)

    def is_being_booked(self, reference: str) -> bool:
        """Whether it was given to be booked and is not queued yet."""
        return self.booking is not None and self.booking.is_being_booked(reference)

    def _on_rows(self, rows: list[BookRow]) -> None:
        if self.booking is not None:
            self.booking.follow(rows)
        if self.work is not None and (again := self.work.follow(rows)) is not None:
            self.open_order(again.reference)
        shown = self.label.shown_row()
        fresh = next((row for row in rows if shown and row.id == shown.id and row != shown), None)
        if fresh is not None:
            self.label.show_row(fresh)
        self._refresh()

    def _on_return(self) -> None:
        nothing_open = self.work is None or self.work.order is None
        if nothing_open and not self.field.text().strip():
            self.deeds.open_next()

    def _on_resolved(self, ids: list[int]) -> None:
        self.keeper.look_at(ids)
        self._refresh()

    # --- how it looks

    def _bar(self) -> ActionBar:
        bar = ActionBar()
        for line in ACTIONS:
            if line.bar:
                bar.add(self.actions_by_name[line.name], primary=line.name == "book")
        if self._opening.help:
            bar.add(self._opening.help, at_end=True)
        return bar

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._layout.make_room()

    def _wire(self) -> None:
        self.keeper.changed.connect(self._show_board)
        self.keeper.seen.connect(self._on_rows)
        self.label.judged.connect(self._refresh)
        for action in self.actions_by_name.values():
            action.triggered.connect(self.band.take)
        self.keeper.seen.connect(self.waits.follow)
        self.waits.changed.connect(self.lists.show_waits)
        self.lists.taken.connect(self.open_order)
        self.finder.found.connect(self._on_found)
        self.finder.nothing.connect(self._on_nothing)
        self.finder.book_wanted.connect(self.deeds.book)
        self.finder.looking_turned.connect(self._refresh)
        self.scans.found.connect(self._on_found)
        self.scans.several.connect(self.finder.offer)
        self.scans.looking_turned.connect(self._refresh)
        self._bridge.taken_up.connect(self.open_order)
        self._bridge.settings_changed.connect(self._show_devices)
        self._bridge.settings_changed.connect(self.weighing.watch)

    def _show_board(self, board: Board) -> None:
        self.lists.show_board(board)
        self.top.show_queue(board)
        self._empty.show_next(self.lists.next_waiting())

    def _share_right(self, doubtful: bool) -> None:
        self._layout.share_right(self.doubt, doubtful)
        allow(
            self.actions_by_name["take_first_fix"], "" if self.doubt.choosing else self.tr("There is no fix to take.")
        )

    def _show_devices(self) -> None:
        settings = station_settings(self._at.settings if self._at else None, self._opening.settings)
        self.top.show_settings(settings)
        self.actions_by_name["book"].setText(self.tr("Book and print") if settings.prints else self.tr("Book"))

    def _refresh(self) -> None:
        """Open what can be done now, and say of the rest why not."""
        order = self.work.order if self.work else None
        printable = self.deeds.printable() is not None
        self.weighing.follow(order)
        finds, fixes = self.checks.finds_something, bool(self.checks.keys)
        doubt, choosing = "", False
        if self.work is not None:
            self.doubt.show_row(order.row if order is not None else None)
            doubt, choosing = self.doubt.why_not(), self.doubt.choosing
        told = reasons(
            order, finds=finds, fixes=fixes, printable=printable, as_it_is=self.label.as_it_is, doubt=doubt,
            choosing=choosing,
        )  # fmt: skip
        for name, why_not in told.items():
            allow(self.actions_by_name[name], why_not)
        if self.scans.looking or self.finder.looking:
            allow(self.actions_by_name["book"], "")
        self._layout.show_order(order is not None)
        self.lists.mark_open(order.row.id if order is not None and order.row else -1)
