"""Ask the carriers for news by ourselves: a little at a time, the older a parcel the rarer, and never in the way.

A round is one request to one carrier. Webhooks tell sooner and cost nothing, so a carrier that has one here is asked
seldom, in case one was lost. When a parcel is asked for next stands in the order book: a restart asks nobody again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from shipdesk.core.carrier import Capability
from shipdesk.core.errors import BusyError, CarrierError, NetworkError, SetupError
from shipdesk.core.statuses import Status

if TYPE_CHECKING:
    from shipdesk.core.statuses import TrackingEvent
    from shipdesk.core.under_way import Parcel
    from shipdesk.usecases.desk import Desk

#: A parcel booked less than so long ago is asked for every so often. Older ones are not asked for any more.
AGES = (
    (timedelta(days=1), timedelta(hours=1)),
    (timedelta(days=3), timedelta(hours=2)),
    (timedelta(days=14), timedelta(hours=4)),
    (timedelta(days=30), timedelta(hours=12)),
    (timedelta(days=90), timedelta(days=1)),
)
OUT_FOR_DELIVERY = timedelta(minutes=30)
#: So many times rarer where the carrier tells by webhook.
WITH_WEBHOOK = 6
#: No two parcels that were booked together are asked for together for ever: so much of a pause is left to chance.
JITTER = 0.15
#: Between two requests to one carrier; while something is to be booked there; while nothing is due.
PAUSE = timedelta(seconds=3)
BOOKING_FIRST = timedelta(seconds=15)
NOTHING_DUE = timedelta(minutes=1)
#: How long a carrier is left alone that cannot be asked, by how often in a row.
BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 30))
#: After so many refusals in a row it is the account that is refused, and no longer the parcels.
MOST_REFUSALS = 3
_NEVER = timedelta(days=3650)


@dataclass(frozen=True, slots=True)
class Round:
    """What came of one round. `fault` says in a sentence why nothing was read; empty where it was, or nothing was due.

    `rest` is how long this carrier is left alone now.
    """

    asked: int
    new_events: int
    rest: timedelta
    fault: str = ""


class Poller:
    """When which carrier is to be asked. Rounds of one carrier must not overlap; those of several may."""

    def __init__(self, desk: Desk, on: Callable[[], bool], random: Random | None = None) -> None:
        """`on` says whether carriers are asked at all, anew each time."""
        self._desk = desk
        self._on = on
        self._random = random or Random()  # noqa: S311 - no secret depends on it
        self._carriers = [record.id for record in desk.records.values() if Capability.TRACK in record.capabilities]
        self._rests: dict[str, datetime] = {}
        self._failures: Counter[str] = Counter()
        self._alone: Counter[str] = Counter()

    def ready(self) -> list[str]:
        """The carriers whose rest is over."""
        if not self._on() or self._desk.closing.is_set():
            return []
        now = self._desk.clock()
        return [one for one in self._carriers if one not in self._rests or self._rests[one] <= now]

    def round(self, carrier: str) -> Round:
        """One request at the most, and what it told, kept. Its carrier is not `ready` again before its rest is over."""
        done = self._round(carrier)
        self._rests[carrier] = self._desk.clock() + done.rest
        return done

    def _round(self, carrier: str) -> Round:
        desk, now = self._desk, self._desk.clock()
        if desk.accounts.account(carrier) is None:
            return Round(0, 0, NOTHING_DUE)
        if carrier in desk.book.carriers_due(now):
            return Round(0, 0, BOOKING_FIRST)
        most = 1 if self._alone[carrier] else desk.record(carrier).tracked_together
        parcels = desk.under_way.to_ask(carrier, now, most)
        if not parcels:
            return Round(0, 0, NOTHING_DUE)
        try:
            news = self._ask(carrier, parcels)
        except (NetworkError, BusyError, SetupError) as fault:
            return Round(0, 0, self._back_off(carrier, fault), str(fault))
        except CarrierError as fault:
            return self._refused(carrier, parcels, fault)
        self._failures[carrier] = 0
        self._alone[carrier] = max(0, self._alone[carrier] - 1)
        new = sum(self._keep(parcel, news.get(parcel.row.tracking_number, ())) for parcel in parcels)
        self._plan(carrier, parcels)
        return Round(len(parcels), new, self._shaken(PAUSE))

    def _ask(self, carrier: str, parcels: Sequence[Parcel]) -> Mapping[str, Sequence[TrackingEvent]]:
        references = {parcel.row.tracking_number: parcel.row.key for parcel in parcels}
        return self._desk.connector(carrier).track(list(references), references)

    def _refused(self, carrier: str, parcels: Sequence[Parcel], fault: CarrierError) -> Round:
        """One number may spoil a whole call: each goes alone for a while, and one that is refused waits longer."""
        if len(parcels) > 1:
            self._alone[carrier] = len(parcels)
            return Round(0, 0, self._shaken(PAUSE), str(fault))
        self._alone[carrier] = max(0, self._alone[carrier] - 1)
        if self._failures[carrier] + 1 >= MOST_REFUSALS:
            return Round(0, 0, self._back_off(carrier, fault), str(fault))
        self._failures[carrier] += 1
        self._plan(carrier, parcels, times=2)
        return Round(0, 0, self._shaken(PAUSE), str(fault))

    def _back_off(self, carrier: str, fault: Exception) -> timedelta:
        rest = BACK_OFF[min(self._failures[carrier], len(BACK_OFF) - 1)]
        self._failures[carrier] += 1
        wanted = fault.after_s if isinstance(fault, BusyError) and fault.after_s else 0.0
        return max(self._shaken(rest), timedelta(seconds=min(wanted, _NEVER.total_seconds())))

    def _keep(self, parcel: Parcel, events: Sequence[TrackingEvent]) -> int:
        entry = self._desk.book.entry_by_id(parcel.row.id) if events else None
        return self._desk.book.add_events(entry, events) if entry else 0

    def _plan(self, carrier: str, parcels: Sequence[Parcel], times: float = 1) -> None:
        """Write down when each is asked for next, by where it is now."""
        now = self._desk.clock()
        times *= WITH_WEBHOOK if self._tells_by_webhook(carrier) else 1
        where = self._desk.under_way.parcels([parcel.row.id for parcel in parcels])
        self._desk.under_way.ask_again(
            {parcel.row.id: now + self._shaken(interval(parcel, now) * times) for parcel in where}
        )

    def _shaken(self, pause: timedelta) -> timedelta:
        return pause * self._random.uniform(1 - JITTER, 1 + JITTER)

    def _tells_by_webhook(self, carrier: str) -> bool:
        source, account = self._desk.sources.get(carrier), self._desk.accounts.account(carrier)
        return bool(source and account and any(account.secret(name) for name in source.secrets))


def interval(parcel: Parcel, now: datetime) -> timedelta:
    """How long until its carrier is asked for it again, where no webhook tells."""
    if parcel.row.status == Status.OUT_FOR_DELIVERY:
        return OUT_FOR_DELIVERY
    age = now - parcel.booked_at
    return next((pause for below, pause in AGES if age < below), _NEVER)
