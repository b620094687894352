"""The end of day: per carrier scan out what leaves, see what is missing and what must stay, and have it signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from shipdesk.core.devices import COMMAND
from shipdesk.core.handover import Signature, Verdict
from shipdesk.ui.end_of_day.actions import DayActions
from shipdesk.ui.end_of_day.carriers import CarrierList
from shipdesk.ui.end_of_day.lists import VERDICT
from shipdesk.ui.end_of_day.parcels import Parcels
from shipdesk.ui.end_of_day.signing import SigningPane
from shipdesk.ui.end_of_day.verdict import VerdictPane, meaning_of
from shipdesk.ui.screen import Opening, Screen
from shipdesk.ui.tasks import start
from shipdesk.ui.theme import Meaning
from shipdesk.ui.theme.tokens import NONE, M, S
from shipdesk.ui.tones import Tone, Tones
from shipdesk.ui.widgets.layouts import column, row, rule
from shipdesk.ui.widgets.scanbar import ScanField
from shipdesk.ui.widgets.scroll import ScrollColumn
from shipdesk.usecases import hand_over
from shipdesk.workers.lanes import BOOK

if TYPE_CHECKING:
    from shipdesk.core.handover import Handover, Noted, Sheet
    from shipdesk.ui.workplace import Workplace
    from shipdesk.usecases.hand_over import Evening, Scanned

#: Scans that follow each other faster change the lists together: the verdict is what has to be there at once, ms.
_PAUSE_MS = 40
#: So long after the last scan the rest of the evening is read again, ms.
_LULL_MS = 1500
_TONE = {Meaning.GOOD: Tone.GOOD, Meaning.CARE: Tone.LOOK}


class EndOfDayScreen(Screen):
    """Carriers at the left, the scan field and its verdict above, the lists below. Every scan is kept at once."""

    def __init__(self, opening: Opening) -> None:
        super().__init__()
        self._bridge = opening.bridge
        self._at: Workplace | None = None
        self._tones: Tones | None = None
        self._labels = {record.id: record.label for record in opening.records.values()}
        self.evening: Evening | None = None
        self.sheet: Sheet | None = None
        self._reading = self._again = self._looking = self._look_again = False
        self.field = ScanField(self.tr("Scan a parcel that leaves"))
        self.verdict = VerdictPane()
        self.carriers = CarrierList(self._labels)
        self.parcels = Parcels(self._labels)
        self.signing = SigningPane()
        self._signing_page = ScrollColumn(self.tr("Closing"))
        self._signing_page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._signing_page.setWidget(self.signing)
        self.actions_of_day = DayActions(self, opening.bridge)
        self._fill_soon = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._fill_soon.timeout.connect(self._fill)
        self._lull = QTimer(self, singleShot=True, interval=_LULL_MS)
        self._lull.timeout.connect(self._read)
        self._lay_out(opening)
        self._connect()
        self._show_sheet(None)

    # --- the life of a screen

    def attach(self, workplace: Workplace) -> None:
        self._at = workplace
        self._tones = Tones(workplace.home.root / "run", workplace.settings)
        self.actions_of_day.attach(workplace)
        workplace.dispatcher.changed.connect(self._changed)
        self._read()

    def shutdown(self) -> None:
        self._fill_soon.stop()
        self._lull.stop()
        if self._at is not None:
            self._at.dispatcher.changed.disconnect(self._changed)
            self._at = None

    def focus_first(self) -> None:
        if self.closing:
            self.signing.name.setFocus()
        else:
            self.field.take_focus()
        self._read()

    def take_scan(self, text: str) -> bool:
        """Whatever is scanned here is a parcel that leaves, but for a command, which must not stand on the list."""
        if text.upper().startswith(COMMAND):
            return False
        self.scan(text)
        return True

    @property
    def carrier(self) -> str:
        """The carrier at hand."""
        return self.carriers.carrier()

    @property
    def closing(self) -> bool:
        """Whether the driver is signing."""
        return self._below.currentWidget() is self._signing_page

    # --- what the clerk does

    @Slot(str)
    def scan(self, text: str) -> None:
        """One parcel."""
        self.field.clear()
        if self._at is None or not text.strip():
            return
        self.leave_signing()
        station = self._at.settings.text("station")
        start(
            self._at.lanes, BOOK, self._scanned, self._scan_failed,
            hand_over.scan_out, self._at.desk, self.carrier, station, text.strip(),
        )  # fmt: skip

    def ready(self) -> None:
        """F2: ready for the next scan."""
        self.leave_signing()
        self.field.take_focus()

    def close_or_sign(self) -> None:
        """F10: first who takes it, then closed."""
        if self.closing:
            self.signing.sign()
        elif self.sheet is not None and self.sheet.taken:
            self.signing.show_sheet(self.sheet, self._labels.get(self.carrier, self.carrier))
            self._below.setCurrentWidget(self._signing_page)
            self.signing.begin()
            self._judge()

    def undo(self) -> None:
        """F7: take the chosen scan off again."""
        line = self.parcels.chosen_line()
        if self._at is not None and self.sheet is not None and line is not None:
            start(
                self._at.lanes, BOOK, self._undone, self._failed,
                hand_over.undo, self._at.desk, self.sheet.handover, line,
            )  # fmt: skip

    def next_carrier(self) -> None:
        """F4."""
        self.carriers.next()

    def open_chosen(self) -> None:
        """Enter: the chosen booking at the station."""
        if reference := self.parcels.chosen_reference(self.evening, self.sheet):
            self.open_reference.emit(reference)

    @Slot()
    def leave_signing(self) -> None:
        """Back to the lists."""
        if self.closing:
            self._below.setCurrentWidget(self.parcels)
            self.field.take_focus()
            self._judge()

    @Slot(object)
    def _sign(self, signature: Signature) -> None:
        if self._at is None or self.sheet is None:
            return
        self.signing.set_busy(True)
        start(self._at.lanes, BOOK, self._closed, self._failed, hand_over.close, self._at.desk, self.sheet, signature)

    # --- what comes back

    def _scanned(self, done: Scanned) -> None:
        meaning = meaning_of(done.verdict)
        self.verdict.tell(meaning, VERDICT[done.verdict].word, done.sentence)
        if self._tones is not None:
            self._tones.play(_TONE.get(meaning, Tone.BAD))
        self._lull.start()
        if done.handover.carrier != self.carrier:
            self._read()
            return
        if done.noted is not None:
            self._follow(done.noted)
        self.parcels.turn_to("scanned" if done.verdict in (Verdict.TAKEN, Verdict.TWICE) else "extra")

    def _follow(self, noted: Noted) -> None:
        """One scan more on the sheet that is shown; one that does not follow on it is read again, whole."""
        before = self.sheet
        after = before.follow(noted) if before is not None else None
        if before is None or after is None:
            self._read_sheet()
            return
        self.sheet = after
        if not self._fill_soon.isActive():
            self.parcels.follow(before, after, noted)
        self._count()
        self.carriers.follow(after)

    def _scan_failed(self, fault: Exception) -> None:
        if self._tones is not None:
            self._tones.play(Tone.BAD)
        self._bridge.failed(fault)

    def _undone(self, sheet: Sheet) -> None:
        self.verdict.rest(self.tr("The scan is undone."))
        self._show_sheet(sheet)
        self.carriers.follow(sheet)

    def _closed(self, handover: Handover) -> None:
        self.signing.set_busy(False)
        self._below.setCurrentWidget(self.parcels)
        words = self.tr("{number} is closed: {driver} has it. F8 prints the list, Ctrl+S saves it.")
        self.verdict.tell(
            Meaning.GOOD, self.tr("Handed over"), words.format(number=handover.number, driver=handover.driver)
        )
        if self._tones is not None:
            self._tones.play(Tone.GOOD)
        self.actions_of_day.closed = handover
        self._show_sheet(None)
        self.parcels.turn_to("closed")
        self.field.take_focus()
        self._read()

    def _failed(self, fault: Exception) -> None:
        self.signing.set_busy(False)
        self._bridge.failed(fault)
        self._read()

    # --- reading

    def _changed(self, _pulse: object) -> None:
        """Most changes are the scans themselves: the rest of the evening is read when they pause."""
        if self.isVisible() and not self._lull.isActive():
            self._read()

    def _read(self) -> None:
        """Read the whole evening; a wish while one is read is kept for afterwards."""
        if self._at is None:
            return
        if self._reading:
            self._again = True
            return
        self._reading = True
        start(self._at.lanes, BOOK, self._evening, self._unread, hand_over.evening, self._at.desk)

    def _evening(self, evening: Evening) -> None:
        self._reading = False
        self.evening = evening
        self.carriers.show_days(evening.carriers)
        self._read_sheet()
        if self._again:
            self._again = False
            self._read()

    def _unread(self, fault: Exception) -> None:
        self._reading = False
        self._bridge.failed(fault)

    def _read_sheet(self) -> None:
        """Read the hand-over of the carrier at hand; one more wish while it is read is enough for all of them."""
        if self._at is None:
            return
        if self._looking:
            self._look_again = True
            return
        self._looking = True
        start(self._at.lanes, BOOK, self._looked, self._not_looked, hand_over.look, self._at.desk, self.carrier)

    def _looked(self, sheet: Sheet) -> None:
        self._looking = False
        if sheet.handover.carrier == self.carrier:
            self._show_sheet(sheet)
            self.carriers.follow(sheet)
        if self._look_again:
            self._look_again = False
            self._read_sheet()

    def _not_looked(self, fault: Exception) -> None:
        self._looking = self._look_again = False
        self._bridge.failed(fault)

    @Slot(str)
    def _turned(self, _carrier: str) -> None:
        self.leave_signing()
        self.verdict.rest(self._hint())
        self._show_sheet(None)
        self.parcels.turn_to("missing")
        self._read_sheet()

    # --- how it looks

    def _hint(self) -> str:
        carrier = self._labels.get(self.carrier, self.carrier)
        return self.tr("Scan every parcel that leaves with {carrier}.").format(carrier=carrier)

    def _show_sheet(self, sheet: Sheet | None) -> None:
        self.sheet = sheet
        if not self._fill_soon.isActive():
            self._fill_soon.start()
        if self.verdict.meaning is None and not self.verdict.word:
            self.verdict.rest(self._hint())
        self._count()

    def _count(self) -> None:
        taken, missing = (len(self.sheet.taken), len(self.sheet.missing)) if self.sheet else (0, 0)
        self.verdict.count(f"{taken} / {taken + missing}" if self.sheet else "")

    @Slot()
    def _fill(self) -> None:
        self.parcels.fill(self.evening, self.sheet)
        self._judge()

    @property
    def busy(self) -> bool:
        """The lists are about to change."""
        return self._fill_soon.isActive()

    def _judge(self) -> None:
        self.actions_of_day.judge()

    def _lay_out(self, opening: Opening) -> None:
        self._below = QStackedWidget()
        self._below.addWidget(self.parcels)
        self._below.addWidget(self._signing_page)
        right = QWidget()
        above = column(self.field, self.verdict, gap=S, margin=M)
        column(above, rule(), self._below, gap=NONE, into=right).setStretch(2, 1)
        body = row(self.carriers, rule(vertical=True), right, gap=NONE)
        body.setStretch(2, 1)
        bar = self.actions_of_day.bar(opening.help)
        column(body, bar, gap=NONE, into=self).setStretch(0, 1)

    def _connect(self) -> None:
        self.field.submitted.connect(self.scan)
        self.carriers.chosen.connect(self._turned)
        self.parcels.turned.connect(self._judge)
        self.parcels.opened.connect(self.open_chosen)
        self.signing.signed.connect(self._sign)
        self.signing.left.connect(self.leave_signing)
