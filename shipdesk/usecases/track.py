"""Ask the carriers for news of parcels under way, and keep it in the order book."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from shipdesk.core.carrier import Capability
from shipdesk.core.errors import CarrierError, InputError, NetworkError, SetupError
from shipdesk.core.under_way import Wanted
from shipdesk.usecases.show import find
from shipdesk.usecases.work_off import THREADS

if TYPE_CHECKING:
    from shipdesk.core.records import Entry, Row
    from shipdesk.core.statuses import TrackingEvent
    from shipdesk.usecases.desk import Desk

_PAGE = 1000
#: After so many refusals in a row it is the account that is refused, and no longer the parcels.
_MOST_REFUSALS = 3


@dataclass(frozen=True, slots=True)
class Tracked:
    """What came of asking for one parcel. `fault` says in a sentence why there is no answer; empty where there is."""

    reference: str
    row: Row | None = None
    """None where the order book has no such shipment."""
    new_events: int = 0
    fault: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The public form: `reference`, `status`, `new_events`."""
        status = self.row.status if self.row else ""
        return {"reference": self.reference, "status": status, "new_events": self.new_events}


def track(desk: Desk, references: Iterable[str] = ()) -> list[Tracked]:
    """Ask for these (references or tracking numbers), or for all that are under way: booked and not at their end.

    One for each, in the order given or as the Tracking screen has them. What one carrier does not answer keeps nobody
    else back.
    """
    named = [_named(desk, one) for one in dict.fromkeys(references)]
    return _tracked(desk, named or [Tracked(row.reference, row) for row in _under_way(desk)])


def track_entry(desk: Desk, entry: Entry) -> Tracked:
    """Ask for this very booking, also where a later one has its reference."""
    return _tracked(desk, [_judged(desk, entry.row)])[0]


def track_bookings(desk: Desk, ids: Sequence[int]) -> list[Tracked]:
    """Ask for these bookings, by id; one that is gone is left out."""
    return _tracked(desk, [_judged(desk, parcel.row) for parcel in desk.under_way.parcels(ids)])


def _tracked(desk: Desk, wanted: Sequence[Tracked]) -> list[Tracked]:
    rows = {one.row.id: one.row for one in wanted if one.row and not one.fault}
    told = _ask_all(desk, list(rows.values()))
    return [told.get(one.row.id, one) if one.row else one for one in wanted]


def _named(desk: Desk, reference: str) -> Tracked:
    try:
        return _judged(desk, find(desk, reference).row)
    except InputError as unknown:
        return Tracked(reference, fault=str(unknown))


def _judged(desk: Desk, row: Row) -> Tracked:
    """The row, with why it cannot be asked for."""
    record = desk.records.get(row.carrier)
    if record is None:
        who = row.carrier or "Its carrier"
        return Tracked(
            row.reference, row, fault=f"{who} is none of our carriers and is not asked; its sender tells news."
        )
    if Capability.TRACK not in record.capabilities:
        return Tracked(row.reference, row, fault=f"{record.label} tells no news of parcels.")
    fault = "" if row.tracking_number else f"It has no tracking number yet: it is {row.state.replace('_', ' ')}."
    return Tracked(row.reference, row, fault=fault)


def _under_way(desk: Desk) -> Iterator[Row]:
    able = {record.id for record in desk.records.values() if Capability.TRACK in record.capabilities}
    ids = desk.under_way.on_the_way(Wanted())
    for start in range(0, len(ids), _PAGE):
        for parcel in desk.under_way.parcels(ids[start : start + _PAGE]):
            if parcel.row.carrier in able and parcel.row.tracking_number:
                yield parcel.row


def _ask_all(desk: Desk, rows: Sequence[Row]) -> dict[int, Tracked]:
    """What came of each, by its id; the carriers side by side."""
    carriers = {row.carrier: _Asking(desk, row.carrier) for row in rows}
    calls = []
    for carrier, asking in carriers.items():
        mine = [row for row in rows if row.carrier == carrier]
        # No more than one request takes: what was read before the network failed is kept.
        together = desk.record(carrier).tracked_together
        calls += [(asking, mine[start : start + together]) for start in range(0, len(mine), together)]
    with ThreadPoolExecutor(THREADS * max(len(carriers), 1), thread_name_prefix="track") as pool:
        runs = [pool.submit(asking.ask, some) for asking, some in calls]
        return {one.row.id: one for run in runs for one in run.result() if one.row}


@dataclass
class _Asking:
    """One carrier being asked, by several threads. `silent` is why it is not asked any more."""

    desk: Desk
    carrier: str
    silent: str = ""
    _refusals: int = field(default=0, init=False)

    def ask(self, rows: Sequence[Row]) -> list[Tracked]:
        """One call for all of these; where the carrier refuses it, one for each: a single number may spoil it."""
        if self.silent:
            return [Tracked(row.reference, row, fault=self.silent) for row in rows]
        try:
            news = self._news(rows)
        except (NetworkError, SetupError) as fault:
            self.silent = str(fault)
        except CarrierError as fault:
            if len(rows) > 1:
                return [one for row in rows for one in self.ask([row])]
            self._refusals += 1
            self.silent = str(fault) if self._refusals >= _MOST_REFUSALS else ""
            return [Tracked(row.reference, row, fault=str(fault)) for row in rows]
        else:
            self._refusals = 0
            return [self._kept(row, news.get(row.tracking_number)) for row in rows]
        return self.ask(rows)

    def _news(self, rows: Sequence[Row]) -> dict[str, list[TrackingEvent]]:
        references = {row.tracking_number: row.key for row in rows}
        return self.desk.connector(self.carrier).track(list(references), references)

    def _kept(self, row: Row, events: Sequence[TrackingEvent] | None) -> Tracked:
        if events is None:
            label = self.desk.record(self.carrier).label
            return Tracked(row.reference, row, fault=f"{label} does not know {row.tracking_number} yet.")
        entry = self.desk.book.entry_by_id(row.id)
        if entry is None or not events:
            return Tracked(row.reference, row)
        count = self.desk.book.add_events(entry, events)
        entry = self.desk.book.entry_by_id(row.id) or entry
        return Tracked(row.reference, entry.row, count)
