"""Shipments that were made elsewhere: taken in once, kept up with, and never mistaken for our own."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from shipdesk.core.elsewhere import Adopted, Adoption
from shipdesk.core.errors import InputError
from shipdesk.core.inbound import ShipmentElsewhere
from shipdesk.core.records import Changes, Entry
from shipdesk.core.shipment import Shipment, canonical
from shipdesk.core.states import LIVE, State
from shipdesk.orderbook.base import Fetch, entries, entry_now, history, of_shipment, update, write_wide
from shipdesk.orderbook.bookings import insert
from shipdesk.orderbook.news import News
from shipdesk.orderbook.values import ELSEWHERE, OWN, micros

_LATER_GENERATION = re.compile(r"(.+)-([1-9][0-9]*)")


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of one, as the book keeps it; `changed_at` is 0 where nobody says how new it is."""

    shipment: Shipment
    number: str
    link: str
    changed_at: int


@dataclass(frozen=True, slots=True)
class _Step:
    """What stands in the book, and what becomes of it; both None for a booking of our own, which is left alone."""

    entry: Entry | None
    before: _Told | None
    after: _Told | None

    @property
    def how(self) -> Adopted:
        if self.after is None:
            return Adopted.OURS
        if self.before is None:
            return Adopted.NEW
        told_nothing = replace(self.before, changed_at=self.after.changed_at) == self.after
        return Adopted.KNOWN if told_nothing else Adopted.UPDATED


class Adoptions(News):
    """See `core.elsewhere.AdoptedShipments`."""

    def adopt(self, made: ShipmentElsewhere, *, source: str, who: str, why: str) -> Adoption:
        if not made.id:
            raise InputError(f"A shipment that {source} told of has no number there, so it cannot be followed.")
        step = _step(self.database.all, made, source)
        entry = step.entry
        if entry is None or step.before != step.after:
            now = self.now()
            with self.database.write() as connection:
                step = _step(connection.execute, made, source)
                entry = _write(connection, step, made.id, source, now)
                if step.how in (Adopted.NEW, Adopted.UPDATED):
                    before = "" if step.how is Adopted.NEW else State.BOOKED
                    history(connection, entry.id, now=now, before=before, after=State.BOOKED, who=who, why=why)
        is_its_news = step.how is not Adopted.OURS or _is(entry.row.tracking_number, made.number)
        new_events = 0
        if is_its_news:
            new_events = self.add_events(entry, made.events) + self._add(entry, made.times, moving=False)
        return Adoption(self.entries("WHERE b.id = ?", (entry.id,))[0], step.how, new_events)


def _write(connection: sqlite3.Connection, step: _Step, elsewhere_id: str, source: str, now: int) -> Entry:
    """The entry as it stands after the step."""
    entry, after = step.entry, step.after
    if after is None:
        assert entry is not None
        return entry
    if entry is None:
        entry_id = insert(
            connection, after.shipment, State.BOOKED, source, now, number=after.number, elsewhere_id=elsewhere_id
        )
    else:
        entry_id = entry.id
        if step.how is Adopted.UPDATED:
            number = {"tracking_number": after.number, "number_reversed": after.number[::-1]}
            columns = of_shipment(after.shipment) | {"reference": after.shipment.reference} | number
            update(connection, entry, now, columns)
            write_wide(connection, entry, Changes(shipment=after.shipment, tracking_number=after.number))
    connection.execute(
        "INSERT OR REPLACE INTO elsewhere (booking_id, link, changed_at) VALUES (?, ?, ?)",
        (entry_id, after.link, after.changed_at),
    )
    return entry_now(connection, entry_id)


