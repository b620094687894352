from collections.abc import Callable
from typing import Any

import pytest

from shipdesk.printing.errors import PrinterGone
from shipdesk.printing.queues import paper_of, printers
from tests.printing.cups import PrintRoom

InThread = Callable[[Callable[[], Any]], Any]


def test_queues_are_listed_with_their_paper(room: PrintRoom, in_thread: InThread) -> None:
    room.run("lpadmin", "-d", "Small")
    label, small = sorted(in_thread(printers), key=lambda printer: str(printer.name))

    assert (label.name, label.state, label.accepts) == ("Label", "ready", True)
    assert (small.is_default, label.is_default) == (True, False)
    assert in_thread(printers)[0] == small
    assert {str(media.size) for media in label.paper.offered} >= {"100 × 150 mm", "101.6 × 152.4 mm"}
    assert label.paper.custom is not None
    assert label.paper.custom[1].width_mm == 108
    assert [str(media.size) for media in small.paper.offered] == ["100 × 100 mm"]
    assert small.paper.custom is None


@pytest.mark.parametrize(
    ("command", "words"), [("cupsdisable", "is paused"), ("cupsreject", "takes no jobs at present")]
)
def test_a_queue_says_why_it_takes_nothing(room: PrintRoom, in_thread: InThread, command: str, words: str) -> None:
    room.run(command, "Label")
    label = next(printer for printer in in_thread(printers) if printer.name == "Label")
    assert not label.accepts
    assert label.state.startswith(words)


@pytest.mark.usefixtures("room")
def test_unknown_queue_has_no_paper(in_thread: InThread) -> None:
    with pytest.raises(PrinterGone, match="no printer Nowhere"):
        in_thread(lambda: paper_of("Nowhere"))
