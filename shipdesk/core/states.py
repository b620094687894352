"""The states of a booking and of its label, and every legal move between them.

The tables below are the whole protocol: a move that is not listed cannot be made.
"""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where a booking stands. Never `booked` without the carrier's word."""

    DRAFT = "draft"
    TO_SHIP = "to_ship"
    HELD = "held"
    QUEUED = "queued"
    SENDING = "sending"
    BOOKED = "booked"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    IN_DOUBT = "in_doubt"
    CONFLICT = "conflict"
    NEEDS_PERSON = "needs_person"
    VOID = "void"


class Label(StrEnum):
    """Where the label stands, beside the booking: trouble with it never touches the booking."""

    NONE = "none"
    PENDING = "pending"
    STORED = "stored"
    SENT = "sent"
    """A printer took it; whether it is on paper is not known."""
    FAILED_CHECK = "failed_check"
    PRINTED = "printed"
    SEEN = "seen"
    HANDED_OVER = "handed_over"


_S = State

#: From each state, the states it may move to.
MOVES: dict[State, frozenset[State]] = {
    _S.DRAFT: frozenset({_S.TO_SHIP, _S.HELD, _S.QUEUED, _S.VOID}),
    _S.TO_SHIP: frozenset({_S.DRAFT, _S.HELD, _S.QUEUED, _S.VOID}),
    _S.HELD: frozenset({_S.DRAFT, _S.TO_SHIP, _S.QUEUED, _S.VOID}),
    _S.QUEUED: frozenset({_S.SENDING, _S.DRAFT, _S.HELD, _S.REFUSED, _S.CONFLICT}),
    _S.SENDING: frozenset({_S.BOOKED, _S.ACCEPTED, _S.REFUSED, _S.IN_DOUBT, _S.CONFLICT, _S.QUEUED}),
    _S.ACCEPTED: frozenset({_S.BOOKED, _S.CONFLICT, _S.VOID}),
    _S.REFUSED: frozenset({_S.QUEUED, _S.DRAFT, _S.TO_SHIP, _S.HELD, _S.VOID}),
    _S.IN_DOUBT: frozenset({_S.BOOKED, _S.ACCEPTED, _S.CONFLICT, _S.NEEDS_PERSON, _S.SENDING}),
    _S.CONFLICT: frozenset({_S.BOOKED, _S.VOID}),
    _S.NEEDS_PERSON: frozenset({_S.BOOKED, _S.ACCEPTED, _S.SENDING, _S.CONFLICT, _S.VOID}),
    # The last two: what a person let go of was booked after all, so an order has two parcels, or one nobody wants.
    _S.BOOKED: frozenset({_S.VOID, _S.CONFLICT}),
    _S.VOID: frozenset({_S.CONFLICT}),
}

#: The clerk may still change the shipment.
EDITABLE = frozenset({_S.DRAFT, _S.TO_SHIP, _S.HELD, _S.REFUSED})
#: Something may stand at the carrier: no second booking for this order without a person's word.
LIVE = frozenset({_S.QUEUED, _S.SENDING, _S.BOOKED, _S.ACCEPTED, _S.IN_DOUBT, _S.CONFLICT, _S.NEEDS_PERSON})
#: The worker has something to do, or an answer is being waited for.
IN_FLIGHT = frozenset({_S.QUEUED, _S.SENDING})
#: Shown on the doubt list: neither success nor failure.
DOUBTFUL = frozenset({_S.IN_DOUBT, _S.CONFLICT, _S.NEEDS_PERSON})
#: The parcel may leave the table.
SHIPPED = frozenset({_S.BOOKED, _S.ACCEPTED})
#: How the note of a conflict begins where an earlier booking, that was let go, was booked after all.
TWO_PARCELS = "Two parcels"

_L = Label

#: To `failed_check` from wherever it is: a person has said that the parcel has another number than the label.
LABEL_MOVES: dict[Label, frozenset[Label]] = {
    _L.NONE: frozenset({_L.PENDING, _L.STORED, _L.FAILED_CHECK}),
    _L.PENDING: frozenset({_L.STORED, _L.FAILED_CHECK, _L.NONE}),
    # The last two: on a person's word, printed as it is.
    _L.FAILED_CHECK: frozenset({_L.PENDING, _L.STORED, _L.FAILED_CHECK, _L.SENT, _L.PRINTED}),
    _L.STORED: frozenset({_L.SENT, _L.PRINTED, _L.SEEN, _L.HANDED_OVER, _L.FAILED_CHECK, _L.STORED}),
    _L.SENT: frozenset({_L.SENT, _L.PRINTED, _L.SEEN, _L.HANDED_OVER, _L.STORED, _L.FAILED_CHECK}),
    _L.PRINTED: frozenset({_L.SENT, _L.PRINTED, _L.SEEN, _L.HANDED_OVER, _L.STORED, _L.FAILED_CHECK}),
    _L.SEEN: frozenset({_L.HANDED_OVER, _L.SENT, _L.PRINTED, _L.FAILED_CHECK}),
    _L.HANDED_OVER: frozenset({_L.SENT, _L.PRINTED, _L.FAILED_CHECK}),
}


class IllegalMoveError(Exception):
    """A move that the tables do not know: a fault of ours, never of a clerk."""


def must_be_legal(before: State, after: State) -> None:
    """Raises `IllegalMoveError` when the table does not list the move."""
    if after not in MOVES[before]:
        raise IllegalMoveError(f"A booking cannot move from {before} to {after}.")


def label_must_be_legal(before: Label, after: Label) -> None:
    """Raises `IllegalMoveError` when the table does not list the move."""
    if after not in LABEL_MOVES[before]:
        raise IllegalMoveError(f"A label cannot move from {before} to {after}.")
