"""The thread that keeps: one transaction for all that wait, a poor one alone, and a disk that fails told to all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import cast

import pytest

from shipdesk.app import now
from shipdesk.core.errors import SetupError
from shipdesk.core.inbound import Delivery, Inbox, Working
from shipdesk.inbound.keeper import MOST_WAITING, FullError, Keeper
from shipdesk.orderbook import open_book
from shipdesk.orderbook.inbox import SqlInbox

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def _delivery(number: int, token: str = "") -> tuple[Delivery, str]:
    return Delivery("ceva", {}, b"%d" % number, NOW, token), f"identity {number}"


class _Slow:
    """An inbox that keeps only when it is let, and notes how many it was given at once."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.open, self.entered, self.fault = Event(), Event(), fault
        self.batches: list[int] = []

    def keep(self, deliveries: Sequence[tuple[Delivery, str]]) -> int:
        self.entered.set()
        self.open.wait(20)
        self.batches.append(len(deliveries))
        if self.fault:
            raise self.fault
        return len(deliveries)


def test_what_waits_together_is_kept_together_and_too_much_is_refused() -> None:
    slow = _Slow()
    keeper = Keeper(cast(Inbox, slow), lambda: None)
    first = keeper.keep(*_delivery(0))
    assert slow.entered.wait(20)
    others = [keeper.keep(*_delivery(number)) for number in range(1, MOST_WAITING + 1)]
    with pytest.raises(FullError):
        keeper.keep(*_delivery(MOST_WAITING + 1))
    slow.open.set()
    for one in (first, *others):
        one.result(20)
    keeper.close()
    assert len(slow.batches) < 10
    assert sum(slow.batches) == MOST_WAITING + 1


def test_a_disk_that_fails_is_told_to_everybody_who_waits() -> None:
    slow = _Slow(SetupError("The disk is full."))
    keeper = Keeper(cast(Inbox, slow), lambda: None)
    slow.open.set()
    waiting = [keeper.keep(*_delivery(number)) for number in range(3)]
    for one in waiting:
        with pytest.raises(SetupError, match="disk is full"):
            one.result(20)
    keeper.close()


def test_one_that_cannot_be_kept_takes_no_other_with_it(tmp_path: Path) -> None:
    book = open_book(tmp_path / "home", clock=now)
    inbox = SqlInbox(book.database)
    keeper = Keeper(inbox, lambda: None)
    waiting = [keeper.keep(*_delivery(number, "\ud800" if number == 3 else "")) for number in range(6)]
    poor = waiting.pop(3)
    with pytest.raises(UnicodeEncodeError):
        poor.result(20)
    for one in waiting:
        one.result(20)
    keeper.close()
    assert {received.body for received in inbox.waiting(now(), 10)} == {b"0", b"1", b"2", b"4", b"5"}
    assert inbox.counts() == {Working.WAITING: 5}
    book.close()
