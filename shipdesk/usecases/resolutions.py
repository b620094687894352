"""What a person can say of a booking that nobody could settle: the buttons of the window and of `shipdesk resolve`.

One row each. `usecases.resolve` does them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from shipdesk.core.states import State


@dataclass(frozen=True, slots=True)
class Resolution:
    """One thing a person can say. `name` is also the option of the command: `send_again` is `--send-again`."""

    name: str
    label: str
    help: str
    from_states: frozenset[State]
    needs_number: bool = False
    needs_why: bool = True


_S = State
RESOLUTIONS: tuple[Resolution, ...] = (
    Resolution(
        "number",
        "Enter the number",
        "It is booked under this number. The carrier is asked for it first; with a reason, also where it cannot say.",
        frozenset({_S.IN_DOUBT, _S.NEEDS_PERSON, _S.ACCEPTED, _S.CONFLICT}),
        needs_number=True,
        needs_why=False,
    ),
    Resolution(
        "ask",
        "Ask again",
        "Ask the carrier once more now, in the way that cannot book anything twice.",
        frozenset({_S.IN_DOUBT, _S.NEEDS_PERSON}),
        needs_why=False,
    ),
    Resolution(
        "send_again",
        "Send again",
        "It is not booked: send the same request once more under the same reference.",
        frozenset({_S.NEEDS_PERSON}),
    ),
    Resolution(
        "book_anew",
        "Book anew",
        "Let go of this booking and book the order again under the next reference (REF-2).",
        frozenset({_S.NEEDS_PERSON, _S.CONFLICT, _S.VOID}),
    ),
    Resolution(
        "give_up",
        "Give up",
        "It is not booked and is not to be.",
        frozenset({_S.NEEDS_PERSON}),
    ),
    Resolution(
        "void",
        "Void",
        "The carrier has cancelled it: nothing is to be shipped under its number.",
        frozenset({_S.BOOKED, _S.ACCEPTED, _S.CONFLICT, _S.NEEDS_PERSON}),
    ),
)

BY_NAME = {one.name: one for one in RESOLUTIONS}
#: A number beside the one that is known says something else, and is never taken in its place.
_SECOND = replace(
    BY_NAME["number"],
    label="There is a second parcel",
    help="The carrier has one more for this order, under this number. Both are shown until you say which is shipped.",
    from_states=frozenset({_S.BOOKED}),
)


def resolutions(state: State) -> list[Resolution]:
    """What a person can say of a booking in this state, in the order of the table."""
    return [one for one in (_SECOND, *RESOLUTIONS) if state in one.from_states]
