"""An order of a platform in the order book: it follows what its platform says until a person has made it his.

What is there is brought to the newest that was said, so that neither the order in which it came nor how often
matters. What a clerk has changed, queued or booked is never changed: the platform's word becomes a note.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from shipdesk.core.checks.words import listed, subject
from shipdesk.core.inbound import Working
from shipdesk.core.records import Changes
from shipdesk.core.shipment import canonical, write_shipment
from shipdesk.core.states import EDITABLE, IN_FLIGHT, State
from shipdesk.usecases.inbound.outcome import Later, Worked
from shipdesk.usecases.settle import HOUSE

if TYPE_CHECKING:
    from datetime import datetime

    from shipdesk.core.inbound import OrderToShip, Received
    from shipdesk.core.records import Entry
    from shipdesk.core.shipment import Shipment
    from shipdesk.usecases.desk import Desk

#: Not yet sent: a cancellation stops it here.
_STOPPABLE = frozenset({State.TO_SHIP, State.DRAFT, State.REFUSED, State.QUEUED})
_MOST_FLAGS = 4
_MOST_PATHS = 5
_A_MOMENT = timedelta(seconds=2)


def work_order(desk: Desk, received: Received, order: OrderToShip, before: Sequence[OrderToShip]) -> Worked | Later:
    """Bring the order book to what this and all that was said `before` of the order mean; each is dated."""
    source, reference = desk.sources[received.source], order.shipment.reference
    others = sorted({one.platform for one in before if one.platform.casefold() != order.platform.casefold()})
    if others:
        note = (
            f"{reference} is an order of {order.platform or 'no platform'} here and of {others[0]} in the order book."
        )
        return Worked(Working.UNMATCHED, f"{note} Nothing was changed.")
    told = [*before, order]
    newest = max(told, key=_age)
    entry = desk.book.entry(reference)
    if entry is None or entry.row.elsewhere_id:
        if not any(one.ready for one in told):
            return Worked(Working.DONE, f"{source.label} says {order.state}; nothing is to be shipped yet.", reference)
        shipment = desk.fill_in(newest.shipment, source.id)
        why = f"{source.label} says {newest.state}."
        entry = desk.book.add(shipment, State.TO_SHIP, who=source.label, why=why, source=source.id)
    elif entry.row.source != source.id:
        note = f"{reference} is already in the order book and not from {source.label}; nothing was changed."
        return Worked(Working.UNMATCHED, note)
    if entry.state is State.SENDING or (entry.state is State.QUEUED and not newest.cancelled):
        return Later(_A_MOMENT, f"{entry.row.key} is being booked; its news follows.")
    followed = _followed(desk, entry, newest, told, source.label)
    return Worked(Working.DONE, _came_of_it(order, newest, followed), reference)


def _age(order: OrderToShip) -> tuple[datetime, bool, bool, str, str]:
    """The newest counts; of one second a cancellation, then what is to be shipped, then what any order would give."""
    assert order.changed_at is not None
    return (order.changed_at, order.cancelled, order.ready, order.state, write_shipment(order.shipment))


def _came_of_it(order: OrderToShip, newest: OrderToShip, entry: Entry) -> str:
    if order is not newest:
        return f"{entry.row.key} stays as it is: something newer is known of it."
    return f"{entry.row.key} is {entry.state.replace('_', ' ')} here; its state there is {order.state}."


def _followed(desk: Desk, entry: Entry, newest: OrderToShip, told: Sequence[OrderToShip], label: str) -> Entry:
    """The entry as the platform would have it, as far as no person has made it his own."""
    own = _is_own(desk, entry, label)
    if not own:
        shipment = desk.fill_in(newest.shipment, entry.row.source)
        if shipment != entry.shipment:
            entry = desk.book.change(entry, shipment, who=label, why=f"{label} says {newest.state}.")
    note = _note(entry, newest, told, label, own=own)
    if newest.cancelled and entry.state in _STOPPABLE:
        return desk.book.move(entry, State.HELD, who=label, why=note, changes=Changes(note=note))
    if not newest.cancelled and _was_held_by(desk, entry, label):
        why = f"{label} says {newest.state}."
        return desk.book.move(entry, State.TO_SHIP, who=label, why=why, changes=Changes(note=note))
    if entry.state not in EDITABLE:
        if entry.state is not State.VOID:
            desk.book.tell(entry, " ".join(_to_look_at(entry, newest, told, label)), who=label)
        return entry
    if note != entry.row.note and (note or not own):
        return desk.book.postpone(entry, entry.due_at, note)
    return entry


def _is_own(desk: Desk, entry: Entry, label: str) -> bool:
    """A person has changed it, queued it or begun it anew: from then on it is the order book's."""
    if entry.state not in EDITABLE or entry.row.generation > 1:
        return True
    return any(
        move.who not in (label, HOUSE) and (move.before == move.after or move.after in IN_FLIGHT)
        for move in desk.book.history(entry.id)
    )


def _was_held_by(desk: Desk, entry: Entry, label: str) -> bool:
    if entry.state is not State.HELD:
        return False
    held = [move.who for move in desk.book.history(entry.id) if move.after == State.HELD and move.before != move.after]
    return bool(held) and held[-1] == label


def _note(entry: Entry, newest: OrderToShip, told: Sequence[OrderToShip], label: str, *, own: bool) -> str:
    """What the clerk has to know of it, over the form; empty where there is nothing."""
    if own:
        said = _to_look_at(entry, newest, told, label)
    else:
        said = [f"{label} has cancelled this order ({newest.state})."] if newest.cancelled else []
    if not newest.cancelled and not newest.ready:
        said.insert(0, f"{label} says {newest.state} of this order by now.")
    if not own:
        flags = [*newest.flags[:_MOST_FLAGS]]
        more = len(newest.flags) - len(flags)
        said += [*flags, *([f"And {more} more like these."] if more else [])]
    return " ".join(said)


def _to_look_at(entry: Entry, newest: OrderToShip, told: Sequence[OrderToShip], label: str) -> list[str]:
    """What a person has to do something about, since the order is his; that it goes its way there is no news."""
    said = []
    if newest.cancelled:
        said.append(f"{label} has cancelled this order ({newest.state}).")
        if entry.state not in EDITABLE and entry.state is not State.QUEUED:
            said.append("It is booked here, or may be: keep the parcel back.")
    if changed := _changed(entry.shipment, newest, told):
        said.append(f"{label} has changed {changed} since; what stands here was not changed.")
    return said


def _changed(here: Shipment, newest: OrderToShip, told: Sequence[OrderToShip]) -> str:
    """The fields that the platform has changed between its messages, and that are otherwise here, in words."""
    now, ours = dict(_leaves(newest.shipment)), dict(_leaves(here))
    earlier = [dict(_leaves(one.shipment)) for one in told if one is not newest]
    paths = [
        path
        for path in {path: None for one in (now, *earlier) for path in one}
        if now.get(path) != ours.get(path) and any(one.get(path) != now.get(path) for one in earlier)
    ]
    names = list(dict.fromkeys(subject(path)[:1].lower() + subject(path)[1:] for path in paths))
    more = [f"{len(names) - _MOST_PATHS} more"] if len(names) > _MOST_PATHS else []
    return listed([*names[:_MOST_PATHS], *more], "and")


def _leaves(shipment: Shipment) -> Iterator[tuple[str, Any]]:
    yield from _walk("", canonical(shipment))


def _walk(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _walk(f"{path}.{key}".lstrip("."), item)
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from _walk(f"{path}[{place}]", item)
    else:
        yield path, value
