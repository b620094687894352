"""The way that Windows prints, on a real queue: Qt draws the same picture on every system."""

from collections.abc import Callable
from typing import Any

import pytest

from shipdesk.core.devices import TEST_BARCODE
from shipdesk.documents import raster
from shipdesk.documents.codes import read_codes
from shipdesk.printing.errors import PrinterGone, PrinterRefused
from shipdesk.printing.qt_raster import print_rasters
from shipdesk.printing.queues import paper_of
from tests.documents.pdfs import label_pdf
from tests.printing.cups import PrintRoom, until

InThread = Callable[[Callable[[], Any]], Any]


def send(in_thread: InThread, pdf: bytes, queue: str = "Label") -> None:
    sizes = list(raster.page_sizes(pdf))
    in_thread(
        lambda: print_rasters(
            queue,
            sizes,
            lambda page, dpi: raster.rasterise(pdf, dpi, page),
            paper_of(queue),
            title="REF1",
            copies=1,
        )
    )


def test_picture_reaches_the_printer_at_exactly_its_size(room: PrintRoom, in_thread: InThread, label: bytes) -> None:
    before = len(room.received("Label"))
    send(in_thread, label)
    until(lambda: len(room.received("Label")) > before, "the printer")
    until(lambda: b"%%EOF" in room.received("Label")[before].read_bytes(), "the whole file")

    got = room.received("Label")[before].read_bytes()
    [page] = raster.page_sizes(got)
    assert (page.width_mm, page.height_mm) == pytest.approx((100, 150), abs=0.2)
    [sent], [received] = read_codes(raster.rasterise(label, 600)), read_codes(raster.rasterise(got, 600))
    assert received.text == TEST_BARCODE
    assert received.width_mm == pytest.approx(sent.width_mm, abs=0.2)
    assert received.left_mm == pytest.approx(sent.left_mm, abs=0.2)


def test_every_page_is_printed_and_a_lying_one_is_turned(room: PrintRoom, in_thread: InThread) -> None:
    before = len(room.received("Label"))
    send(in_thread, label_pdf("PAGE1", (150, 100), pages=2))
    until(lambda: len(room.received("Label")) > before, "the printer")
    until(lambda: b"%%EOF" in room.received("Label")[before].read_bytes(), "the whole file")
    got = room.received("Label")[before].read_bytes()
    codes = [read_codes(raster.rasterise(got, 300, page))[0] for page in (0, 1)]
    assert [(code.text, abs(code.rotation)) for code in codes] == [("PAGE1", 90), ("PAGE1", 90)]


@pytest.mark.usefixtures("room")
def test_paper_that_is_too_small_is_refused(in_thread: InThread, label: bytes) -> None:
    with pytest.raises(PrinterRefused, match="Small takes paper of at most 100 × 100 mm"):
        send(in_thread, label, "Small")


@pytest.mark.usefixtures("room")
def test_unknown_queue_is_said(in_thread: InThread, label: bytes) -> None:
    with pytest.raises(PrinterGone, match="no printer Nowhere"):
        send(in_thread, label, "Nowhere")
