"""Book a selection: look at all of it, ask once, follow the batch. The work itself goes on whatever is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QTimer, Signal, Slot

from shipdesk.core.batches import Standing
from shipdesk.ui.orders.pace import Pace
from shipdesk.ui.orders.results import RESULT, Line
from shipdesk.ui.orders.selection import Picked, resolve
from shipdesk.ui.orders.work_panel import CANCEL, CLOSE, GO_ON, PAUSE
from shipdesk.ui.tasks import start
from shipdesk.ui.theme import Meaning
from shipdesk.workers.lanes import BOOK, COUNT, MANY

if TYPE_CHECKING:
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.orders.side import Side
    from shipdesk.ui.workplace import Workplace
    from shipdesk.usecases.batch import Outlook, Progress
    from shipdesk.usecases.desk import Desk

_LOOK_MS = 500
#: What a person should look at.
_BAD = frozenset({"no_number", "unsure", "not_printed", "in_doubt", "refused", "held", "faults"})


@dataclass(frozen=True, slots=True)
class Seen:
    """A batch as it was read: how far it is, and its lines."""

    progress: Progress
    lines: list[Line]


class Batching(QObject):
    """The action's other end."""

    changed = Signal()
    """A batch has come to its end."""

    def __init__(self, screen: QObject, bridge: Bridge, side: Side) -> None:
        super().__init__(screen)
        self._bridge, self._side = bridge, side
        self._at: Workplace | None = None
        self._batch = 0
        self._outlook: Outlook | None = None
        self._pace = Pace()
        self._stop = Event()
        self._reading = False
        self._timer = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._looked.connect(self._show_looked)
        side.ask.answered.connect(self._make)
        side.ask.declined.connect(self._declined)
        side.work.taken.connect(self._taken)

    _looked = Signal(int, int)

    def attach(self, workplace: Workplace) -> None:
        """Show what a stop left over."""
        self._at = workplace
        start(workplace.lanes, BOOK, self._left_over, self._bridge.failed, _open_batch, workplace.desk)

    def shutdown(self) -> None:
        self._timer.stop()
        self._stop.set()

    # --- before

    def book(self, picked: Picked) -> None:
        """Look at these and ask."""
        if self._at is None:
            return
        self._stop = Event()
        self._outlook = None
        self._batch = 0
        work = self._side.work
        work.begin(self.tr("Checking {count}").format(count=_orders(self, picked.count)), {CANCEL}, lists=False)
        self._side.show_work(self)
        desk, lanes = self._at.desk, self._at.lanes
        start(lanes, MANY, self._ask, self._not_asked, _look, desk, picked, self._looked.emit, self._stop)

    @Slot(int, int)
    def _show_looked(self, count: int, of: int) -> None:
        if self._side.owner is self and self._outlook is None and not self._batch:
            words = self.tr("{count} of {of}").format(count=_n(count), of=_n(of))
            self._side.work.tell(words, count / of, {CANCEL})

    def _ask(self, outlook: Outlook | None) -> None:
        if outlook is None or self._at is None or self._side.owner is not self:
            self._declined()
            return
        self._outlook = outlook
        self._side.ask.ask(outlook, prints=_prints(self._at))
        self._side.show_ask(self)

    def _not_asked(self, fault: Exception) -> None:
        self._declined()
        self._bridge.failed(fault)

    @Slot()
    def _declined(self) -> None:
        self._outlook = None
        self._side.left.emit()

    @Slot(bool)
    def _make(self, accept: bool) -> None:
        if self._at is None or self._outlook is None:
            return
        from shipdesk.usecases.batch import make  # noqa: PLC0415 - late: keeps start-up fast

        outlook, self._outlook = self._outlook, None
        accepted = outlook.codes if accept else frozenset()
        order, prints = self._side.ask.print_order(), _prints(self._at)
        start(
            self._at.lanes, BOOK, self._made, self._not_asked, make, self._at.desk, outlook.ids,
            order=order, accepted=accepted, prints=prints,
        )  # fmt: skip

    # --- while it goes on

    def _left_over(self, batch_id: int) -> None:
        if batch_id and not self._batch:
            self._follow(batch_id)

    def _made(self, batch: object) -> None:
        self._follow(int(batch.id))  # type: ignore[attr-defined]

    def _follow(self, batch_id: int) -> None:
        self._batch, self._pace = batch_id, Pace()
        self._side.work.begin(self.tr("Booking"), {PAUSE, CANCEL})
        self._side.show_work(self)
        self._side.work.take_focus()
        if self._at is not None:
            self._at.dispatcher.batches.look()
        self.look()

    @Slot()
    def look(self) -> None:
        """How far is it?"""
        self._timer.stop()
        if self._at is None or not self._batch or self._reading:
            return
        self._reading = True
        start(self._at.lanes, COUNT, self._show, self._not_read, _read, self._at.desk, self._batch)

    def _not_read(self, fault: Exception) -> None:
        self._reading = False
        self._bridge.failed(fault)

    def _show(self, seen: Seen | None) -> None:
        self._reading = False
        if seen is None or seen.progress.batch.id != self._batch:
            return
        progress, batch = seen.progress, seen.progress.batch
        ended = batch.ended_at is not None
        if not ended:
            self._timer.start()
        if self._side.owner is not self:
            return
        self._pace.feed(progress.done)
        work = self._side.work
        work.title.setText(self._title(progress))
        part = progress.done / progress.total if progress.total else 1.0
        meaning = Meaning.CARE if batch.standing is not Standing.RUNNING else Meaning.ACCENT
        if ended:
            meaning = Meaning.GOOD if progress.well == progress.total else Meaning.CARE
        buttons = {CLOSE} if ended else {PAUSE, CANCEL}
        if not ended and batch.standing is Standing.PAUSED:
            buttons = {GO_ON, CANCEL}
        elif not ended and batch.standing is Standing.CANCELLED:
            buttons = {CLOSE}
        work.tell(self._words(progress), part, buttons, meaning, batch.note)
        work.model.put(seen.lines)
        work.count()
        if ended:
            self.changed.emit()

    def _title(self, progress: Progress) -> str:
        batch, count = progress.batch, _orders(self, progress.total)
        if batch.ended_at is not None and batch.standing is not Standing.CANCELLED:
            return self.tr("{count}: done").format(count=count)
        if batch.standing is Standing.CANCELLED:
            return self.tr("{count}: cancelled").format(count=count)
        paused = batch.standing is Standing.PAUSED
        return (self.tr("Booking {count}: paused") if paused else self.tr("Booking {count}")).format(count=count)

    def _words(self, progress: Progress) -> str:
        if progress.batch.ended_at is not None:
            return well_and_not(self, progress.well, progress.total - progress.well)
        words = [self.tr("{done} of {total}").format(done=_n(progress.done), total=_n(progress.total))]
        if progress.batch.standing is Standing.RUNNING:
            if (rate := self._pace.per_minute()) >= 1:
                words.append(self.tr("{rate} a minute").format(rate=_n(round(rate))))
            if (left := self._pace.left_s(progress.left)) is not None:
                words.append(self._left_words(left))
        return " · ".join(words)

    def _left_words(self, seconds: float) -> str:
        if seconds < 60:
            return self.tr("less than a minute left")
        return self.tr("{minutes} min left").format(minutes=_n(round(seconds / 60)))

    @Slot(str)
    def _taken(self, key: str) -> None:
        if self._side.owner is not self or self._at is None:
            return
        if key == CLOSE:
            self._side.left.emit()
        elif not self._batch:
            self._stop.set()
        else:
            start(self._at.lanes, BOOK, self._told, self._bridge.failed, _tell, self._at.desk, self._batch, key)

    def _told(self, _done: object) -> None:
        if self._at is not None:
            self._at.dispatcher.batches.look()
        self.look()


