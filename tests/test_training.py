"""Training comes alive: the simulator's orders and news reach the order book through the receiver of the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from shipdesk.core.statuses import Status
from shipdesk.session import Session
from shipdesk.usecases.book import queue
from shipdesk.usecases.work_off import work_off

_LONG_MS = 60_000


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    # The same things happen, and sooner than while somebody trains.
    paces = {"deeple": (0, 0.2, 2), "winkelstraat": (0, 0.2, 1), "jumppoint": (0, 0.5, 100)}
    monkeypatch.setattr("shipdesk.training._PACES", paces)
    session = Session(tmp_path / "home", training=True)
    with qtbot.waitSignal(session.opened, timeout=_LONG_MS):
        session.start()
    yield session
    session.close()
    session.window.close()
    session.window.deleteLater()


def test_orders_and_news_come_in_by_webhook(session: Session, qtbot: QtBot) -> None:
    assert session.workplace is not None
    desk = session.workplace.desk
    qtbot.waitUntil(lambda: sum(desk.inbox.counts().values()) >= 3, timeout=_LONG_MS)
    session.workplace.settings.set({"poll": False})  # so that what is heard came by webhook
    entry = desk.book.entry("CD-2026-10431")
    assert entry is not None
    (booked,) = work_off(desk, [queue(desk, entry.shipment, accept_warnings=True)])
    assert booked.row.tracking_number
    moved = {Status.CREATED, "", Status.CONFIRMED}

    def has_moved() -> bool:
        now = desk.book.entry_by_id(booked.id)
        return now is not None and now.row.status not in moved

    qtbot.waitUntil(has_moved, timeout=_LONG_MS)
