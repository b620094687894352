"""The polling of a window: each carrier in a lane of its own, and one request to it at a time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random
from threading import Event

from pytestqt.qtbot import QtBot

from shipdesk.core.statuses import Status, TrackingEvent
from shipdesk.usecases.poll import Poller
from shipdesk.workers.lanes import Lanes, news_lane
from shipdesk.workers.polling import Polling
from tests.usecases.desks import open_bench
from tests.usecases.test_poll import OneAccount, Polled
from tests.usecases.test_track import Teller


class Slow(Teller):
    """Answers when it may."""

    go = Event()

    def track(self, *asked: object, **more: object) -> dict[str, list[TrackingEvent]]:
        found = super().track(*asked, **more)  # type: ignore[arg-type]
        assert self.go.wait(10), "nobody let the carrier answer"
        return found


def test_a_carrier_is_asked_once_at_a_time_and_its_news_is_kept(qtbot: QtBot, tmp_path: Path) -> None:
    with open_bench(tmp_path) as bench:
        slow, accounts = Slow(), OneAccount()
        slow.go.clear()
        desk = replace(bench.desk, connector=lambda _carrier: slow, accounts=accounts)
        one = Polled(desk, slow, bench, accounts, Poller(desk, lambda: True, Random(1)))
        one.booked("A1")
        slow.news = {"JP-A1": [one.event(Status.CUSTOMS)]}
        lanes = Lanes({news_lane("jumppoint"): 1})
        polling = Polling(one.poller, lanes)
        polling.look()
        qtbot.waitUntil(lambda: slow.asked == [["JP-A1"]])
        polling.look()
        slow.go.set()
        qtbot.waitUntil(lambda: lanes.idle)
        assert slow.asked == [["JP-A1"]]
        entry = desk.book.entry("A1")
        assert entry is not None
        assert entry.row.status == Status.CUSTOMS
        polling.shutdown()
        lanes.shutdown()
