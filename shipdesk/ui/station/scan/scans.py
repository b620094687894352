"""What a scan does at the station, whatever has the keyboard. A scan is never a word given, but for `SD:YES`."""

from __future__ import annotations

from collections import Counter, deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, Qt, Signal
from PySide6.QtGui import QAction

from shipdesk.core.states import EDITABLE, SHIPPED, State
from shipdesk.ui.commands import FIX, KEYS_ALONE, NO, YES, code_of
from shipdesk.ui.tasks import start
from shipdesk.ui.widgets.actionbar import why_not
from shipdesk.workers.lanes import BOOK

if TYPE_CHECKING:
    from shipdesk.core.records import Entry, Row
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.station.scan.auto_book import AutoBook
    from shipdesk.ui.station.scan.reading import Read
    from shipdesk.ui.station.screen import StationScreen
    from shipdesk.ui.station.voice import Voice
    from shipdesk.ui.workplace import Workplace
    from shipdesk.usecases.scan import Scan

KEY = "scan"
#: The same command again within this time is one trigger that bounced, ms.
ECHO_MS = 1000
#: Of a scan that nobody knows, so many characters are said.
_MOST_SHOWN = 60
COMMAND_OF = "command"
"""The property of an action that holds its code."""
_SIDES = ("length_cm", "width_cm", "height_cm")


