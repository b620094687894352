"""The verdict is read from afar: every letter of a number is there."""

import pytest
from PySide6.QtWidgets import QLabel

from shipdesk.ui.station.checks.verdict import Verdict
from tests.ui.conftest import Show

PLATE = 272


@pytest.mark.parametrize("number", ["JPTH1785865410", "TRN001SIN1122202635625285HKG"])
def test_a_number_is_shown_whole_however_long(show: Show, number: str) -> None:
    verdict = Verdict()
    verdict.setFixedWidth(PLATE)
    show(verdict)
    verdict.say_state("booked", number, "Printed. F8 prints it again.", accepted=False)
    shown = next(label for label in verdict.findChildren(QLabel) if label.text().replace("\n", "") == number)
    assert shown.sizeHint().width() <= PLATE - shown.x()
