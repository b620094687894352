"""Receiving webhooks, put together: the server of `inbound` over a desk, its accounts and its order book."""

from __future__ import annotations

import logging
import signal
import sys
import threading
from functools import partial
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from shipdesk.app import SENDERS, now, open_accounts, open_desk
from shipdesk.cli.crash import write_down
from shipdesk.inbound.server import Outfit, ReceivingServer
from shipdesk.settings.paths import open_home
from shipdesk.settings.store import SettingsStore
from shipdesk.usecases.inbound.work_in import work_in_inbox

if TYPE_CHECKING:
    from shipdesk.usecases.desk import Desk

#: Python's own 5 ms would make every answer wait for whatever is being worked off beside it.
_SWITCH_INTERVAL_S = 0.0005


def open_receiver(root: Path, desk: Desk, host: str, port: int, *, aloud: bool = False) -> ReceivingServer:
    """A receiver into the order book of `desk`, which listens already.

    Raises:
        SetupError: the port is taken, or the address is none of this machine's.
    """
    home = open_home(root)
    logger = logging.getLogger("uvicorn")  # what it would say is in our own log, and shorter
    logger.propagate = False
    logger.addHandler(logging.NullHandler())
    outfit = Outfit(
        sources=SENDERS,
        accounts=open_accounts(home, SettingsStore(home.settings), training=desk.training),
        inbox=desk.inbox,
        clock=now,
        work_off=partial(work_in_inbox, desk, desk.inbox),
        failed=partial(write_down, root),
        log=home.logs / "webhooks.log",
        aloud=aloud,
    )
    return ReceivingServer(outfit, host, port)


def _told_in_one_line(root: Path, fault: threading.ExceptHookArgs) -> None:
    """What nobody caught on a thread: its traceback is for errors.log."""
    if fault.exc_value is not None:
        write_down(root, fault.exc_value)
    logging.getLogger(__name__).error("A thread has failed: %s; see errors.log.", fault.exc_type.__name__)


def serve(root: Path, host: str, port: int) -> None:
    """Receive until SIGTERM or Ctrl+C; the first line on standard output is `listening on URL`.

    Raises:
        SetupError: the port is taken, or the order book cannot be opened.
    """
    with open_desk(root) as desk:
        server = open_receiver(root, desk, host, port, aloud=True)

        def stop(_number: int, _frame: FrameType | None) -> None:
            desk.closing.set()
            server.stop()

        logging.captureWarnings(True)  # noqa: FBT003 - its only argument
        threading.excepthook = partial(_told_in_one_line, root)
        # uvicorn takes these over while it runs, and raises them again afterwards for whoever had them before.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, stop)
        sys.setswitchinterval(_SWITCH_INTERVAL_S)
        print(f"listening on {server.url}", flush=True)  # noqa: T201 - what scripts wait for
        server.run()
