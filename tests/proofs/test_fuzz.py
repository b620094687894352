"""Answers that no document has: no connector raises, and none takes one for a yes that is none."""

from __future__ import annotations

import random

import pytest

from shipdesk.core.outcomes import Verdict
from tests.proofs.flows import Flow
from tests.proofs.fuzz import flows, fuzz_booking, fuzz_questions
from tests.proofs.mutations import mutated
from tests.proofs.oracle import POSITIVE, allowed

ANSWERS = 400
EACH = pytest.mark.parametrize("flow", flows(), ids=lambda flow: flow.name)


@EACH
def test_no_answer_is_taken_for_a_booking_that_is_none(flow: Flow) -> None:
    tally = fuzz_booking(flow, answers=ANSWERS, seed=1)
    assert tally.complaints == []
    assert tally.ends[Verdict.UNKNOWN] > ANSWERS / 10
    assert sum(tally.ends[verdict] for verdict in POSITIVE) > 10, "no answer was left whole: this run proves little"


@EACH
def test_every_other_answer_is_read_or_refused_in_a_sentence(flow: Flow) -> None:
    tally = fuzz_questions(flow, answers=ANSWERS, seed=1)
    assert tally.complaints == []
    assert tally.ends["answered"] > 10
    assert tally.ends["CarrierError"] > 10


@pytest.mark.parametrize(
    ("carrier", "status", "body"),
    [
        ("jumppoint", 200, b'{"status": "true", "data": {}}'),
        ("jumppoint", 500, b'{"status": true, "data": {}}'),
        ("jumppoint", 200, b'{"status": false, "status": true, "data": {}}'),
        ("ceva", 200, b'{"data": [{"customerOrderCode": "R2", "trackingNumber": "T1"}]}'),
        ("jne", 200, b'{"detail": [{"status": "sukses", "cnote_no": null}]}'),
    ],
)
def test_the_oracle_says_no(carrier: str, status: int, body: bytes) -> None:
    assert allowed(carrier, status, body, "R1") == frozenset()


def test_mutations_are_many_and_the_same_for_a_seed() -> None:
    golden = {"status": True, "data": {"orderNo": "JP1", "list": [1, "two"]}}
    first = [mutated(random.Random(number), golden) for number in range(300)]
    assert first == [mutated(random.Random(number), golden) for number in range(300)]
    assert len(set(first)) > 200
