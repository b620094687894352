"""The same call for every kind of target; queues are in test_cups."""

from pathlib import Path

import pytest

from shipdesk.core.prints import JobWord
from shipdesk.documents import raster
from shipdesk.documents.codes import read_codes
from shipdesk.documents.raster import BadDocument
from shipdesk.printing.desk import PrintDesk
from shipdesk.printing.errors import PrinterRefused
from shipdesk.printing.targets import Folder, RawZpl
from tests.documents.pdfs import label_pdf
from tests.printing.zebra import BUSY, NO_PAPER, READY, labels, zebra

desk = PrintDesk(raster)


def test_to_a_folder(tmp_path: Path, label: bytes) -> None:
    job = desk.print_document(label, Folder(tmp_path), title="REF1\n")
    assert Path(job.id) == tmp_path / "REF1.pdf"
    assert Path(job.id).read_bytes() == label
    assert desk.job_state(job).word == JobWord.DONE


def test_to_a_raw_printer_page_by_page() -> None:
    with zebra(None) as printer:
        port = printer.server_address[1]
        job = desk.print_document(label_pdf("JP1234567890", pages=2), RawZpl("127.0.0.1", port), title="REF1", copies=2)
        assert printer.received.wait(5)
    pages = labels(printer.jobs[0])
    assert [code.text for page in pages for code in read_codes(page)] == ["JP1234567890"] * 2
    assert printer.jobs[0].count(b"^PQ2") == 2
    assert (job.word, job.id) == (JobWord.SENT, "")
    assert desk.job_state(job).word == JobWord.SENT, "the bytes have left; that is all one knows"


def test_a_raw_printer_that_answers_is_asked_again_until_it_is_known() -> None:
    with zebra(READY, BUSY, NO_PAPER) as printer:
        where = RawZpl("127.0.0.1", printer.server_address[1])
        job = desk.print_document(label_pdf("JP1234567890"), where, title="REF1")
        assert job.word is JobWord.QUEUED
        state = desk.job_state(job)
        assert (state.word, "is out of labels" in state.reason) == (JobWord.STOPPED, True)


def test_what_is_no_document_is_refused_before_anything_is_sent(tmp_path: Path) -> None:
    with pytest.raises(BadDocument, match="web page"):
        desk.print_document(b"<html>expired</html>", Folder(tmp_path), title="REF1")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("copies", [0, -1, 100])
def test_copies_have_a_limit(tmp_path: Path, label: bytes, copies: int) -> None:
    with pytest.raises(PrinterRefused, match="choose 1 to 99"):
        desk.print_document(label, Folder(tmp_path), title="REF1", copies=copies)
