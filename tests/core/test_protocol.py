"""Every verdict, on the first try and on a later one, leads where the protocol says."""

import pytest

from shipdesk.core.outcomes import Outcome, Verdict
from shipdesk.core.protocol import after_attempt
from shipdesk.core.states import LABEL_MOVES, LIVE, MOVES, Label, State, must_be_legal

FIRST = {
    Verdict.BOOKED: State.BOOKED,
    Verdict.ACCEPTED: State.ACCEPTED,
    Verdict.REFUSED: State.REFUSED,
    Verdict.DUPLICATE: State.CONFLICT,
    Verdict.UNKNOWN: State.IN_DOUBT,
    Verdict.CONFLICT: State.CONFLICT,
    Verdict.SPLIT: State.QUEUED,
    Verdict.NOT_SENT: State.QUEUED,
}
LATER = {
    **FIRST,
    Verdict.REFUSED: State.IN_DOUBT,
    Verdict.DUPLICATE: State.BOOKED,
    Verdict.SPLIT: State.IN_DOUBT,
    Verdict.NOT_SENT: State.IN_DOUBT,
}


@pytest.mark.parametrize("verdict", list(Verdict))
@pytest.mark.parametrize(("tries", "table"), [(0, FIRST), (1, LATER), (3, LATER)])
def test_each_verdict_leads_to_one_state(verdict: Verdict, tries: int, table: dict[Verdict, State]) -> None:
    step = after_attempt(Outcome("REF1", verdict, number="JP1", words="so it is"), earlier_tries=tries)
    assert step.to is table[verdict]
    must_be_legal(State.SENDING, step.to)
    assert step.why.strip()


def test_a_duplicate_without_a_number_is_accepted_not_booked() -> None:
    assert after_attempt(Outcome("REF1", Verdict.DUPLICATE), earlier_tries=1).to is State.ACCEPTED


def test_only_these_states_leave_the_order_free_for_another_booking() -> None:
    assert set(State) - LIVE == {State.DRAFT, State.TO_SHIP, State.HELD, State.REFUSED, State.VOID}


def test_nothing_that_may_be_booked_is_turned_into_something_to_book_without_a_person() -> None:
    """The worker's own states never lead back to a state from which it would send as if for the first time."""
    assert State.QUEUED not in MOVES[State.IN_DOUBT]
    assert State.QUEUED not in MOVES[State.ACCEPTED]
    assert State.QUEUED not in MOVES[State.BOOKED]
    assert State.REFUSED not in MOVES[State.IN_DOUBT]


def test_the_tables_name_every_state() -> None:
    assert set(MOVES) == set(State)
    assert set(LABEL_MOVES) == set(Label)
