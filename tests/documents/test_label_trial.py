"""Of the defective labels nearly all are caught, and no good one is stopped.

SHIPDESK_LABELS=long tries 300 defective and 1,000 good ones, as `python3 build/run.py prove labels --long` does.
"""

import os

import pytest

from tests.documents.label_trial import try_bad, try_good

LONG = os.environ.get("SHIPDESK_LABELS") == "long"
BAD, GOOD = (300, 1000) if LONG else (105, 150)
CAUGHT = 0.99


@pytest.mark.timeout(1800 if LONG else 120)
def test_defective_labels_are_caught_for_what_is_wrong_with_them() -> None:
    trial = try_bad(BAD)
    assert sum(trial.found.values()) >= CAUGHT * BAD, "\n".join(trial.wrong)
    assert len(trial.wrong) <= (1 - CAUGHT) * BAD, "\n".join(trial.wrong)
    assert len(trial.seen) > 30


@pytest.mark.timeout(1800 if LONG else 120)
def test_no_good_label_is_stopped() -> None:
    trial = try_good(GOOD)
    assert trial.wrong == []
    assert len(trial.seen) == 8
