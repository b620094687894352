"""Bytes to a thermal printer's own TCP port, and what it says of itself there."""

from __future__ import annotations

import socket
import time
from contextlib import suppress

from shipdesk.core.prints import JobState, JobWord
from shipdesk.printing.errors import PrinterBroke, PrinterGone, PrinterUnready
from shipdesk.printing.targets import RawZpl
from shipdesk.printing.zpl import HostStatus, is_whole_status, read_status

CONNECT_S, SEND_S = 5.0, 30.0
#: Many makes never answer ~HS: they are not waited for longer than a clerk would notice.
STATUS_S = 0.4
#: How long a printer that answers is watched while it prints, and how often it is asked.
WATCH_S, ASK_S = 3.0, 0.1
_TWICE = 2


def send_zpl(target: RawZpl, zpl: bytes) -> JobWord:
    """Ask the printer how it is, send it the labels, and where it answers watch it print.

    `done`: on one unbroken connection it has printed all it had. `sent`: it never answers, so nothing more is known.
    `queued`: it answers and has not printed yet; `raw_job_state` tells more.

    Raises:
        PrinterGone: it cannot be reached.
        PrinterUnready: it says that it is out of labels or ribbon, open, or paused.
        PrinterBroke: it broke off while it took the labels.
    """
    with _connected(target) as connection:
        try:
            before = _status(connection)
            if before is not None and before.trouble:
                raise PrinterUnready(f"The printer at {_where(target)} {before.trouble}.")
            connection.settimeout(SEND_S)
            connection.sendall(zpl)
        except OSError as error:
            raise PrinterBroke(
                f"The printer at {_where(target)} broke off; look whether it printed, then try again."
            ) from error
        word = JobWord.SENT if before is None else _watched(connection)
        with suppress(OSError):
            connection.shutdown(socket.SHUT_WR)
        return word


def raw_job_state(target: RawZpl) -> JobState:
    """What is known later of a label that a printer which answers had taken.

    Never `done`: whoever switched it off and on meanwhile has emptied it too. A printer in trouble may not answer at
    all (the guide, ~HS).
    """
    try:
        with _connected(target) as connection:
            status = _status(connection)
    except (PrinterGone, OSError):
        return JobState(JobWord.SENT)
    if status is None:
        words = "does not say how it is; look whether it is out of labels or open"
        return JobState(JobWord.STOPPED, f"The printer at {_where(target)} {words}.")
    if status.trouble:
        return JobState(JobWord.STOPPED, f"The printer at {_where(target)} {status.trouble}.")
    return JobState(JobWord.PRINTING if status.busy else JobWord.SENT)


def _watched(connection: socket.socket) -> JobWord:
    """Ask until it says twice that it has nothing left to print, or something is wrong."""
    deadline, idle = time.monotonic() + WATCH_S, 0
    with suppress(OSError):
        while time.monotonic() < deadline:
            status = _status(connection)
            if status is None or status.trouble:
                break
            idle = 0 if status.busy else idle + 1
            if idle == _TWICE:
                return JobWord.DONE
            time.sleep(ASK_S)
    return JobWord.QUEUED


def _connected(target: RawZpl) -> socket.socket:
    try:
        return socket.create_connection((target.host, target.port), timeout=CONNECT_S)
    except OSError as error:
        raise PrinterGone(
            f"The printer at {_where(target)} cannot be reached; check that it is on and in the network."
        ) from error


def _where(target: RawZpl) -> str:
    return f"{target.host}:{target.port}"


def _status(connection: socket.socket) -> HostStatus | None:
    """The answer to ~HS; None where none came in time."""
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
    return read_status(answer)
