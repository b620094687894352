"""One action on a selection, off the window's thread: what came of each is listed as it comes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Signal, Slot

from shipdesk.ui.orders.batching import well_and_not
from shipdesk.ui.orders.panel_work import PanelWork
from shipdesk.ui.orders.results import of_outcome
from shipdesk.ui.orders.selection import Picked, resolve
from shipdesk.ui.orders.work_panel import CANCEL, CLOSE
from shipdesk.ui.tasks import start
from shipdesk.ui.theme import Meaning
from shipdesk.workers.lanes import MANY

if TYPE_CHECKING:
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.orders.side import Side
    from shipdesk.usecases.bulk import Outcome, Tell
    from shipdesk.usecases.desk import Desk


class Many(PanelWork):
    """Does one thing to each order that is selected."""

    _came = Signal(object, int)

    def __init__(self, screen: QObject, bridge: Bridge, side: Side) -> None:
        super().__init__(screen, bridge, side)
        self._done = self._well = self._of = 0
        self._came.connect(self._show)

    def run(self, name: str, title: str, picked: Picked) -> None:
        """Do what `_work` has under `name` to what is selected; `title` says it, with `{count}`."""
        if self._at is None or self.busy:
            return
        self._done = self._well = 0
        self._of = picked.count
        self._begin(title.format(count=QLocale().toString(picked.count)))
        self._side.work.take_focus()
        desk, station = self._at.desk, self._at.settings.text("station")
        tell = partial(_tell, self._came.emit, self._stop)
        start(self._at.lanes, MANY, self._over, self._failed, _work, desk, name, station, picked, tell)

    @Slot(object, int)
    def _show(self, some: Sequence[Outcome], _count: int) -> None:
        self._done += len(some)
        self._well += sum(one.well for one in some)
        if self._is_shown:
            of, done = QLocale().toString(self._of), QLocale().toString(self._done)
            words = self.tr("{done} of {of}").format(done=done, of=of)
            self._side.work.tell(words, self._done / max(self._of, 1), {CANCEL})
            self._side.work.model.add([of_outcome(one) for one in some])
            self._side.work.count()

    def _over(self, _nothing: object) -> None:
        self.busy = False
        bad, left = self._done - self._well, self._of - self._done
        words = well_and_not(self, self._well, bad)
        if left > 0:
            words += " " + self.tr("{left} not started.").format(left=QLocale().toString(left))
        if self._is_shown:
            meaning = Meaning.CARE if bad or left > 0 else Meaning.GOOD
            self._side.work.tell(words, 1.0 if left <= 0 else self._done / self._of, {CLOSE}, meaning)
            if bad:
                self._side.work.show_bad()
        self.changed.emit()


def _tell(came: Callable[[object, int], None], stop: Event, some: Sequence[Outcome]) -> bool:
    came(list(some), len(some))
    return not stop.is_set()


def _work(desk: Desk, name: str, station: str, picked: Picked, tell: Tell) -> None:
    from shipdesk.usecases import bulk  # noqa: PLC0415 - late: keeps start-up fast

    ids = resolve(desk, picked)
    if name == "track":
        bulk.track_each(desk, ids, tell)
        return
    deeds: dict[str, bulk.Deed] = {
        "print": bulk.reprint,
        "slip": bulk.packing_slip,
        "hold": bulk.hold,
        "release": bulk.release,
        "hand_over": bulk.hand_over_at(station),
    }
    bulk.do_each(desk, ids, deeds[name], tell)
