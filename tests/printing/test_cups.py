"""What a real printer behind a real queue receives."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from shipdesk.core.devices import TEST_BARCODE
from shipdesk.core.prints import JobWord
from shipdesk.documents import raster
from shipdesk.documents.codes import Code, read_codes
from shipdesk.printing import libcups
from shipdesk.printing.desk import PrintDesk
from shipdesk.printing.errors import PrinterGone, PrinterRefused, PrinterUnready
from shipdesk.printing.jobs import PrintJob
from shipdesk.printing.targets import Queue
from tests.documents.pdfs import label_pdf, landscape_label
from tests.printing.cups import PrintRoom, until

InThread = Callable[[Callable[[], Any]], Any]
TOLERANCE_MM = 0.2
DPI = 600

desk = PrintDesk(raster)


def code_on(pdf: bytes) -> Code:
    [code] = read_codes(raster.rasterise(pdf, DPI))
    return code


def printed(room: PrintRoom, in_thread: InThread, pdf: bytes, **more: Any) -> bytes:
    """Print on the queue `Label` and wait until the printer says that it is done; what the printer received."""
    before = len(room.received("Label"))
    job = in_thread(lambda: desk.print_document(pdf, Queue("Label"), title="REF00001008", **more))
    until(lambda: in_thread(lambda: desk.job_state(job)).word == JobWord.DONE, "the printer's word")
    [received] = room.received("Label")[before:]
    return received.read_bytes()


def test_label_reaches_the_printer_at_exactly_its_size(room: PrintRoom, in_thread: InThread, label: bytes) -> None:
    got = printed(room, in_thread, label)

    [page] = raster.page_sizes(got)
    assert (page.width_mm, page.height_mm) == pytest.approx((100, 150), abs=TOLERANCE_MM)
    sent, received = code_on(label), code_on(got)
    assert received.text == TEST_BARCODE
    assert received.width_mm == pytest.approx(sent.width_mm, abs=TOLERANCE_MM)
    assert (received.left_mm, received.top_mm) == pytest.approx((sent.left_mm, sent.top_mm), abs=TOLERANCE_MM)


def test_a_queue_that_is_set_to_fit_the_paper_does_not_shrink(room: PrintRoom, in_thread: InThread) -> None:
    pdf = label_pdf("JP1234567890TH", (100.9, 150.9))
    room.run("lpadmin", "-p", "Label", "-o", "print-scaling-default=fit")
    try:
        got = printed(room, in_thread, pdf)
    finally:
        room.run("lpadmin", "-p", "Label", "-R", "print-scaling-default")
    assert [str(page) for page in raster.page_sizes(got)] == ["100 × 150 mm"]
    assert code_on(got).width_mm == pytest.approx(code_on(pdf).width_mm, abs=TOLERANCE_MM)


def test_lines_stay_lines(room: PrintRoom, in_thread: InThread, label: bytes) -> None:
    assert b"/Subtype /Image" not in printed(room, in_thread, label)


def test_label_on_its_side_is_turned_not_shrunk(room: PrintRoom, in_thread: InThread) -> None:
    pdf = landscape_label("JP1234567890TH")
    got = printed(room, in_thread, pdf)

    [page] = raster.page_sizes(got)
    assert (page.upright().width_mm, page.upright().height_mm) == pytest.approx((100, 150), abs=TOLERANCE_MM)
    received = code_on(got)
    assert received.text == "JP1234567890TH"
    long_side = max(received.width_mm, received.height_mm)
    assert long_side == pytest.approx(code_on(pdf).width_mm, abs=TOLERANCE_MM)


def test_copies_reach_the_printer(room: PrintRoom, in_thread: InThread, label: bytes) -> None:
    printed(room, in_thread, label, copies=3)
    log = (room.spools["Label"].parent / "Label.log").read_text(errors="replace")
    assert re.findall(r"^ +copies \(integer\) (\d+)", log, re.MULTILINE)[-1] == "3"


def test_paper_that_is_too_small_is_refused(room: PrintRoom, in_thread: InThread, label: bytes) -> None:
    with pytest.raises(
        PrinterRefused, match="Small takes paper of at most 100 × 100 mm, and this page is 100 × 150 mm"
    ):
        in_thread(lambda: desk.print_document(label, Queue("Small"), title="REF1"))
    assert room.received("Small") == []


def test_paused_queue_is_said(room: PrintRoom, in_thread: InThread, label: bytes) -> None:
    room.run("cupsdisable", "Label")
    with pytest.raises(PrinterUnready, match="Label is paused"):
        in_thread(lambda: desk.print_document(label, Queue("Label"), title="REF1"))


def test_closed_queue_is_said(room: PrintRoom, in_thread: InThread, label: bytes) -> None:
    room.run("cupsreject", "Label")
    with pytest.raises(PrinterUnready, match="Label takes no jobs"):
        in_thread(lambda: desk.print_document(label, Queue("Label"), title="REF1"))


@pytest.mark.usefixtures("room")
def test_unknown_queue_is_said(in_thread: InThread, label: bytes) -> None:
    with pytest.raises(PrinterGone, match="There is no printer Nowhere"):
        in_thread(lambda: desk.print_document(label, Queue("Nowhere"), title="REF1"))


@pytest.mark.usefixtures("room")
def test_print_service_that_is_away_is_said(in_thread: InThread, label: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:1")
    with pytest.raises(PrinterGone, match="print service of this computer does not answer"):
        in_thread(lambda: libcups.queue_state("Label"))


def test_a_job_stopped_in_the_queue_is_never_done(room: PrintRoom, in_thread: InThread, label: bytes) -> None:
    room.run("cupsdisable", "Label")
    number = in_thread(lambda: libcups.send("Label", label, "application/pdf", "REF1", {}))
    job = PrintJob(Queue("Label"), str(number), "REF1")

    waiting = in_thread(lambda: desk.job_state(job))
    assert (waiting.word, "Label is paused" in waiting.reason) == (JobWord.STOPPED, True)

    room.run("cancel", f"Label-{number}")
    cancelled = in_thread(lambda: desk.job_state(job))
    assert (cancelled.word, "cancelled" in cancelled.reason) == (JobWord.LOST, True)


def test_a_job_goes_on_by_itself_when_the_printer_is_back(room: PrintRoom, in_thread: InThread, label: bytes) -> None:
    before = len(room.received("Label"))
    room.run("cupsdisable", "Label")
    number = in_thread(lambda: libcups.send("Label", label, "application/pdf", "REF1", {"media": "100x150mm"}))
    job = PrintJob(Queue("Label"), str(number), "REF1")
    assert in_thread(lambda: desk.job_state(job)).word == JobWord.STOPPED
    room.run("cupsenable", "Label")
    until(lambda: in_thread(lambda: desk.job_state(job)).word == JobWord.DONE, "the printer's word")
    assert len(room.received("Label")) == before + 1


@pytest.mark.usefixtures("room")
def test_a_job_that_the_queue_forgot_is_only_sent(in_thread: InThread) -> None:
    state = in_thread(lambda: desk.job_state(PrintJob(Queue("Label"), "99999", "REF1")))
    assert state.word == JobWord.SENT
