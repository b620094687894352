"""What comes next on the way of a parcel."""

import pytest

from shipdesk.simulator.journey import next_of


@pytest.mark.parametrize(
    ("present", "following"), [("made", "sent"), ("sent", "there"), ("there", "there"), ("lost", "there")]
)
def test_the_next_one_or_the_end(present: str, following: str) -> None:
    assert next_of(("made", "sent", "there"), present) == following
