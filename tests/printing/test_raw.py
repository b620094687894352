import socket
import threading

import pytest

from shipdesk.printing.errors import PrinterBroke, PrinterGone, PrinterUnready
from shipdesk.printing.raw import send_zpl
from shipdesk.printing.targets import RawZpl
from tests.printing.zebra import NO_PAPER, READY, Zebra, zebra

ZPL = b"^XA^PW1^LL1^XZ\n"


def target(printer: Zebra) -> RawZpl:
    host, port = printer.server_address[:2]
    return RawZpl(str(host), port)


@pytest.mark.parametrize("status", [READY, None], ids=["answers", "never-answers"])
def test_labels_arrive_byte_for_byte(status: bytes | None) -> None:
    with zebra(status) as printer:
        send_zpl(target(printer), ZPL)
        assert printer.received.wait(5)
        assert printer.jobs == [ZPL]


def test_a_printer_without_labels_is_sent_nothing() -> None:
    with zebra(NO_PAPER) as printer:
        with pytest.raises(PrinterUnready, match="is out of labels; put in a new roll"):
            send_zpl(target(printer), ZPL)
        assert printer.received.wait(5)
        assert printer.jobs == [b""]


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
