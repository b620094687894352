"""When a parcel has been silent for too long: by its carrier and leg, or by a number of days that the station sets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from shipdesk.core.under_way import Limit

if TYPE_CHECKING:
    from shipdesk.core.carrier import CarrierRecord
    from shipdesk.core.under_way import Parcel

USUAL = "usual"


def limits(records: Iterable[CarrierRecord], setting: str, now: datetime) -> tuple[Limit, ...]:
    """The limits at this moment. `setting` is `usual`, or a number of days for every carrier and leg."""
    if setting != USUAL:
        return tuple(Limit(record.id, "", now - timedelta(days=int(setting))) for record in records)
    return tuple(
        Limit(record.id, leg, now - timedelta(hours=hours))
        for record in records
        for leg, hours in record.silent_after_h.items()
    )


def is_silent(parcel: Parcel, among: Sequence[Limit]) -> bool:
    """Whether its last news is older than the limit of its leg, or of its carrier where the leg has none."""
    mine = {limit.leg: limit.before for limit in among if limit.carrier == parcel.row.carrier}
    before = mine.get(parcel.leg, mine.get(""))
    return before is not None and parcel.since < before
