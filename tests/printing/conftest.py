"""The print room, started once and only for tests that print on a real queue."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest

from shipdesk.documents.measured_label import measured_test_label
from tests.printing.cups import PrintRoom, label_printer, print_room

T = TypeVar("T")

LABEL, SMALL = "Label", "Small"


@pytest.fixture(scope="session")
def _running_room() -> Iterator[PrintRoom]:
    printers = {
        LABEL: label_printer([(100, 150), (101.6, 152.4), (100, 100), (210, 297)], custom=True),
        SMALL: label_printer([(100, 100)], custom=False),
    }
    with print_room(printers) as room:
        yield room


@pytest.fixture
def room(_running_room: PrintRoom, monkeypatch: pytest.MonkeyPatch) -> PrintRoom:
    """Queues `Label` (100 × 150 mm and others) and `Small` (100 × 100 mm only), both ready."""
    monkeypatch.setenv("CUPS_SERVER", _running_room.server)
    for queue in _running_room.spools:
        _running_room.run("cupsenable", queue)
        _running_room.run("cupsaccept", queue)
    return _running_room


@pytest.fixture
def in_thread(qapp: object) -> Iterator[Callable[[Callable[[], T]], T]]:
    """Runs a call in a thread of its own, as the workstation does: the CUPS library keeps one server for a thread."""
    with ThreadPoolExecutor(1) as pool:
        yield lambda call: pool.submit(call).result()


@pytest.fixture(scope="session")
def label() -> bytes:
    """A label of 100 × 150 mm with a barcode of known width."""
    return measured_test_label("Zebra at table 3", "22 November 2026, 17:30")
