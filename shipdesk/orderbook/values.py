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
    "source, note, created_at, updated_at"
)


def micros(moment: datetime) -> int:
    """Microseconds since 1970 in UTC. `moment` must be aware."""
    return (moment - _EPOCH) // _MICROSECOND


def moment(micros: int) -> datetime:
    """The reverse of `micros`; exact up to the year 2255, where a float no longer holds every microsecond."""
    return datetime.fromtimestamp(micros / 1e6, UTC)


def micros_or_none(moment: datetime | None) -> int | None:
    return None if moment is None else micros(moment)


def moment_or_none(micros: int | None) -> datetime | None:
    return None if micros is None else moment(micros)


def rows(found: Iterable[Sequence[Any]]) -> list[Row]:
    """Rows of `ROW_COLUMNS` as values. Lists wait for this, so it does as little as it can for each."""
    make, when = Row._make, datetime.fromtimestamp
    return [
        make((*head, _STATES[state], _LABELS[label], *middle, when(created / 1e6, UTC), when(updated / 1e6, UTC)))
        for head, state, label, middle, created, updated in (
            (line[:5], line[5], line[6], line[7:14], line[14], line[15]) for line in found
        )
    ]


def write_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
