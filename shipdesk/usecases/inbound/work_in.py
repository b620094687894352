"""Work what came in into the order book, one delivery after the other.

A delivery is worked off by looking at what is there and bringing it to what all deliveries together say. So it does
not matter in which order they came, whether one comes again, or whether the last try was broken off anywhere.
"""

from __future__ import annotations

import logging
import traceback
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from shipdesk.core.errors import CarrierError, ConflictError, NetworkError, SetupError
from shipdesk.core.inbound import (
    NotUnderstoodError,
    OrderToShip,
    ParcelNews,
    Working,
    read_object,
)
from shipdesk.usecases.inbound.outcome import Later, Worked, believed

if TYPE_CHECKING:
    from shipdesk.core.inbound import Inbox, News, Received
    from shipdesk.usecases.desk import Desk

_log = logging.getLogger(__name__)

#: Seconds to the next try when a carrier cannot be asked, by how often it was tried.
OFFLINE_PAUSES = (5, 15, 60, 300, 900)


def work_in_inbox(desk: Desk, inbox: Inbox, most: int = 50) -> int:
    """Work off at most so many of what is waiting and due; how many it looked at.

    What cannot be read, and what breaks us, is set aside for a person and keeps nothing else back.

    Raises:
        SetupError: the order book cannot be written; all that is not worked off is still waiting.
    """
    looked_at = 0
    for received in inbox.waiting(desk.clock(), most):
        if desk.closing.is_set():
            break
        _work_off(desk, inbox, received)
        looked_at += 1
    return looked_at


def read(desk: Desk, received: Received) -> News:
    """What its source makes of a delivery. Raises `NotUnderstoodError`."""
    source = desk.sources.get(received.source)
    if source is None:
        raise NotUnderstoodError(f"There is no source '{received.source}' any more.")
    try:
        body = read_object(received.body)
    except ValueError as fault:
        raise NotUnderstoodError(str(fault)) from fault
    return source.reader().read(body)


def _work_off(desk: Desk, inbox: Inbox, received: Received) -> None:
    result = _result(desk, received)
    if isinstance(result, Worked):
        inbox.settle(received, result.working, result.note, reference=result.reference)
    else:
        until = desk.clock() + result.pause
        inbox.postpone(received, until, result.note, working=result.working, reference=result.reference)


def _result(desk: Desk, received: Received) -> Worked | Later:
    try:
        return _worked(desk, received)
    except NotUnderstoodError as odd:
        return Worked(Working.NOT_UNDERSTOOD, str(odd))
    except (NetworkError, CarrierError, SetupError) as fault:
        pause = OFFLINE_PAUSES[min(received.tries, len(OFFLINE_PAUSES) - 1)]
        return Later(timedelta(seconds=pause), f"{fault} It is looked at again.", received.working, received.reference)
    except ConflictError as fault:
        return Later(timedelta(seconds=1), str(fault), received.working, received.reference)
    except Exception as fault:  # noqa: BLE001 - whatever it is, the next delivery is worked off as well
        _log.error("delivery %d of %s: %s", received.id, received.source, _where(fault))
        return Worked(Working.NOT_UNDERSTOOD, f"ShipDesk has failed on this one ({type(fault).__name__}); it is kept.")


def _where(fault: Exception) -> str:
    """What failed and where, without a value: those are people's names."""
    frame = traceback.extract_tb(fault.__traceback__)[-1]
    return f"{type(fault).__name__} in {frame.name}, line {frame.lineno}"


def _worked(desk: Desk, received: Received) -> Worked | Later:
    # Late: each brings what only deliveries of its kind need.
    news = read(desk, received)
    if isinstance(news, ParcelNews):
        from shipdesk.usecases.inbound.work_in_news import work_news  # noqa: PLC0415

        return work_news(desk, received, news)
    if isinstance(news, OrderToShip):
        from shipdesk.usecases.inbound.work_in_order import work_order  # noqa: PLC0415

        return work_order(desk, received, _dated(news, received), _told(desk, received, news))
    from shipdesk.usecases.inbound.work_in_elsewhere import work_elsewhere  # noqa: PLC0415

    return work_elsewhere(desk, received, news)


def _told(desk: Desk, received: Received, order: OrderToShip) -> list[OrderToShip]:
    """What was worked into this order before, as its source makes it out today."""
    kept = desk.inbox.of_order(received.source, order.shipment.reference)
    before = [(read(desk, one), one) for one in kept if one.working is Working.DONE and one.id != received.id]
    return [_dated(news, one) for news, one in before if isinstance(news, OrderToShip)]


def _dated(order: OrderToShip, received: Received) -> OrderToShip:
    """What does not say when it was changed counts from when it came."""
    return replace(order, changed_at=believed(order.changed_at, received) or received.received_at)
