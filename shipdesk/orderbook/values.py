"""Between the columns of the file and the values of `core.records`. Cheap to import: the first paint needs it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from shipdesk.core.records import Row
from shipdesk.core.states import Label, State

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_STATES = {state.value: state for state in State}
_LABELS = {label.value: label for label in Label}

#: The columns of `booking` that make a `Row`, in its order.
ROW_COLUMNS = (
    "id, reference, generation, carrier, service, state, label, tracking_number, status, receiver, country, pieces, "
    "source, note, created_at, updated_at, elsewhere_id"
)

#: A parcel on its way, the same words in the indexes and in the queries: SQLite compares them word by word.
UNDER_WAY = "state = 'booked' AND status NOT IN ('delivered', 'returned')"
#: 0 where something went wrong on the way, which stands first.
CALM = "status NOT IN ('delivery_failed', 'exception', 'rejected', 'returning')"
#: Since when there is no other news.
NEWS_AT = "coalesce(status_at, booked_at, created_at)"

#: What was made here, the same words in the indexes and in the queries: SQLite compares them word by word.
OWN = "elsewhere_id = ''"
ELSEWHERE = "elsewhere_id <> ''"


def micros(moment: datetime) -> int:
    """Microseconds since 1970 in UTC. `moment` must be aware."""
    return (moment - _EPOCH) // _MICROSECOND


def moment(micros: int) -> datetime:
    """The reverse of `micros`; exact up to the year 2200: a float holds every microsecond until then."""
    return datetime.fromtimestamp(micros / 1e6, UTC)


def micros_or_none(moment: datetime | None) -> int | None:
    return None if moment is None else micros(moment)


def moment_or_none(micros: int | None) -> datetime | None:
    return None if micros is None else moment(micros)


def rows(found: Iterable[Sequence[Any]]) -> list[Row]:
    """Rows of `ROW_COLUMNS` as values. Lists wait for this: the columns are named one by one because it is faster."""
    make, when = Row._make, datetime.fromtimestamp
    # fmt: off
    return [
        make((
            id_, reference, generation, carrier, service, _STATES[state], _LABELS[label], number, status, receiver,
            country, pieces, source, note, when(created / 1e6, UTC), when(updated / 1e6, UTC), elsewhere_id,
        ))
        for (
            id_, reference, generation, carrier, service, state, label, number, status, receiver,
            country, pieces, source, note, created, updated, elsewhere_id,
        ) in found
    ]
    # fmt: on


def write_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