class Scans(QObject):
    """Takes scans one after another, in their order."""

    found = Signal(object)
    """A `Loaded` booking to open."""
    several = Signal(object)
    """Rows to choose from, as a tuple."""
    looking_turned = Signal()
    """`looking` may be another one now."""

    def __init__(self, station: StationScreen, auto: AutoBook, voice: Voice, bridge: Bridge) -> None:
        super().__init__(station)
        self._station, self._auto, self._voice, self._bridge = station, auto, voice, bridge
        self._looked_for: deque[bool] = deque()
        """A place for each scan that is being looked up: whether F10 was pressed after it."""
        self._at_it = self._complained = False
        self._waiting: deque[Read] = deque()
        auto.over.connect(self._go_on, Qt.ConnectionType.QueuedConnection)
        self._at: Workplace | None = None
        self._early: list[str] = []
        self._at_hand: Entry | None = None
        self._counted: Counter[str] = Counter()
        self._counted_for = ""
        self._last_command = ""
        self._since = QElapsedTimer()
        self._last_order = -1
        self._since_order = QElapsedTimer()

    def attach(self, workplace: Workplace) -> None:
        """The station is ready: do what was scanned meanwhile."""
        self._at = workplace
        for text in self._early:
            self.take(text)
        self._early.clear()

    def take(self, text: str) -> None:
        """Something was scanned."""
        if self._at is None:
            self._early.append(text)
            return
        from shipdesk.ui.station.scan.reading import read_scan  # noqa: PLC0415 - late: keeps start-up fast

        self._bridge.settled(KEY)
        closes = self._at.settings.flag("scan_to_close")
        in_front = self._station.isVisible()
        desk, run = self._at.desk, self._at.lanes
        verb, fills = read_scan, self._auto.on
        self._looked_for.append(False)
        start(run, BOOK, self._on_read, self._on_not_read, verb, desk, text, in_front, closes, fills)
        self.looking_turned.emit()

    @property
    def looking(self) -> bool:
        """A scan is being looked up: what is open is not what the clerk has in hand."""
        return bool(self._looked_for) and not self._at_it

    def then_book(self) -> None:
        """F10 came before what was scanned last is open: it is meant for that, and for nothing that is open now."""
        self._looked_for[-1] = True

    def now_at_hand(self, entry: Entry) -> None:
        """This parcel lies on the table: the next label that is scanned must be its own."""
        self._at_hand = entry

    def _on_read(self, read: Read) -> None:
        booked = self._looked_for.popleft()
        if self._auto.busy or self._waiting:
            self._waiting.append(read)
        else:
            self._do(read, booked=booked)
        self.looking_turned.emit()

    def _on_not_read(self, fault: Exception) -> None:
        self._looked_for.popleft()
        self._bridge.failed(fault)
        self.looking_turned.emit()

    def _go_on(self) -> None:
        """The order at hand is decided: what was scanned meanwhile, in its order."""
        while self._waiting and not self._auto.busy:
            self._do(self._waiting.popleft())

    def _do(self, read: Read, *, booked: bool = False) -> None:
        """Do what was scanned; `booked`: and book it, if it is open then and nothing was said against it."""
        deeds = {
            "order": self._order,
            "number": self._number,
            "product": self._product,
            "command": self._command,
            "box": self._box,
            "unknown": self._unknown,
        }
        self._at_it, self._complained = True, False
        try:
            deeds[read.scan.kind](read)
            if booked and read.scan.kind != "command" and not self._complained:
                self._station.deeds.book()
        finally:
            self._at_it = False

    # --- orders and parcels

    def _order(self, read: Read) -> None:
        if read.loaded is None:
            return
        row = read.loaded.entry.row
        if self._bounced(row):
            self._bridge.success(self.tr("{reference} is on its way.").format(reference=row.reference))
            return
        self.now_at_hand(read.loaded.entry)
        order = self._station.work.order if self._station.work else None
        if order is not None and order.row is not None and order.row.id == row.id and order.state is row.state:
            if not self._auto.take():
                self._bridge.success(self.tr("{reference} is open already.").format(reference=row.reference))
        else:
            self.found.emit(read.loaded)
            self._auto.take()
        if row.state in SHIPPED:
            words = self.tr("{reference} is booked. F8 prints its label again; it is never booked a second time.")
            self._warn(words.format(reference=row.reference))

    def _bounced(self, row: Row) -> bool:
        """Whether this is the scan that has just booked it, once more; or it is being booked at this moment."""
        again = row.id == self._last_order and self._since_order.isValid() and self._since_order.elapsed() < ECHO_MS
        self._last_order = row.id
        self._since_order.start()
        return self._station.is_being_booked(row.reference) or (again and self._auto.on and row.state not in EDITABLE)

    def _number(self, read: Read) -> None:
        entry = read.scan.entry
        if not read.closes or entry is None or self._at is None:
            self._order(read)
            return
        if self._at_hand is not None and self._at_hand.id != entry.id:
            words = self.tr("This is the label of {other}, and {reference} is at hand. Put each on its own parcel.")
            about = entry.row.reference
            self._stop(words.format(other=about, reference=self._at_hand.row.reference), about)
            return
        from shipdesk.ui.station.scan.reading import close_parcel  # noqa: PLC0415 - late: keeps start-up fast

        start(self._at.lanes, BOOK, self._on_closed, self._bridge.failed, close_parcel, self._at.desk, entry)

    def _on_closed(self, closed: tuple[str, str]) -> None:
        reference, fault = closed
        if fault:
            self._stop(fault, reference)
            return
        self._at_hand = None
        self._bridge.success(self.tr("{reference} is closed: its label is on it.").format(reference=reference))

    # --- what goes into the parcel

    def _product(self, read: Read) -> None:
        from shipdesk.usecases.scan import count_of  # noqa: PLC0415 - late: keeps start-up fast

        scan, work = read.scan, self._station.work
        if work is None or work.order is None:
            self._orders_with(scan)
            return
        order = work.order
        wanted = count_of(order.reading().shipment.products, scan)
        if order.state is State.DRAFT:
            work.add_piece(scan.code, scan.card.values if scan.card else {})
            self._bridge.success(self.tr("{sku} is in, {n} now.").format(sku=scan.code, n=wanted + 1))
            return
        if order.reference != self._counted_for:
            self._counted.clear()
            self._counted_for = order.reference
        self._counted[scan.code] += 1
        count = self._counted[scan.code]
        if not wanted:
            words = self.tr("{sku} does not belong in {reference}.")
            self._stop(words.format(sku=scan.code, reference=order.reference), scan.code)
        elif count > wanted:
            words = self.tr("{sku} is scanned {n} times and only {wanted} belong in {reference}.")
            self._stop(words.format(sku=scan.code, n=count, wanted=wanted, reference=order.reference), scan.code)
        else:
            self._bridge.success(self.tr("{sku}: {n} of {wanted}.").format(sku=scan.code, n=count, wanted=wanted))

    def _orders_with(self, scan: Scan) -> None:
        if not scan.rows:
            self._warn(self.tr("No order with {sku} is waiting to be shipped.").format(sku=scan.code))
        elif len(scan.rows) == 1:
            self._station.open_order(scan.rows[0].reference)
        else:
            self.several.emit(scan.rows)

    def _box(self, read: Read) -> None:
        work, card = self._station.work, read.scan.card
        if card is None:
            words = self.tr("There is no box called {name} in the library.")
            self._warn(words.format(name=read.scan.code))
        elif work is None or work.order is None or not work.order.editable:
            self._warn(self.tr("Open an order first, then scan its box."))
        else:
            work.fill({f"parcel.{side}": card.text(side) for side in _SIDES})
            self._bridge.success(self.tr("Box {name}.").format(name=card.title))

    # --- commands

    def _command(self, read: Read) -> None:
        code = read.scan.code
        if code == self._last_command and self._since.isValid() and self._since.elapsed() < ECHO_MS:
            return
        self._last_command = code
        self._since.start()
        action = self._action(code)
        of_window = action is not None and action in self._station.window().actions()
        if not of_window and not read.in_front:
            self._warn(self.tr("The station is in front now; scan it again if you mean it."))
        elif action is not None:
            self._run(code, action)
        elif code in (YES, NO):
            self._answer(code)
        elif code.startswith(FIX) and code.removeprefix(FIX).isdecimal():
            self._station.deeds.take_fix(int(code.removeprefix(FIX)))
        else:
            self._unknown(read)

    def _run(self, code: str, action: QAction) -> None:
        if code == code_of("book") and self._station.checks.accepted:
            self._warn(self.tr("It has warnings. Scan Yes to book it all the same, or mend them."))
        elif action.isEnabled():
            action.trigger()
        else:
            self._warn(why_not(action) or self.tr("That cannot be done now."))

    def _answer(self, code: str) -> None:
        if not self._station.checks.accepted:
            self._warn(self.tr("No question is open."))
        elif code == YES:
            self._station.deeds.book()
        else:
            self._station.checks.withdraw()

    def _action(self, code: str) -> QAction | None:
        for name, action in self._station.actions_by_name.items():
            if code_of(name) == code and name not in KEYS_ALONE:
                return action
        return next((one for one in self._station.window().actions() if one.property(COMMAND_OF) == code), None)

    # --- words

    def _unknown(self, read: Read) -> None:
        words = self.tr("Nothing here is called {text}: no order, no number, no product. F2 searches.")
        text = read.scan.text
        self._warn(words.format(text=text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"))

    def _warn(self, words: str) -> None:
        self._complained = True
        self._voice.look()
        self._bridge.warning(words, key=KEY)

    def _stop(self, words: str, about: str) -> None:
        """Something is on the wrong parcel: no later scan takes that away, only a person (F11)."""
        self._complained = True
        self._voice.bad()
        self._bridge.alarm(words, key=f"{KEY}/{about}")
