"""What an outcome means for a booking: the heart of "never twice, never lost", as one pure function.

`core.states` says which moves there are; this says which one the carrier's answer makes. Nothing here is sent,
stored or timed, so that every case can be walked by a test.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from shipdesk.core.outcomes import Outcome, Verdict
from shipdesk.core.states import State

#: How often the same bytes may go out again by themselves, after the first time.
MOST_PROBES = 3
#: How long after the first time; nobody knows how long a carrier remembers a reference.
PROBE_FOR = timedelta(hours=72)

#: Proved not to be booked, and nothing about it is wrong: it goes out again by itself.
_UNTOUCHED = {
    Verdict.NOT_SENT: "Nothing was booked; it goes out again by itself.",
    Verdict.SPLIT: "Refused together with others, and nothing was booked; it goes out again alone.",
}


@dataclass(frozen=True, slots=True)
class Step:
    """The state an outcome leads to, and the sentence of why, for the history and the clerk."""

    to: State
    why: str


def after_attempt(outcome: Outcome, *, earlier_tries: int) -> Step:
    """Where a booking in `sending` goes. `earlier_tries`: requests that may have reached the carrier before this."""
    said = f" The carrier said: {outcome.words}" if outcome.words else ""
    if outcome.verdict is Verdict.BOOKED:
        return Step(State.BOOKED, f"Booked under {outcome.number}.")
    if outcome.verdict is Verdict.ACCEPTED:
        return Step(State.ACCEPTED, "The carrier has accepted it; its number is not known yet.")
    if outcome.verdict is Verdict.DUPLICATE and earlier_tries:
        to = State.BOOKED if outcome.number else State.ACCEPTED
        return Step(to, "An earlier try had reached the carrier: it already has this booking.")
    if outcome.verdict in _UNTOUCHED and not earlier_tries:
        return Step(State.QUEUED, _UNTOUCHED[outcome.verdict] + said)
    return _no_booking_yet(outcome.verdict, said, earlier_tries)


def _no_booking_yet(verdict: Verdict, said: str, earlier_tries: int) -> Step:
    if verdict is Verdict.DUPLICATE:
        return Step(State.CONFLICT, f"The carrier already has a booking under this reference, not made here.{said}")
    if verdict is Verdict.CONFLICT:
        return Step(State.CONFLICT, f"What the carrier has is not what was to be sent.{said}")
    if verdict is Verdict.REFUSED and not earlier_tries:
        return Step(State.REFUSED, f"The carrier refused it; nothing was booked.{said}")
    if verdict is Verdict.REFUSED:
        # A refusal of the second request proves nothing about the first one, whose answer was lost.
        return Step(State.IN_DOUBT, f"This try was refused, but an earlier one may have been booked.{said}")
    return Step(State.IN_DOUBT, f"The carrier has not answered clearly. It may or may not be booked.{said}")
