"""The pair of Python and Qt that we ship is sound."""

import sys

from PySide6.QtCore import QTimer


def test_calls_that_return_nothing_take_no_reference_from_none() -> None:
    """PySide6 6.12.0 on Python 3.10 and 3.11 takes one at each such call and aborts after some 5,000."""
    timer = QTimer()
    before = sys.getrefcount(None)
    for interval in range(20_000):
        timer.setInterval(interval)
    assert timer.interval() == 19_999
    assert abs(sys.getrefcount(None) - before) < 500
