import socket
import threading

import pytest

from shipdesk.core.prints import JobState, JobWord
from shipdesk.printing.errors import PrinterBroke, PrinterGone, PrinterUnready
from shipdesk.printing.raw import raw_job_state, send_zpl
from shipdesk.printing.targets import RawZpl
from tests.printing.zebra import BUSY, HEAD_OPEN, NO_PAPER, READY, Zebra, zebra

ZPL = b"^XA^PW1^LL1^XZ\n"


def target(printer: Zebra) -> RawZpl:
    host, port = printer.server_address[:2]
    return RawZpl(str(host), port)


@pytest.mark.parametrize("status", [READY, None], ids=["answers", "never-answers"])
def test_labels_arrive_byte_for_byte(status: bytes | None) -> None:
    with zebra(status) as printer:
        word = send_zpl(target(printer), ZPL)
        assert printer.received.wait(5)
        assert printer.jobs == [ZPL]
    assert word is (JobWord.DONE if status else JobWord.SENT)


def test_a_printer_without_labels_is_sent_nothing() -> None:
    with zebra(NO_PAPER) as printer, pytest.raises(PrinterUnready, match="is out of labels; put in a new roll"):
        send_zpl(target(printer), ZPL)
    assert printer.jobs == []


def test_a_printer_that_is_off_is_said() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        with pytest.raises(PrinterGone, match=f"127.0.0.1:{port} cannot be reached"):
            send_zpl(RawZpl("127.0.0.1", port), ZPL)


def test_a_printer_that_hangs_up_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def hang_up() -> None:
            connection, _ = server.accept()
            connection.recv(3)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
            connection.close()

        thread = threading.Thread(target=hang_up)
        thread.start()
        with pytest.raises(PrinterBroke, match="broke off"):
            send_zpl(RawZpl("127.0.0.1", server.getsockname()[1]), ZPL * 1_000_000)
        thread.join()


def test_it_is_printed_when_nothing_is_left_in_the_printer() -> None:
    with zebra(READY, BUSY, BUSY, READY) as printer:
        assert send_zpl(target(printer), ZPL) is JobWord.DONE
    assert printer.asked == 3


@pytest.mark.parametrize("after", [NO_PAPER, HEAD_OPEN, None], ids=["out of labels", "open", "says no more"])
def test_a_label_that_ran_into_trouble_is_never_called_printed(after: bytes | None) -> None:
    with zebra(READY, BUSY, after) as printer:
        assert send_zpl(target(printer), ZPL) is JobWord.QUEUED
        assert raw_job_state(target(printer)).word is JobWord.STOPPED
        printer.status = READY
        assert raw_job_state(target(printer)) == JobState(JobWord.SENT), "somebody may have switched it off and on"


def test_a_printer_that_goes_away_while_it_prints_leaves_the_label_as_sent() -> None:
    with zebra(READY, None) as printer:
        assert send_zpl(target(printer), ZPL) is JobWord.QUEUED
        where = target(printer)
    assert raw_job_state(where) == JobState(JobWord.SENT)


def test_a_label_that_still_waits_is_said_to_print() -> None:
    with zebra(BUSY) as printer:
        assert raw_job_state(target(printer)).word is JobWord.PRINTING


@pytest.mark.parametrize(("after", "words"), [(NO_PAPER, "is out of labels"), (None, "does not say how it is")])
def test_why_it_waits_is_said(after: bytes | None, words: str) -> None:
    with zebra(after) as printer:
        assert words in raw_job_state(target(printer)).reason