def well_and_not(context: QObject, well: int, bad: int) -> str:
    """`47 done, 3 not.`"""
    if not bad:
        return context.tr("All {count} done.").format(count=_n(well))
    return context.tr("{well} done, {bad} not.").format(well=_n(well), bad=_n(bad))


def _n(count: int) -> str:
    return QLocale().toString(count)


def _orders(context: QObject, count: int) -> str:
    return context.tr("1 order") if count == 1 else context.tr("{count} orders").format(count=_n(count))


def _prints(workplace: Workplace) -> bool:
    return workplace.settings.flag("auto_print") and bool(workplace.settings.text("label_printer"))


def _open_batch(desk: Desk) -> int:
    found = desk.batches.open_batches()
    return found[0].id if found else 0


def _look(desk: Desk, picked: Picked, looked: Callable[[int, int], None], stop: Event) -> Outlook | None:
    from shipdesk.usecases.batch import look  # noqa: PLC0415 - late: keeps start-up fast

    ids = resolve(desk, picked)

    def told(count: int) -> bool:
        if count % 20 == 0:
            looked(count, len(ids))
        return not stop.is_set()

    return look(desk, ids, told)


def _read(desk: Desk, batch_id: int) -> Seen | None:
    from shipdesk.usecases.batch import progress, results  # noqa: PLC0415 - late: keeps start-up fast

    found = progress(desk, batch_id)
    if found is None:
        return None
    lines = [
        Line(line.row.id, line.row.key, RESULT[result], why, result in _BAD)
        for line, result, why in results(desk, found.batch)
    ]
    return Seen(found, lines)


def _tell(desk: Desk, batch_id: int, key: str) -> None:
    from shipdesk.usecases import batch  # noqa: PLC0415 - late: keeps start-up fast

    {PAUSE: batch.pause, GO_ON: batch.go_on, CANCEL: batch.cancel}[key](desk, batch_id)
