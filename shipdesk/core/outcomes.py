"""One attempt to book: the request as it goes out, and what came of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shipdesk.core.problems import Problem
    from shipdesk.core.statuses import TrackingEvent


@dataclass(frozen=True, slots=True)
class Frozen:
    """A request as it will be sent, but for credentials: made once when the booking is queued.

    `payload` is text (JSON or form); the same bytes go out on every attempt. `notes` say in a clerk's words
    what the mapping did beside copying (a weight rounded up), so that it can be shown.
    """

    carrier: str
    reference: str
    operation: str
    payload: str
    notes: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 of operation and payload, hexadecimal."""
        return hashlib.sha256(f"{self.operation}\n{self.payload}".encode()).hexdigest()


class Verdict(StrEnum):
    """How one attempt to book ended, as far as the carrier's document lets us say."""

    BOOKED = "booked"
    """The carrier's number is known."""
    ACCEPTED = "accepted"
    """The carrier said yes; its number is not known yet."""
    REFUSED = "refused"
    """A documented refusal that proves nothing was booked."""
    DUPLICATE = "duplicate"
    """The carrier says that the reference is already used; `number` is set where it tells whose."""
    CONFLICT = "conflict"
    """What the carrier has is not what was to be sent: two numbers for one reference, or another's parcel under it."""
    SPLIT = "split"
    """Refused together with others, and proved not booked: each is to be sent alone."""
    NOT_SENT = "not_sent"
    """Proved: not one byte of the request left, or the carrier looked at nothing of it. Try again."""
    UNKNOWN = "unknown"
    """Anything else. The parcel may or may not be booked."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one attempt for one reference. `words` are the carrier's own, or the network's, for a person."""

    reference: str
    verdict: Verdict
    number: str = ""
    problems: tuple[Problem, ...] = ()
    words: str = ""
    retry_after_s: float | None = None
    label_url: str = ""
    found: Found | None = None
    """What the carrier showed of its own, where that is not what was to be sent."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the carrier has under a number: for confirming a booking and for showing two side by side."""

    number: str
    reference: str
    status: TrackingEvent | None = None
    receiver: str = ""
    country: str = ""
    created_at: datetime | None = None