def _step(fetch: Fetch, made: ShipmentElsewhere, source: str) -> _Step:
    orders = list(_our_orders(fetch, made))
    ours = _booked_here(fetch, made, orders)
    if ours is not None:
        return _Step(ours, None, None)
    reference = next((order.row.reference for order in orders), next(filter(None, made.references), made.id))
    shipment = made.shipment.model_copy(update={"reference": reference, "carrier": made.carrier})
    told = _Told(shipment, made.number, made.link, 0 if made.changed_at is None else micros(made.changed_at))
    entry = _adopted(fetch, made, source)
    if entry is None:
        return _Step(None, None, told)
    changed_at = next(iter(fetch("SELECT changed_at FROM elsewhere WHERE booking_id = ?", (entry.id,))))[0]
    known = _Told(entry.shipment, entry.row.tracking_number, entry.link, changed_at)
    return _Step(entry, known, _merged(known, told))


def _merged(known: _Told, told: _Told) -> _Told:
    """Of two tellings the later one counts, but its silence unsays nothing.

    Of two that name the same moment nobody can say which is the later: what is known stays, unless the other tells
    all of it and more.
    """
    same_moment = told.changed_at == known.changed_at != 0
    counts = _tells_all(told, known) if same_moment else told.changed_at >= known.changed_at
    older, newer = (known, told) if counts else (told, known)
    carrier = newer.shipment.carrier or older.shipment.carrier
    # An order of ours that it belongs to may have come since: the reference is that of today.
    here = {"carrier": carrier, "reference": told.shipment.reference}
    shipment = newer.shipment.model_copy(update=here)
    return _Told(shipment, newer.number or older.number, newer.link or older.link, newer.changed_at)


def _tells_all(told: _Told, known: _Told) -> bool:
    """Whether nothing that is known is otherwise in what is told, nor missing; the reference is ours to say."""
    if known.number not in ("", told.number) or known.link not in ("", told.link):
        return False
    ours = known.shipment.model_copy(update={"reference": told.shipment.reference})
    return _holds(canonical(told.shipment), canonical(ours))


def _holds(whole: Any, part: Any) -> bool:
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(_holds(whole.get(key), value) for key, value in part.items())
    if isinstance(part, list):
        same_length = isinstance(whole, list) and len(whole) >= len(part)
        return same_length and all(map(_holds, whole, part))
    return bool(whole == part)


# --- whose is it?


def _our_orders(fetch: Fetch, made: ShipmentElsewhere) -> Iterator[Entry]:
    """The bookings of ours that it may belong to: their reference on the wire is one that it names."""
    where = f"WHERE b.reference = ? AND b.reference <> '' AND b.generation = ? AND b.{OWN}"
    for reference in filter(None, made.references):
        later = _LATER_GENERATION.fullmatch(reference)
        for key in [(reference, 1)] + ([(later[1], int(later[2]))] if later else []):
            yield from entries(fetch, where, key)


def _booked_here(fetch: Fetch, made: ShipmentElsewhere, orders: list[Entry]) -> Entry | None:
    """The booking of ours that it is: by its number, else by its reference where no number tells them apart."""
    if made.number:
        where = f"WHERE b.tracking_number = ? AND b.{OWN} ORDER BY b.id DESC LIMIT 1"
        for entry in entries(fetch, where, (made.number,)):
            return entry
    return next((order for order in orders if _may_be_it(order, made)), None)


def _may_be_it(order: Entry, made: ShipmentElsewhere) -> bool:
    """It stands at the same carrier under our reference, and settling has yet to say what stands there."""
    is_watched = order.state is State.VOID and order.due_at is not None
    numbers_tell = order.row.tracking_number and made.number
    return _is(order.row.carrier, made.carrier) and (order.state in LIVE or is_watched) and not numbers_tell


def _adopted(fetch: Fetch, made: ShipmentElsewhere, source: str) -> Entry | None:
    """The one that is followed already: by its sender's id, else by its carrier and number."""
    found = entries(fetch, f"WHERE b.source = ? AND b.elsewhere_id = ? AND b.{ELSEWHERE}", (source, made.id))
    if not found and made.number:
        found = entries(fetch, f"WHERE b.tracking_number = ? AND b.{ELSEWHERE} ORDER BY b.id", (made.number,))
        found = [entry for entry in found if _is(entry.row.carrier, made.carrier)]
    return found[0] if found else None


def _is(one: str, other: str) -> bool:
    return one.casefold() == other.casefold() != ""
