"""A state is told by its shape and its word; its colour only repeats them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Any

import pytest

from shipdesk.ui.end_of_day.lists import VERDICT
from shipdesk.ui.imports.wording import STAGES, STANDINGS
from shipdesk.ui.inbox.model import STATES
from shipdesk.ui.orders.attempts_tab import VERDICTS
from shipdesk.ui.orders.results import DONE, NOT_DONE, RESULT
from shipdesk.ui.theme.states import BOOKING, LABEL, SEVERITY, SHAPE_OF, STATUS, StateSpec
from shipdesk.ui.theme.tokens import Meaning
from shipdesk.ui.tracking.stages import SILENT

#: What stands in one column, or beside each other.
TABLES: dict[str, Mapping[Any, StateSpec]] = {
    "booking": BOOKING,
    "label": LABEL,
    "finding": SEVERITY,
    "way": {**STATUS, "silent": SILENT},
    "attempt": VERDICTS,
    "batch": RESULT,
    "deed": {"done": DONE, "not done": NOT_DONE},
    "import": STAGES,
    "row of a file": STANDINGS,
    "delivery": STATES,
    "scan at the end of the day": VERDICT,
}


@pytest.mark.parametrize("table", TABLES)
def test_each_state_has_a_word_of_its_own(table: str) -> None:
    words = [spec.word.casefold() for spec in TABLES[table].values()]
    assert len(set(words)) == len(words)
    assert all(words)


@pytest.mark.parametrize("table", TABLES)
def test_states_of_different_colours_have_different_shapes(table: str) -> None:
    alike = [
        f"{one.word} and {other.word}: {one.shape.value}"
        for one, other in combinations(TABLES[table].values(), 2)
        if one.meaning is not other.meaning and one.shape is other.shape
    ]
    assert alike == []


def test_each_meaning_has_a_shape_of_its_own() -> None:
    assert set(SHAPE_OF) == set(Meaning)
    assert len(set(SHAPE_OF.values())) == len(SHAPE_OF)
