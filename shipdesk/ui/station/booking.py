"""What is done with a shipment: booked, put aside, printed. It goes on behind; the screen never waits for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from shipdesk.core.errors import PrinterAwayError, ShutError
from shipdesk.core.states import Label, State
from shipdesk.ui.bridge import DATA
from shipdesk.ui.station import jobs
from shipdesk.ui.station.actions import AS_IT_IS
from shipdesk.ui.station.settings import station_settings
from shipdesk.ui.tasks import start
from shipdesk.ui.theme import Meaning
from shipdesk.usecases.label import UnfitLabelError
from shipdesk.workers.lanes import BOOK, PRINT

if TYPE_CHECKING:
    from shipdesk.core.records import Row
    from shipdesk.core.shipment import Shipment
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.station.jobs import Done
    from shipdesk.ui.station.voice import Voice
    from shipdesk.ui.workplace import Workplace

_BOOKED = "Booked and printed."
_AGAIN = "Printed again at the table."
_AS_IT_IS = "Printed on the clerk's word."
_VERBS = {_BOOKED: jobs.print_first, _AGAIN: jobs.print_stored, _AS_IT_IS: jobs.print_as_it_is}
#: How soon a printer that took nothing is tried again, ms.
RETRY_MS = 3000
_PRINTER = "printer"
_UNPRINTED = (Label.NONE, Label.PENDING)


class Booking(QObject):
    """Runs the verbs of the station, and follows each booking made here until its label is printed."""

    queued = Signal(object)
    """The `Entry` of a shipment that is now on its way."""
    moved = Signal(object)
    """Ids of bookings that this has just changed, as a list."""
    printed = Signal(object, str)
    """The `Entry` whose label has just gone to the printer, and where that is, in a sentence."""

    def __init__(self, workplace: Workplace, voice: Voice, bridge: Bridge) -> None:
        super().__init__()
        self._at, self._voice, self._bridge = workplace, voice, bridge
        self._being_booked: set[str] = set()
        self._to_print: set[int] = set()
        self._printing: dict[str, tuple[Row, str]] = {}
        self._unprinted: dict[str, tuple[Row, str]] = {}
        """What a printer would not take: it is tried again by itself. By reference."""
        self._away = ""
        self._retry = QTimer(self, singleShot=True, interval=RETRY_MS)
        self._retry.timeout.connect(self._try_again)
        self._states: dict[int, State] = {}
        self._seen: dict[int, State] | None = None

    @property
    def prints(self) -> bool:
        """Whether a label is printed as soon as it is there."""
        return station_settings(self._at.settings, {}).prints

    def shutdown(self) -> None:
        """Try no printer again."""
        self._retry.stop()
        self._unprinted.clear()

    def is_being_booked(self, reference: str) -> bool:
        """Whether it was given to be booked and is not queued yet."""
        return reference.casefold() in self._being_booked

    def book(self, shipment: Shipment, *, accept_warnings: bool) -> None:
        """Queue it, and print its label when it comes."""
        self._being_booked.add(shipment.reference.casefold())
        desk = self._at.desk
        verb = jobs.queue_or_keep
        run = self._at.lanes
        start(run, BOOK, self._on_queued, self._bridge.failed, verb, desk, shipment, accept_warnings=accept_warnings)

    def hold(self, shipment: Shipment) -> None:
        """Put it aside."""
        start(self._at.lanes, BOOK, self._on_held, self._bridge.failed, jobs.put_aside, self._at.desk, shipment)

    def keep(self, shipment: Shipment) -> None:
        """Keep what was typed."""
        start(self._at.lanes, BOOK, self._on_kept, self._bridge.failed, jobs.keep, self._at.desk, shipment)

    def take_back(self, reference: str) -> None:
        """Back to the table, while nothing has been sent."""
        start(self._at.lanes, BOOK, self._on_kept, self._bridge.failed, jobs.take_back, self._at.desk, reference)

    def reprint(self, row: Row) -> None:
        """Print the label again; while it is on its way to the printer, another press is no second label."""
        if row.reference not in self._printing:
            self._print(row, _AGAIN)

    def print_as_it_is(self, row: Row) -> None:
        """Print a label that lacks letters: the clerk has seen it and says so."""
        self._print(row, _AS_IT_IS)

    def follow(self, rows: Sequence[Row]) -> None:
        """Rows as they stand now: print what has become ready, and say what needs the clerk."""
        for row in rows:
            if row.id in self._to_print and row.label in (Label.STORED, Label.FAILED_CHECK):
                self._to_print.discard(row.id)
                self._print(row, _BOOKED)
            if row.id in self._states and self._states[row.id] is not row.state:
                self._states[row.id] = row.state
                self._say(row)
            elif row.state is State.CONFLICT and self._seen is not None and self._seen.get(row.id) is not row.state:
                self._say(row)  # whoever made it, and however long ago: it stays till somebody takes it
        self._seen = {row.id: row.state for row in rows}

    def _say(self, row: Row) -> None:
        if row.state is State.REFUSED:
            self._to_print.discard(row.id)
            words = self.tr("{reference} was refused. {why}").format(reference=row.reference, why=row.note)
            self._alarm(words, row.reference)
        elif row.state in (State.CONFLICT, State.NEEDS_PERSON):
            words = self.tr("{reference} needs a person. {why}").format(reference=row.reference, why=row.note)
            self._alarm(words, row.reference, Meaning.DOUBT)

    def _alarm(self, words: str, reference: str, meaning: Meaning = Meaning.STOP) -> None:
        self._voice.bad()
        self._bridge.alarm(words, key=reference, verb=self.tr("Open"), meaning=meaning)

    def _on_queued(self, done: Done) -> None:
        self._being_booked.discard(done.reference.casefold())
        if done.fault is not None or done.entry is None:
            words = self.tr("{reference} was not booked. {why}").format(reference=done.reference, why=done.fault)
            self._tell_fault(words, done)
            self._tell_moved(done)
            return
        self._bridge.settled(done.reference)
        self._states[done.entry.id] = State.QUEUED
        if self.prints and done.entry.row.label in _UNPRINTED:
            self._to_print.add(done.entry.id)
        self._at.dispatcher.kick(done.entry.row.carrier)
        self.queued.emit(done.entry)
        self.moved.emit([done.entry.id])

    def _tell_fault(self, words: str, done: Done) -> None:
        """What opens a booking that is shut is one key away."""
        self._voice.bad()
        if isinstance(done.fault, ShutError):
            verb = self.tr("Open {key}").format(key=done.fault.key) if done.fault.key else self.tr("Settings")
            self._bridge.problem(words, key=done.fault.key or DATA, verb=verb)
        else:
            self._bridge.problem(words, key=done.reference, verb=self.tr("Open"))

    def _on_held(self, done: Done) -> None:
        if done.fault is None:
            self._bridge.success(self.tr("{reference} is on hold.").format(reference=done.reference))
        self._on_kept(done)

    def _on_kept(self, done: Done) -> None:
        if done.fault is not None:
            self._bridge.problem(str(done.fault), key=done.reference)
        self._tell_moved(done)

    def _tell_moved(self, done: Done) -> None:
        if done.entry is not None:
            self.moved.emit([done.entry.id])

    def _print(self, row: Row, why: str) -> None:
        if self._away:
            self._unprinted[row.reference] = (row, why)
        else:
            self._hand_over(row, why)

    def _hand_over(self, row: Row, why: str) -> None:
        self._printing[row.reference] = (row, why)
        start(self._at.lanes, PRINT, self._on_printed, self._on_not_printed, _VERBS[why], self._at.desk, row, why)

    def _on_not_printed(self, fault: Exception) -> None:
        self._printing.clear()  # nobody knows which it was, and F8 must print it again
        self._bridge.failed(fault)
        self._wait_no_longer_for_it()

    def _on_printed(self, done: Done) -> None:
        tried = self._printing.pop(done.reference, None)
        if isinstance(done.fault, PrinterAwayError):
            if tried is not None:
                self._unprinted = {done.reference: tried} | self._unprinted
            self._wait_for_printer(str(done.fault))
            return
        if done.fault is not None:
            words = self.tr("{reference}: {why} Mend it, then print again with F8.")
            if isinstance(done.fault, UnfitLabelError) and done.fault.bearable:
                words = self.tr("{reference}: {why} Look at it; {key} prints it as it is.")
            self._alarm(words.format(reference=done.reference, why=done.fault, key=AS_IT_IS), done.reference)
            self._wait_no_longer_for_it()
        elif done.entry is not None and done.words:
            self._printer_is_back()
            self._bridge.settled(done.reference)
            self._voice.good()
            self.printed.emit(done.entry, done.words)
        else:
            self._wait_no_longer_for_it()
        self._tell_moved(done)

    def _wait_for_printer(self, why: str) -> None:
        """Nothing is lost: whatever could not be handed over is, as soon as the printer takes it."""
        if why != self._away:
            self._away = why
            self._voice.bad()
            words = self.tr("{why} The labels wait here and print by themselves then.")
            self._bridge.alarm(words.format(why=why), key=_PRINTER)
        self._retry.start()

    def _wait_no_longer_for_it(self) -> None:
        """What was tried last did not get as far as the printer: whether that is back, the next one tells."""
        if self._unprinted:
            self._retry.start()
        elif self._away:
            self._away = ""
            self._bridge.settled(_PRINTER)

    def _printer_is_back(self) -> None:
        if self._away:
            self._away = ""
            self._bridge.settled(_PRINTER)
        self._try_again()

    def _try_again(self) -> None:
        """The oldest first, alone: the others follow when the printer took it."""
        if self._unprinted:
            row, why = self._unprinted.pop(next(iter(self._unprinted)))
            self._hand_over(row, why)
