"""How a booking is said in the lists: honest words, never "booked" without the carrier's."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from shipdesk.core.states import TWO_PARCELS, Label, State
from shipdesk.ui.moments import age, when
from shipdesk.ui.station.lists.countdown import asking_in
from shipdesk.ui.theme.states import BOOKING, LABEL, StateSpec

if TYPE_CHECKING:
    from shipdesk.core.records import Row
    from shipdesk.ui.station.doubt.reading import Wait

DOUBT = "{carrier} has not answered. The parcel may or may not be booked. Go on with the next; we keep asking."
_LABEL_WORDS = {
    Label.NONE: "Booked · label awaited",
    Label.PENDING: "Booked · label awaited",
    Label.STORED: "Booked · label ready",
    Label.FAILED_CHECK: "Booked · label failed its check",
    Label.SENT: "Sent to the printer",
    Label.PRINTED: "Printed",
    Label.SEEN: "Label on the parcel",
    Label.HANDED_OVER: "Handed over",
}
_DOUBT_WORDS = {
    State.IN_DOUBT: "No clear answer",
    State.CONFLICT: "Another parcel is under it",
    State.NEEDS_PERSON: "A person has to look it up",
}
_TWO = "Two parcels for one order"

Words = tuple[StateSpec, str, str]


def waiting(row: Row) -> Words:
    """What waits: to whom, where to, how many pieces."""
    pieces = f"{row.pieces} p" if row.pieces else ""
    second = row.note if row.state is State.REFUSED and row.note else row.receiver or "No receiver yet"
    return BOOKING[row.state], " · ".join(filter(None, (row.country, pieces))), second


def flying(row: Row) -> Words:
    """What is under way: where it stands."""
    since = row.updated_at.astimezone().strftime("%H:%M")
    if row.state is State.QUEUED:
        return BOOKING[row.state], since, row.note or "Queued"
    if row.state is State.SENDING:
        return BOOKING[row.state], since, "Sending"
    if row.state is State.ACCEPTED:
        return BOOKING[row.state], since, "Accepted · number awaited"
    spec = LABEL[row.label] if row.label not in (Label.NONE, Label.PENDING) else BOOKING[row.state]
    return spec, since, _LABEL_WORDS[row.label]


def unseen(row: Row) -> Words:
    """A label that nobody has seen: where it stands, and for how long."""
    return LABEL[row.label], age(row.updated_at, datetime.now(UTC)), _LABEL_WORDS[row.label]


def doubtful(row: Row, wait: Wait | None, now: datetime) -> Words:
    """What is in doubt: since when, and what is being done about it. `wait` is None while it is not read yet."""
    since = when(wait.since if wait else row.updated_at, now).clock
    waits_for_person = _TWO if row.note.startswith(TWO_PARCELS) else _DOUBT_WORDS[row.state]
    words = asking_in(wait.due, now) if wait and wait.due else waits_for_person
    return BOOKING[row.state], since, words


def held(row: Row) -> Words:
    """What was put aside."""
    return BOOKING[row.state], row.country, row.receiver or row.note


def doubt_sentence(carrier: str) -> str:
    """What a booking in doubt means for the clerk, in the order of what happened, what it means, what to do."""
    return DOUBT.format(carrier=carrier)
