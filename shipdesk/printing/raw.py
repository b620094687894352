"""Bytes to a thermal printer's own TCP port."""

from __future__ import annotations

import socket
import time
from contextlib import suppress

from shipdesk.printing.errors import PrinterBroke, PrinterGone, PrinterUnready
from shipdesk.printing.targets import RawZpl
from shipdesk.printing.zpl import is_whole_status, status_trouble

CONNECT_S, SEND_S = 5.0, 30.0
#: Many makes never answer ~HS: they are not waited for longer than a clerk would notice.
STATUS_S = 0.4


def send_zpl(target: RawZpl, zpl: bytes) -> None:
    """Ask the printer how it is, then send it the labels; returns when it has taken all bytes.

    Raises:
        PrinterGone: it cannot be reached.
        PrinterUnready: it says that it is out of labels or ribbon, open, or paused.
        PrinterBroke: it broke off while it took the labels.
    """
    where = f"{target.host}:{target.port}"
    try:
        connection = socket.create_connection((target.host, target.port), timeout=CONNECT_S)
    except OSError as error:
        raise PrinterGone(
            f"The printer at {where} cannot be reached; check that it is on and in the network."
        ) from error
    with connection:
        try:
            words = status_trouble(_status(connection))
            if words:
                raise PrinterUnready(f"The printer at {where} {words}.")
            connection.settimeout(SEND_S)
            connection.sendall(zpl)
            connection.shutdown(socket.SHUT_WR)
        except OSError as error:
            raise PrinterBroke(f"The printer at {where} broke off; look whether it printed, then try again.") from error


def _status(connection: socket.socket) -> bytes:
    """The answer to ~HS, or what came of it in time."""
    answer = b""
    deadline = time.monotonic() + STATUS_S
    connection.sendall(b"~HS")
    with suppress(TimeoutError):
        while not is_whole_status(answer) and (left := deadline - time.monotonic()) > 0:
            connection.settimeout(left)
            chunk = connection.recv(1024)
            if not chunk:
                break
            answer += chunk
    return answer
