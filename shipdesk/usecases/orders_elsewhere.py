"""Read the orders that a carrier has and that were not made here, so that they are found and followed like our own.

A carrier's list may be long and its order is not documented: where it turns out to be newest first, reading ends at
the first page on which nothing is new; else at its end. What was read is kept page by page, so reading that was cut
short goes on where it stopped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, cast

from shipdesk.core.elsewhere import Adopted
from shipdesk.core.errors import InputError, ShipDeskError
from shipdesk.core.inbound import ShipmentElsewhere
from shipdesk.core.states import State

if TYPE_CHECKING:
    from shipdesk.core.connector import Order, OrderPage, Orders
    from shipdesk.usecases.desk import Desk

#: Pages in one run; the next run goes on after them.
MOST_PAGES = 50
#: Numbers that are asked for one by one in one run; reading again asks for the next ones.
MOST_ASKED = 200
_WAITING = frozenset({State.ACCEPTED, State.IN_DOUBT, State.NEEDS_PERSON})


@dataclass
class OrdersRead:
    """What came of it. `next_page` is where to go on; 0 when there is nothing left to read."""

    carrier: str
    found: Counter[Adopted] = field(default_factory=Counter)
    waiting: list[str] = field(default_factory=list)
    """Our bookings that the carrier has and whose outcome is still open here: they are asked for, not adopted."""
    refused: list[str] = field(default_factory=list)
    """What could not be taken in, a sentence each."""
    asked: int = 0
    """How many numbers were asked for one by one."""
    pages: int = 0
    next_page: int = 1
    fault: str = ""
    """Why it stopped before the end, a sentence."""


def read_orders(
    desk: Desk,
    carrier: str,
    first_page: int = 1,
    tell: Callable[[int], None] = lambda _page: None,
    most_pages: int = MOST_PAGES,
) -> OrdersRead:
    """Read on from `first_page`; `tell` hears of each page that was kept. Whatever stops it is in the answer."""
    read = OrdersRead(carrier, next_page=first_page)
    while read.next_page and not read.fault and read.pages < most_pages:
        if desk.closing.is_set():
            read.fault = "ShipDesk is closing; the rest is read next time."
            break
        try:
            page = cast("Orders", desk.connector(carrier)).orders(read.next_page)
        except ShipDeskError as fault:
            read.fault = str(fault)
            break
        before = read.found[Adopted.NEW]
        for order in page.orders:
            _take(desk, order, read)
        is_known = read.found[Adopted.NEW] == before and _is_newest_first(page)
        read.pages += 1
        tell(read.next_page)
        read.next_page = read.next_page + 1 if page.more and not is_known else 0
    return read


def _take(desk: Desk, order: Order, read: OrdersRead) -> None:
    label = desk.record(read.carrier).label
    try:
        made = desk.book.adopt(_made(order, read.carrier), source=read.carrier, who=label, why=f"Listed by {label}.")
    except InputError as fault:
        read.refused.append(str(fault))
        return
    read.found[made.how] += 1
    if made.how is not Adopted.OURS and not made.entry.row.tracking_number:
        _learn_number(desk, order, read)
    if made.how is Adopted.OURS and made.entry.state in _WAITING:
        read.waiting.append(made.entry.row.key)


def _learn_number(desk: Desk, order: Order, read: OrdersRead) -> None:
    """A list may leave out the carrier's number, without which nothing can be followed: it is asked for by itself."""
    if read.asked == MOST_ASKED or not order.found.reference:
        return
    read.asked += 1
    try:
        found = desk.connector(read.carrier).look(order.found.reference)
    except ShipDeskError as fault:
        read.asked = MOST_ASKED
        read.refused.append(f"The number of {order.found.reference} is not known yet: {fault}")
        return
    if found is not None and found.number:
        label = desk.record(read.carrier).label
        named = replace(_made(order, read.carrier), number=found.number)
        desk.book.adopt(named, source=read.carrier, who=label, why=f"{label} gives its number: {found.number}.")


def _made(order: Order, carrier: str) -> ShipmentElsewhere:
    found = order.found
    events = order.events or ((found.status,) if found.status else ())
    times = [event.time for event in events if event.time] or ([found.created_at] if found.created_at else [])
    return ShipmentElsewhere(
        id=order.id,
        references=(found.reference,),
        carrier=carrier,
        number=found.number,
        link="",
        shipment=order.shipment,
        events=events,
        changed_at=max(times, default=None),
    )


def _is_newest_first(page: OrderPage) -> bool:
    """Whether the list can be left at a page that is known; one without times, or with a single one, says nothing."""
    times = [order.found.created_at for order in page.orders if order.found.created_at]
    return len(set(times)) > 1 and times == sorted(times, reverse=True)


def summary(read: OrdersRead, label: str) -> str:
    """What a person is told, in a sentence or a few."""
    new, updated = read.found[Adopted.NEW], read.found[Adopted.UPDATED]
    words = [f"{label}: {new} new, {updated} changed, {read.found[Adopted.OURS]} made here."]
    if read.waiting:
        words.append(f"It has {', '.join(read.waiting[:5])}, whose booking is still open here: ask again for those.")
    words += read.refused[:1]
    if read.fault:
        words.append(f"Page {read.next_page} was not read: {read.fault}")
    elif read.next_page:
        words.append(f"{read.pages} pages were read; do it again to go on.")
    return " ".join(words)
